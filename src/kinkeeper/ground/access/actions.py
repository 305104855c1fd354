"""Making accounts and grants, and writing down what was read or refused."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from kinkeeper.ground.access.models import Account, Grant, Reading, Refusal
from kinkeeper.ground.access.queries import By, may, roles_of
from kinkeeper.ground.access.roles import ADMINISTRATION, CARE, MACHINE, roles_with
from kinkeeper.ground.access.trail import tie_readings, tie_refusal
from kinkeeper.ground.fence.actions import lifted
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.models import Record

ACCOUNTS = "accounts are written by the login library, not by the write door"
MACHINE_EMAIL = "machine@kinkeeper.invalid"


def invite(
    *, email: str, name: str, password: str | None, language: str = "fr", invented: bool = False
) -> Account:
    """A new account without any grant: it sees nothing yet."""
    with lifted(ACCOUNTS):
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


def grant_file(account: Account, *, capability: str, file: UUID, ends_at: datetime) -> None:
    """To read one file until a moment, in the roles that hold the capability to ask for it. By the
    machine: whether this account may ask is the caller's to check."""
    today = timezone.localdate()
    for role in sorted(roles_of(account) & roles_with(capability)):
        held = Grant(account=account, role=role, file=file, ends_at=ends_at)
        write(held, by=machine(), since=today, until=today + timedelta(days=2))
    account.__dict__.pop("_granted", None)


def invite_with_grant(
    *, email: str, name: str, language: str, role: str, place: Place | None, by: Account
) -> Account:
    """An account and its first grant, or neither. Raises Refused without access.manage."""
    with transaction.atomic():
        account = invite(email=email, name=name, password=None, language=language)
        grant(account, role=role, place=place, by=by)
        return account


def setup_path(account: Account) -> str:
    """Leads once, for three days, to the page where the account chooses its password."""
    with lifted(ACCOUNTS):
        key = default_token_generator.make_token(account)
    parts = {"uidb36": user_pk_to_url_str(account), "key": key}
    return reverse("account_reset_password_from_key", kwargs=parts)


def shut_account(account: Account, *, by: Account) -> Account:
    """Nobody logs in with it any more; what it did stays in the ledger under its name.

    Raises Refused without access.manage, or for one's own account.
    """
    if account == by or not may(by, "access.manage", purpose=ADMINISTRATION):
        raise Refused
    account.is_active = False
    with lifted(ACCOUNTS):
        account.save(update_fields=["is_active"])
    return account


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
    """Write one reading for a page: ids only, one row per kind.

    On a page about one record the first of `records` is the one that was opened.
    """
    if isinstance(by, AnonymousUser):
        return
    met: dict[str, list[UUID]] = {}
    for record in records:
        met.setdefault(record.about.kind, []).append(record.pk)
    opened = next(iter(met), "") if _is_of_one(door) else ""
    rows = [
        Reading(
            account=by.pk, purpose=purpose, door=door, kind=kind,
            records=[str(pk) for pk in ids], subject=ids[0] if kind == opened else None,
        )
        for kind, ids in met.items()
    ]  # fmt: skip
    with transaction.atomic():
        tie_readings(Reading.objects.bulk_create(rows))


@lru_cache(maxsize=1000)
def _is_of_one(door: str) -> bool:
    """The address of one record needs its id; that of a list needs nothing."""
    try:
        reverse(door)
    except NoReverseMatch:
        return bool(door)
    return False


def refused(by: By, *, door: str) -> None:
    account = None if isinstance(by, AnonymousUser) else by.pk
    with transaction.atomic():
        tie_refusal(Refusal.objects.create(account=account, door=door))
