"""The door of the phones: enrol once, then push and pull in one request.

A phone shows its secret instead of a session, since nobody logs in where there is no network. An
unknown secret is an address that does not exist. A lost phone meets 410 and erases itself.
"""

import gzip
import hashlib
import json
import zlib
from io import BytesIO
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema, Status
from pydantic import Field
from pydantic import ValidationError as Misread

from kinkeeper.ground.access.api_doors import DoorRouter, api_door
from kinkeeper.ground.access.doors import open_to_all
from kinkeeper.ground.access.queries import highest_class
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.audit.queries import head
from kinkeeper.ground.process.answers import Problem
from kinkeeper.ground.sync import actions, keep, queries
from kinkeeper.ground.sync.actions.devices import CARRY
from kinkeeper.ground.sync.actions.upload import sentences
from kinkeeper.ground.sync.asides import router as asides
from kinkeeper.ground.sync.models import Device, Ending
from kinkeeper.ground.sync.offers import pack_marks, sealed_keys
from kinkeeper.ground.sync.phone_doors import device_auth
from kinkeeper.ground.sync.rules import MOST_CHILDREN, OFFLINE_DAYS

router = DoorRouter()
router.add_router("", asides)
MOST_BYTES = 2_000_000
MOST_ROOM = 200_000
MOST_CHANGES = 200
LARGEST_PICTURE = 1_000_000
GZIP = "gzip"


class EnrolIn(Schema):
    """The one-time code of the link, and the login of the person for whom it was made."""

    code: str = Field(max_length=100)
    email: str = Field(max_length=254)
    password: str = Field(max_length=200)
    otp: str = Field("", max_length=20)


class EnrolledOut(Schema):
    """device and secret: what the phone shows from now on. children, days: its limits."""

    device: UUID
    secret: str
    account: UUID
    name: str
    language: str
    label: str
    place: UUID
    place_name: str
    children: int
    days: int


class ChangeIn(Schema):
    id: UUID
    verb: str = Field(max_length=60)
    base: int = Field(0, ge=0)
    values: dict[str, Any] = Field(default_factory=dict)


class SyncIn(Schema):
    """n: number of this request, answered with it. store: id of the phone's local database.
    got: the last page stored. waiting: changes not sent yet. room: bytes of text wanted.
    steps: fingerprint of the next steps it has."""

    n: int = Field(ge=0)
    store: UUID
    version: str = Field("", max_length=20)
    waiting: int = Field(0, ge=0, le=1_000_000)
    got: UUID | None = None
    room: int = Field(20_000, ge=0, le=MOST_ROOM)
    steps: str = Field("", max_length=64)
    changes: list[ChangeIn] = Field(default_factory=list, max_length=MOST_CHANGES)


class AnswerOut(Schema):
    """doubts: codes of what is only unusual; named in `sure`, the same change is taken."""

    id: UUID
    outcome: str
    record: UUID | None = None
    version: int = 0
    sentences: dict[str, list[str]] = Field(default_factory=dict)
    doubts: list[str] = Field(default_factory=list)


class SyncOut(Schema):
    """rows: [kind, id, version, values]. gone: to take off, unless something of it is unsent.
    left: rows that wait for the next page. erase: "when_sent" for a retired phone. packs: name ->
    mark of the tables it should have. desks: kind -> key by which such a report is sealed.
    anchor: day, number and hash of the chain's head, as `audit verify` reads it: phones keep the
    last ones, so that a ledger that was written anew is found out."""

    n: int
    time: str
    answers: list[AnswerOut]
    rows: list[list[Any]]
    gone: list[UUID]
    page: UUID | None
    left: int
    steps: list[list[str]] | None = None
    fingerprint: str = ""
    place: str = ""
    erase: str = ""
    packs: dict[str, str] = Field(default_factory=dict)
    desks: dict[str, tuple[str, str]] = Field(default_factory=dict)
    anchor: str = ""


class EraseOut(Schema):
    erase: str


class PieceOut(Schema):
    have: int


@router.post(
    "/field/enrol",
    auth=None,
    response={200: EnrolledOut, 422: Problem},
    url_name="field_enrol",
)
@open_to_all
def enrol(request: HttpRequest, wanted: EnrolIn) -> Any:
    """Before login: shows nothing of anybody, and counts wrong passwords like the login page."""
    try:
        made = actions.enrol(request=request, **wanted.dict())
    except ValidationError as problem:
        return Status(422, {"detail": sentences(problem)})
    device = made.device
    return {
        "device": device.pk, "secret": made.secret, "account": device.account_id,
        "name": device.account.name, "language": device.account.language, "label": device.label,
        "place": device.place_id, "place_name": str(device.place.name),
        "children": MOST_CHILDREN, "days": OFFLINE_DAYS,
    }  # fmt: skip


