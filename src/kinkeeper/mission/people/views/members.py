"""Somebody joins a family, or leaves it."""

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
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.records.actions import once
from kinkeeper.mission.people import actions, queries
from kinkeeper.mission.people.actions import NewPerson
from kinkeeper.mission.people.faces import family_face, person_face
from kinkeeper.mission.people.forms import LeaveForm, MemberForm, tell
from kinkeeper.mission.people.models import Family, Person
from kinkeeper.mission.people.queries import Reader, Same, reader_of
from kinkeeper.mission.people.views.asking import changeable, family_or_404, met, person_or_404
from kinkeeper.mission.people.views.lookup import AlreadyHere, same_lines

SURELY = 0.7
MORE = ("mother_name",)
INITIAL = {"relation": "child", "residence": "present"}


@door("people.write", purpose=CARE)
def member_add(request: Asked, pk: UUID) -> HttpResponse:
    """Somebody new, or with ?person= somebody who is in the register."""
    reader = reader_of(request.user)
    family = changeable(family_or_404(pk, reader=reader), reader=reader)
    known = _known(request, reader)
    form = MemberForm(request.POST or None, known=known is not None, initial=INITIAL)
    if form.is_valid():
        try:
            return redirect(_join(form, family, known, reader=reader, request=request))
        except AlreadyHere as here:
            form.add_error("confirmed_new", _("Somebody like this is here already: look first."))
            return _page(request, reader, family, form, known, same=here.found)
        except ValidationError as problem:
            tell(form, problem)
    return _page(request, reader, family, form, known)


def _known(request: Asked, reader: Reader) -> Person | None:
    text = request.GET.get("person", "")
    try:
        return person_or_404(UUID(text), reader=reader) if text else None
    except ValueError:
        return None


def _join(
    form: MemberForm, family: Family, known: Person | None, *, reader: Reader, request: Asked
) -> str:
    values = form.cleaned_data
    person = known or NewPerson(
        values["given_name"], values["family_name"], values["sex"], values["birth"],
        {name: values[name] for name in MORE},
    )  # fmt: skip

    def answer() -> str:
        if same := [] if known else _doubles(form, family, reader):
            raise AlreadyHere(same)
        added = actions.add_member(
            by=reader.by, family=family, person=person, relation=values["relation"],
            since=values["since"], caregiver=values["caregiver"], residence=values["residence"],
        )  # fmt: skip
        messages.success(request, _("%(name)s is in the family now.") % {"name": added.person})
        return reverse("family", args=[family.pk])

    return once(values["form_id"], answer)


def _doubles(form: MemberForm, family: Family, reader: Reader) -> list[Same]:
    values = form.cleaned_data
    if values["confirmed_new"]:
        return []
    found = queries.likely_same(
        values["given_name"], values["family_name"], by=reader.by, birth=values["birth"],
        mother=values["mother_name"], place=family.place,
    )  # fmt: skip
    return [same for same in found if same.score >= SURELY]


def _page(
    request: Asked,
    reader: Reader,
    family: Family,
    form: MemberForm,
    known: Person | None,
    *,
    same: list[Same] | None = None,
) -> HttpResponse:
    met(request, reader, [family, *([known] if known else []), *(s.person for s in same or [])])
    context = {
        "family": family_face(family, reader=reader), "form": form,
        "known": person_face(known, reader=reader, on=timezone.localdate()) if known else None,
        "same": same_lines(same or [], reader=reader),
    }  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "people/member_add.html", context, status=status)


@door("people.write", purpose=CARE)
def membership_end(request: Asked, pk: UUID) -> HttpResponse:
    """She or he left on a day; the membership stays in the file with both days."""
    reader = reader_of(request.user)
    row = changeable(queries.membership(pk, by=reader.by, purpose=reader.purpose), reader=reader)
    form = LeaveForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid():
        try:
            return redirect(_leave(form, row, reader=reader, request=request))
        except ValidationError as problem:
            tell(form, problem)
    met(request, reader, [row.family, row.person])
    context = {
        "form": form, "family": family_face(row.family, reader=reader), "row": row,
        "person": person_face(row.person, reader=reader, on=timezone.localdate()),
    }  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "people/membership_end.html", context, status=status)


def _leave(form: LeaveForm, row: Any, *, reader: Reader, request: Asked) -> str:
    values = form.cleaned_data

    def answer() -> str:
        actions.end_membership(row, by=reader.by, on=values["on"], why=values["why"])
        messages.success(request, _("It is written that %(name)s left.") % {"name": row.person})
        return reverse("family", args=[row.family_id])

    return once(values["form_id"], answer)
