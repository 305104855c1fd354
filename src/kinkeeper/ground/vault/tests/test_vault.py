"""Keys of records: apart by record, purpose and place; rotated; destroyed; recovered by shares."""

import shutil
import sqlite3
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import given as asserted_for
from hypothesis import settings as run
from hypothesis import strategies as st

from kinkeeper.ground.vault import store, wrapping
from kinkeeper.ground.vault.actions import (
    BadShares,
    KeyIsThere,
    WrongKey,
    keys_for,
    keys_of,
    make_shares,
    move_keys,
    recover,
    rotate,
    seal_for,
    unseal_for,
)
from kinkeeper.ground.vault.tests.make import vault_in

KITA, SOCOURA = uuid4(), uuid4()


@pytest.fixture(autouse=True)
def vault(tmp_path: Path) -> Iterator[Path]:
    with vault_in(tmp_path) as folder:
        yield folder


def sealed(record: UUID, text: str = "canari", about: str = "row:note") -> bytes:
    return seal_for(record, text.encode(), about=about, keys=keys_for([record]))


def opened(record: UUID, data: bytes, about: str = "row:note") -> str:
    return unseal_for(record, data, about=about, keys=keys_of([record])).decode()


def wrappings() -> list[tuple[str, str, int]]:
    asked = "SELECT purpose, place, version FROM wrapping ORDER BY purpose, place, version"
    return store.connection().execute(asked).fetchall()


def test_each_purpose_and_place_has_its_own_wrapping_key() -> None:
    keys_for([uuid4()], purpose="protection", place=KITA)
    keys_for([uuid4(), uuid4()], purpose="protection", place=SOCOURA)
    keys_for([uuid4()], purpose="safeguarding", place=KITA)
    assert wrappings() == sorted(
        [("protection", KITA.hex, 1), ("protection", SOCOURA.hex, 1), ("safeguarding", KITA.hex, 1)]
    )


def test_a_key_is_made_once_and_stays_the_same() -> None:
    record = uuid4()
    assert keys_for([record]) == keys_for([record], purpose="other") == keys_of([record])


def test_a_value_opens_neither_for_another_record_nor_for_another_field() -> None:
    one, other = uuid4(), uuid4()
    data = sealed(one)
    sealed(other)
    assert opened(one, data) == "canari"
    for record, about in ((other, "row:note"), (one, "row:label")):
        with pytest.raises(InvalidTag):
            opened(record, data, about)


def test_a_key_laid_under_another_record_in_the_store_does_not_open() -> None:
    one, other = uuid4(), uuid4()
    keys_for([one, other])
    store.connection().execute(
        "UPDATE record_key SET sealed = (SELECT sealed FROM record_key WHERE record = ?)",
        (other.bytes,),
    )
    assert len(keys_of([other])) == 1
    with pytest.raises(InvalidTag):
        keys_of([one])


def test_a_destroyed_key_is_gone_from_the_file_too() -> None:
    record = uuid4()
    keys_for([record])
    (row,) = store.connection().execute("SELECT sealed FROM record_key").fetchall()
    store.settle()
    file: Path = settings.VAULT_FILE
    assert row[0] in file.read_bytes(), "the control: before, it is there"
    store.destroy([record])
    assert keys_of([record]) == {}
    assert all(row[0] not in f.read_bytes() for f in file.parent.iterdir())


def test_rotation_changes_every_wrapping_and_no_value() -> None:
    records = [uuid4() for _ in range(50)]
    data = {record: sealed(record, str(record)) for record in records}
    keys_for([uuid4()], purpose="protection", place=KITA)
    told: list[tuple[int, int]] = []
    done = rotate(lambda done, of: told.append((done, of)))
    assert (done.records, done.wrappings, done.resumed) == (51, 2, False)
    assert told[-1] == (51, 51)
    assert {version for *_kind, version in wrappings()} == {2}
    assert all(opened(record, sealed) == str(record) for record, sealed in data.items())


def test_an_interrupted_rotation_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    data = {record: sealed(record) for record in (uuid4() for _ in range(30))}
    monkeypatch.setattr(wrapping, "AT_ONCE", 10)

    def pull_the_plug(done: int, _of: int) -> None:
        if done == 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate(pull_the_plug)
    assert {version for *_kind, version in wrappings()} == {1, 2}
    assert all(opened(record, sealed) == "canari" for record, sealed in data.items())
    done = rotate()
    assert (done.resumed, done.records) == (True, 20)
    assert {version for *_kind, version in wrappings()} == {2}