@router.post(
    "/field/sync",
    auth=device_auth,
    response={200: SyncOut, 400: Problem, 410: EraseOut},
    exclude_defaults=True,
    url_name="field_sync",
    openapi_extra={
        "requestBody": {"content": {"application/json": {"schema": SyncIn.model_json_schema()}}}
    },
)
@api_door(CARRY, purpose=CARE)
def sync(request: HttpRequest) -> Any:
    """Takes what the phone wrote and hands out what belongs on it, in one answer. The body may be
    gzip. The same request again changes nothing and answers the same."""
    device: Device = request.auth  # type: ignore[attr-defined]
    if device.ending == Ending.LOST:
        return Status(410, {"erase": "now"})
    try:
        wanted = SyncIn.model_validate_json(_body(request))
    except (Misread, OSError, EOFError, zlib.error):
        return Status(400, {"detail": {}})
    return exchange(device, wanted)


def exchange(device: Device, wanted: SyncIn) -> dict[str, Any]:
    """One contact: what the phone stored last, then its changes, then what is new for it."""
    keep.contact(
        device.link, store=wanted.store, level=highest_class(device.account),
        waiting=wanted.waiting, version=wanted.version,
    )  # fmt: skip
    if wanted.got:
        keep.acknowledged(device, wanted.got)
    changes = [actions.SentChange(c.id, c.verb, c.values, c.base) for c in wanted.changes]
    answers = actions.take_changes(device, changes)
    page = actions.page_for(device, room=wanted.room) if wanted.room else actions.NOTHING
    steps, fingerprint = _steps(device, wanted.steps) if wanted.room else (None, "")
    return {
        "n": wanted.n, "time": timezone.now().isoformat(timespec="seconds"), "rows": page.rows,
        "answers": [vars(answer) for answer in answers], "gone": page.gone, "page": page.id,
        "left": page.left, "steps": steps, "fingerprint": fingerprint, "place": device.place.name,
        "erase": "when_sent" if device.ending == Ending.RETIRED else "",
        "packs": pack_marks(), "desks": sealed_keys(), "anchor": _anchor(),
    }  # fmt: skip


def _anchor() -> str:
    """Empty before the first link."""
    now = head()
    return f"{timezone.localdate()} {now.number} {now.hash}" if now.number else ""


def _steps(device: Device, known: str) -> tuple[list[list[str]] | None, str]:
    """The next steps, unless the phone has them already."""
    families = queries.load_of(device).families
    found = queries.steps_on(device, families)
    lines = [[str(s.family), s.code, s.due_on.isoformat()] for s in found]
    fingerprint = hashlib.sha256(json.dumps(lines).encode()).hexdigest()[:16]
    return (None if fingerprint == known else lines), fingerprint


def _body(request: HttpRequest) -> bytes:
    """Unpacked to at most MOST_BYTES. Raises OSError."""
    if request.headers.get("Content-Encoding") != GZIP:
        return request.body
    data = gzip.GzipFile(fileobj=BytesIO(request.body)).read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise OSError
    return data


@router.post(
    "/field/piece",
    auth=device_auth,
    response={200: PieceOut, 400: Problem, 410: EraseOut},
    url_name="field_piece",
    openapi_extra={
        "requestBody": {
            "content": {
                "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
            }
        }
    },
)
@api_door(CARRY, purpose=CARE)
def piece(request: HttpRequest, id: UUID, size: int, at: int) -> Any:  # noqa: A002
    """The next bytes of a picture. Answers how many are here: the phone goes on from there."""
    device: Device = request.auth  # type: ignore[attr-defined]
    if device.ending == Ending.LOST:
        return Status(410, {"erase": "now"})
    if not 0 < size <= LARGEST_PICTURE or at < 0:
        return Status(400, {"detail": {}})
    return {"have": keep.add_piece(device, id, size=size, at=at, data=request.body)}


@router.post("/field/erased", auth=device_auth, response={204: None}, url_name="field_erased")
@api_door(CARRY, purpose=CARE)
def erased(request: HttpRequest) -> Any:
    """The phone tells that it did what it was told."""
    actions.confirm_erased(request.auth)  # type: ignore[attr-defined]
    return Status(204, None)
