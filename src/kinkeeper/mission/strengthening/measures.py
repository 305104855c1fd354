"""The measures of this room: their exact definitions, and the reading of what they count."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.queries import Rows
from kinkeeper.ground.reports.figures import Asked, Figure, Text
from kinkeeper.ground.reports.measures import (
    Direction,
    Kind,
    Measure,
    Unit,
    kept,
    offer_measure,
)
from kinkeeper.mission.casework.queries import (
    Participant,
    assessments,
    offer_participants,
    plans,
    reviews,
)
from kinkeeper.mission.casework.queries.participants import offer_guardians
from kinkeeper.mission.people.queries import ones, places_of_families, sexes_and_births
from kinkeeper.mission.strengthening import measures_follow as follow
from kinkeeper.mission.strengthening import measures_rules as rules
from kinkeeper.mission.strengthening.measures_facts import (
    CAREGIVER,
    CHILD,
    Agreed,
    Check,
    Contact,
    Due,
    Knows,
    Loss,
    Offered,
    Programme,
    Return,
    Spell,
    Stay,
    days_enrolled,
    in_places,
)
from kinkeeper.mission.strengthening.models import Enrolment, ExitReason
from kinkeeper.mission.strengthening.readers import (
    EnrolmentRow,
    contacts,
    enrolments,
    invitations,
    knowledge,
    losses,
    sessions,
    targets,
)
from kinkeeper.mission.strengthening.rules import NOT_COUNTED

F = TypeVar("F", Spell, Loss, Check, Knows, Offered)

# --- reading ----------------------------------------------------------------------------------


def programme_of(rows: Rows, project: UUID) -> Programme:
    """Everything these measures count of a project, read once per page."""
    return kept(rows, ("strengthening.programme", project), lambda: _read(rows, project))


def _read(rows: Rows, project: UUID) -> Programme:
    counted = [e for e in enrolments(rows, project) if e.exit_reason not in NOT_COUNTED]
    stays = {e.id: stay for e in counted if (stay := _stay(e))}
    family_ids = frozenset(s.family for s in stays.values())
    one: dict[UUID | None, UUID] = dict(ones(rows).items())
    spells = _united(_spells(rows, stays), one)
    returns = tuple(_returns(rows, family_ids))
    people = frozenset(s.person for s in spells)
    known = sexes_and_births(rows, people)
    plans_now = plans(rows, family_ids)
    return Programme(
        stays=tuple(stays.values()),
        spells=spells,
        returns=returns,
        losses=_united(_losses(rows, {*stays, *(r.enrolment for r in returns)}), one),
        contacts=tuple(Contact(c.enrolment, c.months, c.held_on) for c in contacts(rows, stays)),
        checks=_united(_checks(rows, family_ids), one),
        plans=tuple(
            Agreed(p.id, p.family, p.since, p.until, p.agreed_on, p.next_review_on)
            for p in plans_now
        ),
        reviews=tuple(_reviews(rows, {p.id: p.family for p in plans_now})),
        knowledge=_united(_knows(rows, project), one),
        sessions=_united(_sessions(rows, project), one),
        sexes={person: sex for person, (sex, _birth) in known.items()},
        births={person: birth for person, (_sex, birth) in known.items()},
        places=places_of_families(rows, family_ids),
    )


def _united(facts: Iterable[F], one: Mapping[UUID | None, UUID]) -> tuple[F, ...]:
    """The facts of a person written twice under the one who is kept: nobody counts twice."""
    return tuple(_under(fact, one) for fact in facts)


def _under(fact: F, one: Mapping[UUID | None, UUID]) -> F:
    kept = one.get(fact.person)
    return fact if kept is None else replace(fact, person=kept)


def _knows(rows: Rows, project: UUID) -> Iterable[Knows]:
    return (Knows(k.person, k.held_on, k.percent) for k in knowledge(rows, project))


def _stay(row: EnrolmentRow) -> Stay | None:
    if row.since is None:
        return None
    followed = bool(row.follower.strip())
    return Stay(row.id, row.family, row.since, row.until, row.exit_reason, followed)


def _spells(rows: Rows, stays: dict[UUID, Stay]) -> Iterable[Spell]:
    """Nobody is accompanied outside the family's stay."""
    for row in targets(rows, stays):
        stay = stays[row.enrolment]
        ends = [day for day in (row.until, stay.until) if day is not None]
        since, until = max(row.since, stay.since), min(ends, default=None)
        if until is None or since <= until:
            yield Spell(row.person, row.part, stay.family, since, until)


