"""Phones of the cast, through the room's own actions."""

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.sync.actions import add_phone
from kinkeeper.ground.sync.models import Device


def a_phone(*, by: Account, account: Account, place: Place, label: str = "Tecno bleu") -> Device:
    return add_phone(by=by, account=account, place=place, label=label)[0]
