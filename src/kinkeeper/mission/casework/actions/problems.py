"""Checks that several verbs share, each answering with a sentence beside its field."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kinkeeper.mission.casework.queries.beginnings import beginning_of

Sentence = str | Promise


class Problems:
    """Collects what is wrong, field by field, so that all of it is said at once."""

    def __init__(self) -> None:
        self.found: dict[str, list[Sentence]] = {}

    def add(self, name: str, sentence: Sentence) -> None:
        self.found.setdefault(name, []).append(sentence)

    def stop(self) -> None:
        """Raises ValidationError when anything was found."""
        if self.found:
            raise ValidationError({name: list(said) for name, said in self.found.items()})

    def happened(self, name: str, day: date | None, *, family: UUID) -> None:
        """A day on which something happened: there, not to come, not before we knew them."""
        if day is None:
            self.add(name, _("Give the date."))
        elif day > timezone.localdate():
            self.add(name, _("This date is still to come. Give the day on which it happened."))
        else:
            self._after_beginning(name, day, family)

    def _after_beginning(self, name: str, day: date, family: UUID) -> None:
        beginning = beginning_of(family)
        if beginning and day < beginning:
            sentence = _("The family has been known since %(day)s only: check the year.")
            self.add(name, sentence % {"day": said(beginning)})

    def not_before(self, name: str, day: date | None, first: date | None, sentence: str) -> None:
        """`sentence` has a place for the first possible day: %(day)s."""
        if day and first and day < first:
            self.add(name, sentence % {"day": said(first)})

    def written(self, name: str, text: str, sentence: Sentence) -> None:
        if not text.strip():
            self.add(name, sentence)

    def at_least_zero(self, values: Mapping[str, Any], *names: str) -> None:
        for name in names:
            value = values.get(name)
            if value is not None and value < 0:
                self.add(name, _("A number below zero is not possible here."))


def said(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
