"""The families of the programme by stage, today or on a past day; and the time limits."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import CARE, OWN
from kinkeeper.ground.process.actions import set_limit
from kinkeeper.ground.process.asking import run
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.queries import own_limits
from kinkeeper.ground.process.table import State, default_limits
from kinkeeper.mission.strengthening.forms import LimitForm, ProgrammeFilter
from kinkeeper.mission.strengthening.models import Enrolment
from kinkeeper.mission.strengthening.process import DECIDE, FAMILY, IN_PROGRAMME
from kinkeeper.mission.strengthening.queries import (
    children_accompanied,
    children_on,
    enrolments_by_ids,
    families_by_state,
    stages_in,
)
from kinkeeper.mission.strengthening.rules import months_in_programme

PAGE = 25


@dataclass(frozen=True)
class Row:
    """A family and its stage on the day."""

    enrolment: Enrolment
    stage: Stage
    state: State
    children: int
    months: int | None
    late: bool


class Counted(Paginator[Stage]):
    """Pages of rows that were counted already."""

    def __init__(self, rows: "QuerySet[Stage]", size: int, total: int) -> None:
        super().__init__(rows, size)
        self.__dict__["count"] = total


@door("strengthening.read", purpose=CARE)
def programme(request: Asked) -> HttpResponse:
    """Families by stage, what is due first on top; the same on a past day."""
    today = timezone.localdate()
    states = [(s.code, s.label) for s in FAMILY.states]
    form = ProgrammeFilter(request.GET or None, states=states)
    day = form.day(today)
    chosen = request.GET.get("state", "") if form.is_valid() else ""
    found = families_by_state(day, by=request.user)
    stages = stages_in(chosen, day, by=request.user)
    pages = Counted(stages, PAGE, found.get(chosen, 0) if chosen else sum(found.values()))
    page = pages.get_page(request.GET.get("page"))
    rows = _rows(page, day)
    seen(request.user, [row.enrolment.family for row in rows], door="programme")
    context = {
        "form": form, "page": page, "rows": rows, "day": day, "past": day < today,
        "counts": _counts(found, request, chosen), "chosen": chosen,
        "families": sum(found.get(state, 0) for state in IN_PROGRAMME),
        "children": children_on(day, by=request.user), "decides": may(request.user, DECIDE),
    }  # fmt: skip
    return render(request, "strengthening/programme.html", context)


def _rows(page: "Page[Stage]", day: date) -> list[Row]:
    stages = list(page)
    known = enrolments_by_ids(stage.subject for stage in stages)
    children = children_accompanied(known, day)
    return [_row(stage, known, children, day) for stage in stages if stage.subject in known]


def _row(stage: Stage, known: dict[UUID, Enrolment], children: dict[UUID, int], day: date) -> Row:
    enrolment = known[stage.subject]
    return Row(
        enrolment, stage, FAMILY.state(stage.state), children.get(stage.subject, 0),
        months_in_programme(enrolment.since, enrolment.until, today=day),
        late=stage.due_on is not None and stage.due_on < day and stage.until is None,
    )  # fmt: skip


def _counts(found: dict[str, int], request: Asked, chosen: str) -> list[dict[str, Any]]:
    """One entry for each stage in the order of the table, for the list of links."""
    on = request.GET.get("on", "")
    address = reverse("programme")
    entries = [
        {
            "label": state.label, "count": found.get(state.code, 0),
            "url": f"{address}?state={state.code}&on={on}", "current": state.code == chosen,
        }
        for state in FAMILY.states
        if found.get(state.code)
    ]  # fmt: skip
    everything = {
        "label": _("all"), "count": sum(found.values()), "url": f"{address}?on={on}",
        "current": not chosen,
    }  # fmt: skip
    return [everything, *entries]


@door("process.limits", purpose=OWN)
def limits(request: Asked) -> HttpResponse:
    """Every time limit: its default, what this office set, and where the default comes from."""
    own = own_limits()
    rows = [
        {"limit": limit, "own": own.get(key), "source": _(str(limit.source))}
        for key, limit in sorted(default_limits().items())
    ]
    return render(request, "strengthening/limits.html", {"rows": rows})


@door("process.limits", purpose=OWN)
def limit(request: Asked, key: str) -> HttpResponse:
    """Set one time limit for this office."""
    known = default_limits().get(key)
    if known is None:
        raise Http404
    days = own_limits().get(key, known.days)
    form = LimitForm(request.POST or None, initial={"days": days})
    if request.method == "POST" and (url := run(form, lambda: _set(request, key, form))):
        return redirect(url)
    context = {"form": form, "limit": known, "source": _(str(known.source))}
    return render(request, "strengthening/limit.html", context)


def _set(request: Asked, key: str, form: LimitForm) -> str:
    set_limit(key=key, days=form.cleaned_data["days"], by=request.user)
    messages.success(request, _("The time limit is set. It holds for every step from now on."))
    return reverse("limits")
