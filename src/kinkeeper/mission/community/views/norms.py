"""Thresholds the office may change, and the price index real income is compared with."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.asking import run
from kinkeeper.mission.community import actions
from kinkeeper.mission.community.forms import NormForm, PriceForm
from kinkeeper.mission.community.norms import NORMS
from kinkeeper.mission.community.queries import norms, own_norms, price_indices

NORM = "community.norm"


@door("community.read", purpose=CARE)
def listed(request: Asked) -> HttpResponse:
    now, own = norms(), own_norms()
    context = {
        "lines": [(norm, now[norm.key], norm.key in own) for norm in NORMS],
        "prices": price_indices(), "may_norm": may(request.user, NORM),
    }  # fmt: skip
    return render(request, "community/norms.html", context)


@door(NORM, purpose=CARE)
def change(request: Asked, key: str) -> HttpResponse:
    """Another threshold."""
    norm = next((norm for norm in NORMS if norm.key == key), None)
    if norm is None:
        raise Http404
    form = NormForm(request.POST or None, initial={"value": norms()[key]})

    def act() -> str:
        actions.set_norm(by=request.user, key=norm.key, value=form.cleaned_data["value"])
        messages.success(request, _("The threshold is changed."))
        return reverse("community_norms")

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    return render(request, "community/norm.html", {"form": form, "norm": norm})


@door(NORM, purpose=CARE)
def price(request: Asked) -> HttpResponse:
    """The price index of a month, as published."""
    form = PriceForm(request.POST or None)

    def act() -> str:
        actions.set_price_index(by=request.user, **form.values())
        messages.success(request, _("The index is recorded."))
        return reverse("community_norms")

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    return render(request, "community/norm.html", {"form": form})
