"""Families and people as those whom questionnaires are about."""

from typing import cast

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import highest_class
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.instruments.subjects import (
    ABOUT_FAMILY,
    ABOUT_PERSON,
    Subject,
    offer_subject,
)
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.people.models import Family, Person
from kinkeeper.mission.people.queries import family, person

NAMES = 2


def _place(record: Record) -> Place:
    place: Place = cast("Family | Person", record).place
    return place


def _name(record: Record, by: Account) -> str:
    """The name, or the code for who may not meet names."""
    known = cast("Family | Person", record)
    return str(known) if highest_class(by, CARE) >= NAMES else known.code


def offer() -> None:
    """Called once when the room is ready."""
    offer_subject(
        Subject(
            ABOUT_FAMILY, "family", _("a family"),
            lambda pk, by, purpose: family(pk, by=by, purpose=purpose), _place, _name,
            lambda record: reverse("family", args=[record.pk]),
        ),
        Subject(
            ABOUT_PERSON, "person", _("a person"),
            lambda pk, by, purpose: person(pk, by=by, purpose=purpose), _place, _name,
            lambda record: reverse("person", args=[record.pk]),
        ),
    )  # fmt: skip
