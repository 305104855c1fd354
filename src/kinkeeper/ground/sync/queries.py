"""Which phones there are and what lies on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import accounts_with, scope_for, visible, within
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.places.queries import places_for_grants
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.sync.models import Device, Language, Outcome, Piece, Sound, Taken
from kinkeeper.ground.sync.offers import (
    Load,
    Prompt,
    Step,
    carries,
    families_for,
    prompts,
    steps_for,
)
from kinkeeper.ground.sync.rules import OFFLINE_DAYS, fitting, standing

MANAGE = "sync.devices"
MOST_TAKEN = 50
ROOT = "people.family"


@dataclass(frozen=True)
class Phone:
    """A phone as the office sees it. state: see rules.standing."""

    device: Device
    state: str
    carried: int
    refused: int


def phones(*, by: Account) -> list[Phone]:
    """Those still in use first, the longest unseen on top."""
    rows = visible(Device, by=by).select_related("link", "account", "place")
    counted = rows.annotate(
        on_it=Count("carried", distinct=True),
        sent_back=Count("taken", filter=Q(taken__outcome=Outcome.REFUSED), distinct=True),
    ).order_by("until", "link__seen_at", "pk")
    found = [_phone(row, row.on_it, row.sent_back) for row in counted]
    return sorted(found, key=lambda p: p.device.until is not None)


def phone(pk: UUID, *, by: Account) -> Phone | None:
    row = visible(Device, by=by).select_related("link", "account", "place").filter(pk=pk).first()
    if row is None:
        return None
    refused = row.taken.filter(outcome=Outcome.REFUSED).count()
    return _phone(row, row.carried.count(), refused)


def _phone(device: Device, carried: int, refused: int) -> Phone:
    link = device.link
    state = standing(
        seen_at=link.seen_at, ended=device.ending, erased=link.erased_at is not None,
        now=timezone.now(),
    )  # fmt: skip
    return Phone(device, state, carried, refused)


def files_on(device: Device, *, by: Account) -> list[Record]:
    """The families whose files lie on it, or were on their way: what a finder could betray. Those
    the reader may not meet are left out."""
    ids = set(device.carried.filter(kind=ROOT).values_list("record", flat=True))
    model = next((c.model for c in carries() if c.model.about.kind == ROOT), None)
    return sorted(visible(model, by=by).filter(pk__in=ids), key=str) if model and ids else []


def kinds_on(device: Device) -> dict[str, int]:
    """How many records of each kind lie on it."""
    rows = device.carried.values_list("kind").annotate(n=Count("pk")).order_by("kind")
    return dict(rows)


def lately_taken(device: Device) -> QuerySet[Taken]:
    return device.taken.order_by("-at")[:MOST_TAKEN]


def load_of(device: Device) -> Load:
    """What belongs on a phone today: the families of its place, as many as may travel; none for a
    phone that was ended."""
    by = device.account
    if device.until:
        return Load(by, device.place, frozenset(), open=False)
    found = fitting(families_for(by, device.place))
    return Load(by, device.place, frozenset(found))


def steps_on(device: Device, families: Iterable[UUID]) -> list[Step]:
    """What is to be done in the families of the phone while it may be away."""
    until = timezone.localdate() + timedelta(days=2 * OFFLINE_DAYS)
    mine = set(families)
    steps = [s for s in steps_for(device.account, until) if s.family in mine]
    return sorted(steps, key=lambda s: (s.due_on, s.code, s.family))


def places_to_carry(*, by: Account) -> QuerySet[Place]:
    return within(places_for_grants(), scope_for(by, MANAGE), by=by)


def people_who_carry() -> QuerySet[Account]:
    return accounts_with("sync.carry").order_by("name")


def piece_of(device: Device, pk: UUID) -> bytes:
    """A picture that came whole. Raises ValidationError when some of it is missing."""
    piece = Piece.objects.filter(id=pk, device=device).first()
    data = bytes(piece.data) if piece else b""
    if piece is None or len(data) != piece.size:
        raise ValidationError(_("The picture did not come whole: it is sent again."))
    return data


@dataclass(frozen=True)
class Heard:
    """A choice and what was recorded of it: language -> its sound, None where it is missing."""

    prompt: Prompt
    sounds: dict[str, Sound | None]


def heard() -> list[Heard]:
    """Every choice that can be heard, without the bytes of its sounds."""
    rows = Sound.objects.defer("data")
    found = {(row.code, row.language): row for row in rows}
    return [
        Heard(prompt, {value: found.get((prompt.code, value)) for value in Language.values})
        for prompt in prompts()
    ]


def missing(rows: Iterable[Heard]) -> dict[str, int]:
    """Language -> how many choices nobody can hear yet."""
    found = list(rows)
    return {value: sum(row.sounds[value] is None for row in found) for value in Language.values}


def sounds_in(language: str) -> list[Sound]:
    """Without their bytes; those of choices that are not shown any more are left out."""
    codes = [prompt.code for prompt in prompts()]
    rows = Sound.objects.filter(language=language, code__in=codes)
    return list(rows.defer("data").order_by("code"))


def sound(code: str, language: str) -> Sound | None:
    return Sound.objects.filter(code=code, language=language).first()
