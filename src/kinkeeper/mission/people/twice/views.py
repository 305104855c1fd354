"""Find the other record, compare both and propose; decide, or take apart again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.queries import next_steps, stage_of, stages_of
from kinkeeper.ground.records.actions import once
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.people import queries
from kinkeeper.mission.people.faces import person_face
from kinkeeper.mission.people.forms import tell
from kinkeeper.mission.people.models import Person, SamePerson
from kinkeeper.mission.people.queries import Reader, Same, reader_of
from kinkeeper.mission.people.twice import actions
from kinkeeper.mission.people.twice.forms import THIS, DecideForm, SuspectForm
from kinkeeper.mission.people.twice.process import TWICE, UNITE, WRITE
from kinkeeper.mission.people.views.asking import changeable, met, person_or_404
from kinkeeper.mission.people.views.lookup import same_lines
from kinkeeper.mission.people.views.personal import facts_of, home_lines


@door(WRITE, purpose=CARE)
def look(request: Asked, pk: UUID) -> HttpResponse:
    """Who may be the same: those of a like name, or what the search box finds."""
    reader = reader_of(request.user)
    record = changeable(person_or_404(pk, reader=reader), reader=reader)
    text = request.GET.get("q", "").strip()[:200]
    found = _searched(text, reader) if text else _alike(record, reader)
    found = [same for same in found if same.person.pk != pk]
    met(request, reader, [record, *(same.person for same in found)])
    context = {
        "person": person_face(record, reader=reader, on=timezone.localdate()),
        "same": same_lines(found, reader=reader), "q": text,
    }  # fmt: skip
    return render(request, "people/twice/look.html", context)


def _searched(text: str, reader: Reader) -> list[Same]:
    hits = queries.search_people(text, by=reader.by, most=20)
    return [Same(hit.record, min(hit.likeness, 1.0), str(hit.why)) for hit in hits]


def _alike(record: Person, reader: Reader) -> list[Same]:
    return queries.likely_same(
        record.given_name, record.family_name, by=reader.by, birth=record.birth,
        mother=record.mother_name, place=record.place,
    )  # fmt: skip


@door(WRITE, purpose=CARE)
def compare(request: Asked, pk: UUID, other: UUID) -> HttpResponse:
    """Both files beside each other, and the proposal."""
    reader = reader_of(request.user)
    pair = [changeable(person_or_404(k, reader=reader), reader=reader) for k in (pk, other)]
    form = SuspectForm(request.POST or None)
    if form.is_valid() and (url := _run(form, lambda: _suspected(request, pair, form))):
        return redirect(url)
    met(request, reader, [*pair])
    context = {"form": form, "sides": [_side(person, reader) for person in pair]}
    return render(request, "people/twice/compare.html", context, status=_status(form))


def _suspected(request: Asked, pair: list[Person], form: SuspectForm) -> str:
    this, other = pair
    double, kept = (other, this) if form.cleaned_data["kept"] == THIS else (this, other)
    same = actions.suspect(double, kept, by=request.user, note=form.cleaned_data["note"])
    messages.success(request, _("Proposed. A colleague decides."))
    return reverse("twice_pair", args=[same.pk])


@door(WRITE, purpose=CARE)
def pair(request: Asked, pk: UUID) -> HttpResponse:
    """What is proposed or decided about two records, and what this person may do about it."""
    reader = reader_of(request.user)
    same = changeable(queries.same_person(pk, by=reader.by, purpose=reader.purpose), reader=reader)
    people = [person_or_404(k, reader=reader) for k in (same.kept_id, same.double_id)]
    form = DecideForm(request.POST or None)
    if form.is_valid() and (url := _run(form, lambda: _decided(request, same, form))):
        return redirect(url)
    met(request, reader, [*people])
    context = {
        "form": form, "same": same, "sides": [_side(person, reader) for person in people],
        **_standing(same, request),
    }  # fmt: skip
    return render(request, "people/twice/pair.html", context, status=_status(form))


def _standing(same: SamePerson, request: Asked) -> dict[str, Any]:
    stage = stage_of(TWICE, same.pk)
    if stage is None:
        raise Http404
    offered = next_steps(TWICE, same, stage=stage, evidence=frozenset(), by=request.user)
    way = stages_of(TWICE, same.pk).select_related("decided_by")
    return {
        "state": TWICE.state(stage.state),
        "steps": [step for step in offered if not step.proposal],
        "way": [(TWICE.state(row.state).label, row) for row in way],
        "notes": reader_of(request.user).notes,
    }


def _decided(request: Asked, same: SamePerson, form: DecideForm) -> str:
    verb = request.POST.get("verb", "")
    if verb not in {t.verb for t in TWICE.transitions if t.sources}:
        raise Http404
    actions.decide(same, verb, by=request.user, note=form.cleaned_data["note"])
    messages.success(request, _("It is decided; both histories stay."))
    page = "person" if verb == UNITE else "twice_pair"
    return reverse(page, args=[same.kept_id if verb == UNITE else same.pk])


def _run(form: Any, act: Any) -> str:
    """The address it leads to; "" when something is wrong and the form now says what."""
    try:
        return once(form.cleaned_data["form_id"], act)
    except ValidationError as problem:
        tell(form, problem)
    except IntegrityError:
        form.add_error(None, _("A colleague did this at the same moment: open the page again."))
    except Refused as refused:
        raise Http404 from refused
    return ""


def _side(person: Person, reader: Reader) -> dict[str, Any]:
    return {
        "person": person_face(person, reader=reader, on=timezone.localdate()),
        "place": person.place.name,
        "facts": facts_of(person, reader=reader),
        "homes": home_lines(person, reader=reader),
    }


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200
