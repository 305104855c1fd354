import errno
import io
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.conf import settings
from django.db import OperationalError, connection

from kinkeeper.ground.access.models import Account, Grant
from kinkeeper.ground.access.roles import ADMINISTRATOR
from kinkeeper.site import databases, preflight, processes, programme
from kinkeeper.site.preflight import Stop


def code_of(verb, *given, **named):
    with pytest.raises(Stop) as stop:
        verb(*given, **named)
    assert stop.value.french
    assert stop.value.english
    return stop.value.code


def test_the_port_is_8000_when_nobody_says_otherwise():
    assert preflight.port_from("") == 8000
    assert preflight.port_from(" 8080 ") == 8080


@pytest.mark.parametrize("text", ["0", "65536", "abc", "-1", "80.5", "٨٠"])
def test_a_port_that_is_none_is_refused(text):
    assert code_of(preflight.port_from, text) == preflight.WRONG_SETTING


def test_a_port_in_use_is_said_with_another_to_choose():
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Stop) as stop:
            preflight.free_port("127.0.0.1", port)
    assert stop.value.code == preflight.MISSING
    assert f"PORT={port + 1}" in stop.value.french


def test_a_free_port_stays_free_after_the_check():
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    preflight.free_port("127.0.0.1", port)
    socket.create_server(("127.0.0.1", port)).close()


def test_the_data_folder_is_made_for_its_owner_alone(tmp_path):
    preflight.usable_folder(tmp_path / "new" / "data")
    assert (tmp_path / "new" / "data").stat().st_mode & 0o077 == 0


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "data").touch()
    assert code_of(preflight.usable_folder, tmp_path / "data") == preflight.UNWRITABLE


def test_a_full_disk_is_refused(tmp_path):
    assert code_of(preflight.usable_folder, tmp_path, least_free=10**18) == preflight.DISK_FULL
    no_room = OSError(errno.ENOSPC, "No space left on device")
    assert preflight.unwritable(tmp_path, no_room).code == preflight.DISK_FULL


