"""Which rows and fields, yes or no: all from the same predicate, default no."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.ground.access.actions import end_grant, grant, seen
from kinkeeper.ground.access.models import Account, Grant, Reading
from kinkeeper.ground.access.queries import (
    accounts_with,
    highest_class,
    may,
    may_meet,
    shown,
    visible,
)
from kinkeeper.ground.access.roles import CARE, FIELD_WORKER, FUNDER, MONITORING, REPORTING, allow
from kinkeeper.ground.access.rules import Granted, scope_of
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.people.models import Family, Person
from tests.cast import Cast, Stage


def a_person(cast: Cast, stage: Stage) -> Person:
    person = Person(code=f"E-{uuid4().hex[:8]}", place=stage.badia, search_key="awa traore")
    return write(
        person, by=cast.awa, given_name="Awa", family_name="Traoré", note="à suivre"
    )  # fmt: skip


def sees(account: Account, purpose: str = CARE) -> int:
    fresh = Account.objects.get(pk=account.pk)
    return visible(Person, by=fresh, purpose=purpose).count()


def test_a_field_worker_sees_what_lies_below_her_place_and_others_nothing(
    cast: Cast, stage: Stage
) -> None:
    a_person(cast, stage)
    assert [sees(a) for a in (cast.awa, cast.fatim, cast.mariam)] == [1, 1, 1]
    others = (cast.oumar, cast.moussa, cast.claire, cast.pierre, cast.nadia, cast.nobody)
    assert [sees(a) for a in others] == [0] * 6


def test_may_and_visible_answer_alike(cast: Cast, stage: Stage) -> None:
    person = a_person(cast, stage)
    for account in (cast.awa, cast.oumar, cast.mariam, cast.claire, cast.nobody, cast.hawa):
        for purpose in (CARE, MONITORING, REPORTING):
            seen_rows = visible(Person, by=account, purpose=purpose).filter(pk=person.pk).exists()
            assert may(account, "people.read", person, purpose=purpose) == seen_rows


def test_no_purpose_no_rows(cast: Cast, stage: Stage) -> None:
    a_person(cast, stage)
    assert sees(cast.hawa, CARE) == 0
    assert sees(cast.hawa, MONITORING) == 1


def test_a_grant_holds_from_its_first_day_and_not_on_its_last(cast: Cast, stage: Stage) -> None:
    a_person(cast, stage)
    held = Grant.objects.get(account=cast.awa)
    end_grant(held, by=cast.machine, on=timezone.localdate() + timedelta(days=1))
    assert sees(cast.awa) == 1
    end_grant(held, by=cast.machine, on=timezone.localdate())
    assert sees(cast.awa) == 0


def test_an_account_that_was_shut_sees_nothing(cast: Cast, stage: Stage) -> None:
    a_person(cast, stage)
    Account.objects.filter(pk=cast.awa.pk).update(is_active=False)
    assert sees(cast.awa) == 0


def test_the_class_of_a_field_decides_who_meets_it(cast: Cast, stage: Stage) -> None:
    person = a_person(cast, stage)
    assert shown(person, by=cast.awa)["note"] == "à suivre"
    assert "note" not in shown(person, by=cast.mariam)
    assert shown(person, by=cast.mariam)["given_name"] == "Awa"
    assert "given_name" not in shown(person, by=cast.hawa, purpose=MONITORING)
    assert not may_meet(Person, "given_name", by=cast.pierre, purpose=REPORTING)
    assert highest_class(cast.nobody) == -1


def test_nobody_grants_but_the_administrator(cast: Cast, stage: Stage) -> None:
    with pytest.raises(Refused):
        grant(cast.nobody, role=FIELD_WORKER, place=stage.kita, by=cast.fatim)
    grant(cast.nobody, role=FIELD_WORKER, place=stage.kita, by=cast.nadia)
    a_person(cast, stage)
    assert sees(cast.nobody) == 1


def test_a_project_grant_reaches_the_rows_of_that_project_only(cast: Cast, stage: Stage) -> None:
    from kinkeeper.mission.projects.models import Project

    def a_project(code: str) -> Project:
        dates = {"since": date(2017, 10, 1), "until": date(2020, 10, 1)}
        project = Project(code=code, title_fr=code, title_en=code, budget_minor=1, sdgs=[1])
        return write(project, by=cast.machine, **dates)

    mine, other = a_project("UN"), a_project("DEUX")
    grant(cast.nobody, role=FUNDER, project=mine.pk, by=cast.nadia)
    rows = visible(Project, by=Account.objects.get(pk=cast.nobody.pk), purpose=REPORTING)
    assert list(rows) == [mine]
    assert other not in rows


def test_readings_are_written_once_per_page_with_ids_only(cast: Cast, stage: Stage) -> None:
    person = a_person(cast, stage)
    family = write(
        Family(code="F-1", place=stage.badia, search_key="t"), by=cast.awa, name="Traoré"
    )
    seen(cast.awa, [person, family], door="family")
    rows = {r.kind: r.records for r in Reading.objects.all()}
    assert rows == {"people.person": [str(person.pk)], "people.family": [str(family.pk)]}


def test_deciders_of_a_place_are_found(cast: Cast, stage: Stage) -> None:
    allow("tests.decide", "coordinator", "national")
    assert set(accounts_with("tests.decide", stage.badia)) == {cast.fatim, cast.mariam}
    assert set(accounts_with("tests.decide", stage.socoura)) == {cast.mariam}


def test_a_room_cannot_give_a_capability_to_a_role_that_does_not_exist() -> None:
    with pytest.raises(ValueError, match="chef"):
        allow("tests.decide", "chef")


days = st.dates(date(2000, 1, 1), date(2030, 1, 1))


@given(since=days, length=st.integers(0, 1000), day=days)
def test_a_grant_holds_exactly_within_its_period(since: date, length: int, day: date) -> None:
    held = Granted("field_worker", "a/", None, since, since + timedelta(days=length))
    scope = scope_of([held], roles=frozenset({"field_worker"}), day=day)
    assert (not scope.nowhere) == (since <= day < since + timedelta(days=length))


@given(role=st.sampled_from(["funder", "sponsor", "monitor"]))
def test_a_role_without_the_capability_reaches_nowhere(role: str) -> None:
    held = Granted(role, None, None, date(2000, 1, 1), None)
    assert scope_of([held], roles=frozenset({"director"}), day=date(2020, 1, 1)).nowhere
