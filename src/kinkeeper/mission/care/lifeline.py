"""What care adds to a life line: the families and houses a child slept in, moves, the papers."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may_meet, visible
from kinkeeper.ground.reports.offers import LifeFact, offer_life_of
from kinkeeper.ground.text.dates import Precision
from kinkeeper.mission.care.models import AuthorityDocument, Carer, Placement, Stay, Why
from kinkeeper.mission.care.page import known_of
from kinkeeper.mission.people.queries import purpose_of

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

BELONGS, SLEEPS, WORK = (
    gettext_lazy("In care"), gettext_lazy("Lives with"), gettext_lazy("Looks after"),
)  # fmt: skip


def facts_of_person(person: "Person", by: Account) -> Iterable[LifeFact]:
    """Times in care, where the child slept, moves; and for mothers and aunts, whom they carried."""
    purpose, known = purpose_of(by), known_of(person, by=by)
    near = may_meet(Stay, "house", by=by, purpose=purpose)
    for placement in known.placements:
        yield _belongs(placement)
        if placement.until and near:
            reason = {"reason": placement.get_end_reason_display()}
            yield LifeFact(BELONGS, _("left: %(reason)s") % reason, placement.until, bar=False)
    for placement in known.placements if near else []:
        yield from _sleeps(known.stays.get(placement.pk, []))
        yield from _papers(known.documents.get(placement.pk, []))
    yield from _work(person, by, purpose)


def _belongs(placement: Placement) -> LifeFact:
    rough = placement.since_precision != Precision.DAY
    name = placement.village.name
    return LifeFact(BELONGS, name, placement.since, placement.until, tone="care", uncertain=rough)


def _sleeps(stays: list[Stay]) -> Iterable[LifeFact]:
    """One bar for each household; a flight and the return are marks as well."""
    for stay in stays:
        tone = "away" if stay.why == Why.RELOCATION else "place"
        rough = stay.since_precision != Precision.DAY
        yield LifeFact(SLEEPS, where(stay), stay.since, stay.until, tone=tone, uncertain=rough)
        if stay.why in {Why.RELOCATION, Why.RETURN}:
            label = str(stay.get_why_display())
            yield LifeFact(SLEEPS, label, stay.since, bar=False, tone="move")


def where(stay: Stay) -> str:
    """The household in few words: the family, else the house, else the form of care."""
    if stay.why == Why.RELOCATION:
        return str(stay.village)
    if stay.family:
        return f"{stay.family} · {stay.house}" if stay.house else str(stay.family)
    return str(stay.house) if stay.house else str(stay.get_form_display())


def _papers(documents: Iterable[AuthorityDocument]) -> Iterable[LifeFact]:
    for paper in sorted(documents, key=lambda d: d.issued_on):
        label = str(paper.get_kind_display())
        yield LifeFact(BELONGS, label, paper.issued_on, bar=False, tone="paper")


def _work(person: "Person", by: Account, purpose: str) -> Iterable[LifeFact]:
    rows = visible(Carer, by=by, purpose=purpose).filter(person=person.pk)
    for carer in rows.select_related("family", "house").order_by("since"):
        at = carer.family if may_meet(Carer, "why_ended", by=by, purpose=purpose) else None
        label = f"{carer.get_role_display()} · {at or carer.house or carer.village}"
        yield LifeFact(WORK, label, carer.since, carer.until, tone="work")


def offer() -> None:
    offer_life_of("people.person", facts_of_person)
