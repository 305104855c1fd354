"""What is laid for a test is what was written: the same rows, and objects of its own."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pytest
from django.db import transaction

from kinkeeper.ground.access.models import Account, Grant
from kinkeeper.ground.audit.actions import settle
from kinkeeper.ground.audit.queries import verify
from kinkeeper.ground.places.models import Place, PlaceLink
from kinkeeper.ground.records.models import Change
from tests.cast import Cast, Stage, build_stage
from tests.laid import Once

pytestmark = pytest.mark.django_db
KINDS = (Place, PlaceLink, Account, Grant, Change)


@pytest.mark.parametrize("turn", ["first", "second"])
def test_the_whole_cast_stands_in_a_sound_ledger(cast: Cast, turn: str) -> None:
    held = [getattr(cast, field.name) for field in fields(cast)]
    assert set(Account.objects.all()) == set(held)
    assert Grant.objects.count() == len(held) - 1, "all but nobody hold one"
    settle()
    assert verify().lines >= len(held)
    assert verify().sound


def test_what_is_laid_equals_what_was_written() -> None:
    once = Once(build_stage)
    written, rows = rolled_back(once)
    laid, again = rolled_back(once)
    assert again == rows
    assert laid == written
    assert laid.kita is not written.kita


def rolled_back(once: Once[Stage]) -> tuple[Stage, list[Any]]:
    with transaction.atomic():
        made = once()
        rows = [list(kind.objects.order_by("pk").values()) for kind in KINDS]
        transaction.set_rollback(True)
    return made, rows


@pytest.mark.parametrize("change", [
    lambda: Place.objects.update(name="Elsewhere"),
    lambda: PlaceLink.objects.all().delete(),
])  # fmt: skip
def test_what_changes_a_row_that_stood_is_not_laid(stage: Stage, change: Callable[[], Any]) -> None:
    with pytest.raises(AssertionError, match="a row was changed"):
        Once(change)()
