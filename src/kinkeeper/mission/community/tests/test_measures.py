"""The figures of the community: on facts worked out by hand, and out of the records."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from kinkeeper.ground.records.models import Change
from kinkeeper.ground.records.queries import AsKnown, Now
from kinkeeper.ground.reports.figures import SEX, Asked, State
from kinkeeper.ground.reports.measures import measure_of
from kinkeeper.mission.casework.queries import Participant
from kinkeeper.mission.community import measures_money as money
from kinkeeper.mission.community import measures_rules as rules
from kinkeeper.mission.community.measures import MEASURES
from kinkeeper.mission.community.measures_facts import (
    Answer,
    Body,
    Community,
    Given,
    Held,
    Met,
    Scored,
    Turn,
)
from kinkeeper.mission.community.norms import DEFAULTS
from kinkeeper.mission.community.rules import Purse
from kinkeeper.mission.community.tests.make import a_session, a_structure, levels

PROJECT = UUID(int=99)
FIRST, LAST = date(2019, 1, 1), date(2019, 6, 30)
ASKED = Asked(PROJECT, FIRST, LAST)
KITA = UUID(int=500)


def one(n):
    return UUID(int=n)


def body(n, sort="organisation", **more):
    values = {"since": date(2018, 1, 1), "until": None, "refers": True, "place": KITA} | more
    return Body(id=one(n), sort=sort, **values)


def facts(**more):
    empty = dict.fromkeys(
        ("bodies", "held", "meetings", "cycles", "gifts", "harvests", "scored", "autonomous",
         "savers", "counts", "money", "children", "guardians"), (),
    )  # fmt: skip
    known = {"prices": {}, "norms": DEFAULTS, "sexes": {}, "homes": {}}
    return Community(**(empty | known | more))


def held(n, on, kind="activity", counts=None, people=None):
    return Held(one(on.toordinal() * 100 + n), one(n), KITA, kind, on, counts or {}, people)


def met(n, on, **more):
    values = dict.fromkeys(
        ("women", "shares", "lent", "repaid", "late", "children", "for_children"), 0
    )
    return Met(one(n), one(900 + n), on, share=200, present=20, **(values | more))


def test_an_organisation_is_active_when_it_acted_in_every_quarter():
    found = facts(
        bodies=(body(1), body(2), body(3, until=date(2019, 3, 1))),
        held=(
            held(1, date(2019, 2, 1)), held(1, date(2019, 5, 1)), held(2, date(2019, 2, 2)),
            held(2, date(2019, 5, 2), kind="session"),
        ),
    )  # fmt: skip
    figure = rules.organisations_active(found, ASKED)
    assert (figure.numerator, figure.denominator) == (1, 2)
    assert {d.code: d.value for d in figure.details}["kind.activity"] == 3


def test_an_organisation_owes_whole_quarters_from_when_it_joined():
    """Half a year and a day: the day after is no quarter, nor is the one in which 2 joined."""
    later = replace(ASKED, on=date(2019, 7, 1))
    found = facts(
        bodies=(body(1), body(2, since=date(2019, 2, 1)), body(3, since=date(2019, 5, 1))),
        held=(
            held(1, date(2019, 2, 1)), held(2, date(2019, 5, 2)), held(3, date(2019, 5, 3)),
        ),
    )  # fmt: skip
    figure = rules.organisations_active(found, later)
    assert figure.counted.numerator == {("community.structure", one(2))}
    assert (figure.numerator, figure.denominator) == (1, 2)
    assert (figure.coverage.assessed, figure.coverage.eligible) == (2, 3)


def test_before_a_whole_quarter_nothing_is_said_of_an_organisation():
    found = facts(bodies=(body(1),), held=(held(1, date(2019, 1, 5)),))
    figure = rules.organisations_active(found, replace(ASKED, on=date(2019, 3, 30)))
    assert figure.state is State.NOT_APPLICABLE


def test_a_structure_works_by_its_own_rule():
    found = facts(
        bodies=(
            body(1, "committee"), body(2, "club", refers=False), body(3, "savings"),
            body(4, "garden"), body(5, "committee"),
        ),
        held=(
            held(1, date(2019, 5, 1), "session"), held(2, date(2019, 5, 1), "session"),
            held(5, date(2019, 5, 1), "training"),
        ),
        meetings=(met(3, date(2019, 6, 1)),), harvests=((one(4), date(2018, 8, 1), Decimal(9)),),
    )  # fmt: skip
    figure = rules.structures_working(found, ASKED)
    details = {d.code: d.value for d in figure.details if d.code.startswith("works")}
    assert figure.value == 3
    assert details == {
        "works.committee": 1, "works.club": 0, "works.savings": 1, "works.garden": 1,
    }  # fmt: skip


def test_capacity_is_given_by_domain_and_heading_never_as_one_number():
    scored = tuple(Scored(one(n), date(2018, 5, 1), "capacity/1", levels(n + 1)) for n in (1, 2))
    figure = rules.capacity(facts(bodies=(body(1), body(2), body(3)), scored=scored), ASKED)
    details = {d.code: d.value for d in figure.details}
    assert figure.value == 2
    assert (figure.coverage.assessed, figure.coverage.eligible) == (2, 3)
    assert details["domains.A"] == details["headings.financial"] == Decimal("2.50")


@pytest.mark.parametrize(("after", "counted"), [({}, 0), ({"A1": 4}, 0), (None, 1)])
def test_capacity_has_grown_from_half_a_level_on(after, counted):
    later = levels(3) if after is None else levels(2) | after
    scored = (
        Scored(one(1), date(2018, 5, 1), "capacity/1", levels(2)),
        Scored(one(1), date(2019, 5, 1), "capacity/1", later),
    )
    figure = rules.capacity_better(facts(bodies=(body(1),), scored=scored), ASKED)
    assert (figure.numerator, figure.denominator) == (counted, 1)


def test_two_versions_are_not_compared():
    scored = (
        Scored(one(1), date(2018, 5, 1), "capacity/1", levels(2)),
        Scored(one(1), date(2019, 5, 1), "capacity/2", levels(4)),
    )
    figure = rules.capacity_better(facts(bodies=(body(1),), scored=scored), ASKED)
    assert figure.state == State.NOT_APPLICABLE


def test_autonomous_is_who_stands_so_on_the_last_day():
    found = facts(
        bodies=(body(1), body(2)),
        autonomous=(
            (one(1), date(2019, 2, 1), None), (one(2), date(2019, 2, 1), date(2019, 5, 1)),
        ),
    )  # fmt: skip
    assert rules.autonomous(found, ASKED).numerator == 1


def test_attendances_and_people_are_two_figures():
    counts = {"F": {"18+": 30}, "M": {"18+": 10}, "": {"": 5}}
    events = (
        held(1, date(2019, 2, 1), "awareness", counts, people=36),
        held(1, date(2019, 3, 1), "awareness", counts),
        held(1, date(2019, 3, 2), "activity", counts),
    )
    found = facts(bodies=(body(1),), held=events)
    attendances = rules.awareness_attendances(found, ASKED)
    people = rules.awareness_people(found, ASKED)
    assert attendances.value == 90
    assert people.value == 36
    assert sum(c.numerator or 0 for c in attendances.cells if c.scheme == SEX) == 90
    assert (people.coverage.assessed, people.coverage.eligible) == (1, 2)
    assert rules.awareness_people(facts(), ASKED).state == State.NOT_COLLECTED


def test_a_guardian_counts_whose_group_paid_for_a_child():
    guardians = tuple(Participant(one(n), one(70), date(2018, 1, 1), None) for n in (1, 2, 3))
    found = facts(
        guardians=guardians, sexes={one(1): "F", one(2): "M"},
        meetings=(met(10, date(2019, 2, 1), children=1, for_children=2_000),
                  met(11, date(2019, 2, 1)), met(11, date(2018, 2, 1), children=1)),
        savers=((one(1), one(10), date(2018, 2, 1), None),
                (one(2), one(11), date(2018, 2, 1), None),
                (one(9), one(10), date(2018, 2, 1), None)),
    )  # fmt: skip
    figure = money.savings_for_children(found, ASKED)
    assert (figure.numerator, figure.denominator) == (1, 3)
    assert {d.code: d.value for d in figure.details} == {"groups": 1, "xof": 2_000}


def family(n):
    return Participant(one(700 + n), one(n), date(2018, 1, 1), None)


def test_help_is_counted_once_a_family():
    gifts = (
        Given(one(1), 1, date(2019, 2, 1), Decimal(20), 5_000, one(50)),
        Given(one(1), 1, date(2019, 3, 1), Decimal(10), 2_500, one(50)),
        Given(None, 4, date(2019, 3, 1), Decimal(0), 8_000, one(50)),
        Given(one(2), 1, date(2018, 3, 1), Decimal(10), 2_500, one(50)),
    )
    figure = money.own_help(facts(children=(family(1), family(2)), gifts=gifts), ASKED)
    assert (figure.numerator, figure.denominator) == (1, 2)
    assert {d.code: d.value for d in figure.details} == {"xof": 15_500, "kg": 30, "others": 4}


def answer(n, on, income, child=2_000, version="money/1"):
    return Answer(one(n), on, Purse(version, income, 20_000, child))


def asked_twice(**more):
    early, late = date(2018, 2, 10), date(2019, 2, 10)
    values = {
        "children": tuple(family(n) for n in (1, 2, 3)),
        "money": (
            answer(1, early, 30_000), answer(2, early, 30_000), answer(1, late, 33_000, 3_100),
            answer(2, late, 31_000, 2_900),
        ),
        "prices": {date(2018, 2, 1): Decimal(100), date(2019, 2, 1): Decimal(105)},
    }  # fmt: skip
    return facts(**(values | more))


def test_real_income_is_compared_at_the_prices_of_the_month():
    figure = money.real_income(asked_twice(), ASKED)
    assert (figure.numerator, figure.denominator, figure.coverage.eligible) == (1, 2, 3)
    assert figure.details[0].value == Decimal("1.6")


def test_without_an_index_nothing_is_compared():
    assert money.real_income(asked_twice(prices={}), ASKED).state == State.NOT_APPLICABLE


def test_the_part_of_the_children_rose_by_five_points():
    figure = money.child_share(asked_twice(), ASKED)
    assert (figure.numerator, figure.denominator) == (1, 2)


def test_answers_to_another_version_are_left_out():
    other = (answer(1, date(2018, 2, 10), 1), answer(1, date(2019, 2, 10), 9, version="money/2"))
    assert money.child_share(asked_twice(money=other), ASKED).denominator == 0


def test_savings_return_and_late_loans():
    cycle = Turn(one(901), one(1), date(2018, 7, 1), date(2019, 6, 1), 200, 11_000)
    open_one = Turn(one(902), one(2), date(2019, 1, 1), None, 200, None)
    meetings = (
        met(1, date(2019, 2, 1), shares=50, women=15),
        met(2, date(2019, 2, 1), lent=20_000), met(2, date(2019, 3, 1), repaid=10_000, late=2_500),
    )  # fmt: skip
    found = facts(
        cycles=(cycle, open_one), meetings=meetings,
        counts=((one(1), date(2018, 1, 1), {"F": {"18+": 20}}),),
    )  # fmt: skip
    assert money.savings(found, ASKED).value == 10_000
    assert money.savings_return(found, ASKED).value == Decimal("10.0")
    late = money.loans_late(found, ASKED)
    assert (late.value, late.denominator) == (Decimal("25.0"), 10_000)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.code)
def test_every_measure_answers_where_there_is_nothing(measure, db):
    figure = measure.compute(Now(), ASKED)
    assert figure.state in {State.COMPUTED, State.NOT_APPLICABLE, State.NOT_COLLECTED}
    assert not figure.numerator


def test_out_of_the_records_now_and_as_known_then(cast, stage):
    club = a_structure(by=cast.awa, place=stage.kita_town, sort="club", project=PROJECT)
    a_session(club, by=cast.awa, on=date(2019, 2, 1))
    before = Change.objects.order_by("-seq")[0].seq
    a_session(club, by=cast.awa, on=date(2019, 3, 1))
    measure = measure_of("community.club_attendances")
    assert measure.compute(Now(), ASKED).value == 32
    assert measure.compute(AsKnown(before), ASKED).value == 16
    here = replace(ASKED, places=frozenset({stage.badia.pk}))
    assert measure.compute(Now(), here).value == 0
