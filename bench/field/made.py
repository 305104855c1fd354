"""`python -m bench field-phones N [own]`: adds and enrols phones in the demonstration, and prints
[device, secret, families] of each as one line of JSON.

Without `own` they are all of Awa. With it each is of another worker, with a village of her own.
"""

import json
import secrets

from kinkeeper.ground.access.actions import grant, invite, machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.roles import FIELD_WORKER
from kinkeeper.ground.places.actions import add_place
from kinkeeper.ground.places.models import Level, Place
from kinkeeper.ground.sync.actions import add_phone
from kinkeeper.ground.sync.actions.devices import hashed
from kinkeeper.ground.sync.keep import use_code
from kinkeeper.ground.sync.queries import load_of, places_to_carry
from kinkeeper.mission.people.tests.make import a_family

FAMILIES = ("Traoré", "Keïta", "Diarra", "Coulibaly", "Sangaré")


def main(count: str, own: str = "") -> None:
    awa = Account.objects.get(email="awa@demo.invalid")
    fatim = Account.objects.get(email="fatim@demo.invalid")
    kita = places_to_carry(by=fatim).filter(name__contains="Kita").order_by("level")[0]
    found = []
    for n in range(int(count)):
        account, place = _worker(n, kita) if own else (awa, kita)
        device, _code = add_phone(by=machine(), account=account, place=place, label=f"mesure {n}")
        secret = secrets.token_urlsafe(32)
        use_code(device.link, secret_hash=hashed(secret))
        families = sorted(map(str, load_of(device).families))
        found.append([str(device.pk), secret, families])
    print(json.dumps(found))


def _worker(n: int, parent: Place) -> tuple[Account, Place]:
    """With five families, ten children."""
    by = machine()
    village = add_place(
        name=f"Village {secrets.token_hex(3)}", level=Level.VILLAGE, parent=parent, by=by
    )
    account = invite(
        email=f"mesure{secrets.token_hex(4)}@demo.invalid", name=f"Agent {n}", password=None
    )
    grant(account, role=FIELD_WORKER, place=village, by=by)
    for name in FAMILIES:
        a_family(by=account, place=village, name=name)
    return account, village
