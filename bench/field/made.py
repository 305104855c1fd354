"""`python -m bench field-phones N`: adds and enrols phones in the demonstration, and prints
[device, secret, family] of each as one line of JSON."""

import json
import secrets

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.sync.actions import add_phone
from kinkeeper.ground.sync.actions.devices import hashed
from kinkeeper.ground.sync.keep import use_code
from kinkeeper.ground.sync.queries import load_of, places_to_carry


def main(count: str) -> None:
    awa = Account.objects.get(email="awa@demo.invalid")
    fatim = Account.objects.get(email="fatim@demo.invalid")
    place = places_to_carry(by=fatim).filter(name__contains="Kita").order_by("level")[0]
    found = []
    for n in range(int(count)):
        device, _code = add_phone(by=fatim, account=awa, place=place, label=f"mesure {n}")
        secret = secrets.token_urlsafe(32)
        use_code(device.link, secret_hash=hashed(secret))
        family = str(min(load_of(device).families)) if n == 0 else found[0][2]
        found.append([str(device.pk), secret, family])
    print(json.dumps(found))