def test_one_folder_has_one_start_at_a_time(tmp_path):
    with preflight.hold(tmp_path, address="http://localhost:8000"):
        with pytest.raises(Stop) as stop:
            preflight.hold(tmp_path, address="http://localhost:8001")
        assert "http://localhost:8000" in stop.value.english
    preflight.hold(tmp_path, address="http://localhost:8001").close()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (sqlite3.OperationalError("database or disk is full"), preflight.DISK_FULL),
        (OperationalError("attempt to write a readonly database"), preflight.UNWRITABLE),
        (OperationalError("unable to open database file"), preflight.UNWRITABLE),
        (sqlite3.DatabaseError("file is not a database"), preflight.BROKEN),
        (ValueError("DATABASE_URL must begin with postgres://"), preflight.WRONG_SETTING),
        (OSError(errno.ENOSPC, "No space left on device"), preflight.DISK_FULL),
    ],
)
def test_what_a_database_throws_becomes_a_sentence(error, code, tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def throws():
        with databases.clear_sentences(tmp_path):
            raise error

    assert code_of(throws) == code


def test_a_silent_postgresql_is_said_to_be_missing(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://localhost:1/x")

    def throws():
        with databases.clear_sentences(tmp_path):
            raise OperationalError("connection refused")

    assert code_of(throws) == preflight.MISSING


def test_an_interrupted_demonstration_is_forgotten(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for name in ("kinkeeper.sqlite3", "kinkeeper.sqlite3-wal", databases.UNFINISHED):
        (tmp_path / name).touch()
    databases.forget_unfinished(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_database_without_that_mark_is_never_removed(tmp_path):
    (tmp_path / "kinkeeper.sqlite3").touch()
    databases.forget_unfinished(tmp_path)
    assert (tmp_path / "kinkeeper.sqlite3").exists()


def test_an_interrupted_demonstration_on_postgresql_is_left_to_people(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://localhost/x")
    (tmp_path / databases.UNFINISHED).touch()
    assert code_of(databases.forget_unfinished, tmp_path) == preflight.WRONG_SETTING


def test_a_copy_holds_what_was_written_and_only_three_are_kept(tmp_path):
    file, folder = tmp_path / "a.sqlite3", tmp_path / "copies"
    with closing(sqlite3.connect(file)) as database:
        database.execute("create table family (name)")
        database.execute("insert into family values ('Traoré')")
        database.commit()
    folder.mkdir()
    for year in range(2001, 2006):
        (folder / f"{year}0101-000000.sqlite3").touch()
    with closing(sqlite3.connect(programme.copy(file, folder))) as kept:
        assert kept.execute("select name from family").fetchone() == ("Traoré",)
    assert len(list(folder.iterdir())) == programme.KEPT_COPIES


def test_a_process_that_ends_is_named():
    family = processes.Family({"web": [sys.executable, "-c", "raise SystemExit(3)"]})
    with pytest.raises(Stop) as stop:
        family.watch()
    family.stop()
    assert stop.value.code == preflight.BROKEN
    assert '"web"' in stop.value.english


def test_stopping_ends_every_process():
    sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    family = processes.Family({"web": sleep, "worker": sleep})
    family.stop()
    assert all(process.returncode is not None for process in family.members.values())


def test_nobody_waits_forever_for_an_answer():
    family = processes.Family({"web": [sys.executable, "-c", "import time; time.sleep(60)"]})
    try:
        address = "http://127.0.0.1:1/"
        assert code_of(processes.wait_until_answers, address, family, patience=0.1) == 70
    finally:
        family.stop()


@pytest.mark.django_db
def test_a_database_that_is_up_to_date_waits_for_nothing():
    assert programme.pending() == 0


@pytest.mark.django_db
def test_the_first_administrator_is_invited_once_with_a_link(tmp_path):
    [(french, english)] = programme.empty(
        tmp_path, "http://here", name="Mariam Diallo", email="mariam@exemple.org"
    )
    account = Account.objects.get(email="mariam@exemple.org")
    assert "http://here/account/password/reset/key/" in french
    assert "Mariam Diallo" in english
    assert not account.has_usable_password()
    assert Grant.objects.get(account=account).role == ADMINISTRATOR


@pytest.mark.django_db
def test_a_lost_link_is_made_again_until_the_administrator_came_in(tmp_path):
    named = {"name": "Mariam Diallo", "email": "mariam@exemple.org"}
    programme.empty(tmp_path, "http://here", **named)
    assert len(programme.empty(tmp_path, "http://here", name="", email="")) == 1
    Account.objects.filter(email=named["email"]).update(last_login="2026-01-01T00:00Z")
    assert programme.empty(tmp_path, "http://here", name="", email="") == []


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "email"), [("", "a@b.org"), ("Awa", "nowhere"), ("Awa", "")])
def test_an_administrator_needs_a_name_and_an_address(name, email, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    found = code_of(programme.empty, tmp_path, "http://here", name=name, email=email)
    assert found == preflight.USAGE
    assert not programme.somebody_is_in()


@pytest.mark.django_db
def test_an_empty_programme_is_not_begun_in_the_demonstration(tmp_path):
    (tmp_path / programme.FINISHED).touch()
    found = code_of(programme.empty, tmp_path, "http://here", name="Awa", email="a@b.org")
    assert found == preflight.WRONG_SETTING


def test_the_people_of_the_demonstration_are_named_in_both_languages(tmp_path):
    line = "awa@exemple.org\tsecret\tagente de terrain, Kita\tfield worker, Kita\n"
    (tmp_path / programme.FINISHED).write_text(line, encoding="utf-8")
    [(_, listed), (_, how_to_begin)] = programme.demonstration_people(tmp_path)
    assert "awa@exemple.org  secret  agente de terrain, Kita / field worker, Kita" in listed
    assert "./start --empty" in how_to_begin


def test_an_unknown_option_ends_with_the_usage():
    command = [sys.executable, "-m", "kinkeeper.site.launch", "--unknown"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, cwd=settings.DATA)
    assert answer.returncode == 2
    assert "--empty" in answer.stderr


@pytest.mark.django_db
def test_without_a_terminal_an_empty_programme_begins_with_an_unnamed_administrator(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    [(french, _english)] = programme.empty(tmp_path, "http://here", name="", email="")
    assert "/account/password/reset/key/" in french
    assert [account.name for account in programme.people()] == ["Administration"]


def test_a_postgresql_user_who_may_make_no_roles_is_told_before_anything_starts(db):
    """The database's own guard is such roles; on SQLite there is nothing to ask for."""
    databases.may_make_roles()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CREATE ROLE kk_without_rights")
            cursor.execute("SET LOCAL ROLE kk_without_rights")
        with pytest.raises(Stop, match="create roles"):
            databases.may_make_roles()
