"""Families: the list with search, the file of one family, its history, and correcting it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may, reaches
from kinkeeper.ground.access.roles import CARE, MONITORING
from kinkeeper.ground.reports.offers import read_for_page
from kinkeeper.mission.people import actions, kinship, lifeline, queries
from kinkeeper.mission.people.faces import (
    MemberLine,
    family_face,
    far_people,
    member_line,
    person_face,
)
from kinkeeper.mission.people.forms import FamilyEditForm, family_initial, tell
from kinkeeper.mission.people.models import Family, KinLink, Membership, Person
from kinkeeper.mission.people.queries import Hit, Reader, reader_of
from kinkeeper.mission.people.queries.lists import last_written
from kinkeeper.mission.people.views.asking import (
    changeable,
    chosen_place,
    family_or_404,
    found_in,
    may_change,
    met,
    page_number,
)
from kinkeeper.mission.people.views.opened import SHOW_OPENINGS
from kinkeeper.mission.people.views.sections import sections_for


@door("people.read", purpose=MONITORING)
def families(request: Asked) -> HttpResponse:
    """The list, or what the search box found and why."""
    reader, text = reader_of(request.user), request.GET.get("q", "").strip()[:200]
    context: dict[str, Any] = {"q": text, "may_write": may(reader.by, "people.write")}
    place = chosen_place(request)
    places = queries.places_to_choose(reader.by, "people.read", reader.purpose)
    context |= {"place": place, "places": places}
    if text:
        hits = found_in(place, text, queries.search_families, by=reader.by)
    else:
        page = queries.families(reader, place=place, page=page_number(request))
        hits = [Hit(family, "", 0.0) for family in page.rows]
        context["page"] = page
    context["rows"] = _rows(hits, reader, searched=bool(text))
    met(request, reader, [hit.record for hit in hits])
    return render(request, "people/families.html", context)


def _rows(hits: list[Hit[Family]], reader: Reader, *, searched: bool) -> list[dict[str, object]]:
    found = [hit.record for hit in hits]
    last = {} if searched else last_written(found)
    return [
        {
            "family": family_face(hit.record, reader=reader), "why": hit.why,
            "members": hit.record.members_now, "last": last.get(hit.record.pk),
        }
        for hit in hits
    ]  # fmt: skip


@door("people.read", purpose=MONITORING)
def family(request: Asked, pk: UUID) -> HttpResponse:
    """The family file."""
    reader, today = reader_of(request.user), timezone.localdate()
    record = family_or_404(pk, reader=reader)
    rows = queries.with_members(record)
    read_for_page("people.family", record, reader.by)
    around = queries.AROUND.of(record, by=reader.by)
    rows = _each_once(rows, around.kept)
    now = [row for row in rows if row.until is None or row.until > today]
    links = around.links_of({row.person_id for row in now})
    far = far_people(_people(rows, links), reader=reader, near=record.place_id)
    lines = [member_line(r, reader=reader, on=today, far=r.person_id in far) for r in rows]
    here = {row.pk for row in now}
    met(request, reader, [record, *(r.person for r in rows if r.person_id not in far)])
    context = {
        "family": family_face(record, reader=reader), "reader": reader,
        "members": [line for line in lines if line.pk in here],
        "left": [line for line in lines if line.pk not in here],
        "phone": _phone(lines), "may_write": may_change(record, reader=reader),
        "may_show": reaches(reader.by, SHOW_OPENINGS, record.place),
        "genogram": kinship.drawn(
            now, links,
            face=lambda p: person_face(p, reader=reader, on=today, far=p.pk in far),
        ),
        "line": lifeline.drawn(
            "people.family", record, by=reader.by, born=None, today=today,
            own=[
                *lifeline.places_lived(record, around.former),
                *lifeline.came_and_went(rows, reader),
            ],
        ),
        **sections_for("people.family", record, reader=reader, request=request),
    }  # fmt: skip
    return render(request, "people/family.html", context)


def _each_once(rows: list[Membership], kept: dict[UUID, UUID]) -> list[Membership]:
    """Without the second record of somebody whose first is in this family too."""
    here = {row.person_id for row in rows}
    twice = {double for double, first in kept.items() if first in here}
    return [row for row in rows if row.person_id not in twice]


def _people(rows: list[Membership], links: list[KinLink]) -> list[Person]:
    return [row.person for row in rows] + [p for k in links for p in (k.person, k.relative)]


def _phone(lines: list[MemberLine]) -> MemberLine | None:
    """The first caregiver with a phone, the main one before the others."""
    found = [m for m in lines if m.until is None and m.person.phone and m.caregiver]
    return min(found, key=lambda m: not m.primary, default=None)


@door("people.read", purpose=MONITORING)
def family_history(request: Asked, pk: UUID) -> HttpResponse:
    """Who changed what, and when."""
    reader = reader_of(request.user)
    record = family_or_404(pk, reader=reader)
    met(request, reader, [record])
    context = {
        "family": family_face(record, reader=reader),
        "lines": queries.history_of(record, reader=reader),
    }
    return render(request, "people/history.html", context)


@door("people.write", purpose=CARE)
def family_edit(request: Asked, pk: UUID) -> HttpResponse:
    """Correct the family. What somebody else wrote meanwhile becomes a clash, not a loss."""
    reader = reader_of(request.user)
    record = changeable(family_or_404(pk, reader=reader), reader=reader)
    initial = family_initial(record)
    form = FamilyEditForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            received = actions.correct_family(
                pk, by=reader.by, base=form.cleaned_data["base"], **form.wanted()
            )
        except ValidationError as problem:
            tell(form, problem)
        else:
            if received.clash:
                messages.warning(request, clash_note())
                return redirect("clash", received.clash.id)
            messages.success(request, _("The family is corrected."))
            return redirect("family", pk)
    met(request, reader, [record])
    context = {"form": form, "family": family_face(record, reader=reader)}
    return render(request, "people/family_edit.html", context)


def clash_note() -> str:
    return _(
        "Somebody else changed the same field while you were writing. Nothing is lost: choose "
        "which value shall stand."
    )
