"""What counts as well, when a family stands on its own feet, when somebody must go back. Pure.

The scale is that of the SOS social-impact assessments: 1 very poorly, 2 poorly, 3 well, 4 very
well (domain 2.1, sources S10 and S11).
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

DIMENSIONS = (
    "care", "food", "shelter", "health", "education", "livelihood", "protection", "wellbeing",
)  # fmt: skip
# These must have been well for a while, not only once (domain 4.1, FSP-1a).
STEADY = ("care", "food", "livelihood", "protection")
STEADY_MONTHS = 6
WELL = 3
MANY_DIMENSIONS = 6

BASELINE, REVIEW, EXIT, FOLLOW_UP = "baseline", "review", "exit", "follow_up"
REVIEWING = frozenset({REVIEW, EXIT})
FAMILY, PROGRAMME = "family", "programme"

Scores = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Seen:
    """The eight dimensions of one family or child on a day. None: not seen."""

    on: date
    occasion: str
    scores: Scores


def complete(scores: Scores) -> bool:
    """All eight dimensions were seen."""
    return all(scores.get(name) is not None for name in DIMENSIONS)


def doing_well_in(scores: Scores) -> int:
    """Number of dimensions (0-8) at level 3 or 4; six or more is the public statistic."""
    return sum(1 for name in DIMENSIONS if _well(scores, name))


def steady(scores: Scores) -> bool:
    """Care, food, livelihood and protection are at level 3 or 4."""
    return all(_well(scores, name) for name in STEADY)


def good_reviews(seen: Iterable[Seen]) -> bool:
    """The part of self-reliance that the file itself proves; order of `seen` does not matter.

    All eight dimensions well at the last assessment, and the four steady ones well at every
    review of an unbroken run, up to the last, that spans at least six months.
    """
    ordered = sorted(seen, key=lambda s: s.on)
    if not ordered or doing_well_in(ordered[-1].scores) < len(DIMENSIONS):
        return False
    run: list[date] = []
    for review in reversed([s for s in ordered if s.occasion in REVIEWING]):
        if not steady(review.scores):
            break
        run.append(review.on)
    return bool(run) and run[0] >= months_after(run[-1], STEADY_MONTHS)


def self_reliant(seen: Iterable[Seen], *, open_high_risk: bool, followed_by: str) -> bool:
    """FSP-1a of one family (domain 4.1): good reviews, no open high-risk case, and a community
    organisation named that follows up."""
    return not open_high_risk and bool(followed_by.strip()) and good_reviews(seen)


def next_review_due(since: date, days: int) -> date:
    """So many days after the last review, or after the plan was agreed."""
    return since + timedelta(days=days)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def overdue(due_on: date, today: date) -> bool:
    """The day itself is not late yet."""
    return due_on < today


def visit_due_on(
    *, last_visit: date | None, promised: date | None, agreed_on: date, days: int
) -> date:
    """The day promised at the last visit, or else so many days after it; the first visit so many
    days after the plan was agreed."""
    return promised or (last_visit or agreed_on) + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a plan holds when it is about to be agreed. owners: who promised something in it."""

    goals: int
    owners: Sequence[str]
    explained_in: str
    agreed_with: str


def missing_in_plan(draft: Draft) -> list[str]:
    """Codes of what is missing before a plan can be agreed, in the order of the work."""
    wanted = {
        "goals": draft.goals > 0,
        "family_commitment": FAMILY in draft.owners,
        "programme_commitment": PROGRAMME in draft.owners,
        "explained_in": bool(draft.explained_in.strip()),
        "agreed_with": bool(draft.agreed_with.strip()),
    }
    return [code for code, there in wanted.items() if not there]


def plan_ready(draft: Draft) -> bool:
    """A goal, and promises of the family and of the programme: it can be shown to the family."""
    return not {"goals", "family_commitment", "programme_commitment"} & {*missing_in_plan(draft)}


def _well(scores: Scores, name: str) -> bool:
    return (scores.get(name) or 0) >= WELL
