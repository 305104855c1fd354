"""A file that a phone exported because it could not send: opened by the office, then taken like any
other contact of that phone.

The private key lies beside the keys of the ledger; phones know its public point. A file taken twice
changes nothing: its changes have the ids the phone gave them.
"""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pydantic import BaseModel, Field
from pydantic import ValidationError as Misread

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.sync import keep
from kinkeeper.ground.sync.actions.sealed import take_sealed
from kinkeeper.ground.sync.actions.upload import Answer, SentChange, take_changes
from kinkeeper.ground.sync.models import Device
from kinkeeper.ground.sync.offers import SealedKind, offer_sealed
from kinkeeper.ground.vault.boxes import BadBox, BoxKey, box_key_from, open_box
from kinkeeper.ground.vault.wrapping import secret_file

KIND = "sync.export"


class CarriedChange(BaseModel):
    id: UUID
    verb: str = Field(max_length=60)
    base: int = 0
    values: dict[str, Any]
    sealed: bool = False


class CarriedFile(BaseModel):
    """What lies in the box. files: id -> base64 of a picture."""

    device: UUID
    changes: list[CarriedChange] = Field(max_length=5000)
    files: dict[UUID, str] = Field(default_factory=dict)


@dataclass(frozen=True)
class Opened:
    """device: the phone it came from. answers: what became of each change, as the phone is told."""

    device: Device
    answers: list[tuple[str, Answer]]
    boxes: int


def offer_export_key() -> None:
    """Phones seal their export for this office."""
    offer_sealed(SealedKind(KIND, _public, _no_box))


def _key() -> BoxKey:
    return box_key_from(secret_file(settings.LEDGER_KEY_FILE.with_name("phone-exports.key")))


def _public() -> tuple[str, str]:
    found = _key()
    return found.id, b64encode(found.public).decode()


def _no_box(*_told: object) -> None:
    raise ValidationError(_("Such a file is opened on the page of the phones."))


def open_carried(data: bytes, *, by: Account) -> Opened:
    """Takes what a phone exported, by the rights of the phone's own person.

    by: whoever opens it must see the phone. Raises ValidationError with a sentence.
    """
    carried = _read(data)
    device = visible(Device, by=by).select_related("account", "link").filter(pk=carried.device)
    found = device.first()
    if found is None:
        raise ValidationError(_("This file comes from a phone that is not among yours."))
    _keep_files(found, carried.files)
    boxes = [change for change in carried.changes if change.sealed]
    for box in boxes:
        take_sealed(found, box.id, kind=box.verb, box=box.values.get("box", {}))
    plain = [change for change in carried.changes if not change.sealed]
    sent = [SentChange(c.id, c.verb, c.values, c.base) for c in plain]
    answers = take_changes(found, sent)
    lines = zip([change.verb for change in plain], answers, strict=True)
    return Opened(found, list(lines), len(boxes))


def _read(data: bytes) -> CarriedFile:
    try:
        clear = open_box(_box(data), key=_key().private)
    except BadBox as error:
        raise ValidationError(
            _("This file was sealed for another office, or it was changed on its way.")
        ) from error
    try:
        return CarriedFile.model_validate_json(clear)
    except Misread as error:
        raise ValidationError(_("This is no file of a phone of Kinkeeper.")) from error


def _box(data: bytes) -> Any:
    try:
        whole = json.loads(data)
    except ValueError:
        whole = None
    if not isinstance(whole, dict) or whole.get("kinkeeper") != KIND or "box" not in whole:
        raise ValidationError(_("This is no file of a phone of Kinkeeper."))
    return whole["box"]


def _keep_files(device: Device, files: dict[UUID, str]) -> None:
    for pk, text in files.items():
        data = b64decode(text)
        keep.add_piece(device, pk, size=len(data), at=0, data=data)
