"""The formulas: how children fare, plans, reviews, reach, what guardians know. Pure."""

from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.reports.figures import (
    PLACE,
    Asked,
    Counted,
    Detail,
    Figure,
    State,
    count,
    percent,
    ratio,
    rounded,
)
from kinkeeper.mission.strengthening.measures_facts import (
    CAREGIVER,
    CHILD,
    REVIEW,
    Agreed,
    Check,
    Due,
    Knows,
    Programme,
    accompanied,
    families,
    in_period,
    localities,
    of_families,
    of_people,
    people,
    touches,
    within,
)
from kinkeeper.mission.strengthening.measures_rules import WELL, last_exits
from kinkeeper.mission.strengthening.rules import SELF_RELIANT

MANY_DIMENSIONS = 6
REVIEW_TOLERANCE = timedelta(days=14)
KNOWS_ENOUGH = 70
DAYS_A_MONTH = Decimal("30.4375")


def doing_well(programme: Programme, asked: Asked) -> Figure:
    """FSP-4, on each child's last complete assessment of the period."""
    concerned = accompanied(programme, CHILD, asked)
    last = {c: check for c in concerned if (check := _last_check(programme, c, asked))}
    days = {child: check.on for child, check in last.items()}
    return ratio(
        people(c for c, check in last.items() if check.at_least(WELL) >= MANY_DIMENSIONS),
        people(last),
        traits=of_people(programme, CHILD, days, asked),
        eligible=len(concerned),
    )


def _last_check(programme: Programme, child: UUID, asked: Asked) -> Check | None:
    checks = programme.child_checks.get(child, [])
    return next((c for c in reversed(checks) if in_period(c.on, asked)), None)


def plan_in_force(programme: Programme, asked: Asked) -> Figure:
    """FSP-5, on the last day."""
    active = {s.family for s in programme.stays if within(s, asked.on)}
    valid = {
        p.family for p in programme.plans
        if within(p, asked.on) and p.agreed_on is not None and p.agreed_on <= asked.on
        and (due := _next_due(programme, p, asked.on)) is not None and due >= asked.on
    }  # fmt: skip
    traits = of_families(programme, active, asked)
    return ratio(families(valid & active), families(active), traits=traits)


def _next_due(programme: Programme, plan: Agreed, on: date) -> date | None:
    """The review that was waited for on that day; the plan itself only knows the one of today."""
    waited = [r.due_on for r in programme.reviews_of.get(plan.id, []) if not _held(r, on)]
    return min(waited, default=plan.next_review_on)


def _held(review: Due, on: date) -> bool:
    return review.held_on is not None and review.held_on <= on


def reviews_in_time(programme: Programme, asked: Asked) -> Figure:
    """FSP-6. A review that falls due after the family left is not due."""
    due = [r for r in programme.reviews if in_period(r.due_on, asked) and _active(programme, r)]
    done = [r for r in due if _in_time(r, asked.on)]
    waiting = sum(1 for r in due if _may_still_be_held(r, asked.on))
    traits = {(REVIEW, r.id): {PLACE: localities(programme, [r.family], asked.on)} for r in due}
    return ratio(
        frozenset((REVIEW, r.id) for r in done),
        frozenset(traits),
        traits=traits,
        details=[Detail("waiting", _("not held yet, within the 14 days"), Decimal(waiting))],
    )


def _active(programme: Programme, review: Due) -> bool:
    return any(within(s, review.due_on) for s in programme.stays_of.get(review.family, []))


def _in_time(review: Due, on: date) -> bool:
    held = review.held_on
    return held is not None and held <= min(on, review.due_on + REVIEW_TOLERANCE)


def _may_still_be_held(review: Due, on: date) -> bool:
    return not _held(review, on) and on <= review.due_on + REVIEW_TOLERANCE


def months_to_self_reliance(programme: Programme, asked: Asked) -> Figure:
    """FSP-7: the median, with the shortest and the longest way beside it."""
    last = last_exits(programme, asked)
    ways = {
        f: Decimal((s.until - s.since).days) / DAYS_A_MONTH
        for f, s in last.items()
        if s.reason == SELF_RELIANT and s.until is not None
    }
    if not ways:
        return Figure(State.NOT_APPLICABLE, denominator=0)
    return Figure(
        State.COMPUTED,
        value=rounded(median(ways.values())),
        denominator=len(ways),
        details=(
            Detail("shortest", _("shortest, in months"), rounded(min(ways.values()))),
            Detail("longest", _("longest, in months"), rounded(max(ways.values()))),
        ),
        counted=Counted(denominator=families(ways)),
    )


def people_reached(programme: Programme, asked: Asked, *, part: str) -> Figure:
    """FSP-8 for children or guardians: each person once, whatever the number of stays."""
    reached = accompanied(programme, part, asked)
    days = dict.fromkeys(reached, asked.on)
    return count(people(reached), traits=of_people(programme, part, days, asked))


def families_reached(programme: Programme, asked: Asked) -> Figure:
    reached = {s.family for s in programme.stays if touches(s, asked)}
    return count(families(reached), traits=of_families(programme, reached, asked))


def guardians_know(programme: Programme, asked: Asked) -> Figure:
    """P-6: the last measurement of the period, and attendance beside it."""
    concerned = accompanied(programme, CAREGIVER, asked)
    last = _last_knowledge(programme, concerned, asked)
    days = {person: known.on for person, known in last.items()}
    return ratio(
        people(p for p, known in last.items() if known.percent >= KNOWS_ENOUGH),
        people(last),
        traits=of_people(programme, CAREGIVER, days, asked),
        eligible=len(concerned),
        details=_attendance(programme, concerned, asked),
    )


def _last_knowledge(programme: Programme, concerned: set[UUID], asked: Asked) -> dict[UUID, Knows]:
    rows = [k for k in programme.knowledge if k.person in concerned and in_period(k.on, asked)]
    return {k.person: k for k in sorted(rows, key=lambda k: (k.on, k.percent))}


def _attendance(programme: Programme, concerned: set[UUID], asked: Asked) -> list[Detail]:
    offered = [s for s in programme.sessions if s.person in concerned and in_period(s.on, asked)]
    attended = sum(1 for s in offered if s.attended)
    share = percent(attended, len(offered)) if offered else None
    return [
        Detail("offered", _("places offered in parenting sessions"), Decimal(len(offered))),
        Detail("attended", _("of these taken"), Decimal(attended)),
        Detail("attendance", _("attendance, in per cent"), share),
    ]
