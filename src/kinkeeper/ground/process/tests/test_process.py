"""The table, the rules, and the verbs every process shares."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.ground.access.roles import allow
from kinkeeper.ground.process import table
from kinkeeper.ground.process.actions import Told, begin, decline, move, propose, set_limit
from kinkeeper.ground.process.models import Stage as Step
from kinkeeper.ground.process.queries import (
    due,
    limit_days,
    next_steps,
    stage_of,
    stages_of,
    waiting_proposals,
)
from kinkeeper.ground.process.steps import Situation, diagram, steps
from kinkeeper.ground.process.table import Limit, Need, Process, State, Transition, register
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.people.models import Family
from tests.cast import Cast, Stage

NEED = Need("paper", "The paper is missing.")
LOAN = Process(
    name="tests.loan",
    label="loan of a book",
    states=(
        State("asked", "asked", limit="tests.ask"),
        State("lent", "lent"),
        State("back", "back"),
    ),
    transitions=(
        Transition("ask", "Ask", (), "asked", "tests.work"),
        Transition(
            "lend", "Lend", ("asked",), "lent", "tests.decide", (NEED,), "tests.work", "Propose"
        ),
        Transition(
            "return", "Return", ("lent",), "back", "tests.work", reasons=(("read", "read"),)
        ),
    ),
)
DAY = date(2018, 5, 2)


@pytest.fixture
def family(cast: Cast, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Family:
    monkeypatch.setattr(table, "_PROCESSES", table.processes())
    monkeypatch.setattr(table, "_LIMITS", table.default_limits())
    allow("tests.work", "field_worker", "coordinator")
    allow("tests.decide", "coordinator")
    register(LOAN, Limit("tests.ask", 14, "ask", "I-default"))
    return write(Family(code="F-1", place=stage.badia, search_key="x"), by=cast.awa, name="X")


def asked(family: Family, cast: Cast, stage: Stage) -> Step:
    return begin(LOAN, family, verb="ask", place=stage.badia, by=cast.awa, told=Told(DAY))


def test_a_table_that_names_an_unknown_state_is_refused() -> None:
    with pytest.raises(ValueError, match="lost"):
        Process("x", "x", (), (Transition("a", "a", (), "lost", "c"),))


def test_a_stage_knows_when_it_is_due_from_configuration(
    family: Family, cast: Cast, stage: Stage
) -> None:
    assert asked(family, cast, stage).due_on == DAY + timedelta(days=14)
    set_limit(key="tests.ask", days=3, by=cast.nadia)
    assert limit_days("tests.ask") == 3


def test_what_is_missing_is_said_before_the_button_fails(
    family: Family, cast: Cast, stage: Stage
) -> None:
    opened = asked(family, cast, stage)
    (button,) = next_steps(LOAN, family, stage=opened, evidence=set(), by=cast.awa)
    assert button.proposal
    assert button.missing == (NEED.missing,)
    with pytest.raises(ValidationError, match="paper"):
        propose(LOAN, family, verb="lend", by=cast.awa, told=Told(DAY), evidence=set())


def test_whoever_proposes_does_not_decide(family: Family, cast: Cast, stage: Stage) -> None:
    asked(family, cast, stage)
    propose(LOAN, family, verb="lend", by=cast.fatim, told=Told(DAY), evidence={"paper"})
    with pytest.raises(ValidationError, match=r"colleague|collègue|autre personne"):
        move(LOAN, family, verb="lend", by=cast.fatim, told=Told(DAY), evidence={"paper"})
    assert not waiting_proposals(LOAN, by=cast.fatim).exists()


def test_a_step_closes_one_fact_and_opens_the_next(
    family: Family, cast: Cast, stage: Stage
) -> None:
    asked(family, cast, stage)
    propose(LOAN, family, verb="lend", by=cast.awa, told=Told(DAY), evidence={"paper"})
    assert waiting_proposals(LOAN, by=cast.fatim).count() == 1
    later = DAY + timedelta(days=5)
    move(LOAN, family, verb="lend", by=cast.fatim, told=Told(later), evidence={"paper"})
    way = [(s.state, s.since, s.until) for s in stages_of(LOAN, family.pk)]
    assert way == [("asked", DAY, later), ("lent", later, None)]
    lent = stage_of(LOAN, family.pk)
    assert lent is not None
    assert (lent.proposed_by, lent.decided_by) == (cast.awa, cast.fatim)
    assert not waiting_proposals(LOAN, by=cast.fatim).exists()


def test_a_step_without_the_capability_is_refused(family: Family, cast: Cast, stage: Stage) -> None:
    asked(family, cast, stage)
    propose(LOAN, family, verb="lend", by=cast.fatim, told=Told(DAY), evidence={"paper"})
    with pytest.raises(Refused):
        move(LOAN, family, verb="lend", by=cast.awa, told=Told(DAY), evidence={"paper"})
    with pytest.raises(Refused):
        move(LOAN, family, verb="lend", by=cast.oumar, told=Told(DAY), evidence={"paper"})


def test_an_end_needs_its_reason_and_a_date_that_fits(
    family: Family, cast: Cast, stage: Stage
) -> None:
    asked(family, cast, stage)
    propose(LOAN, family, verb="lend", by=cast.awa, told=Told(DAY), evidence={"paper"})
    move(LOAN, family, verb="lend", by=cast.fatim, told=Told(DAY), evidence={"paper"})
    with pytest.raises(ValidationError, match=r"reason|motif"):
        move(LOAN, family, verb="return", by=cast.awa, told=Told(DAY), evidence=set())
    early = Told(DAY - timedelta(days=1), reason="read")
    with pytest.raises(ValidationError, match=r"before|antérieure"):
        move(LOAN, family, verb="return", by=cast.awa, told=early, evidence=set())


def test_saying_no_needs_a_reason_for_the_colleague(
    family: Family, cast: Cast, stage: Stage
) -> None:
    asked(family, cast, stage)
    mine = propose(LOAN, family, verb="lend", by=cast.awa, told=Told(DAY), evidence={"paper"})
    with pytest.raises(ValidationError):
        decline(mine, by=cast.fatim, told=Told(DAY))
    said = decline(mine, by=cast.fatim, told=Told(DAY, note="Attendre la rentrée."))
    assert said.accepted is False
    again = propose(LOAN, family, verb="lend", by=cast.awa, told=Told(DAY), evidence={"paper"})
    assert again.pk != mine.pk


def test_what_is_due_is_shown_within_reach_only(family: Family, cast: Cast, stage: Stage) -> None:
    asked(family, cast, stage)
    horizon = DAY + timedelta(days=30)
    assert due(LOAN, by=cast.awa, until=horizon).count() == 1
    assert due(LOAN, by=cast.oumar, until=horizon).count() == 0
    assert due(LOAN, by=cast.awa, until=DAY).count() == 0


def test_the_diagram_comes_from_the_table() -> None:
    assert "asked --> lent: lend" in diagram(LOAN)


@given(
    state=st.sampled_from(["asked", "lent", "back"]),
    evidence=st.sets(st.sampled_from(["paper", "other"])),
    holds=st.sets(st.sampled_from(["tests.work", "tests.decide"])),
    mine=st.booleans(),
)
def test_no_step_is_possible_without_capability_evidence_and_another_persons_proposal(
    state: str, evidence: set[str], holds: set[str], mine: bool
) -> None:
    person, other = uuid4(), uuid4()
    at = Situation(state, evidence, {"lend": person if mine else other}, person, holds)
    for step in steps(LOAN, at):
        assert state in step.transition.sources
        wanted = step.transition.proposer if step.proposal else step.transition.capability
        assert wanted in holds
        if step.verb == "lend" and step.possible:
            assert not step.proposal
            assert "paper" in evidence
            assert not mine
