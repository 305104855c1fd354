"""The framework computed from records: then, now, as known, frozen; and money."""

from datetime import date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.queries import position
from kinkeeper.ground.reports.figures import State
from kinkeeper.ground.reports.frozen import recompute
from kinkeeper.ground.reports.models import FrozenReport
from kinkeeper.mission.projects.actions import freeze, record_expense, set_target
from kinkeeper.mission.projects.framework import end_of
from kinkeeper.mission.projects.models import Indicator
from kinkeeper.mission.projects.queries import Moment, framework, opened
from kinkeeper.mission.projects.tests.make import accompanied, leave, lose_care, recorde
from kinkeeper.mission.strengthening.models import TargetPerson

END_2018 = date(2018, 12, 31)


@pytest.fixture
def project(cast):
    return recorde(cast.mariam)


def figures(project, by, *, on=END_2018, **moment):
    built = framework(project, moment=Moment(on, **moment), by=by)
    return {line.indicator.code: line for line in built.lines}


def known_on(year, month, day):
    """Whatever is written inside is learned on that day."""
    noon = datetime(year, month, day, 12, tzinfo=timezone.get_default_timezone())
    return time_machine.travel(noon)


def test_the_day_after_the_last_one_is_no_quarter(project, cast):
    """01/10/2017 - 01/10/2020: a point for one day would fall to 0 for no reason."""
    line = figures(project, cast.mariam, on=project.until)["P-7"]
    assert [code for code, _figure in line.trend][-1] == "2020-Q3"


def test_the_side_of_a_target_is_that_of_its_measure(project, cast):
    """Fewer children who lose care is better, whatever the sheet leaves unsaid."""
    losses = Indicator.objects.get(project=project, code="P-2")
    begun = {"by": cast.mariam, "day": project.since, "baseline": True, "source": "enquête"}
    set_target(losses, value=Decimal(3), **begun)
    with translation.override("en"), pytest.raises(ValidationError, match="above the baseline 3"):
        set_target(losses, by=cast.mariam, day=END_2018, source="plan", value=Decimal(4))


def test_ten_children_served_at_two_places_in_two_quarters_are_ten_and_not_twenty(
    project, cast, stage
):
    kita = accompanied(project, by=cast.machine, place=stage.kita_town, children=10)
    spring = date(2018, 4, 1)
    leave(kita, by=cast.machine, on=spring, reason="moved_away")
    there = accompanied(
        project, by=cast.machine, place=stage.sanankoroba, name="Keita", children=0, since=spring
    )
    for child in kita.children:
        target = TargetPerson(
            enrolment=there.enrolment, person=child, place=stage.sanankoroba, part="child"
        )
        write(target, by=cast.machine, since=spring)
    figure = figures(project, cast.mariam)["FSP-8"].figure
    assert figure.value == 10
    cells = {(c.scheme, c.key): c.numerator for c in figure.cells}
    assert cells["sex", "F"] + cells["sex", "M"] == 10
    assert cells["place", str(stage.kita_town.pk)] == 10
    assert cells["place", str(stage.sanankoroba.pk)] == 10


def test_an_empty_project_says_na_and_not_collected_and_never_zero_percent(project, cast):
    lines = figures(project, cast.mariam)
    for code in ("FSP-1", "FSP-1a", "FSP-1b", "FSP-3", "FSP-4", "FSP-5", "FSP-6", "FSP-7", "P-6"):
        assert lines[code].figure.state is State.NOT_APPLICABLE, code
        assert lines[code].figure.value is None
    assert lines["P-14"].figure.state is State.NOT_COLLECTED
    assert lines["P-4"].figure.state is State.NOT_COLLECTED
    assert lines["FSP-8"].figure.value == 0


def test_a_family_registered_twice_leaves_every_number(project, cast, stage):
    accompanied(project, by=cast.machine, place=stage.kita_town)
    twice = accompanied(project, by=cast.machine, place=stage.kita_town, name="Traore")
    assert figures(project, cast.mariam)["FSP-8b"].figure.value == 2
    leave(twice, by=cast.machine, on=date(2018, 3, 1), reason="duplicate_registration")
    lines = figures(project, cast.mariam)
    assert lines["FSP-8b"].figure.value == 1
    assert lines["FSP-8"].figure.value == 2
    assert lines["FSP-1"].figure.state is State.NOT_APPLICABLE