def _returns(rows: Rows, family_ids: frozenset[UUID]) -> Iterable[Return]:
    """A reopened family is back on the day it was reported; another one when it is admitted."""
    found = rows.of(
        Enrolment, "id", "family_id", "reopens_id", "identified_on", "since", "exit_reason",
        family_id=family_ids,
    )  # fmt: skip
    for enrolment, family, reopens, identified_on, since, reason in found:
        day = identified_on if reopens else since
        if day is not None and reason not in NOT_COUNTED:
            yield Return(enrolment, family, day)


def _losses(rows: Rows, enrolment_ids: set[UUID]) -> Iterable[Loss]:
    return (Loss(e.id, e.person, e.happened_on) for e in losses(rows, enrolment_ids))


def _checks(rows: Rows, family_ids: frozenset[UUID]) -> Iterable[Check]:
    return (
        Check(a.family, a.person, a.occasion, a.held_on, a.scores)
        for a in assessments(rows, family_ids)
    )


def _reviews(rows: Rows, family_of: dict[UUID, UUID]) -> Iterable[Due]:
    return (
        Due(r.id, r.plan, family_of[r.plan], r.due_on, r.held_on)
        for r in reviews(rows, family_of.keys())
    )


def _sessions(rows: Rows, project: UUID) -> Iterable[Offered]:
    held = {s.id: s.held_on for s in sessions(rows, project)}
    return (Offered(i.person, held[i.session], i.attended) for i in invitations(rows, held))


# --- the table --------------------------------------------------------------------------------


def _computed(formula: Callable[[Programme, Asked], Figure]) -> Callable[[Rows, Asked], Figure]:
    def compute(rows: Rows, asked: Asked) -> Figure:
        programme = programme_of(rows, asked.project)
        if asked.places is not None:
            programme = in_places(programme, asked.places, asked.on)
        return formula(programme, asked)

    return compute


REASONS: dict[str, Text] = {reason.value: reason.label for reason in ExitReason}
FAMILIES, CHILDREN, GUARDIANS = _("families"), _("children"), _("guardians")
EXITS, REVIEWS = _("exits"), _("reviews")
ONE: dict[Text, Text] = {
    FAMILIES: _("family"), CHILDREN: _("child"), GUARDIANS: _("guardian"), EXITS: _("exit"),
    REVIEWS: _("review"),
}  # fmt: skip


def _measure(
    code: str, label: Text, counts: Text, definition: Text,
    formula: Callable[[Programme, Asked], Figure], *,
    unit: Unit = Unit.PERCENT, kind: Kind = Kind.FLOW, direction: Direction = Direction.UP,
    additive: bool = False, version: int = 1,
) -> Measure:  # fmt: skip
    return Measure(
        code=f"strengthening.{code}", version=version, label=label, definition=definition,
        counts=counts, unit=unit, kind=kind, direction=direction, additive=additive,
        compute=_computed(formula), one=ONE[counts],
    )  # fmt: skip


