"""People who log in: who they are, what they are granted, and inviting others."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kinkeeper.ground.access.actions import (
    end_grant,
    grant,
    invite_with_grant,
    setup_path,
    shut_account,
)
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.forms import GrantForm, InviteForm, OpeningsForm
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.openings import CAPABILITY, Wanted, openings
from kinkeeper.ground.access.queries import accounts, open_grants
from kinkeeper.ground.access.roles import ADMINISTRATION
from kinkeeper.ground.records.guard import Refused

MANAGE = "access.manage"


@door(MANAGE, purpose=ADMINISTRATION)
def people_who_log_in(request: Asked) -> HttpResponse:
    people = [(account, open_grants(account)) for account in accounts(by=request.user)]
    return render(request, "access/accounts.html", {"people": people})


@door(MANAGE, purpose=ADMINISTRATION)
def invite_somebody(request: Asked) -> HttpResponseBase:
    form = InviteForm(request.POST or None, initial={"language": "fr"})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        account = invite_with_grant(by=request.user, **values)
        return _with_link(request, account)
    return render(request, "access/invite.html", {"form": form})


@door(MANAGE, purpose=ADMINISTRATION)
def one_account(request: Asked, pk: UUID) -> HttpResponseBase:
    account = _account(request, pk)
    form = GrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        grant(account, by=request.user, **form.cleaned_data)
        messages.success(request, _("Granted."))
        return redirect("account_of", pk=pk)
    context = {"person": account, "grants": open_grants(account), "form": form}
    return render(request, "access/account.html", context)


@door(MANAGE, purpose=ADMINISTRATION)
@require_POST
def new_link(request: Asked, pk: UUID) -> HttpResponse:
    return _with_link(request, _account(request, pk))


@door(MANAGE, purpose=ADMINISTRATION)
@require_POST
def end_this_grant(request: Asked, pk: UUID, grant_id: UUID) -> HttpResponseBase:
    held = next((g for g in open_grants(_account(request, pk)) if g.pk == grant_id), None)
    if held is None:
        raise Http404
    end_grant(held, by=request.user, on=timezone.localdate())
    messages.success(request, _("Ended today."))
    return redirect("account_of", pk=pk)


@door(MANAGE, purpose=ADMINISTRATION)
@require_POST
def shut(request: Asked, pk: UUID) -> HttpResponseBase:
    try:
        shut_account(_account(request, pk), by=request.user)
    except Refused as error:
        raise Http404 from error
    messages.success(request, _("Nobody can log in with this account any more."))
    return redirect("accounts")


def _account(request: Asked, pk: UUID) -> Account:
    return get_object_or_404(accounts(by=request.user), pk=pk)


def _with_link(request: Asked, account: Account) -> HttpResponse:
    link = request.build_absolute_uri(setup_path(account))
    return render(request, "access/link.html", {"person": account, "link": link})


@door(CAPABILITY, purpose=ADMINISTRATION)
def readings(request: Asked) -> HttpResponse:
    """Who opened what, newest first: of one account, of one day, of one record."""
    form = OpeningsForm(request.GET or None, people=accounts(by=request.user))
    wanted = form.wanted() if form.is_valid() else Wanted()
    page = (form.cleaned_data.get("page") or 1) if form.is_valid() else 1
    lines, more = openings(wanted, by=request.user, page=page)
    context = {"form": form, "lines": lines, "page": page, "more": more}
    return render(request, "access/readings.html", context)
