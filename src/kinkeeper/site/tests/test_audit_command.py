"""`./kinkeeper audit`: verify with anchors kept elsewhere, and the codes a script relies on."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import translation

from kinkeeper.ground.access.actions import refused, seen
from kinkeeper.ground.access.models import Reading
from tests.cast import Cast


def said(*arguments: str) -> str:
    out = io.StringIO()
    call_command("audit", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_the_head_is_noted_and_verified_later(cast: Cast, tmp_path: Path) -> None:
    anchors = tmp_path / "anchors.txt"
    for _ in range(3):
        refused(cast.claire, door="person")
        said("anchor", "--out", str(anchors))
    assert len(anchors.read_text().splitlines()) == 3
    found = json.loads(said("verify", "--anchors", str(anchors), "--json"))
    assert (found["sound"], found["anchors"]) == (True, 3)
    assert found["lines"] > 3


def test_tampering_is_said_line_by_line_with_code_1(cast: Cast, stage: object) -> None:
    seen(cast.awa, [cast.awa.grants.get()], door="accounts")
    Reading.objects.update(door="another")
    with pytest.raises(CommandError) as error:
        said("verify")
    assert error.value.returncode == 1


@pytest.mark.parametrize(
    ("language", "holds", "broken"),
    [("fr", "La chaîne tient", "La chaîne ne tient pas\xa0: 1 constat."),
     ("en", "The chain holds", "The chain does not hold: 1 finding.")],
)  # fmt: skip
def test_what_was_found_is_said(
    language: str, holds: str, broken: str, cast: Cast, stage: object
) -> None:
    seen(cast.awa, [cast.awa.grants.get()], door="accounts")
    with translation.override(language):
        assert holds in said("verify")
        Reading.objects.update(door="another")
        with pytest.raises(CommandError, match=broken):
            said("verify")


@pytest.mark.parametrize("text", ["", "not an anchor", None])
def test_an_unusable_file_of_anchors_is_code_2(text: str | None, db: None, tmp_path: Path) -> None:
    file = tmp_path / "anchors.txt"
    if text is not None:
        file.write_text(text)
    with pytest.raises(CommandError) as error:
        said("verify", "--anchors", str(file))
    assert error.value.returncode == 2
