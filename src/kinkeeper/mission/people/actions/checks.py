"""Values as a person gave them, checked: every problem a sentence at its field."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.text.dates import RoughDate
from kinkeeper.ground.text.names import NameProblem, clean_name
from kinkeeper.mission.people.models import Person
from kinkeeper.mission.people.rules import (
    Member,
    Span,
    birth_problem,
    certainly_younger,
    younger_than,
)
from kinkeeper.mission.people.words import BIRTH, KIN_YOUNGER, YOUNGER

NAMES = ("given_name", "family_name", "alias", "mother_name")
Problems = dict[str, list[str]]


def span(birth: RoughDate) -> Span:
    return Span(birth.earliest, birth.latest)


def clean_person(values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns for these values; `birth` (a RoughDate) becomes its two columns.

    Raises ValidationError by field: a name that shows nothing or is too long, a given name that
    is missing, a birth that cannot be.
    """
    cleaned, problems = clean_names(values, NAMES)
    if "given_name" in values and not cleaned.get("given_name") and "given_name" not in problems:
        problems["given_name"] = [_("Write the given name; “not known” is a name too.")]
    if isinstance(birth := cleaned.pop("birth", None), RoughDate):
        cleaned |= {"birth_date": birth.day, "birth_precision": birth.precision.value}
        if problem := birth_problem(span(birth), today=timezone.localdate()):
            problems["birth"] = [str(BIRTH[problem])]
    if problems:
        raise ValidationError(problems)
    return cleaned


def clean_names(values: Mapping[str, Any], names: Iterable[str]) -> tuple[dict[str, Any], Problems]:
    cleaned, problems = dict(values), Problems()
    for name in names:
        if name in values:
            try:
                cleaned[name] = clean_name(str(values[name] or ""))
            except NameProblem as problem:
                problems[name] = [str(problem)]
    return cleaned, problems


def check_day(day: date | None, *, field: str, after: date | None = None) -> None:
    """A day of something that happened: not in the future, not before `after`."""
    if day and day > timezone.localdate():
        raise ValidationError({field: _("This day lies in the future: correct the date.")})
    if day and after and day < after:
        raise ValidationError(
            {field: _("This day lies before the beginning (%(day)s): correct the date.")
             % {"day": after.isoformat()}}
        )  # fmt: skip


def check_caregivers(members: Iterable[Member]) -> None:
    """Nobody is certainly younger than a child she or he cares for. Raises by the field `birth`."""
    members = list(members)
    for member in members:
        for child in younger_than(member, members, on=timezone.localdate()):
            sentence = str(YOUNGER) % {"name": member.name, "child": child}
            raise ValidationError({"birth": sentence})


def check_elder(elder: Person, younger: Person) -> None:
    """A parent or guardian is not certainly younger. Raises by the field `relative`."""
    if certainly_younger(span(elder.birth), span(younger.birth)):
        names = {"name": str(elder), "child": str(younger)}
        raise ValidationError({"relative": str(KIN_YOUNGER) % names})
