"""`./kinkeeper` as a machine calls it: in a new folder, in an old one, in both languages."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
from django.core.management import load_command_class
from django.utils import translation

from kinkeeper.site.command_line import terminal_language, unusable
from kinkeeper.site.help_text import OVERVIEW
from kinkeeper.site.preflight import MISSING, UNWRITABLE, WRONG_SETTING
from tests.migrated import answered, lay


def kinkeeper(*arguments: str, data: Path, **more: str) -> subprocess.CompletedProcess[str]:
    ours = ("DJANGO", "KINKEEPER", "DATABASE", "LC_", "LANG")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
    environment |= {"KINKEEPER_DATA": str(data)} | more
    command = [sys.executable, "-m", "kinkeeper.site", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def unread(*arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    """The same, into a pipe whose reader has gone, as `| head` goes."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "kinkeeper.site", *arguments]
    environment = os.environ | {"KINKEEPER_DATA": str(data)}
    try:
        return subprocess.run(
            command, env=environment, stdout=writer, stderr=subprocess.PIPE, text=True, check=False
        )
    finally:
        os.close(writer)


def test_a_command_that_is_none_is_said_in_both_languages(tmp_path):
    said = kinkeeper("importe", "liste.xlsx", data=tmp_path)
    assert said.returncode == 2
    assert "pas de commande « importe »" in said.stderr
    assert "no command “importe”" in said.stderr
    assert "Type" not in said.stderr


def test_a_database_that_does_not_answer_is_a_finding_of_the_check(tmp_path):
    said = kinkeeper("check", data=tmp_path, DATABASE_URL="postgres://nobody@127.0.0.1:1/none")
    assert said.returncode == 1
    assert "✗" in said.stdout
    assert "Traceback" not in said.stderr


def test_a_reader_who_has_seen_enough_is_no_error(tmp_path):
    said = unread("help", data=tmp_path)
    assert said.returncode == 0
    assert "Traceback" not in said.stderr
    assert "BrokenPipe" not in said.stderr


@pytest.mark.parametrize("arguments", [(), ("help",), ("--help",)])
def test_alone_it_lists_what_an_office_does_in_both_languages(tmp_path, arguments):
    said = kinkeeper(*arguments, data=tmp_path)
    assert said.returncode == 0
    for usage, french, english in OVERVIEW:
        assert usage in said.stdout
        assert french in said.stdout
        assert english in said.stdout
    assert "dumpdata" not in said.stdout


def test_a_new_folder_gets_its_database_and_the_answer_stays_json():
    """The database of all tests was made by this command in a new folder: see tests/migrated.py."""
    assert answered().read_text() == '{"text": "Traore", "found": []}\n'


def test_a_database_that_stands_is_asked_at_once(tmp_path):
    lay(tmp_path / "kinkeeper.sqlite3")
    said = kinkeeper("people", "search", "Traore", "--json", data=tmp_path)
    assert (said.returncode, said.stdout.strip()) == (0, '{"text": "Traore", "found": []}')
    assert said.stderr == ""


def test_an_older_database_is_left_alone_and_said(tmp_path):
    with closing(connect(tmp_path / "kinkeeper.sqlite3")) as old:
        old.execute("create table places_place (id integer)")
    said = kinkeeper("project", "RECORDE", data=tmp_path)
    assert said.returncode == WRONG_SETTING
    assert said.stderr.startswith("./kinkeeper: La base de données est plus ancienne")
    assert said.stdout == ""


def test_what_is_wrong_is_one_sentence_in_the_language_of_the_terminal(tmp_path):
    lay(tmp_path / "kinkeeper.sqlite3")
    french = kinkeeper("import", "register", "none.xlsx", data=tmp_path)
    english = kinkeeper("import", "register", "none.xlsx", data=tmp_path, LANG="en_GB.UTF-8")
    assert french.stderr.splitlines()[-1] == "./kinkeeper: Il n’y a pas de fichier none.xlsx."
    assert english.stderr.splitlines()[-1] == "./kinkeeper: There is no file none.xlsx."
    assert french.returncode == english.returncode == 2


@pytest.mark.parametrize(
    ("arguments", "lang", "sentence"),
    [
        (["audit"], "fr_FR", "./kinkeeper: Il manque quelque chose\xa0: verify|anchor."),
        (["audit"], "en_GB", "./kinkeeper: Something is missing: verify|anchor."),
        (["vault", "turn"], "en_GB", "“turn” is not possible for rotate|shares|recover"),
        (["vault", "rotate", "--quick"], "en_GB", "This is not known here: --quick."),
        (["audit", "verify", "--anchors"], "en_GB", "--anchors needs a value after it."),
        (
            ["erase", "E-1", "--keep", "--approve"],
            "en_GB",
            "--approve and --keep do not go together.",
        ),
        (
            ["erase", "E-1", "--ask", "why"],
            "en_GB",
            "choose from: 'retention', 'asked', 'no_ground'",
        ),
    ],
)
def test_wrong_arguments_are_one_sentence_too(arguments, lang, sentence, monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", f"{lang}.UTF-8")
    command = load_command_class("kinkeeper.site", arguments[0])
    with translation.override("fr"), pytest.raises(SystemExit) as stopped:
        command.run_from_argv(["./kinkeeper", *arguments])
    assert stopped.value.code == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environment", "language"),
    [({}, "fr"), ({"LANG": "C.UTF-8"}, "fr"), ({"LANG": "en_US.UTF-8"}, "en"),
     ({"LC_ALL": "fr_FR.UTF-8", "LANG": "en_US.UTF-8"}, "fr")],
)  # fmt: skip
def test_the_language_of_a_terminal(environment, language):
    assert terminal_language(environment) == language


def test_why_a_file_cannot_be_used(tmp_path):
    with pytest.raises(OSError) as wrong:
        tmp_path.open()
    assert unusable(wrong.value).startswith(str(tmp_path))


def test_an_unsound_installation_is_told_without_the_words_of_django(tmp_path):
    said = kinkeeper("check", data=tmp_path / "empty")
    assert said.returncode == 1
    assert "./start" in said.stdout
    assert "System check" not in said.stdout
    assert said.stderr.startswith("./kinkeeper: ")


@pytest.mark.parametrize(
    ("more", "code", "sentence"),
    [
        ({"DATABASE_URL": "postgres://nobody@localhost:1/x"}, MISSING, "./kinkeeper: La base"),
        ({"DATABASE_URL": "oracle://x"}, WRONG_SETTING, "Un réglage est faux"),
        ({"KINKEEPER_DATA": "/proc/none"}, UNWRITABLE, "On ne peut pas écrire dans /proc/none"),
    ],
)
def test_a_database_or_a_folder_that_cannot_be_is_one_sentence(tmp_path, more, code, sentence):
    said = kinkeeper("project", "RECORDE", data=tmp_path, **more)
    assert (said.returncode, said.stdout) == (code, "")
    assert said.stderr.startswith(sentence)
    assert "Traceback" not in said.stderr
