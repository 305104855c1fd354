"""What phones take and give beside the records: tables, sounds, and boxes sealed for a desk."""

import gzip
import json
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Schema, Status
from pydantic import Field

from kinkeeper.ground.access.api_doors import DoorRouter, api_door
from kinkeeper.ground.access.doors import open_to_all
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.sync import actions, queries
from kinkeeper.ground.sync.actions.devices import CARRY
from kinkeeper.ground.sync.offers import pack
from kinkeeper.ground.sync.phone_doors import any_device_auth, device_auth

router = DoorRouter()
LARGEST_BOX = 60_000


class SoundOut(Schema):
    code: str
    mark: str
    size: int


class BoxIn(Schema):
    """A box as the phone made it: nobody but the desk opens it."""

    v: int = Field(ge=1, le=1)
    to: str = Field(max_length=100)
    epk: str = Field(max_length=200)
    iv: str = Field(max_length=40)
    ct: str = Field(max_length=LARGEST_BOX)


class SealedIn(Schema):
    """id: given by the phone; the same one again changes nothing."""

    id: UUID
    kind: str = Field(max_length=60)
    box: BoxIn


class Told(Schema):
    detail: list[str]


@router.get("/field/packs/{name}", auth=device_auth, url_name="field_pack")
@api_door(CARRY, purpose=CARE)
def packed(request: HttpRequest, name: str) -> HttpResponse:
    """Tables and thresholds by which the phone computes without a network."""
    del request
    found = pack(name)
    if found is None:
        raise Http404
    data = _compressed(name, found.mark())
    return HttpResponse(
        data, content_type="application/json",
        headers={"Content-Encoding": "gzip", "Cache-Control": "no-store"},
    )  # fmt: skip


@lru_cache(maxsize=8)
def _compressed(name: str, mark: str) -> bytes:
    """Made once for each state of a pack."""
    found = pack(name)
    content = {"mark": mark, **(found.content() if found else {})}
    return gzip.compress(json.dumps(content, separators=(",", ":")).encode(), 9, mtime=0)


@router.get(
    "/field/sounds/{language}", auth=device_auth, response=list[SoundOut], url_name="field_sounds"
)
@api_door(CARRY, purpose=CARE)
def sounds(request: HttpRequest, language: str) -> Any:
    """Which choices can be heard in a language, and how heavy each is."""
    del request
    return queries.sounds_in(language)


@router.get("/field/sounds/{language}/{code}", auth=device_auth, url_name="field_sound")
@api_door(CARRY, purpose=CARE)
def sound(request: HttpRequest, language: str, code: str) -> HttpResponse:
    del request
    found = queries.sound(code, language)
    if found is None:
        raise Http404
    return HttpResponse(
        bytes(found.data), content_type=found.kind, headers={"Cache-Control": "no-store"}
    )  # fmt: skip


@router.post(
    "/field/sealed", auth=any_device_auth, response={200: None, 422: Told}, url_name="field_sealed"
)
@open_to_all
def sealed(request: HttpRequest, sent: SealedIn) -> Any:
    """Takes a box for a desk from a known phone, whatever rights it lost meanwhile. Gives nothing
    back: whoever holds the phone's secret learns nothing here."""
    device = request.auth  # type: ignore[attr-defined]
    try:
        actions.take_sealed(device, sent.id, kind=sent.kind, box=sent.box.dict())
    except ValidationError as problem:
        return Status(422, {"detail": problem.messages})
    return Status(200, None)
