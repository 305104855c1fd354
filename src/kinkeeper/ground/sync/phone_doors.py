"""How a phone shows who it is: its secret instead of a session."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils import translation

from kinkeeper.ground.sync.actions.devices import device_for
from kinkeeper.ground.sync.models import Device, Ending


def device_auth(request: HttpRequest) -> Device:
    """Raises 404 without a secret that is known; sets `request.user` to the phone's person."""
    return _known(request, open_only=True)


def any_device_auth(request: HttpRequest) -> Device:
    """Also the phone of an account that was shut; never one that is reported lost."""
    device = _known(request, open_only=False)
    if device.ending == Ending.LOST:
        raise Http404
    return device


def _known(request: HttpRequest, *, open_only: bool) -> Device:
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    device = device_for(token, open_only=open_only) if scheme == "Bearer" else None
    if device is None:
        raise Http404
    request.user = device.account
    translation.activate(_language(request, device))
    return device


def _language(request: HttpRequest, device: Device) -> str:
    """The one chosen on the phone, else that of the account."""
    asked = request.headers.get("Accept-Language", "")[:2]
    return asked if asked in dict(settings.LANGUAGES) else device.account.language