@pytest.fixture
def long_ago():
    """The ledger begins before the work that is told: its lines are in the order of learning."""
    with known_on(2017, 9, 1):
        yield


@pytest.mark.usefixtures("long_ago")
def test_the_year_end_as_we_knew_it_differs_from_the_year_end_as_we_know_it(cast, stage):
    project = recorde(cast.mariam)
    with known_on(2018, 11, 5):
        one = accompanied(project, by=cast.machine, place=stage.kita_town)
        accompanied(project, by=cast.machine, place=stage.badia, name="Keita")
    with known_on(2019, 1, 20):
        leave(one, by=cast.machine, on=date(2018, 12, 20), reason="self_reliant")
    with known_on(2019, 2, 3):
        lose_care(one, by=cast.machine, on=date(2018, 6, 1))
    now = figures(project, cast.mariam)
    then = figures(project, cast.mariam, known_at=end_of(date(2019, 1, 15)))
    between = figures(project, cast.mariam, known_at=end_of(date(2019, 1, 20)))
    parts = lambda lines, code: (lines[code].figure.numerator, lines[code].figure.denominator)
    assert [parts(lines, "FSP-1") for lines in (then, between, now)] == [(0, 0), (1, 1), (1, 1)]
    assert [parts(lines, "P-2") for lines in (then, between, now)] == [(0, 4), (0, 4), (1, 4)]
    assert now["P-2"].light == "bad"
    assert then["P-2"].light == "good"


def test_a_frozen_report_comes_out_the_same_after_later_work(project, cast, stage):
    one = accompanied(project, by=cast.machine, place=stage.kita_town)
    report = freeze(project, moment=Moment(END_2018), title="Rapport 2018", by=cast.mariam)
    leave(one, by=cast.machine, on=date(2018, 6, 1), reason="self_reliant")
    lose_care(one, by=cast.machine, on=date(2018, 5, 1))
    assert recompute(FrozenReport.objects.get(pk=report.pk)).equal
    assert figures(project, cast.mariam)["FSP-1"].figure.value == 100


def test_a_number_changed_behind_our_back_is_noticed(project, cast, stage):
    accompanied(project, by=cast.machine, place=stage.kita_town)
    report = freeze(project, moment=Moment(END_2018), title="Rapport 2018", by=cast.hawa)
    numbers = report.numbers
    next(n for n in numbers if n["code"] == "FSP-8")["figure"]["value"] = "905"
    FrozenReport.objects.filter(pk=report.pk).update(numbers=numbers)
    comparison = recompute(FrozenReport.objects.get(pk=report.pk))
    assert not comparison.intact
    assert [(d.code, d.path, d.frozen, d.now) for d in comparison.differences] == [
        ("FSP-8", "figure.value", "905", "2")
    ]


def test_a_report_holds_no_id_of_anybody_and_needs_the_right_to_freeze(project, cast, stage):
    one = accompanied(project, by=cast.machine, place=stage.kita_town)
    report = freeze(project, moment=Moment(END_2018), title="Rapport", by=cast.mariam)
    assert str(one.children[0].pk) not in str(report.numbers)
    with pytest.raises(Refused):
        freeze(project, moment=Moment(END_2018), title="Rapport", by=cast.fatim)
    with pytest.raises(ValidationError):
        freeze(project, moment=Moment(END_2018), title=" ", by=cast.mariam)


def test_money_is_spent_over_budget_with_the_cost_of_a_child_year(project, cast, stage):
    accompanied(project, by=cast.machine, place=stage.kita_town, since=date(2017, 12, 31))
    record_expense(project, by=cast.mariam, paid_on=date(2018, 3, 1), line="Formation",
                   paid_minor=10_000_000, paid_currency="XOF")  # fmt: skip
    record_expense(project, by=cast.mariam, paid_on=date(2019, 3, 1), line="Formation",
                   paid_minor=100, paid_currency="EUR")  # fmt: skip
    figure = figures(project, cast.mariam)["P-14"].figure
    assert (figure.numerator, figure.denominator) == (1_524_490, 25_000_000)
    assert figure.value == Decimal("6.1")
    beside = {d.code: d.value for d in figure.details}
    assert beside["spent"] == Decimal("15244.90")
    assert beside["child_years"] == Decimal("2.0")
    assert beside["cost"] == Decimal("7606.83")  # 732 days


