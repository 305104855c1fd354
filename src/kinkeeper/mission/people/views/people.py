"""People: the list with search, the file of one person, correcting it, kin, a death."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import reaches
from kinkeeper.ground.access.roles import CARE, MONITORING
from kinkeeper.ground.records.actions import once
from kinkeeper.ground.reports.offers import read_for_page
from kinkeeper.mission.people import actions, lifeline, queries
from kinkeeper.mission.people.erasing.process import ASK_RIGHT
from kinkeeper.mission.people.faces import family_face, far_people, person_face
from kinkeeper.mission.people.forms import DeathForm, KinForm, PersonForm, person_initial, tell
from kinkeeper.mission.people.models import Person
from kinkeeper.mission.people.queries import Hit, Reader, reader_of
from kinkeeper.mission.people.queries.lists import families_now
from kinkeeper.mission.people.views.asking import (
    changeable,
    chosen_place,
    found_in,
    may_change,
    met,
    page_number,
    person_or_404,
)
from kinkeeper.mission.people.views.doubles import doubles_within
from kinkeeper.mission.people.views.families import clash_note
from kinkeeper.mission.people.views.opened import SHOW_OPENINGS
from kinkeeper.mission.people.views.personal import facts_of, home_lines, kin_lines
from kinkeeper.mission.people.views.sections import sections_for


@door("people.read", purpose=MONITORING)
def people(request: Asked) -> HttpResponse:
    """The list, or what the search box found and why."""
    reader, text = reader_of(request.user), request.GET.get("q", "").strip()[:200]
    context: dict[str, Any] = {"q": text}
    place = chosen_place(request)
    places = queries.places_to_choose(reader.by, "people.read", reader.purpose)
    context |= {"place": place, "places": places}
    if text:
        hits = found_in(place, text, queries.search_people, by=reader.by)
    else:
        page = queries.persons(reader, place=place, page=page_number(request))
        hits = [Hit(person, "", 0.0) for person in page.rows]
        context["page"] = page
    context["rows"] = _rows(hits, reader)
    met(request, reader, [hit.record for hit in hits])
    return render(request, "people/people.html", context)


def _rows(hits: list[Hit[Person]], reader: Reader) -> list[dict[str, Any]]:
    today, homes = timezone.localdate(), families_now([hit.record for hit in hits])
    kept = queries.kept_for([hit.record.pk for hit in hits])
    rows = []
    for hit in hits:
        home = homes.get(hit.record.pk)
        rows.append(
            {
                "person": person_face(hit.record, reader=reader, on=today),
                "family": family_face(home.family, reader=reader) if home else None,
                "place": hit.record.place.name, "why": hit.why,
                "same": kept.get(hit.record.pk),
            }
        )  # fmt: skip
    return rows


@door("people.read", purpose=MONITORING)
def person(request: Asked, pk: UUID) -> HttpResponse:
    """The file of a person."""
    reader, today = reader_of(request.user), timezone.localdate()
    record = person_or_404(pk, reader=reader)
    links = queries.kin_of([pk])
    pairs = queries.pairs_of(pk)
    doubles = doubles_within(pairs.doubles, reader=reader, request=request)
    others = [p for link in links for p in (link.person, link.relative) if p.pk != pk]
    far = far_people(others, reader=reader, near=record.place_id)
    met(request, reader, [record, *(p for p in others if p.pk not in far)])
    read_for_page("people.person", record, reader.by)
    context = {
        "person": person_face(record, reader=reader, on=today), "reader": reader,
        "place": record.place.name, "facts": facts_of(record, reader=reader),
        "kin": kin_lines(record, links, reader=reader, on=today, far=far),
        "homes": home_lines(record, reader=reader),
        "line": lifeline.drawn(
            "people.person", record, by=reader.by, today=today,
            own=[fact for double in doubles for fact in double.life],
            born=record.birth if reader.names else None,
        ),
        "may_write": may_change(record, reader=reader),
        "may_erase": reaches(reader.by, ASK_RIGHT, record.place), "doubles": doubles,
        "may_show": reaches(reader.by, SHOW_OPENINGS, record.place),
        "shown_under": pairs.kept,
        "suspicions": pairs.suspicions if reader.names else [],
        **sections_for("people.person", record, reader=reader, request=request),
    }  # fmt: skip
    return render(request, "people/person.html", context)


@door("people.read", purpose=MONITORING)
def person_history(request: Asked, pk: UUID) -> HttpResponse:
    """Who changed what, and when."""
    reader = reader_of(request.user)
    record = person_or_404(pk, reader=reader)
    met(request, reader, [record])
    context = {
        "person": person_face(record, reader=reader, on=timezone.localdate()),
        "lines": queries.history_of(record, reader=reader),
    }
    return render(request, "people/history.html", context)


@door("people.write", purpose=CARE)
def person_edit(request: Asked, pk: UUID) -> HttpResponse:
    """Correct a person. What somebody else wrote meanwhile becomes a clash, not a loss."""
    reader = reader_of(request.user)
    record = changeable(person_or_404(pk, reader=reader), reader=reader)
    form = PersonForm(request.POST or None, reader=reader, initial=person_initial(record))
    if form.is_valid():
        try:
            received = actions.correct_person(
                pk, by=reader.by, base=form.cleaned_data["base"], **form.wanted()
            )
        except ValidationError as problem:
            tell(form, problem)
        else:
            if received.clash:
                messages.warning(request, clash_note())
                return redirect("clash", received.clash.id)
            messages.success(request, _("The person is corrected."))
            return redirect("person", pk)
    return _form_page(request, reader, record, form, "people/person_edit.html")


@door("people.write", purpose=CARE)
def person_died(request: Asked, pk: UUID) -> HttpResponse:
    """A death: the day, and the end of every membership."""
    reader = reader_of(request.user)
    record = changeable(person_or_404(pk, reader=reader), reader=reader)
    form = DeathForm(request.POST or None, initial={"base": record.version})
    if form.is_valid():
        try:
            actions.record_death(record, by=reader.by, on=form.cleaned_data["on"])
        except ValidationError as problem:
            tell(form, problem)
        else:
            messages.success(request, _("The death is written down."))
            return redirect("person", pk)
    return _form_page(request, reader, record, form, "people/person_died.html")


@door("people.write", purpose=CARE)
def kin_add(request: Asked, pk: UUID) -> HttpResponse:
    """What this person is to another member of one of her or his families."""
    reader = reader_of(request.user)
    record = changeable(person_or_404(pk, reader=reader), reader=reader)
    form = KinForm(request.POST or None, people=_around(record, reader))
    if form.is_valid():
        try:
            return redirect(_link(form, record, reader=reader, request=request))
        except ValidationError as problem:
            tell(form, problem)
    return _form_page(request, reader, record, form, "people/kin_add.html")


def _link(form: KinForm, record: Person, *, reader: Reader, request: Asked) -> str:
    values = form.cleaned_data
    relative = person_or_404(UUID(values["relative"]), reader=reader)

    def answer() -> str:
        actions.link_kin(
            by=reader.by, person=record, kind=values["kind"], relative=relative,
            since=values["since"],
        )  # fmt: skip
        messages.success(request, _("The kinship is written down."))
        return reverse("person", args=[record.pk])

    return once(values["form_id"], answer)


def _around(record: Person, reader: Reader) -> dict[UUID, str]:
    """Members of the families this person is in, whom the reader may meet."""
    families = [row.family for row in queries.memberships_of(record) if row.until is None]
    found = [m.person for family in families for m in queries.members_of(family)]
    far = far_people(found, reader=reader, near=record.place_id)
    return {p.pk: str(p) for p in found if p.pk != record.pk and p.pk not in far}


def _form_page(
    request: Asked, reader: Reader, record: Person, form: Any, template: str
) -> HttpResponse:
    met(request, reader, [record])
    context = {"form": form, "person": person_face(record, reader=reader, on=timezone.localdate())}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, context, status=status)
