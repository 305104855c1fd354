"""Below every address: which rows, fields and rights an account has, asked of `access` itself."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from bench.proofs import world
from bench.proofs.reach import Reached
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import highest_class, may, visible
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.classes import HIGHEST
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.models import Record


def fresh(account: Account) -> Account:
    """As a new request would load it: nothing remembered of its grants."""
    return Account.objects.get(pk=account.pk)


def rights(account: Account, reached: Reached, purposes: Iterable[str]) -> Iterator[str | None]:
    """One answer for each capability and purpose: None where it is as declared."""
    by = fresh(account)
    for capability in reached.policy.table["capabilities"]:
        for purpose in purposes:
            holds = may(by, capability, purpose=purpose)
            wanted = reached.policy.passes(account, (capability, purpose))
            more = holds and not wanted
            yield f"{by.name} holds {capability} for {purpose}" if more else None


def met(
    account: Account, reached: Reached, models: Iterable[type[Record]], purposes: Iterable[str]
) -> Iterator[str | None]:
    """One answer for each kind and purpose: how many rows too many, and too few."""
    by = fresh(account)
    for model in models:
        about = reached.policy.table["kinds"].get(model.about.kind)
        if about is None:
            continue
        for purpose in purposes:
            shown = set(
                visible(model, by=by, purpose=purpose).order_by().values_list("pk", flat=True)
            )
            wanted = _wanted(account, reached, model, about, purpose)
            yield _differ(f"{by.name} {about_kind(model)} for {purpose}", shown, wanted)


def _wanted(
    account: Account, reached: Reached, model: type[Record], about: Any, purpose: str
) -> set[UUID]:
    if about["place"] is None or reached.policy.reach(account, about["read"], purpose).nowhere:
        return set()
    rows = reached.places.get(model, {})
    return {pk for pk in rows if reached.reads(account, model, pk, about["read"], purpose)}


def _differ(name: str, shown: set[UUID], wanted: set[UUID]) -> str | None:
    more = len(shown - wanted)
    return f"{name}: {more} rows too many" if more else None


def written(
    account: Account, reached: Reached, models: Iterable[type[Record]]
) -> Iterator[str | None]:
    """One answer for each kind: the write door itself, without any page before it, refuses a row
    that lies out of reach."""
    by = fresh(account)
    for model in models:
        about = reached.policy.table["kinds"].get(model.about.kind)
        row = _out_of_reach(account, reached, model, about) if about else None
        if row is None:
            continue
        with world.undone():
            try:
                write(row, by=by)
            except Refused:
                yield None
            else:
                yield f"{by.name} may write {about_kind(model)} {row.pk}, which lies out of reach"


def _out_of_reach(
    account: Account, reached: Reached, model: type[Record], about: Any
) -> Record | None:
    rows = reached.places.get(model, {})
    purposes = reached.policy.purposes()
    for pk in rows:
        if not any(reached.reads(account, model, pk, about["write"], p) for p in purposes):
            return model._default_manager.filter(pk=pk).first()
    return None


def fields(
    account: Account, reached: Reached, models: Iterable[type[Record]], purposes: Iterable[str]
) -> Iterator[str | None]:
    """One answer for each kind and purpose: no field above the account's class."""
    by = fresh(account)
    for purpose in purposes:
        highest, level = reached.policy.highest(account, purpose), highest_class(by, purpose)
        for model in models:
            about = reached.policy.table["kinds"].get(model.about.kind, {"classes": {}})
            declared = _up_to(about["classes"], highest)
            more = model.fields_up_to(level) - declared - _new(about["classes"], model)
            name = f"{by.name} {about_kind(model)} for {purpose}"
            yield f"{name}: {', '.join(sorted(more))}" if more else None


def _up_to(classes: dict[str, list[str]], highest: int) -> set[str]:
    return {f for level in range(highest + 1) for f in classes.get(f"L{level}", [])}


def _new(classes: dict[str, list[str]], model: type[Record]) -> set[str]:
    known = {f for level in range(HIGHEST + 1) for f in classes.get(f"L{level}", [])}
    return {f.name for f in model._meta.concrete_fields} - known


def about_kind(model: type[Record]) -> str:
    return model.about.kind
