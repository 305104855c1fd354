"""Making accounts and grants, and writing down what was read or refused."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from kinkeeper.ground.access.models import Account, Grant, Reading, Refusal
from kinkeeper.ground.access.queries import By
from kinkeeper.ground.access.roles import CARE, MACHINE
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.models import Record

MACHINE_EMAIL = "machine@kinkeeper.invalid"


def invite(
    *, email: str, name: str, password: str | None, language: str = "fr", invented: bool = False
) -> Account:
    """A new account without any grant: it sees nothing yet."""
    return Account.objects.create_user(
        email, password, name=name, language=language, invented=invented
    )


def grant(
    account: Account,
    *,
    role: str,
    by: Account,
    place: Place | None = None,
    project: UUID | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Grant:
    held = Grant(account=account, role=role, place=place, project=project, until=until)
    account.__dict__.pop("_granted", None)
    return write(held, by=by, since=since or timezone.localdate())


def end_grant(held: Grant, *, by: Account, on: date) -> Grant:
    return write(held, by=by, until=on)


def machine() -> Account:
    """The account the machine uses for its own work: imports by command, the demonstration.

    It cannot log in. Its grant is the one row that exists before anybody could write it.
    """
    account = Account.objects.filter(email=MACHINE_EMAIL).first()
    if account is None:
        account = invite(email=MACHINE_EMAIL, name="Kinkeeper", password=None)
        Grant.objects.create(account=account, role=MACHINE, since=date(1987, 1, 1))
    return account


def seen(by: By, records: Iterable[Record], *, door: str, purpose: str = CARE) -> None:
    """Write one reading for a page: ids only, one row per kind."""
    if isinstance(by, AnonymousUser):
        return
    met: dict[str, list[str]] = {}
    for record in records:
        met.setdefault(record.about.kind, []).append(str(record.pk))
    Reading.objects.bulk_create(
        [
            Reading(account=by.pk, purpose=purpose, door=door, kind=kind, records=ids)
            for kind, ids in met.items()
        ]
    )


def refused(by: By, *, door: str) -> None:
    account = None if isinstance(by, AnonymousUser) else by.pk
    Refusal.objects.create(account=account, door=door)
