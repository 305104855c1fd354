"""The database's own guard: ways round the program, tried as each role, on both engines.

Each bypass asks for what the role has no business with, through the ORM without `visible` or in
plain SQL, in the middle of its own request. None may answer.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Count, Exists, F, Max, Subquery
from django.db.models.functions import Substr

from kinkeeper.ground.access.fencing import before_doors, fence_of
from kinkeeper.ground.access.models import Account, Reading, Refusal
from kinkeeper.ground.access.roles import MACHINE, ROLES
from kinkeeper.ground.audit.actions import settle
from kinkeeper.ground.audit.models import Link
from kinkeeper.ground.fence.actions import current, fenced, lifted
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.models import Change
from kinkeeper.mission.casework.models import Visit
from kinkeeper.mission.people.models import Family, Person
from kinkeeper.mission.protection.models import Case, Concern, Report
from tests.cast import Cast, Stage

Bypass = Callable[[], Any]


def sql(text: str) -> Bypass:
    def ask() -> Any:
        with connection.cursor() as cursor:
            cursor.execute(text)
            return cursor.fetchall() if cursor.description else None

    ask.__name__ = text
    return ask


def rows(ask: Callable[[], Any], name: str) -> Bypass:
    def asked() -> Any:
        return ask()

    asked.__name__ = name
    return asked


def secrets(model: type[Any], column: str) -> list[Bypass]:
    """Ways to what lies in a column of a table that is shut."""
    table, all_rows = model._meta.db_table, model._default_manager.all()
    key = model._meta.pk.column
    return [
        rows(lambda: list(all_rows), f"{table}: every row"),
        rows(lambda: list(all_rows.values_list(column)), f"{table}: values"),
        rows(lambda: [*all_rows.defer(column)], f"{table}: all but the column"),
        rows(lambda: [*all_rows.only("pk")], f"{table}: only keys"),
        rows(all_rows.count, f"{table}: how many"),
        rows(all_rows.exists, f"{table}: is there any"),
        rows(lambda: list(all_rows.order_by(column).values("pk")), f"{table}: in its order"),
        rows(lambda: all_rows.filter(**{f"{column}__gt": ""}).exists(), f"{table}: by its value"),
        rows(lambda: all_rows.aggregate(m=Max(column)), f"{table}: the greatest"),
        rows(lambda: list(all_rows.values(column).annotate(n=Count("pk"))), f"{table}: in groups"),
        rows(lambda: list(all_rows.values_list(Substr(column, 1, 1))), f"{table}: one letter"),
        rows(lambda: list(model._default_manager.raw(f"SELECT * FROM {table}")), f"{table}: raw"),
        rows(lambda: list(all_rows.iterator()), f"{table}: one by one"),
        rows(lambda: list(all_rows.union(all_rows)), f"{table}: twice"),
        rows(lambda: list(all_rows.extra(select={"x": column}).values("x")), f"{table}: extra"),
        rows(lambda: list(Account.objects.annotate(
            x=Subquery(all_rows.values(column)[:1])).values("x")), f"{table}: in another's row"),
        rows(lambda: list(Account.objects.filter(Exists(all_rows))), f"{table}: as a condition"),
        sql(f"SELECT {column} FROM {table}"),
        sql(f"SELECT count(*) FROM {table}"),
        sql(f"SELECT a.id FROM access_account a JOIN {table} t ON t.{key} = a.id"),
        sql(f"SELECT (SELECT max({column}) FROM {table})"),
        sql(f"WITH x AS (SELECT {column} AS y FROM {table}) SELECT y FROM x"),
        sql(f"SELECT 1 UNION SELECT 2 FROM {table}"),
    ]  # fmt: skip


def writes() -> list[Bypass]:
    """What no request may do, whoever asks: rows of any kind, and lines of a log."""
    found = [
        rows(lambda: Person.objects.update(given_name="x"), "change people"),
        rows(lambda: Person.objects.all()._raw_delete("default"), "delete people"),
        rows(lambda: Family.objects.update(place=F("place")), "move families"),
        rows(lambda: Report.objects.update(sealed="x"), "change reports"),
        rows(lambda: Change.objects.update(actor=uuid4()), "change the ledger"),
        rows(lambda: Change.objects.all()._raw_delete("default"), "empty the ledger"),
        rows(lambda: Reading.objects.update(account=uuid4()), "change who read"),
        rows(lambda: Reading.objects.all()._raw_delete("default"), "delete who read"),
        rows(lambda: Refusal.objects.update(door="x"), "change what was refused"),
        rows(lambda: Refusal.objects.all()._raw_delete("default"), "delete what was refused"),
        rows(lambda: Link.objects.update(hash="x"), "change the chain"),
        rows(lambda: Link.objects.all()._raw_delete("default"), "delete the chain"),
        rows(lambda: Account.objects.update(is_active=True), "open accounts"),
    ]
    texts = [
        "UPDATE records_change SET device = 'x'", "DELETE FROM records_change",
        "UPDATE audit_link SET hash = 'x'", "DELETE FROM audit_link",
        "DELETE FROM access_reading", "DELETE FROM access_refusal",
        "UPDATE access_grant SET role = 'national'", "DELETE FROM people_person",
        "UPDATE people_person SET given_name = 'x'",
        "INSERT INTO places_placelink (id) VALUES ('x')",
        "UPDATE access_account SET is_active = NULL", "DROP TABLE audit_link",
        "CREATE TABLE x (y int)", "ALTER TABLE audit_link ADD COLUMN y int",
        "CREATE INDEX x ON audit_link (id)",
    ]  # fmt: skip
    return found + [sql(text) for text in texts]


SHUT = {
    "sponsor": (Person, "given_name"), "funder": (Person, "given_name"),
    "finance": (Family, "name"), "administrator": (Person, "given_name"),
    "teacher": (Visit, "observations"), "monitor": (Report, "sealed"),
    "national": (Report, "sealed"), "field_worker": (Case, "sealed"),
    "youth_counsellor": (Visit, "observations"), "coordinator": (Report, "sealed"),
    "director": (Concern, "sealed"), "protection_officer": (Concern, "sealed"),
    "protection_lead": (Concern, "sealed"), "safeguarding": (Report, "sealed"),
    "": (Person, "code"),
}  # fmt: skip


@contextmanager
def in_a_request(role: str) -> Iterator[None]:
    with fenced(fence_of(frozenset({role})) if role else before_doors()):
        yield


def refused(bypass: Bypass) -> bool:
    try:
        with transaction.atomic():
            bypass()
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize("role", SHUT, ids=[role or "nobody" for role in SHUT])
def test_no_way_leads_to_what_a_role_has_no_business_with(role: str, cast: Cast) -> None:
    model, column = SHUT[role]
    ways = secrets(model, column)
    assert len(ways) >= 20
    with in_a_request(role):
        assert [way.__name__ for way in ways if not refused(way)] == []
    assert [way.__name__ for way in ways if refused(way)] == [], "the control: they all work"


@pytest.mark.parametrize("role", SHUT, ids=[role or "nobody" for role in SHUT])
def test_no_request_writes_round_the_write_door(role: str, cast: Cast) -> None:
    ways = [way for way in writes() if role or "access_account" not in way.__name__]
    ways = [way for way in ways if role or way.__name__ != "open accounts"]
    assert len(ways) >= 20
    with in_a_request(role):
        assert [way.__name__ for way in ways if not refused(way)] == []


def test_every_role_is_tried() -> None:
    assert {*SHUT} == {*ROLES, ""} - {MACHINE}


def test_a_column_above_a_roles_class_is_empty_or_refused(cast: Cast, stage: Stage) -> None:
    """A teacher meets the names of a class, of a table that is another room's. Asked for with its
    row such a column comes back empty, so that the rest can be shown; by itself it is refused."""
    values = {"given_name": "Awa", "mother_alive": "dead", "search_key": "awa"}
    kept = write(Person(code="P-1", place=stage.kita), by=cast.awa, **values)
    with in_a_request("teacher"):
        found = Person.objects.get(pk=kept.pk)
        assert found.given_name == "Awa"
        assert not found.mother_alive
        assert refused(lambda: list(Person.objects.filter(mother_alive="dead")))
        assert refused(lambda: list(Person.objects.order_by("mother_alive")))
        grouped = Person.objects.values("mother_alive").annotate(n=Count("pk"))
        assert not any(row["mother_alive"] for row in grouped)
        assert refused(lambda: Person.objects.aggregate(m=Max("mother_alive")))
        assert refused(lambda: list(Person.objects.annotate(x=Substr("mother_alive", 1, 1))))
        assert refused(sql("SELECT mother_alive FROM people_person"))
        assert refused(sql("SELECT * FROM people_person"))
    assert Person.objects.get(pk=kept.pk).mother_alive == "dead"


def test_a_masked_row_is_written_whole(cast: Cast, stage: Stage) -> None:
    """The write door looks at the row itself: what its writer could not see is not emptied."""
    values = {"given_name": "Awa", "mother_alive": "dead", "search_key": "awa"}
    kept = write(Person(code="P-1", place=stage.kita), by=cast.awa, **values)
    with in_a_request("teacher"):
        found = Person.objects.get(pk=kept.pk)
        write(found, by=cast.awa, alias="Ba")
    again = Person.objects.get(pk=kept.pk)
    assert (again.alias, again.mother_alive) == ("Ba", "dead")


def test_the_fence_stands_again_after_what_lifted_it(cast: Cast) -> None:
    with in_a_request("sponsor"):
        with lifted("a test"):
            assert Person.objects.count() == 0
        assert refused(Person.objects.count)
        with pytest.raises(ZeroDivisionError), lifted("a test"):
            raise ZeroDivisionError
        assert refused(Person.objects.count)
    assert current() is None
    assert Person.objects.count() == 0


def test_it_stands_after_a_transaction_that_failed_inside_what_lifted_it(cast: Cast) -> None:
    with in_a_request("sponsor"):
        with pytest.raises(DatabaseError), transaction.atomic(), lifted("a test"):
            sql("SELECT no_such_column FROM people_person")()
        assert refused(Person.objects.count)
    assert Person.objects.count() == 0


def test_a_statement_that_ran_before_does_not_run_behind_the_fence(cast: Cast) -> None:
    """Python keeps compiled statements; SQLite must look at them anew."""
    ask = sql("SELECT given_name FROM people_person")
    for _turn in range(3):
        ask()
    with in_a_request("sponsor"):
        assert refused(ask)
    ask()


def test_readings_and_refusals_are_still_written_behind_it(cast: Cast, stage: Stage) -> None:
    from kinkeeper.ground.access.actions import refused as refuse
    from kinkeeper.ground.access.actions import seen

    with in_a_request("funder"):
        seen(cast.pierre, [stage.kita], door="x")
        refuse(cast.pierre, door="x")
    settle()
    assert (Reading.objects.count(), Refusal.objects.count()) == (1, 1)
