"""A report, case or concern ready for its page: what was told, the way so far, the next steps."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.process.queries import open_proposals, stages_of
from kinkeeper.ground.process.standing import (
    Held,
    Screens,
    Way,
    buttons,
    points,
    waiting,
)
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.protection.actions.triage import answered
from kinkeeper.mission.protection.models import Case, Concern, Told
from kinkeeper.mission.protection.models.words import (
    WITHDRAWN,
    Basis,
    Channel,
    Danger,
    Entry,
    Risk,
    Violation,
)
from kinkeeper.mission.protection.process import ASKED, CASE, CONCERN, REPORT
from kinkeeper.mission.protection.queries import (
    entries_of,
    evidence,
    file_of,
    messages_of,
    openings_of,
    pictures_of,
    referrals_of,
    register_of,
    story_of,
    told_on_consent,
)
from kinkeeper.mission.protection.queries.accounts import account
from kinkeeper.mission.protection.queries.messages import Written
from kinkeeper.mission.protection.said import File, Story

REPORT_ASKED = {verb: codes for verb, codes in ASKED.items() if verb != "close"}
OF_REPORT = Screens(
    REPORT, "report_step", "report_decline", asked=REPORT_ASKED,
    done_at={"answered": ("report_answer", _("Answer the reporter"))},
    aside=frozenset({"find_duplicate", "find_unfounded", "pass_on", "inform", "refer_directly"}),
)  # fmt: skip
OF_CONCERN = Screens(CONCERN, "concern_step", "concern_decline", asked=ASKED)
WRITE = ("entry_new", _("Write it"))
OF_CASE = Screens(
    CASE, "case_step", "case_decline", asked=ASKED,
    done_at=dict.fromkeys(("assessment", "plan", "help"), WRITE),
    asked_with={"assessment": "?kind=assessment", "plan": "?kind=plan", "help": "?kind=service"},
    aside=frozenset({"close", "go_on"}),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ToldPage(Way):
    """Everything the page of a report or concern shows."""

    told: Told
    story: Story
    facts: tuple[tuple[Any, str], ...]
    messages: Written
    entries: Written = ()  # type: ignore[assignment]
    pictures: int = 0
    may_answer: bool = False


@dataclass(frozen=True, kw_only=True)
class CasePage(Way):
    case: Case
    file: File
    facts: tuple[tuple[Any, str], ...]
    entries: tuple[Any, ...] = ()
    referrals: tuple[Any, ...] = ()
    openings: tuple[Any, ...] = ()
    may_work: bool = False
    may_decide: bool = False
    withdrawn: bool = False
    told: tuple[Any, ...] = ()


def page_of(told: Told, *, by: Account) -> ToldPage:
    """For a report or concern that the reader may meet."""
    screens = OF_CONCERN if isinstance(told, Concern) else OF_REPORT
    story = story_of(told)
    way = _way(screens, told, answered(told), by=by, purpose=register_of(told).purpose)
    return ToldPage(
        told=told, story=story, facts=_story_facts(story), messages=messages_of(told),
        entries=entries_of(told) if isinstance(told, Concern) else [],
        pictures=len(pictures_of(told)), may_answer=told.receipt is not None, **way,
    )  # fmt: skip


def case_page(case: Case, *, by: Account) -> CasePage:
    file = file_of(case)
    kinds = dict(Entry.choices)
    risks = dict(Risk.choices)
    lines = [
        {"row": row, "kind": kinds.get(row.kind, ""), "text": said.text,  # type: ignore[attr-defined]
         "risk": risks.get(said.risk, "")}
        for row, said in entries_of(case)
    ]  # fmt: skip
    held = {c: may(by, f"protection.{c}", case, purpose=CASE.purpose) for c in ("work", "decide")}
    withdrawn = file.basis == WITHDRAWN
    return CasePage(
        withdrawn=withdrawn, told=tuple(told_on_consent(case)) if withdrawn else (),
        case=case, file=file, facts=_file_facts(file), entries=tuple(reversed(lines)),
        referrals=tuple(referrals_of(case)), openings=tuple(openings_of(case)),
        may_work=held["work"], may_decide=held["decide"],
        **_way(OF_CASE, case, evidence(case), by=by, purpose=CASE.purpose),
    )  # fmt: skip


def _way(
    screens: Screens, subject: Record, proved: set[str], *, by: Account, purpose: str
) -> dict[str, Any]:
    process = screens.process
    way = points(process, stages_of(process, subject.pk))
    stage, proposals = way[-1].stage, open_proposals(process, subject.pk)
    wanted = {c for t in process.transitions for c in (t.capability, t.proposer) if c}
    holds = {c for c in wanted if may(by, c, subject, purpose=purpose)}
    at = Held(by.pk, subject.pk, holds, proved)
    late = stage.due_on is not None and stage.due_on < timezone.localdate()
    return {
        "way": way, "aside_verbs": screens.aside, "late": late,
        "buttons": buttons(screens, stage, proposals, at=at),
        "waiting": waiting(screens, proposals.values(), at=at),
    }  # fmt: skip


def _story_facts(story: Story) -> tuple[tuple[Any, str], ...]:
    lines = (
        (_("In danger at that moment"), _word(Danger, story.danger)),
        (_("Kinds of violation"), _words(Violation, story.kinds)),
        (_("Village or quarter"), story.village),
        (_("When"), story.happened),
        (_("Child, and who does it"), story.who),
        (_("How it came"), _word(Channel, story.channel)),
        (_("Paper or call"), " · ".join(x for x in (story.source, story.told_on) if x)),
        (_("Reporter"), " · ".join(x for x in (story.reporter, story.reach) if x)),
        (_("Risk"), _word(Risk, story.risk)),
        (_("Done at once"), story.safety),
        (_("Why it was decided so"), story.notes),
    )
    return tuple((label, str(value)) for label, value in lines if value)


def _file_facts(file: File) -> tuple[tuple[Any, str], ...]:
    lines = (
        (_("Risk"), _word(Risk, file.risk)),
        (_("Children"), ", ".join(file.children)),
        (_("Village or quarter"), file.village),
        (_("Kinds of violation"), _words(Violation, file.kinds)),
        (_("On what the case is open"), _basis(file)),
    )
    return tuple((label, str(value)) for label, value in lines if value)


def _basis(file: File) -> str:
    """Consent or override, what was said of it, and who allowed it without consent."""
    word = _word(Basis, file.basis) or (_("consent taken back") if file.basis else "")
    override = file.basis == Basis.OVERRIDE
    who = account(file.approved_by) if override and file.approved_by else None
    allowed = _("allowed by %(who)s") % {"who": who.name} if who else ""
    return " · ".join(str(part) for part in (word, file.basis_note, allowed) if part)


def _word(choices: Any, code: str) -> str:
    return str(dict(choices.choices).get(code, ""))


def _words(choices: Any, codes: Iterable[str]) -> str:
    known = dict(choices.choices)
    return ", ".join(str(known[code]) for code in codes if code in known)