def test_a_key_goes_with_its_file_to_another_place() -> None:
    record = uuid4()
    key = keys_for([record], purpose="protection", place=KITA)[record]
    move_keys([record], purpose="protection", place=SOCOURA)
    assert keys_of([record])[record] == key
    asked = "SELECT w.place FROM record_key k JOIN wrapping w ON w.id = k.wrapping"
    assert store.connection().execute(asked).fetchall() == [(SOCOURA.hex,)]


# --- recovery by two of three ------------------------------------------------------------------


def test_any_two_shares_bring_the_lost_key_back() -> None:
    record = uuid4()
    data = sealed(record)
    shares = make_shares()
    for pair in combinations(shares, 2):
        settings.LEDGER_KEY_FILE.unlink()
        wrapping.forget_opened()
        assert recover(list(pair)) == settings.LEDGER_KEY_FILE
        assert opened(record, data) == "canari"
        assert settings.LEDGER_KEY_FILE.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("wrong", ["one", "twice", "word", "mixed"])
def test_what_is_not_two_shares_of_one_key_is_refused(wrong: str) -> None:
    shares, others = make_shares(), make_shares()
    given = {
        "one": shares[:1],
        "twice": [shares[0], shares[0]],
        "word": [shares[0], shares[1].replace(shares[1].split()[7], "kita")],
        "mixed": [shares[0], others[1]],
    }[wrong]
    settings.LEDGER_KEY_FILE.unlink()
    with pytest.raises(BadShares):
        recover(given)
    assert not settings.LEDGER_KEY_FILE.exists()


def test_shares_of_another_installation_write_nothing(tmp_path: Path) -> None:
    sealed(uuid4())
    with vault_in(tmp_path / "elsewhere"):
        foreign = make_shares()
    with pytest.raises(KeyIsThere):
        recover(foreign[:2])
    settings.LEDGER_KEY_FILE.unlink()
    with pytest.raises(WrongKey):
        recover(foreign[:2])
    assert not settings.LEDGER_KEY_FILE.exists()


def test_another_key_file_is_said_and_opens_nothing() -> None:
    record = uuid4()
    sealed(record)
    settings.LEDGER_KEY_FILE.write_text("00" * 32)
    wrapping.forget_opened()
    with pytest.raises(WrongKey):
        keys_of([record])


@pytest.mark.parametrize("found", [None, b"00" * 32, b"\xf6\x00", b"0a"])
def test_with_a_key_lost_wrong_or_damaged_nothing_is_made_or_rotated(found: bytes | None) -> None:
    data = sealed(record := uuid4())
    right, before = settings.LEDGER_KEY_FILE.read_bytes(), wrappings()
    settings.LEDGER_KEY_FILE.unlink()
    if found is not None:
        settings.LEDGER_KEY_FILE.write_bytes(found)
    wrapping.forget_opened()
    for act in (rotate, lambda: keys_for([uuid4()], place=KITA)):
        with pytest.raises(WrongKey):
            act()
    assert settings.LEDGER_KEY_FILE.exists() == (found is not None)
    assert wrappings() == before
    settings.LEDGER_KEY_FILE.write_bytes(right)
    wrapping.forget_opened()
    rotate()
    assert opened(record, data) == "canari"


def test_a_copy_of_the_store_without_the_key_holds_no_key_in_clear(tmp_path: Path) -> None:
    records = [uuid4() for _ in range(20)]
    keys = keys_for(records)
    store.settle()
    copy = tmp_path / "stolen.sqlite3"
    shutil.copy(settings.VAULT_FILE, copy)
    raw = copy.read_bytes()
    assert all(key not in raw and key.hex().encode() not in raw for key in keys.values())
    with sqlite3.connect(copy) as stolen:
        assert stolen.execute("SELECT count(*) FROM record_key").fetchone() == (20,)
    stolen.close()


@run(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@asserted_for(st.lists(st.sampled_from(["make", "rotate", "destroy", "move"]), max_size=12))
def test_whatever_was_done_to_the_keys_what_was_not_destroyed_opens(steps: list[str]) -> None:
    alive: dict[UUID, bytes] = {}
    for step in steps:
        if step == "make":
            record = uuid4()
            alive[record] = sealed(record)
        elif step == "rotate":
            rotate()
        elif alive and step == "destroy":
            store.destroy([alive.popitem()[0]])
        elif alive:
            move_keys([next(iter(alive))], place=KITA)
    assert all(opened(record, data) == "canari" for record, data in alive.items())