MEASURES = (
    _measure(
        "self_reliance", _("Self-reliance rate"), FAMILIES,
        _("Counted: families whose last exit in the period has the reason “self-reliant”. Out of: "
          "all families that left in the period. Families registered twice or in error are in "
          "neither. Beside it: the number of families for each exit reason."),
        partial(rules.self_reliance, reasons=REASONS),
    ),
    _measure(
        "self_reliant_now", _("Families in the programme that are self-reliant today"), FAMILIES,
        _("Counted: families in the programme on the last day with all eight dimensions “well” or "
          "“very well” at their last assessment; with care, food security, livelihood and "
          "protection at that level at every review over at least six months; and with a "
          "community organisation named that follows up. Out of: families in the programme on "
          "the last day whose last assessment is complete. Coverage: those assessed out of all "
          "in the programme."),
        rules.self_reliant_now, kind=Kind.STOCK,
    ),
    *(
        _measure(
            f"cohort_{months}", label, FAMILIES,
            _("Counted: families that, so many months after their first admission, had left as "
              "self-reliant and had not come back. Out of: all families admitted at least so "
              "many months before the last day. Families registered twice or in error are in "
              "neither."),
            partial(rules.cohort, months=months), kind=Kind.CUMULATIVE,
        )
        for months, label in (
            (36, _("Self-reliant within 36 months of admission")),
            (60, _("Self-reliant within 60 months of admission")),
        )
    ),
    _measure(
        "loss_of_care", _("Children who lost parental care"), CHILDREN,
        _("Counted: target children who lost parental care in the period while accompanied; the "
          "day of leaving counts. Out of: target children accompanied at least one day of the "
          "period. Age: at the event, otherwise on the last day. A child of two localities counts "
          "once in the total. Beside it: events, and events per 100 child-years (days "
          "accompanied, each once, divided by 365.25) with their 95 per cent interval."),
        rules.loss_of_care, direction=Direction.DOWN,
    ),
    _measure(
        "relapse", _("Relapse within 12 months of a self-reliant exit"), EXITS,
        _("Counted: self-reliant exits after which, within 12 months, the family was taken up "
          "again or one of its target children lost parental care. Out of: self-reliant exits of "
          "the period, at least 12 months old on the last day, with the 12-month contact made or "
          "with a relapse known. Coverage: these out of all self-reliant exits that old."),
        rules.relapse, direction=Direction.DOWN,
    ),
    _measure(
        "doing_well", _("Children doing well in at least six of eight dimensions"), CHILDREN,
        _("Counted: children with at least six dimensions “well” or “very well” at their own last "
          "complete assessment of the period. Out of: target children of the period with such an "
          "assessment. Coverage: these out of all target children of the period. Age: on the day "
          "of the assessment."),
        follow.doing_well,
    ),
    _measure(
        "plan_in_force", _("Families with a valid development plan"), FAMILIES,
        _("Counted: families in the programme on the last day with a plan agreed whose next "
          "review is not overdue that day. Out of: families in the programme on the last day."),
        follow.plan_in_force, kind=Kind.STOCK,
    ),
    _measure(
        "reviews_in_time", _("Plan reviews held in time"), REVIEWS,
        _("Counted: reviews held at most 14 days after they were due. Out of: reviews due in the "
          "period while the family was in the programme."),
        follow.reviews_in_time, additive=True,
    ),
    _measure(
        "months_to_self_reliance", _("Median months from admission to self-reliance"), FAMILIES,
        _("The median, over the families that left as self-reliant in the period, of the months "
          "(of 30.4375 days) from admission to exit."),
        follow.months_to_self_reliance, unit=Unit.MONTHS, direction=Direction.NONE,
    ),
    _measure(
        "children_reached", _("Children accompanied since the beginning"), CHILDREN,
        _("Different target children accompanied at least one day since the project began. Each "
          "child once, whatever the number of stays or localities. Never the sum of quarters. "
          "Age: on the last day."),
        partial(follow.people_reached, part=CHILD), unit=Unit.NUMBER, kind=Kind.CUMULATIVE,
    ),
    _measure(
        "families_reached", _("Families accompanied since the beginning"), FAMILIES,
        _("Different families in the programme at least one day since the project began. Never "
          "the sum of quarters."),
        follow.families_reached, unit=Unit.NUMBER, kind=Kind.CUMULATIVE,
    ),
    _measure(
        "guardians_reached", _("Guardians accompanied since the beginning"), GUARDIANS,
        _("Different guardians (tuteurs) accompanied at least one day since the project began. "
          "Each once. Age: on the last day."),
        partial(follow.people_reached, part=CAREGIVER), unit=Unit.NUMBER, kind=Kind.CUMULATIVE,
    ),
    _measure(
        "guardians_know", _("Guardians who know how to protect and promote"), GUARDIANS,
        _("Counted: guardians with 70 per cent or more at their last measurement of knowledge and "
          "practice in the period. Out of: guardians of the period who were measured. Coverage: "
          "these out of all guardians of the period. Beside it: attendance, sessions attended "
          "out of sessions offered."),
        follow.guardians_know,
    ),
)  # fmt: skip


def child_years(rows: Rows, asked: Asked) -> tuple[Decimal, int]:
    """Years (of 365.25 days, each day once) the target children were accompanied in the period,
    and how many children they were."""
    programme = programme_of(rows, asked.project)
    spells = programme.spells_of.get(CHILD, {})
    days = [days_enrolled(found, asked) for found in spells.values()]
    return Decimal(sum(days)) / rules.DAYS_A_YEAR, sum(1 for n in days if n)


def children_taking_part(rows: Rows, project: UUID) -> Iterable[Participant]:
    """The target children, for measures of other rooms."""
    for spells in programme_of(rows, project).spells_of.get(CHILD, {}).values():
        yield from (Participant(s.person, s.family, s.since, s.until) for s in spells)


def guardians_taking_part(rows: Rows, project: UUID) -> Iterable[Participant]:
    """The target caregivers, for measures of other rooms."""
    for spells in programme_of(rows, project).spells_of.get(CAREGIVER, {}).values():
        yield from (Participant(s.person, s.family, s.since, s.until) for s in spells)


def offer_measures() -> None:
    """Called when the room is ready."""
    offer_measure(*MEASURES)
    offer_participants(children_taking_part)
    offer_guardians(guardians_taking_part)
