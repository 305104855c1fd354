"""A phone is added by a one-time code, carries a place for one person, and is ended."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.fence.actions import lifted
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.sync import keep
from kinkeeper.ground.sync.models import Device, Ending, Link
from kinkeeper.ground.sync.rules import CODE_HOURS

CARRY = "sync.carry"
CODES = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
SECRETS = "a phone has passed no door before its secret is known"


@dataclass(frozen=True)
class Enrolled:
    """What the phone keeps, sealed: it is shown once."""

    device: Device
    secret: str


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def add_phone(*, by: Account, account: Account, place: Place, label: str) -> tuple[Device, str]:
    """A phone for somebody who works in the place, and the one-time code to open it with.

    Raises ValidationError for an account that may carry nothing there, Refused.
    """
    if not label.strip():
        raise ValidationError({"label": _("Write which phone it is: its make and colour.")})
    if not may(account, CARRY, place):
        raise ValidationError({"account": _("This person does not work in this place.")})
    with transaction.atomic():
        phone = Device(account=account, place=place, since=timezone.localdate())
        device = write(phone, by=by, label=label.strip())
        return device, _new_code(device)


def fresh_code(device: Device, *, by: Account) -> str:
    """The phone was set up anew, or the code was not used in time."""
    if device.until:
        raise ValidationError(_("This phone is no longer in use: add it as a new one."))
    with transaction.atomic():
        write(device, by=by)
        return _new_code(device)


def _new_code(device: Device) -> str:
    code = secrets.token_urlsafe(16)
    until = timezone.now() + timedelta(hours=CODE_HOURS)
    keep.new_link(device, code_hash=hashed(code), until=until)
    return code


def move_phone(device: Device, *, by: Account, place: Place) -> Device:
    """It carries another place from its next contact on. Raises ValidationError, Refused."""
    if not may(device.account, CARRY, place):
        raise ValidationError({"place": _("This person does not work in this place.")})
    return write(device, by=by, place=place)


def end_phone(device: Device, *, by: Account, ending: str) -> Device:
    """Retired: it may still send what it holds, then erases itself. Lost: it meets a closed door
    and erases itself at once, with whatever it had not sent. A retired one may turn out lost."""
    if ending not in Ending.values:
        raise ValidationError({"ending": _("Choose what happened to the phone.")})
    if device.ending == Ending.LOST:
        raise ValidationError({"ending": _("This phone is reported lost already.")})
    return write(device, by=by, ending=ending, until=timezone.localdate())


@lifted(SECRETS)
def enrol(code: str, *, request: HttpRequest, email: str, password: str, otp: str) -> Enrolled:
    """The person for whom the phone was added logs in on it, once.

    Raises ValidationError, always with the same sentence.
    """
    link = Link.objects.filter(code_hash=hashed(code), device__until=None).first()
    account = authenticate(request, email=email, password=password)
    if link is None or not _is_hers(link, account, otp):
        raise ValidationError(
            _("The link, the address, the password or the code of the second factor is not right, "
              "or the link is too old. Try again; if it does not help, ask for a new link.")
        )  # fmt: skip
    secret = secrets.token_urlsafe(32)
    keep.use_code(link, secret_hash=hashed(secret))
    return Enrolled(link.device, secret)


def _is_hers(link: Link, account: object, otp: str) -> bool:
    fresh = link.code_until is not None and timezone.now() < link.code_until
    return fresh and link.device.account == account and _second_factor(link.device.account, otp)


def _second_factor(account: Account, otp: str) -> bool:
    """By a code; whoever has none passes only where none is asked of anybody."""
    factors = Authenticator.objects.filter(user=account)
    if not factors:
        return not settings.SECOND_FACTOR_REQUIRED
    return any(f.wrap().validate_code(otp.strip()) for f in factors if f.type in CODES)


@lifted(SECRETS)
def device_for(token: str, *, open_only: bool = True) -> Device | None:
    """The phone that shows this secret, `id.secret`; open_only: while its person's account is
    open."""
    pk, _dot, secret = token.partition(".")
    try:
        link = Link.objects.select_related("device__account", "device__place").get(device=UUID(pk))
    except (ValueError, Link.DoesNotExist):
        return None
    known = bool(link.secret_hash) and (link.device.account.is_active or not open_only)
    right = known and secrets.compare_digest(link.secret_hash, hashed(secret))
    return link.device if right else None


@lifted(SECRETS)
def confirm_erased(device: Device) -> None:
    """The phone says that it erased itself, as it was told to."""
    if device.ending:
        keep.erased(device.link)
