"""CP-1 to CP-8: counted as a naive reading counts, small numbers hidden, no way back to a row."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from kinkeeper.ground.records.queries import Now
from kinkeeper.ground.reports.figures import SEX, Asked, State
from kinkeeper.mission.protection import measures_rules as rules
from kinkeeper.mission.protection.measures import MEASURES, facts_of
from kinkeeper.mission.protection.measures_rules import Facts, Sent, Told, Worked

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
ASKED = Asked(uuid4(), FIRST, LAST)
LIMITS = {"high": 1, "medium": 3, "low": 7}
FOLLOW = {"high": 7, "medium": 14, "low": 30}


def told(n, **values):
    wanted = {"received_on": FIRST, "channel": "web", "kinds": ("fgm",), "sex": "F", "age": "9",
              "risk": "high", "triaged_on": FIRST, **values}  # fmt: skip
    return tuple(Told(id=uuid4(), **wanted) for _one in range(n))


def worked(n, **values):
    wanted = {"opened_on": FIRST, "until": None, "worker": uuid4(), "risk": "medium",
              "planned_on": None, "seen_on": (), "ended": (), **values}  # fmt: skip
    return tuple(Worked(id=uuid4(), **wanted) for _one in range(n))


def test_reports_are_counted_by_sex_and_age_and_below_ten_hidden():
    figure = rules.received(Facts(told=told(9)), ASKED)
    assert figure.state is State.SUPPRESSED
    facts = Facts(told=told(12) + told(4, sex="M", channel="app"), channels={"web": "page"},
                  kinds={"fgm": "excision"})  # fmt: skip
    figure = rules.received(facts, ASKED)
    assert figure.numerator == 16
    cells = {c.key: c.state for c in figure.cells if c.scheme == SEX}
    assert cells["M"] is State.SUPPRESSED
    assert cells["F"] is State.SUPPRESSED
    assert {d.code: d.value for d in figure.details} == {"kind.fgm": 16}
    assert not figure.counted.numerator


def test_a_hidden_channel_is_not_what_the_others_leave_of_the_total():
    channels = {"web": "page", "app": "app", "call": "call"}
    one = Facts(told=told(12) + told(4, channel="app"), channels=channels, kinds={})
    two = Facts(told=one.told + told(6, channel="call"), channels=channels, kinds={})
    assert [d.code for d in rules.received(one, ASKED).details] == []
    assert [d.code for d in rules.received(two, ASKED).details] == ["channel.web"]


def test_triage_in_time_is_judged_by_the_final_risk():
    late = FIRST + timedelta(days=3)
    facts = Facts(told=told(10) + told(20, triaged_on=late, risk="medium")
                  + told(10, triaged_on=late), triage=LIMITS)  # fmt: skip
    figure = rules.triaged_in_time(facts, ASKED)
    assert (figure.numerator, figure.denominator) == (30, 40)


def test_referrals_and_services_that_are_missing_are_two_lines():
    rows = tuple(Sent(uuid4(), FIRST, "done", "") for _n in range(15))
    rows += tuple(Sent(uuid4(), FIRST, "rejected", "service_unavailable") for _n in range(10))
    facts = Facts(sent=rows)
    assert rules.referrals_completed(facts, ASKED).value == 60
    assert rules.service_unavailable(facts, ASKED).value == 40


def test_plan_in_time_follow_up_closing_and_caseload():
    one = uuid4()
    facts = Facts(
        worked=worked(10, planned_on=FIRST + timedelta(days=20), worker=one,
                      seen_on=(LAST - timedelta(days=14),))
        + worked(10, worker=one, seen_on=(LAST - timedelta(days=15),))
        + worked(10, until=LAST, ended=((LAST, "goals_met"),))
        + worked(10, until=LAST, ended=((LAST, "moved"),)),
        plan={"high": 21, "medium": 28, "low": 28}, follow=FOLLOW,
    )  # fmt: skip
    assert rules.planned_in_time(facts, ASKED).value == 25
    assert rules.followed(facts, ASKED).value == 50
    assert rules.goals_met(facts, ASKED).value == 50
    assert rules.median_days(facts, ASKED).value == (LAST - FIRST).days
    assert rules.caseload(facts, ASKED).value == 20


def test_a_numerator_of_a_few_hides_the_whole_figure():
    facts = Facts(told=told(30, triaged_on=FIRST + timedelta(days=9)) + told(2), triage=LIMITS)
    assert rules.triaged_in_time(facts, ASKED).state is State.SUPPRESSED


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.code)
def test_no_measure_answers_for_a_locality(measure, db):
    asked = Asked(uuid4(), FIRST, LAST, places=frozenset({uuid4()}))
    assert measure.compute(Now(), asked).value is None


@pytest.mark.parametrize(("age", "wanted"), [("", ""), ("x", ""), ("0", rules.band_of("1"))])
def test_an_age_is_a_band_or_not_recorded(age, wanted):
    assert rules.band_of(age) == wanted


def test_the_facts_are_read_from_what_is_sealed(cast, desk):
    closed = desk.closed()
    facts = facts_of(Now())
    assert facts.told[0].kinds == ("child_labour",)
    assert facts.told[0].triaged_on == closed.opened_on
    assert facts.worked[0].ended[0][1] == "goals_met"
    assert facts.worked[0].planned_on == closed.opened_on
    assert facts.follow == FOLLOW
