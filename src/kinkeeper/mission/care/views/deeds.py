"""Every verb of care as a screen: one table, one page. Whoever may not do it meets no button, and
404 at its address; the action asks again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import reaches
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.asking import run
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.care import queries
from kinkeeper.mission.care.forms import At, DeedForm
from kinkeeper.mission.care.views.deed_table import DEEDS, Deed
from kinkeeper.mission.people.queries import person

Read = Callable[..., Any]
READ: dict[str, Read] = {
    "village": queries.village, "house": queries.house, "family": queries.family,
    "carer": queries.carer, "person": person, "placement": queries.placement,
    "split": queries.split, "exception": queries.exception,
}  # fmt: skip


@dataclass(frozen=True)
class Button:
    """A verb that this account may use on this record now."""

    verb: str
    label: str
    url: str
    kind: str


def deeds_for(kind: str, record: Record, *, by: Account) -> list[Button]:
    """The buttons of a record's page, in the order of the table."""
    today = timezone.localdate()
    return [
        Button(d.verb, str(d.label), reverse("care_deed", args=[kind, record.pk, d.verb]), d.tone)
        for d in DEEDS if d.kind == kind and _open(d, record, by) and d.offered(record, today)
    ]  # fmt: skip


def _open(deed: Deed, record: Record, by: Account) -> bool:
    return reaches(by, deed.capability, place_of(deed.kind, record)) and deed.by_whom(record, by)


def place_of(kind: str, record: Any) -> Place:
    """Where a record lies, for what this account may do to it."""
    if kind in {"village", "person"}:
        return cast(Place, record.place)
    at = record.person if kind in {"split", "exception"} else record.village
    return cast(Place, at.place)


@door("care.write", purpose=CARE)
def deed(request: Asked, kind: str, pk: UUID, verb: str) -> HttpResponse:
    """One verb: its form, once; what is wrong stands at the field."""
    found = next((d for d in DEEDS if (d.kind, d.verb) == (kind, verb)), None)
    record = READ[kind](pk, by=request.user) if found else None
    if found is None or record is None or not _open(found, record, request.user):
        raise Http404
    seen(request.user, [record], door="care_deed")
    at = At(request.user, record)
    if not found.offered(record, timezone.localdate()):
        messages.warning(request, str(found.too_late))
        return redirect(found.back(record))
    form = found.form(request.POST or None, at=at)
    if request.method == "POST" and (url := run(form, lambda: _done(request, found, at, form))):
        return redirect(url)
    context = {
        "form": form,
        "deed": found,
        "about": found.about(record),
        "back": found.back(record),
    }
    return render(request, "care/deed.html", context)


def _done(request: Asked, deed: Deed, at: At, form: DeedForm) -> str:
    deed.act(at, form)
    messages.success(request, str(deed.done))
    return deed.back(at.subject)
