"""An organisation assesses itself, agrees its scores, and plans what it will improve."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.community.actions.checking import (
    NOBODY_SURE,
    Sure,
    check_day,
    counted,
)
from kinkeeper.mission.community.asking import capacity_questions, newest
from kinkeeper.mission.community.models import Capacity, Priority, Structure
from kinkeeper.mission.community.models.organisations import Occasion
from kinkeeper.mission.community.queries import capacities_of
from kinkeeper.mission.community.queries.evidence import FULL

LEVELS = frozenset({1, 2, 3, 4})


def assess_capacity(
    of: Structure,
    *,
    by: Account,
    held_on: date,
    facilitator: str,
    scores: Mapping[str, int],
    evidence: Mapping[str, str],
    agreed_by: str,
    agreed_on: date,
    counts: Mapping[str, Mapping[str, int]] | None = None,
    questionnaire: str = "",
    sure: Sure = NOBODY_SURE,
) -> Capacity:
    """A facilitated self-assessment, complete and agreed by the organisation itself.

    A reassessment asks the same version as the first one. Raises ValidationError with the items
    that lack a score or what shows it; nobody edits it afterwards."""
    check_day(held_on, field="held_on", of=of)
    name = questionnaire or version_for(of)
    before = capacities_of(of)
    _check_version(before, name)
    _check_scores(name, scores, evidence)
    _check_agreed(held_on, agreed_on, agreed_by=agreed_by, facilitator=facilitator)
    kept = counted(counts, kind="training", sure=sure) if counts else {}
    return write(
        Capacity(structure=of, occasion=Occasion.AGAIN if before else Occasion.BASELINE),
        by=by, occurred_on=held_on, questionnaire=name, held_on=held_on,
        facilitator=facilitator.strip(), counts=kept, scores=dict(scores),
        evidence={code: text.strip() for code, text in evidence.items() if text.strip()},
        agreed_by=agreed_by.strip(), agreed_on=agreed_on,
    )  # fmt: skip


def version_for(of: Structure) -> str:
    """The version of the first assessment, so that items compare; else the newest."""
    first = next(iter(capacities_of(of)), None)
    return first.questionnaire if first else newest("capacity")


def take_capacity_back(found: Capacity, *, by: Account) -> Capacity:
    """It was recorded in error: it stays to be read and counts nowhere. Scores are never edited:
    they are the organisation's own."""
    return write(found, by=by, mistaken=True)


def set_priority(
    of: Structure,
    *,
    by: Account,
    what: str,
    who: str,
    by_day: date,
    item: str = "",
    cost_xof: int | None = None,
) -> Priority:
    """A line of the improvement plan of the last assessment: three to five of them."""
    last = next(reversed(capacities_of(of)), None)
    if last is None:
        raise ValidationError(_("The capacity is assessed first; the plan follows from it."))
    if of.priorities.filter(capacity=last).count() >= FULL:
        raise ValidationError(
            _("The plan has five priorities already: a plan that wants everything does nothing.")
        )
    if by_day < last.held_on:
        raise ValidationError({"by_day": _("This day lies before the assessment.")})
    return write(
        Priority(structure=of, capacity=last), by=by, what=what.strip(), who=who.strip(),
        by_day=by_day, item=item, cost_xof=cost_xof,
    )  # fmt: skip


def finish_priority(found: Priority, *, by: Account, done_on: date) -> Priority:
    check_day(done_on, field="done_on")
    return write(found, by=by, occurred_on=done_on, done_on=done_on)


def _check_version(before: list[Capacity], name: str) -> None:
    if before and before[0].questionnaire != name:
        raise ValidationError(
            _("The first assessment was made with %(first)s, this one with %(now)s: scores of two "
              "versions cannot be compared. Use the first version.")
            % {"first": before[0].questionnaire, "now": name}
        )  # fmt: skip


def _check_scores(name: str, scores: Mapping[str, int], evidence: Mapping[str, str]) -> None:
    asked = [item.code for item in capacity_questions(name).items]
    wrong = [code for code in asked if scores.get(code) not in LEVELS]
    if wrong or set(scores) - set(asked):
        codes = ", ".join(wrong or sorted(set(scores) - set(asked)))
        raise ValidationError(
            _("Each item needs a level from 1 to 4: %(codes)s.") % {"codes": codes}
        )
    bare = [code for code in asked if scores[code] > 1 and not evidence.get(code, "").strip()]
    if bare:
        raise ValidationError(
            _("Write what shows it, from level 2 on: %(codes)s.") % {"codes": ", ".join(bare)}
        )


def _check_agreed(held_on: date, agreed_on: date, *, agreed_by: str, facilitator: str) -> None:
    check_day(agreed_on, field="agreed_on")
    if agreed_on < held_on:
        raise ValidationError({"agreed_on": _("This day lies before the assessment.")})
    if agreed_by.strip().casefold() == facilitator.strip().casefold():
        raise ValidationError(
            {"agreed_by": _("The organisation agrees its own scores, not the facilitator.")}
        )
