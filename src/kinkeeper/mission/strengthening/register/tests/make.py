"""Brings a list into the register as somebody at a screen would, through the real actions."""

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.interop import actions
from kinkeeper.ground.interop.actions.mapping import Purpose
from kinkeeper.ground.interop.models import Batch
from kinkeeper.ground.interop.queries import open_localities
from kinkeeper.ground.places.models import Place


def staged(file: Path, *, by: Account) -> Batch:
    """Read, its columns guessed."""
    return actions.take_in([file.read_bytes()], name=file.name, by=by, profile="register")


def checked(
    file: Path,
    *,
    by: Account,
    under: Place | None = None,
    mapping: Mapping[str, str] | None = None,
    project: UUID | None = None,
) -> Batch:
    """Columns confirmed as guessed (or as named), unknown localities new below `under`."""
    batch = staged(file, by=by)
    columns = actions.named_columns(batch, mapping or {})
    purpose = Purpose(project=project, reference_day=batch.reference_day)
    batch = actions.confirm_columns(batch, columns, by=by, purpose=purpose)
    for locality in open_localities(batch):
        if under is None:
            actions.leave_out(locality)
        else:
            actions.create_place(locality, parent=under, by=by)
    return actions.check(batch)


def decided(batch: Batch, answers: Mapping[str, str] | None = None) -> Batch:
    """Some answers given, the proposed ones taken for the rest."""
    actions.decide(batch, answers or {})
    actions.decide_all(batch)
    return actions.check(batch)


def imported(
    file: Path,
    *,
    by: Account,
    under: Place | None = None,
    answers: Mapping[str, str] | None = None,
    mapping: Mapping[str, str] | None = None,
    project: UUID | None = None,
) -> Batch:
    """All the way into the register."""
    batch = checked(file, by=by, under=under, mapping=mapping, project=project)
    return actions.start_applying(decided(batch, answers), by=by)
