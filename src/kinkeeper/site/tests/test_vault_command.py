"""`./kinkeeper vault`, rehearsed as on the day the key is lost."""

import io
import json
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import translation

from kinkeeper.ground.vault.actions import keys_for, keys_of
from kinkeeper.ground.vault.tests.make import vault_in
from kinkeeper.ground.vault.wrapping import forget_opened


def said(*arguments: str) -> str:
    out = io.StringIO()
    call_command("vault", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_the_key_is_lost_and_two_people_bring_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with vault_in(tmp_path):
        record = uuid4()
        key = keys_for([record])
        shares = [line.strip() for line in said("shares").splitlines() if len(line.split()) == 33]
        assert len(shares) == 3
        settings.LEDGER_KEY_FILE.unlink()
        forget_opened()
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{shares[2]}\n\n{shares[0]}\n"))
        assert str(settings.LEDGER_KEY_FILE) in said("recover")
        assert keys_of([record]) == key
        done = json.loads(said("rotate", "--json"))
        assert (done["records"], done["resumed"]) == (1, False)
        assert keys_of([record]) == key


@pytest.mark.parametrize(
    ("shares", "code"), [([], 2), (["one two"], 2), (["one two", "three four"], 1)]
)
def test_a_sentence_and_a_code_for_shares_that_are_none(
    shares: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(shares)))
    with vault_in(tmp_path), pytest.raises(CommandError) as error:
        said("recover")
    assert error.value.returncode == code


def test_the_same_share_twice_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with vault_in(tmp_path):
        keys_for([uuid4()])
        share = next(s.strip() for s in said("shares").splitlines() if len(s.split()) == 33)
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{share}\n{share}\n"))
        with pytest.raises(CommandError, match="deux fois") as error:
            said("recover")
    assert error.value.returncode == 1


def test_another_key_that_lies_there_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with vault_in(tmp_path):
        keys_for([uuid4()])
        shares = [line.strip() for line in said("shares").splitlines() if len(line.split()) == 33]
        settings.LEDGER_KEY_FILE.write_text("00" * 32)
        forget_opened()
        for arguments in (["recover", "--share", shares[0], "--share", shares[1]], ["rotate"]):
            with pytest.raises(CommandError) as error:
                said(*arguments)
            assert error.value.returncode == 1
        assert settings.LEDGER_KEY_FILE.read_text() == "00" * 32


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "1 clés scellées à nouveau"), ("en", "1 keys sealed anew")]
)
def test_a_rotation_says_what_it_did(language: str, words: str, tmp_path: Path) -> None:
    with vault_in(tmp_path), translation.override(language):
        keys_for([uuid4()])
        assert said("rotate").startswith(words)
