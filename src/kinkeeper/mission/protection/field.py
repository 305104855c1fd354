"""Reports that come sealed from phones, for the desk's key alone.

The phone cannot read them again; what cannot be opened is refused and stays there, unsent.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.fence.actions import lifted
from kinkeeper.ground.places.queries import place as place_by_id
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.sync.offers import SealedKind, offer_sealed
from kinkeeper.ground.vault.actions import BadBox, box_key_id, new_box_key, open_box
from kinkeeper.mission.protection.actions.telling import Heard, tell
from kinkeeper.mission.protection.models import BoxKey
from kinkeeper.mission.protection.models.words import Channel
from kinkeeper.mission.protection.queries.areas import area_of
from kinkeeper.mission.protection.said import Story
from kinkeeper.mission.protection.sealing import open_bytes, seal_bytes

KIND = "protection.box"
TEXTS = ("danger", "story", "who", "happened", "told_on")


def box_key() -> tuple[str, str]:
    """(id, base64 of the point) of the desk's present key, made on the first day."""
    with lifted("the public half of the desk's key is for everybody who may tell"):
        row = BoxKey.objects.filter(until=None).order_by("-since", "-pk").first() or _new()
    return box_key_id(b64decode(row.public)), row.public


def _new() -> BoxKey:
    made = new_box_key()
    row = BoxKey()
    return write(
        row, by=machine(), public=b64encode(made.public).decode(), since=timezone.localdate(),
        sealed=seal_bytes(row, made.private),
    )  # fmt: skip


@lifted("a sealed box is opened by the desk's key, not by the phone that brings it")
def take(pk: UUID, box: Mapping[str, Any], account: Account, _device: UUID) -> None:
    """Opened with the key it was made for and kept as a report under the phone's number; the same
    number again changes nothing. Raises ValidationError."""
    said = _said(box)
    place = place_by_id(_uuid(said.get("place")))
    if place is None:
        raise ValidationError(_("The place of this report is not known here."))
    text = {name: str(said.get(name) or "") for name in TEXTS}
    story = Story(
        danger=text["danger"], story=text["story"], who=text["who"], happened=text["happened"],
        told_on=text["told_on"], channel=Channel.APP.value, entered_by=str(account.pk),
        kinds=[str(code) for code in said.get("kinds") or ()], village=place.name,
        children=[str(_uuid(one)) for one in said.get("children") or ()],
    )  # fmt: skip
    tell(Heard(place=area_of(place), story=story, staff=said.get("staff") is True, pk=pk))


def _said(box: Mapping[str, Any]) -> dict[str, Any]:
    for row in BoxKey.objects.order_by("-since", "-pk"):
        if box_key_id(b64decode(row.public)) == box.get("to"):
            return _opened(row, box)
    raise ValidationError(_("This report is sealed for another desk."))


def _opened(row: BoxKey, box: Mapping[str, Any]) -> dict[str, Any]:
    try:
        found = json.loads(open_box(dict(box), key=open_bytes(row, row.sealed)))
    except (BadBox, ValueError) as error:
        raise ValidationError(_("This report cannot be opened.")) from error
    if not isinstance(found, dict):
        raise ValidationError(_("This report cannot be opened."))
    return found


def _uuid(text: object) -> UUID:
    try:
        return UUID(str(text))
    except ValueError as error:
        raise ValidationError(_("This report cannot be opened.")) from error


def offer() -> None:
    offer_sealed(SealedKind(KIND, box_key, take))
