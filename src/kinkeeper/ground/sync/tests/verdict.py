"""What the end of a walk is held against: nothing lost, doubled or overwritten unseen."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from kinkeeper.ground.records.models import Change, Outcome
from kinkeeper.ground.records.queries import open_clashes
from kinkeeper.ground.sync.tests.phone import Phone
from kinkeeper.mission.casework.models import Visit
from kinkeeper.mission.people.models import Family


@dataclass(frozen=True)
class Written:
    """A change of the phone n, with a text that no other has."""

    n: int
    change: UUID
    text: str
    visit: bool


def verdict(family: Family, phones: list[Phone], written: list[Written]) -> Counter[str]:
    """Raises AssertionError when something is wrong."""
    lines = list(Change.objects.filter(record=family.pk).order_by("seq"))
    _everything_was_answered(phones, written)
    _visits_stand_once(written)
    _edits_stand_once(lines, phones, written)
    _nothing_was_overwritten_unseen(lines)
    _phones_hold_what_the_office_holds(family, phones)
    clashed = sum(1 for phone in phones for o in phone.done.values() if o == "clash")
    assert open_clashes([family.pk]).count() == clashed, "a clash is not shown"
    return Counter({"clashes, all shown": clashed})


def _everything_was_answered(phones: list[Phone], written: list[Written]) -> None:
    assert all(phone.queue == [] for phone in phones), "something still waits"
    unanswered = [w for w in written if w.change not in phones[w.n].done]
    assert unanswered == [], "a change got no answer"


def _visits_stand_once(written: list[Written]) -> None:
    held = Counter(Visit.objects.values_list("observations", flat=True))
    wanted = {w.text for w in written if w.visit}
    assert wanted <= held.keys(), "a visit is lost"
    assert held == Counter(wanted), "a visit is doubled"


def _edits_stand_once(lines: list[Change], phones: list[Phone], written: list[Written]) -> None:
    """Each has one line of the ledger, as what stood or as a clash."""
    for n, phone in enumerate(phones):
        mine = sum(1 for w in written if w.n == n and not w.visit)
        kept = sum(1 for line in lines if line.device == str(phone.device))
        assert kept >= mine, "an edit is lost"
        assert kept <= mine, "an edit is doubled"


def _nothing_was_overwritten_unseen(lines: list[Change]) -> None:
    for name in ("quarter", "number"):
        wrote = [c for c in lines if c.outcome == Outcome.APPLIED and name in c.changed]
        for before, after in pairwise(wrote):
            seen = after.base >= before.version or after.device == before.device != ""
            assert seen, f"{name} overwritten unseen"


def _phones_hold_what_the_office_holds(family: Family, phones: list[Phone]) -> None:
    now = Family.objects.get(pk=family.pk)
    held = (now.version, now.quarter, now.number)
    for phone in phones:
        _kind, version, values = phone.rows[str(now.pk)]
        shown = (version, values.get("quarter", ""), values.get("number", ""))
        assert shown == held, "a phone shows something else than the office holds"
