"""AC-3 on real records, also as it was known before."""

from datetime import date
from uuid import uuid4

from kinkeeper.ground.records.queries import AsKnown, Now, position
from kinkeeper.ground.reports.figures import Asked, State
from kinkeeper.ground.reports.measures import measure_of
from kinkeeper.mission.admission.actions import Given
from kinkeeper.mission.admission.tests.make import a_walk, an_order
from kinkeeper.mission.care.actions import begin_placement
from kinkeeper.mission.care.tests.make import a_child

YEAR = Asked(uuid4(), date(2023, 1, 1), date(2023, 12, 31))


def figure(rows=None, asked=YEAR):
    return measure_of("admission.gatekeeping").compute(rows or Now(), asked)


def test_children_decided_on_before_they_came_count_and_one_placed_past_the_committee_does_not(
    cast, stage
):
    assert figure().state is State.NOT_APPLICABLE
    walk = a_walk(cast, stage)
    walk.to("placed")
    before = position()
    child = a_child(by=cast.machine, place=stage.socoura, born=date(2016, 1, 1))
    begin_placement(child, by=cast.moussa, village=walk.village, form="sos_family",
                    family=walk.family, on=walk.day(50))  # fmt: skip
    found = figure()
    assert (found.numerator, found.denominator) == (2, 3)
    assert {c.key: c.denominator for c in found.cells if c.scheme == "sex" and c.denominator} == {
        "F": 2, "M": 1,
    }  # fmt: skip
    known = figure(AsKnown(before))
    assert (known.numerator, known.denominator) == (2, 2)


def test_an_emergency_counts_when_it_is_decided_within_seven_days(cast, stage):
    walk = a_walk(cast, stage)
    walk.to("referred")
    given = Given(paper=an_order(), home=walk.home().home)
    walk.take("place_urgently", 0, by=cast.moussa, given=given, reason="found")
    assert (figure().numerator, figure().denominator) == (0, 2)
    walk.take("enquire", 1)
    walk.enquire(visited_on=walk.day(2))
    walk.agreed("find_necessary", 6)
    walk.weigh()
    walk.agreed("choose_care", 7)
    assert (figure().numerator, figure().denominator) == (2, 2)
    late = Asked(uuid4(), date(2023, 1, 1), walk.day(6))
    assert figure(asked=late).numerator == 0


def test_only_villages_in_the_places_asked_for_are_counted(cast, stage):
    a_walk(cast, stage).to("placed")
    there = Asked(YEAR.project, YEAR.since, YEAR.on, places=frozenset({stage.socoura.pk}))
    elsewhere = Asked(YEAR.project, YEAR.since, YEAR.on, places=frozenset({stage.kita.pk}))
    assert figure(asked=there).denominator == 2
    assert figure(asked=elsewhere).state is State.NOT_APPLICABLE
