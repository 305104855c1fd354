"""Y-1 to Y-6: numbers counted by hand, and the same through the tables, today and as known then."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from kinkeeper.ground.records.queries import Now, Rows, position, rows_as_of
from kinkeeper.ground.reports.figures import SEX, Asked, Figure, State
from kinkeeper.ground.reports.measures import NotAdditiveError, measure_of, summed
from kinkeeper.ground.text.dates import Precision, RoughDate
from kinkeeper.mission.care.measures_facts import Care, Time
from kinkeeper.mission.leaving import measures_rules as rules
from kinkeeper.mission.leaving.measures_facts import (
    Agreed,
    Course,
    Left,
    Met,
    Stood,
    Youth,
    youth_in,
)
from kinkeeper.mission.leaving.reckoning import Rhythm

KITA, SOCOURA = UUID(int=901), UUID(int=902)
YEAR = Asked(UUID(int=1), date(2017, 1, 1), date(2017, 12, 31))
CAME = date(2005, 1, 1)
INDEPENDENT = "independent_living"


def uid(n: int) -> UUID:
    return UUID(int=n)


def time(
    n: int, until: date | None = None, reason: str = "", *, person: int = 0, village: UUID = KITA
) -> Time:
    return Time(uid(n), uid(person or n), village, CAME, until, "authority", reason)


def left(n: int, on: date, *, birth: bool = True, card: bool = True) -> Left:
    return Left(uid(100 + n), uid(200 + n), uid(n), on, birth, card)


def care(*times: Time, boys: int = 0, born: date = date(1994, 6, 1)) -> Care:
    """The first so many are boys. Kita's place is 11, Socoura's 12."""
    persons = sorted({t.person for t in times})
    return Care(
        times=times, places={KITA: uid(11), SOCOURA: uid(12)},
        sexes={p: "M" if n < boys else "F" for n, p in enumerate(persons)},
        births={p: RoughDate(born, Precision.DAY) for p in persons},
    )  # fmt: skip


def numbers(figure: Figure) -> tuple[int | None, int | None]:
    return figure.numerator, figure.denominator


def test_eleven_became_independent_of_whom_five_boys_and_the_sexes_meet_the_total():
    """As the association published it for 2017."""
    gone = [time(n, date(2017, 3, n), INDEPENDENT) for n in range(1, 12)]
    others = [time(20, date(2017, 3, 1), "marriage"), time(21, date(2016, 12, 31), INDEPENDENT)]
    figure = rules.independent(Youth(care(*gone, *others, boys=5)), YEAR)
    assert figure.value == 11
    sexes = {c.key: c.value for c in figure.cells if c.scheme == SEX}
    assert sexes == {"M": 5, "F": 6, "": 0}


def test_who_left_twice_is_one_independent_person():
    youth = Youth(care(
        time(1, date(2015, 5, 5), INDEPENDENT), time(2, date(2017, 5, 5), INDEPENDENT, person=1),
        time(3, date(2018, 1, 1), INDEPENDENT),
    ))  # fmt: skip
    assert rules.independent_ever(youth, YEAR).value == 1
    assert rules.independent(youth, YEAR).value == 1
    assert rules.independent_ever(youth, replace(YEAR, on=date(2018, 1, 1))).value == 2


def test_only_those_of_the_places_asked_for():
    gone = date(2017, 5, 5)
    youth = Youth(care(
        time(1, gone, INDEPENDENT), time(2, gone, INDEPENDENT, village=SOCOURA)
    ))  # fmt: skip
    assert rules.independent(youth_in(youth, frozenset({uid(12)})), YEAR).value == 1


def test_a_plan_is_in_time_when_it_was_agreed_24_months_before_the_day_of_leaving():
    youth = Youth(
        care(*(time(n) for n in range(1, 6)), born=date(2000, 1, 1)),
        ways=(
            Course(uid(201), uid(1), date(2019, 6, 1)),
            Course(uid(202), uid(2), date(2019, 6, 1)),
            Course(uid(203), uid(3), date(2020, 1, 1)),
            Course(uid(204), uid(4), date(2017, 2, 1)),
        ),
        plans=(
            Agreed(uid(201), date(2017, 6, 1)), Agreed(uid(201), date(2018, 6, 1)),
            Agreed(uid(202), date(2017, 6, 2)), Agreed(uid(203), date(2015, 1, 1)),
        ),
    )  # fmt: skip
    # 1 in time, 2 a day late, 3 leaves later than in 24 months, 4 should have left, 5 leaves at 23.
    assert numbers(rules.started_early(youth, YEAR)) == (1, 3)
    younger = replace(youth, rhythm=Rhythm(leaving_age=18))
    assert numbers(rules.started_early(younger, YEAR)) == (1, 4)


def test_aftercare_is_kept_up_when_somebody_was_reached_in_six_months():
    exits = [left(n, date(2016, 1, n)) for n in range(1, 6)]
    youth = Youth(
        care(*(time(n, date(2016, 1, n), INDEPENDENT) for n in range(1, 6)),
             Time(uid(9), uid(5), KITA, date(2017, 2, 1), None, "returned", "")),
        exits=tuple(exits),
        contacts=(
            Met(uid(101), date(2017, 7, 1), "work"), Met(uid(102), date(2017, 6, 30), "work"),
            Met(uid(104), date(2017, 12, 1), "work"), Met(uid(103), date(2018, 1, 1), "work"),
        ),
        stages=tuple(
            Stood(uid(200 + n), state, date(2016, 2, 1), until)
            for n, state, until in (
                (1, "aftercare", None), (2, "aftercare", None), (3, "lost_contact", None),
                (4, "aftercare", date(2017, 12, 31)), (5, "aftercare", None),
            )
        ),
    )  # fmt: skip
    # 1 reached, 2 six months and a day ago, 3 later, 4 closed on the last day, 5 in care again.
    assert numbers(rules.kept_up(youth, YEAR)) == (1, 3)


def test_a_year_after_leaving_at_school_in_training_or_at_work():
    exits = [left(n, date(2016, 5, n)) for n in range(1, 5)]
    youth = Youth(
        care(*(time(n, date(2016, 5, n), INDEPENDENT) for n in range(1, 5))),
        exits=(*exits, left(7, date(2015, 5, 1))),
        contacts=(
            Met(uid(101), date(2017, 5, 9), "looking"), Met(uid(101), date(2017, 7, 1), "work"),
            Met(uid(102), date(2017, 2, 2), "none"),
            Met(uid(103), date(2017, 8, 4), "work"), Met(uid(103), date(2017, 2, 3), "training"),
            Met(uid(104), date(2017, 1, 1), "work"),
        ),
    )  # fmt: skip
    figure = rules.busy_after_a_year(youth, YEAR)
    # 1 last contact counts, 2 none, 3 the one at 15 months and a day does not count, 4 too early.
    assert (figure.numerator, figure.denominator, figure.value) == (2, 3, Decimal("66.7"))
    assert figure.coverage is not None
    assert (figure.coverage.assessed, figure.coverage.eligible) == (3, 4)


def test_papers_in_hand_are_both_or_not():
    youth = Youth(
        care(*(time(n, date(2017, 4, n), INDEPENDENT) for n in range(1, 5))),
        exits=(
            left(1, date(2017, 4, 1)), left(2, date(2017, 4, 2), card=False),
            left(3, date(2017, 4, 3), birth=False),
        ),
    )  # fmt: skip
    figure = rules.papers_in_hand(youth, YEAR)
    assert (figure.numerator, figure.denominator, figure.value) == (1, 3, Decimal("33.3"))
    assert figure.coverage is not None
    assert figure.coverage.eligible == 4


def test_nobody_concerned_is_not_applicable_and_never_nought_percent():
    empty = Youth(care())
    for formula in (rules.started_early, rules.kept_up, rules.busy_after_a_year,
                    rules.papers_in_hand):  # fmt: skip
        assert formula(empty, YEAR).state is State.NOT_APPLICABLE
    assert rules.independent(empty, YEAR).value == 0


def test_people_are_never_summed_over_years():
    with pytest.raises(NotAdditiveError):
        summed(measure_of("leaving.independent"), [])


def test_the_tables_give_the_same_today_and_as_it_was_known_before(journey):
    before = position()
    way = journey.out()
    journey.call(350, activity="training")
    period = Asked(UUID(int=1), date(2023, 1, 1), journey.day(730 + 366))

    def asked(code: str, rows: Rows) -> tuple[int | None, int | None]:
        return numbers(measure_of(f"leaving.{code}").compute(rows, period))

    assert asked("independent", Now()) == (1, None)
    assert asked("independent_ever", Now()) == (1, None)
    assert asked("kept_up", Now()) == (1, 1)
    assert asked("busy_after_a_year", Now()) == (1, 1)
    assert asked("papers_at_exit", Now()) == (1, 1)
    assert asked("plan_early", Now()) == (0, 0)
    then = rows_as_of(seq=before)
    assert asked("independent", then) == (0, None)
    assert asked("kept_up", then) == (0, 0)
    assert way.person_id == journey.person.pk
