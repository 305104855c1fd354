"""The profile of a register of families, as `ground.interop` asks for it."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.interop.profile import (
    ASIDE,
    LEFT,
    Done,
    Given,
    Profile,
    Question,
    Reading,
    Verdict,
    offer_profile,
    place_key,
)
from kinkeeper.ground.interop.queries import IMPORT
from kinkeeper.ground.interop.said import Said, said
from kinkeeper.ground.interop.sections import came_from
from kinkeeper.ground.records.bulk import write_many
from kinkeeper.ground.reports.offers import (
    FileSection,
    MenuEntry,
    MenuGroup,
    offer_menu,
    offer_section,
)
from kinkeeper.mission.people.actions import fresh_code
from kinkeeper.mission.strengthening.register import wording
from kinkeeper.mission.strengthening.register.doubles import ask_doubles, merged
from kinkeeper.mission.strengthening.register.drafts import Household
from kinkeeper.mission.strengthening.register.fields import FIELDS
from kinkeeper.mission.strengthening.register.gathering import Gathering, ask_about, finish
from kinkeeper.mission.strengthening.register.planning import Plan, plan
from kinkeeper.mission.strengthening.register.reading import Lines

CODE = "register"
TEMPLATE = "interop/came_from.html"
PORTION = 40
"""Families that enter together in a long list."""

NO_CHILD_NAME = _(
    "No column holds the name of the child: choose the column of its given name or its whole name."
)
NO_FAMILY = _(
    "No column tells which family a line belongs to: "
    "choose the number of the family or the name of its head or caregiver."
)
_CHILD_NAMES = frozenset({"child.given", "child.full", "child.family"})
_FAMILY_NAMES = frozenset(
    {"number", "head.full", "head.family", "caregiver1.given", "caregiver1.full"}
)


def lacks(facts: frozenset[str]) -> Said | None:
    if not facts & _CHILD_NAMES:
        return said(NO_CHILD_NAME)
    return None if facts & _FAMILY_NAMES else said(NO_FAMILY)


class _Read:
    """The list, read: families that enter, questions, verdicts, figures."""

    def __init__(self, given: Given) -> None:
        lines = Lines(given)
        total = len(given.lines)
        for done, raw in enumerate(given.lines, start=1):
            lines.take(raw)
            if done % 500 == 0:
                given.tell(done, total)
        gathering = Gathering(given)
        for line in lines.lines:
            gathering.take(line)
        self.given = given
        self.verdicts = lines.verdicts
        self.questions = [*lines.questions, *gathering.questions]
        self.counts: Counter[str] = Counter()
        self.households = [h for h in gathering.households if self._enters(h)]
        given.tell(total, total)

    def _enters(self, household: Household) -> bool:
        finish(household)
        if reason := self._refusal(household):
            self._set_aside(household, reason)
            return False
        pairs = list(ask_doubles(household))
        before = len(household.children)
        household.children = merged(household.children, pairs, self.given)
        self.counts["doubles"] += before - len(household.children)
        asked = [*pairs, *ask_about(household, self.given)]
        self.questions += asked
        if self._left_out(household, asked):
            self._set_aside(household, said(wording.LEFT_OUT))
            return False
        return True

    def _refusal(self, household: Household) -> Said | None:
        given, written = self.given, household.place_written
        if reason := given.refused.get(place_key(written)):
            self.counts["refused"] += len(household.rows)
            return reason
        household.place = household.place or (None if written else given.place_of(""))
        if not written and household.place is None:
            return said(wording.NO_PLACE, family=household.label)
        return None

    def _left_out(self, household: Household, asked: list[Question]) -> bool:
        mine = [q for q in self.questions if q.kind == "entry" and q.rows[0] in household.rows]
        return any(
            q.asked and self.given.answer(q) == wording.LEAVE and wording.LEAVE_FAMILY in q.options
            for q in (*asked, *mine)
        )

    def _set_aside(self, household: Household, reason: Said) -> None:
        for row in household.rows:
            self.verdicts[row] = Verdict(row, LEFT, reason)


def read(given: Given) -> Reading:
    """Check every line, and say what entering would do."""
    found = _Read(given)
    whole = Counter(found.counts)
    questions = list(found.questions)
    for portion in _portions(found.households):
        planned = plan(portion, given, codes=lambda _prefix: "")
        whole.update(planned.counts)
        questions += planned.questions
    whole["aside"] = sum(v.what in {ASIDE, LEFT} for v in found.verdicts.values())
    counts = {code: whole[code] for code, _label in wording.FIGURES}
    return Reading(list(found.verdicts.values()), questions, counts)


def portions(given: Given) -> Iterator[Callable[[], Done]]:
    """Enter the families, portion by portion."""
    found = _Read(given)
    done, total = 0, len(found.households)
    for portion in _portions(found.households):
        yield partial(_enter, portion, given)
        done += len(portion)
        given.tell(done, total)


def _enter(portion: list[Household], given: Given) -> Done:
    handed: set[str] = set()

    def codes(prefix: str) -> str:
        code = fresh_code(prefix, taken=handed)
        handed.add(code)
        return code

    planned: Plan = plan(portion, given, codes=codes)
    ledger = write_many(planned.entries, by=given.by)
    return Done(dict(planned.counts), planned.sources, ledger)


def _portions(households: list[Household]) -> Iterator[list[Household]]:
    for start in range(0, len(households), PORTION):
        yield households[start : start + PORTION]


REGISTER = Profile(
    CODE, _("Register of families"), FIELDS, wording.FIGURES, wording.KINDS, lacks, read, portions
)


def offer_register() -> None:
    """For the room's `ready()`: the profile, the menu entry, and where a record came from."""
    offer_profile(REGISTER)
    offer_menu(MenuEntry(_("Import"), "imports", IMPORT, CARE, 70, MenuGroup.OFFICE))
    offer_section(
        *(
            FileSection(kind, "source", _("Where this comes from"), 95, TEMPLATE, came_from)
            for kind in ("people.person", "people.family")
        )
    )
