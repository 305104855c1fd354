"""The community's structures: the list, one on its page, a new one, a correction."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may, may_meet
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.places.queries import place as place_by_id
from kinkeeper.ground.process.asking import run
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.table import State
from kinkeeper.ground.records.serving import shown
from kinkeeper.mission.community import actions
from kinkeeper.mission.community.forms import CorrectForm, ListFilter, StructureForm
from kinkeeper.mission.community.models import Membership, Structure
from kinkeeper.mission.community.models.structures import Sort
from kinkeeper.mission.community.page import page_of
from kinkeeper.mission.community.process import PROPOSE, process_of
from kinkeeper.mission.community.queries import (
    last_counts,
    numbers_by_sort,
    papers_of,
    projects_for,
    scans_of,
    states_of,
    structures,
)
from kinkeeper.mission.community.rules import total
from kinkeeper.mission.community.standing import standing_of
from kinkeeper.mission.community.views.asking import READ, WRITE, structure_or_404
from kinkeeper.mission.people.queries import places_to_choose

PAGE = 40


@dataclass(frozen=True)
class Row:
    """A structure in the list, where it stands and how many members it has."""

    structure: Structure
    stage: Stage | None
    count: Membership | None

    @property
    def state(self) -> State | None:
        return process_of(self.structure).state(self.stage.state) if self.stage else None

    @property
    def members(self) -> int | None:
        return total(self.count.counts) if self.count else None

    @property
    def late(self) -> bool:
        due = self.stage.due_on if self.stage else None
        return due is not None and due < timezone.localdate()


@door(READ, purpose=CARE)
def listed(request: Asked) -> HttpResponse:
    """By what they are and where; those that are over are left out."""
    places = places_to_choose(request.user, READ)
    form = ListFilter(request.GET or None, places=[(p.pk, p.name) for p in places])
    sort, place = form.asked("sort"), form.asked("place")
    found = structures(
        by=request.user, sort=sort, place=place_by_id(UUID(place)) if place else None
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    numbers = numbers_by_sort(by=request.user)
    context = {
        "form": form, "page": page, "rows": _rows(list(page)),
        "numbers": [(Sort(code).label, n, code) for code, n in numbers.items()],
        "may_write": may(request.user, PROPOSE), "may_norm": may(request.user, "community.norm"),
    }  # fmt: skip
    return render(request, "community/listed.html", context)


def _rows(found: list[Structure]) -> list[Row]:
    ids = [row.pk for row in found]
    stages, counts = states_of(ids), last_counts(ids)
    return [Row(row, stages.get(row.pk), counts.get(row.pk)) for row in found]


@door(READ, purpose=CARE)
def page(request: Asked, pk: UUID) -> HttpResponse:
    """Everything of one structure."""
    of = structure_or_404(request, pk, door="structure")
    context: dict[str, Any] = {
        "of": of, "at": standing_of(of, by=request.user),
        "notes": may_meet(Stage, "note", by=request.user),
        "may_write": may(request.user, WRITE, of), **page_of(of, by=request.user),
    }  # fmt: skip
    return render(request, "community/page.html", context)


@door(PROPOSE, purpose=CARE)
def new(request: Asked) -> HttpResponse:
    """A structure becomes known; its way begins."""
    places = {str(p.pk): p for p in places_to_choose(request.user, PROPOSE)}
    carriers = structures(by=request.user, sort=Sort.ORGANISATION)
    form = StructureForm(
        request.POST or None, initial={"sort": request.GET.get("sort", "")},
        places=[(key, place.name) for key, place in places.items()],
        projects=projects_for(request.user, timezone.localdate()),
        carriers=[(row.pk, row.name) for row in carriers],
    )  # fmt: skip

    def act() -> str:
        values = form.values()
        values["place"] = places[values["place"]]
        values["project"] = UUID(values["project"]) if values.get("project") else None
        values["carried_by_id"] = (
            UUID(carrier) if (carrier := values.pop("carried_by", "")) else None
        )
        of = actions.record_structure(by=request.user, **values)
        messages.success(request, _("The structure is recorded."))
        return reverse("structure", args=[of.pk])

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    return render(request, "community/new.html", {"form": form})


@door(WRITE, purpose=CARE)
def correct(request: Asked, pk: UUID) -> HttpResponse:
    """A name is spelt otherwise, a contact has changed."""
    of = structure_or_404(request, pk, door="structure_correct")
    names = ("name", "short_name", "type", "contact", "refers_to", "area_m2")
    form = CorrectForm(
        request.POST or None, initial={n: getattr(of, n) for n in names} | {"base": of.version}
    )

    def act() -> str:
        base = form.cleaned_data["base"]
        got = actions.change_structure(of, by=request.user, base=base, values=form.changes())
        if got.clash:
            said = _("A colleague changed the same value meanwhile: both are kept to be settled.")
            messages.warning(request, said)
        else:
            messages.success(request, _("The structure is corrected."))
        return reverse("structure", args=[of.pk])

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    context = {"form": form, "of": of, "heading": _("Correct")}
    return render(request, "community/sheet.html", context)


@door("records.files", purpose=CARE)
def scan(request: Asked, pk: UUID, paper_pk: UUID) -> HttpResponse:
    """The picture of a paper. Each look is written to the log of readings."""
    of = structure_or_404(request, pk, door="structure_scan")
    kept = scans_of(papers_of(of), by=request.user).get(paper_pk)
    answer = shown(kept) if kept else None
    if kept is None or answer is None:
        raise Http404
    seen(request.user, [kept], door="structure_scan")
    return answer
