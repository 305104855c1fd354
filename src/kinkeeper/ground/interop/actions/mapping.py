"""Somebody says which column holds what, for which day and project the list was written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.interop import keep
from kinkeeper.ground.interop.cells import letters
from kinkeeper.ground.interop.columns import key_of
from kinkeeper.ground.interop.localities import localities_of
from kinkeeper.ground.interop.models import OPEN, Batch, State
from kinkeeper.ground.interop.queries import profile_of, raw_lines, writable_places
from kinkeeper.ground.places.models import Place


@dataclass(frozen=True)
class Purpose:
    """What the list is for. place: where families live whose line names no locality."""

    project: UUID | None = None
    reference_day: date | None = None
    place: Place | None = None


def confirm_columns(
    batch: Batch,
    columns: Mapping[int, str],
    *,
    by: Account,
    purpose: Purpose,
    remember: bool = True,
) -> Batch:
    """Columns (0 is A) and their facts. Raises ValidationError by "columns", "reference_day",
    "place"; ends a check that was made with other columns."""
    profile = profile_of(batch)
    chosen = {column: fact for column, fact in columns.items() if fact}
    _check(batch, chosen, by=by, purpose=purpose)
    lines = raw_lines(batch)
    held = [c for c, fact in chosen.items() if profile.field(fact).content == "place"]
    found = localities_of(batch, lines, held[0], by=by) if held else []
    keep.keep_localities(batch, found)
    if remember:
        keys = {h["column"]: key_of(h["key"]) for h in batch.headings}
        keep.remember_mapping(
            batch, {keys[c]: fact for c, fact in chosen.items() if c in keys}, by=by
        )
    return keep.change(
        batch, columns={str(c): fact for c, fact in chosen.items()}, confirmed=True, stale=True,
        project=purpose.project, reference_day=purpose.reference_day, place=purpose.place,
    )  # fmt: skip


def _check(batch: Batch, chosen: Mapping[int, str], *, by: Account, purpose: Purpose) -> None:
    if batch.state not in OPEN or batch.state in {State.APPLYING, State.STOPPED, State.READING}:
        raise ValidationError({"columns": _("This import is decided already.")})
    profile = profile_of(batch)
    problems: dict[str, list[str]] = {}
    for fact in set(chosen.values()):
        where = [letters(column) for column, other in chosen.items() if other == fact]
        if len(where) > 1:
            sentence = _("“%(fact)s” is chosen for two columns, %(columns)s: choose one.")
            facts = {"fact": profile.field(fact).label, "columns": ", ".join(where)}
            problems.setdefault("columns", []).append(sentence % facts)
    if lack := profile.lacks(frozenset(chosen.values())):
        problems.setdefault("columns", []).append(str(lack))
    if purpose.reference_day and purpose.reference_day > timezone.localdate():
        problems["reference_day"] = [_("This day lies in the future: correct the date.")]
    if purpose.place and not writable_places(by).filter(pk=purpose.place.pk).exists():
        problems["place"] = [_("This place lies outside the places you work in.")]
    if problems:
        raise ValidationError(problems)


def named_columns(batch: Batch, wanted: Mapping[str, str]) -> dict[int, str]:
    """A mapping by caption ("Sexe", a second "Sexe" is "Sexe#2") or letter ("U"), over the guesses.

    Raises ValidationError for a column or fact that does not exist.
    """
    profile = profile_of(batch)
    facts = {field.code for field in profile.fields}
    by_name = {key_of(h["key"]): h["column"] for h in batch.headings}
    by_name |= {letters(h["column"]).casefold(): h["column"] for h in batch.headings}
    found = {int(column): fact for column, fact in batch.columns.items()}
    for name, fact in wanted.items():
        column = by_name.get(key_of(name), by_name.get(name.casefold()))
        if column is None:
            raise ValidationError(_("The list has no column “%(name)s”.") % {"name": name})
        if fact and fact not in facts:
            sentence = _("“%(fact)s” is no fact of this list. Possible: %(facts)s.")
            raise ValidationError(sentence % {"fact": fact, "facts": ", ".join(sorted(facts))})
        found = {c: f for c, f in found.items() if f != fact} | {column: fact}
    return found
