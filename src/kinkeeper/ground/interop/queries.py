"""What the screens and the command ask this room. An import is its importer's; the holders of
`interop.import` everywhere see all."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import scope_for, within
from kinkeeper.ground.fence.actions import lifted
from kinkeeper.ground.interop import cells as cells_of
from kinkeeper.ground.interop.cells import RawLine
from kinkeeper.ground.interop.models import Batch, Line, Locality, Mapping, Question, Source, State
from kinkeeper.ground.interop.profile import ASIDE, LEFT, Profile, profile_called
from kinkeeper.ground.places.models import Level, Place
from kinkeeper.ground.records.images import read_image
from kinkeeper.ground.records.models import Change
from kinkeeper.ground.vault.actions import keys_of

IMPORT = "interop.import"
REASON = "import"


def batches(*, by: Account) -> QuerySet[Batch]:
    """Imports, the latest first."""
    rows = Batch.objects.select_related("by").order_by("-created_at")
    scope = scope_for(by, IMPORT)
    if scope.nowhere:
        return rows.none()
    return rows if scope.everywhere else rows.filter(by=by)


def batch_for(pk: UUID, *, by: Account) -> Batch | None:
    return batches(by=by).filter(pk=pk).first()


def profile_of(batch: Batch) -> Profile:
    return profile_called(batch.profile)


def raw_lines(batch: Batch) -> list[RawLine]:
    """The lines below the headings."""
    rows = batch.lines.filter(row__gt=batch.head_row).order_by("row")
    return [
        RawLine(row, cells_of.from_kept(kept)) for row, kept in rows.values_list("row", "cells")
    ]


def remembered_mapping(profile: str, signature: str) -> dict[str, str]:
    found = Mapping.objects.filter(profile=profile, signature=signature).first()
    return dict(found.columns) if found else {}


def imported_before(digest: str, *, profile: str) -> Batch | None:
    """The last import of the very same file that entered the register."""
    same = Batch.objects.filter(digest=digest, profile=profile, state=State.APPLIED)
    return same.order_by("-closed_at").first()


@dataclass(frozen=True)
class KindCount:
    kind: str
    count: int
    open: int
    asked: bool


def kinds_of(batch: Batch) -> list[KindCount]:
    """How many questions of each kind, and how many of them wait for an answer."""
    waiting = Count("pk", filter=Q(asked=True, answer=""))
    rows = batch.questions.values("kind", "asked").annotate(count=Count("pk"), waiting=waiting)
    found = {r["kind"]: KindCount(r["kind"], r["count"], r["waiting"], r["asked"]) for r in rows}
    return [found[kind] for kind, _label in profile_of(batch).kinds if kind in found]


def questions_of(batch: Batch, kind: str = "") -> QuerySet[Question]:
    rows = batch.questions.order_by("-asked", "order")
    return rows.filter(kind=kind) if kind else rows


def questions_by_id(batch: Batch, ids: Iterable[str]) -> list[Question]:
    return list(batch.questions.filter(pk__in=[pk for pk in ids if pk.isascii() and pk.isdigit()]))


def lines_at(batch: Batch, rows: Iterable[int]) -> list[Line]:
    return list(batch.lines.filter(row__in=list(rows)))


def set_aside(batch: Batch) -> QuerySet[Line]:
    """Lines that do not enter: nobody stands there, or they are left out."""
    return batch.lines.filter(what__in=[ASIDE, LEFT]).order_by("row")


def people_set_aside(batch: Batch) -> int:
    """Lines with people that do not enter."""
    return batch.lines.filter(what=LEFT).count()


def open_questions(batch: Batch) -> int:
    return batch.questions.filter(asked=True, answer="").count()


def open_localities(batch: Batch) -> QuerySet[Locality]:
    return batch.localities.filter(place=None, left_out=False)


def localities(batch: Batch) -> list[Locality]:
    """Those that are asked about first."""
    rows = batch.localities.select_related("place")
    return sorted(rows, key=lambda row: (row.known, row.written.casefold()))


def writable_places(by: Account) -> QuerySet[Place]:
    """Places of today where this account may enter people."""
    rows = Place.objects.filter(until=None).exclude(level=Level.SITE)
    return within(rows, scope_for(by, "people.write"), by=by)


def parents_to_choose(by: Account) -> list[Place]:
    """Where a new locality may lie: units above the villages, within the account's places."""
    units = writable_places(by).exclude(level=Level.VILLAGE).order_by("path")
    return list(units[:400])


@dataclass(frozen=True)
class From:
    """One line a record came from. cells: (heading, value), as far as the reader may meet them."""

    batch: Batch
    sheet: str
    row: int
    address: str
    cells: tuple[tuple[str, str], ...]


@lifted("whoever reads a record is told where it came from")
def came_from(record: UUID, *, highest: int) -> list[From]:
    """The lines a record came from, the newest import first. `highest`: class of the reader."""
    sources = Source.objects.filter(record=record).select_related("batch__by", "line")
    newest = sources.order_by("-batch__created_at", "line__row")
    return [_from(source, highest) for source in newest]


def _from(source: Source, highest: int) -> From:
    batch, row = source.batch, source.line.row
    held: dict[int, Any] = cells_of.from_kept(source.line.cells)
    profile, headings = profile_of(batch), {h["column"]: h["caption"] for h in batch.headings}
    shown = [
        (headings.get(column, ""), cells_of.as_text(held[column]))
        for column in source.columns
        if column in held and profile.field(batch.columns[str(column)]).level <= highest
    ]
    cells = " ".join(cells_of.address(column, row) for column in source.columns)
    return From(batch, batch.sheet, row, cells, tuple(shown))


def as_imported(records: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """The values of records as the last import left them, by column; {} for those made by hand."""
    found: dict[UUID, Change] = {}
    wanted = list(records)
    for start in range(0, len(wanted), 900):
        lines = Change.objects.filter(record__in=wanted[start : start + 900], reason=REASON)
        found |= {line.record: line for line in lines.order_by("seq")}
    keys = keys_of([record for record, line in found.items() if line.sealed])
    return {record: read_image(line, keys).whole for record, line in found.items()}
