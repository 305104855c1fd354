"""What an admission adds to the life line of a child."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may_meet
from kinkeeper.ground.reports.offers import LifeFact, offer_life
from kinkeeper.mission.admission.models import Admission, Decision
from kinkeeper.mission.admission.queries import admissions_of
from kinkeeper.mission.admission.words import answer_words

LANE = gettext_lazy("Admission")


def facts_of_person(person: UUID, by: Account) -> Iterable[LifeFact]:
    """The referral, the emergency, and what the committee decided."""
    named = [child.admission for child in admissions_of(person, by=by)]
    for admission in named:
        yield LifeFact(
            LANE, _("referred to care"), admission.referred_on, bar=False,
            uncertain=admission.referred_precision != "day",
        )  # fmt: skip
        if admission.emergency_on:
            yield _dot(_("emergency placement"), admission, tone="alarm")
    if may_meet(Decision, "answer", by=by):
        yield from _decided([admission.pk for admission in named])


def _dot(label: str, admission: Admission, *, tone: str) -> LifeFact:
    return LifeFact(LANE, label, admission.emergency_on, bar=False, tone=tone)


def _decided(admissions: list[UUID]) -> Iterable[LifeFact]:
    for row in Decision.objects.filter(admission__in=admissions).order_by("held_on", "pk"):
        yield LifeFact(LANE, str(answer_words(row)), row.held_on, bar=False)


def offer() -> None:
    offer_life("people.person", facts_of_person)
