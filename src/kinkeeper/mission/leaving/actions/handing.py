"""Papers and savings go into the young person's own hands."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.leaving.actions.checks import allowed, in_state, not_ahead, plain
from kinkeeper.mission.leaving.actions.money import close_savings
from kinkeeper.mission.leaving.models import Paper, PaperKind, PaperState, Way
from kinkeeper.mission.leaving.process import PLANNED, PROPOSE
from kinkeeper.mission.leaving.queries.money import open_account
from kinkeeper.mission.leaving.queries.ways import KINDS, papers_of

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

Lines = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Handover:
    """What was handed over on a day. papers: their kinds. receipt: signed by the owner."""

    on: date
    papers: Set[str]
    receipt: str


def note_papers(person: "Person", *, by: Account, on: date, lines: Lines) -> list[Paper]:
    """The checklist: kind -> (state, why it is missing and who goes after it).

    A paper that was handed over stays so. Raises ValidationError, Refused.
    """
    allowed(by, PROPOSE, person)
    not_ahead(on)
    known = papers_of(person)
    with transaction.atomic():
        return [
            _note(known.get(kind) or Paper(person=person, kind=kind), state, note, by=by, on=on)
            for kind, (state, note) in lines.items()
            if state and _new(known.get(kind), state, note)
        ]


def _new(paper: Paper | None, state: str, note: str) -> bool:
    if paper is None:
        return True
    return paper.handed_on is None and (paper.state, paper.note) != (state, note.strip())


def _note(paper: Paper, state: str, note: str, *, by: Account, on: date) -> Paper:
    return write(paper, by=by, occurred_on=on, state=state, note=note.strip())


def hand_over(way: Way, *, by: Account, handover: Handover) -> None:
    """Papers that are here go into the young person's hands, and the savings to the last franc.

    Raises ValidationError: before the leaving is prepared, a paper that is not here, no receipt.
    """
    allowed(by, PROPOSE, way.person)
    in_state(way, (PLANNED,))
    plain(handover.on, way.person, way.since)
    if not handover.receipt.strip():
        raise ValidationError({"receipt": _("The young person signs: write the receipt.")})
    known = papers_of(way.person)
    _check_here(handover.papers, known)
    with transaction.atomic():
        for kind in handover.papers:
            if known[kind].handed_on is None:
                write(known[kind], by=by, occurred_on=handover.on, handed_on=handover.on)
        if account := open_account(way.person):
            close_savings(account, by=by, on=handover.on, receipt=handover.receipt)


def _check_here(kinds: Set[str], known: Mapping[str, Paper]) -> None:
    absent = [k for k in KINDS if k in kinds and not _here(known.get(k))]
    if absent:
        sentence = _("Not here, so it cannot be handed over: %(papers)s.")
        names = ", ".join(str(PaperKind(kind).label) for kind in absent)
        raise ValidationError({"papers": sentence % {"papers": names}})


def _here(paper: Paper | None) -> bool:
    return paper is not None and paper.state == PaperState.IN_HAND