def test_a_sheet_entered_later_than_its_expenses_still_has_a_budget(project, cast):
    with known_on(2018, 4, 1):
        record_expense(project, by=cast.machine, paid_on=date(2018, 3, 1), line="Formation",
                       paid_minor=2_500_000, paid_currency="EUR")  # fmt: skip
    then = figures(project, cast.mariam, known_at=end_of(date(2019, 1, 15)))["P-14"].figure
    assert then.value == Decimal("10.0")


@pytest.mark.parametrize(
    "wrong",
    [{"paid_minor": 0}, {"paid_currency": "XAU"}, {"paid_currency": "USD"},
     {"paid_on": date(2999, 1, 1)}, {"rate": Decimal(-1)}],
)  # fmt: skip
def test_an_impossible_expense_is_refused_with_a_sentence(project, cast, wrong):
    right = {"paid_on": date(2018, 3, 1), "line": "x", "paid_minor": 1, "paid_currency": "XOF"}
    with pytest.raises(ValidationError):
        record_expense(project, by=cast.mariam, **(right | wrong))


def test_a_target_needs_a_source_and_one_of_the_same_day_is_changed(project, cast):
    indicator = Indicator.objects.get(code="FSP-1")
    with pytest.raises(ValidationError):
        set_target(indicator, by=cast.mariam, day=END_2018, value=Decimal(60), source=" ")
    for value in (60, 70):
        set_target(indicator, by=cast.mariam, day=END_2018, value=Decimal(value), source="Comité")
    line = figures(project, cast.mariam)["FSP-1"]
    assert line.target.value == 70
    assert indicator.targets.count() == 1


def test_numbers_open_the_rows_within_reach_and_count_the_others(project, cast, stage):
    here = accompanied(project, by=cast.machine, place=stage.kita_town)
    accompanied(project, by=cast.machine, place=stage.sanankoroba, name="Keita")
    ask = {"part": "numerator", "moment": Moment(END_2018)}
    mine = opened(project, "FSP-8", by=cast.fatim, **ask)
    assert {row.id for row in mine.rows} == {child.pk for child in here.children}
    assert all(row.name for row in mine.rows)
    assert mine.outside == 2
    codes = opened(project, "FSP-8", by=cast.hawa, **ask)
    assert len(codes.rows) == 4
    assert not any(row.name for row in codes.rows)
    assert opened(project, "P-4", by=cast.fatim, **ask) is None


def test_readers_outside_see_no_small_cells(project, cast, stage):
    accompanied(project, by=cast.machine, place=stage.kita_town, children=6)
    inside = figures(project, cast.mariam)["FSP-8"].figure
    outside = figures(project, cast.pierre)["FSP-8"].figure
    assert inside.value == outside.value == 6
    assert {c.numerator for c in outside.cells if c.scheme == "sex"} == {None, 0}
    assert not outside.counted.numerator


def test_a_trend_with_a_few_people_in_a_quarter_is_not_shown_outside(project, cast, stage):
    one = accompanied(project, by=cast.machine, place=stage.kita_town, children=6)
    lose_care(one, by=cast.machine, on=date(2018, 6, 1))
    assert figures(project, cast.mariam)["P-2"].trend
    outside = figures(project, cast.pierre)
    assert not outside["P-2"].trend
    assert outside["FSP-8"].trend


def test_facts_are_read_once_for_the_whole_framework(
    project, cast, stage, django_assert_max_num_queries
):
    for number in range(3):
        accompanied(project, by=cast.machine, place=stage.kita_town, name=f"Traoré{number}")
    with django_assert_max_num_queries(43):
        figures(project, cast.mariam)
    seq = position()
    accompanied(project, by=cast.machine, place=stage.kita_town, name="Keita")
    with django_assert_max_num_queries(170):
        assert figures(project, cast.mariam, seq=seq)["FSP-8b"].figure.value == 3
