"""The rows that follow the phones. They hold no fact of anybody's life, so nothing of them stands
in the ledger; the one file that writes them."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from kinkeeper.ground.sync.models import Carried, Device, Ending, Link, Piece, Sound, Taken

PORTION = 500
PIECE_DAYS = 30
"""A picture of which nothing came for so long was taken back on its phone; one that was not comes
anew from its first byte."""


def new_link(device: Device, *, code_hash: str, until: datetime) -> None:
    """A fresh one-time code; the secret of an earlier enrolment opens nothing any more."""
    values = {"code_hash": code_hash, "code_until": until, "secret_hash": ""}
    Link.objects.update_or_create(device=device, defaults=values)


def use_code(link: Link, *, secret_hash: str) -> None:
    """The code is spent, and the phone is known by its secret from now on."""
    forget_store(link)
    link.code_hash, link.code_until, link.secret_hash = "", None, secret_hash
    link.erased_at, link.seen_at = None, timezone.now()
    link.save()


def contact(link: Link, *, store: UUID, level: int, waiting: int, version: str) -> None:
    """The phone was here. Another store than before means that all on it was lost; another class
    of field than before means that every row has to travel anew."""
    if link.store != store or link.level != level:
        link.stores_lost += int(link.store is not None and link.store != store)
        forget_store(link)
    link.store, link.level, link.waiting, link.version = store, level, waiting, version[:20]
    link.seen_at = timezone.now()
    link.save()


def forget_store(link: Link) -> None:
    Carried.objects.filter(device=link.device_id).update(version=0, sent=0, page=None, going=False)


def erased(link: Link) -> None:
    """The phone says that nothing is on it any more. What was on a lost one stays known: whoever
    held it may have read it before."""
    if link.device.ending != Ending.LOST:
        Carried.objects.filter(device=link.device_id).delete()
    link.erased_at, link.secret_hash = timezone.now(), ""
    link.save()


def acknowledged(device: Device, page: UUID) -> None:
    """The phone stored this page; the same page again finds nothing to do."""
    rows = Carried.objects.filter(device=device, page=page)
    rows.filter(going=True).delete()
    rows.update(version=F("sent"), page=None)


def sent(device: Device, page: UUID, rows: Mapping[UUID, tuple[str, int]]) -> None:
    """rows: record -> (kind, version) on their way to the phone."""
    Carried.objects.bulk_create(
        [
            Carried(device=device, kind=kind, record=record, sent=version, page=page)
            for record, (kind, version) in rows.items()
        ],
        update_conflicts=True, unique_fields=["device", "record"],
        update_fields=["kind", "sent", "page", "going"], batch_size=PORTION,
    )  # fmt: skip


def asked_back(device: Device, page: UUID, records: Iterable[UUID]) -> None:
    rows = Carried.objects.filter(device=device, record__in=list(records))
    rows.update(page=page, going=True)


def answered(device: Device, change: UUID, **values: object) -> None:
    """values: verb, outcome, record, version."""
    Taken.objects.update_or_create(id=change, defaults={"device": device, **values})


def add_piece(device: Device, pk: UUID, *, size: int, at: int, data: bytes) -> int:
    """Adds what comes next; anything else changes nothing. Returns how many bytes are here."""
    piece, new = Piece.objects.get_or_create(id=pk, device=device, defaults={"size": size})
    if new:
        Piece.objects.filter(at__lt=timezone.now() - timedelta(days=PIECE_DAYS)).delete()
    held = bytes(piece.data)
    if at == len(held) and at + len(data) <= piece.size:
        piece.data = held + data
        piece.save()
    return len(bytes(piece.data))


def drop_piece(pk: UUID) -> None:
    Piece.objects.filter(id=pk).delete()


def drop_pieces(device: Device, *, named_in: str) -> None:
    """Those that came once more with a change that was taken already."""
    for pk in Piece.objects.filter(device=device).values_list("id", flat=True):
        if str(pk) in named_in:
            drop_piece(pk)


def keep_sound(code: str, language: str, **values: object) -> None:
    """values: origin, kind, mark, size, data."""
    Sound.objects.update_or_create(code=code, language=language, defaults=values)


def drop_sound(code: str, language: str) -> None:
    Sound.objects.filter(code=code, language=language).delete()
