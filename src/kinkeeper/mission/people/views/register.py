"""A new family: first look whether it is here, then write it down once."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.records.actions import once
from kinkeeper.mission.people import actions, queries
from kinkeeper.mission.people.actions import NewMember, NewPerson
from kinkeeper.mission.people.forms import BeforeForm, FamilyForm, HeadForm, RowSet, tell
from kinkeeper.mission.people.queries import Reader, Same, reader_of
from kinkeeper.mission.people.views.asking import met
from kinkeeper.mission.people.views.lookup import AlreadyHere, family_hits, same_lines

SURELY = 0.8
MORE_ROWS = 4


@door("people.write", purpose=CARE)
def family_new(request: Asked) -> HttpResponse:
    """Step 1: who is it about? Step 2: is it one of these? Step 3: the form."""
    reader = reader_of(request.user)
    places = list(queries.places_to_choose(reader.by, "people.write"))
    if request.method == "POST":
        return _take(request, reader, places)
    asked = bool({"given", "family"} & request.GET.keys())
    before = BeforeForm(request.GET if asked else None, places=places)
    if not asked or not before.is_valid():
        return render(request, "people/family_before.html", {"before": before})
    if "go" in request.GET:
        return _page(request, *_empty(before.cleaned_data, places))
    return _one_of_these(request, reader, before)


def _one_of_these(request: Asked, reader: Reader, before: BeforeForm) -> HttpResponse:
    wanted = before.cleaned_data
    people = queries.likely_same(
        wanted["given"], wanted["family"], by=reader.by, place=wanted["place"]
    )
    name = f"{wanted['given']} {wanted['family']}".strip()
    families = family_hits(wanted["family"] or name, name, reader=reader)
    met(request, reader, [*(same.person for same in people), *(hit.record for hit in families)])
    context = {
        "before": before, "asked": True, "same": same_lines(people, reader=reader),
        "families": families, "name": name,
    }  # fmt: skip
    return render(request, "people/family_before.html", context)


def _empty(wanted: dict[str, Any], places: list[Any]) -> tuple[FamilyForm, HeadForm, Any]:
    place = wanted["place"] or (places[0] if len(places) == 1 else None)
    family = FamilyForm(
        places=places, initial={"name": wanted["family"], "place": str(place.pk) if place else ""}
    )
    names = {"given_name": wanted["given"], "family_name": wanted["family"]}
    return family, HeadForm(prefix="head", initial=names), RowSet(prefix="rows")


def _take(request: Asked, reader: Reader, places: list[Any]) -> HttpResponse:
    data = request.POST.copy()
    if "more" in data:
        return _with_more_rows(request, data, places)
    family = FamilyForm(data, places=places)
    head, rows = HeadForm(data, prefix="head"), RowSet(data, prefix="rows")
    if not all([family.is_valid(), head.is_valid(), rows.is_valid()]):
        return _page(request, family, head, rows)
    members = _members(head, rows)
    try:
        return redirect(_register(family, members, reader=reader, request=request))
    except AlreadyHere as here:
        family.add_error("confirmed_new", _("Somebody like this is here already: look first."))
        met(request, reader, [same.person for same in here.found])
        return _page(request, family, head, rows, same=same_lines(here.found, reader=reader))
    except ValidationError as problem:
        _tell_both(family, head, problem)
        return _page(request, family, head, rows)


def _register(
    family: FamilyForm, members: list[NewMember], *, reader: Reader, request: Asked
) -> str:
    values = dict(family.cleaned_data)
    form_id = values.pop("form_id")
    confirmed = values.pop("confirmed_new")

    def answer() -> str:
        if same := [] if confirmed else _doubles(members, family, reader):
            raise AlreadyHere(same)
        made = actions.register_family(by=reader.by, members=members, **values)
        messages.success(
            request, _("The family is in the register: %(code)s.") % {"code": made.code}
        )
        return reverse("family", args=[made.pk])

    with transaction.atomic():
        return once(form_id, answer)


def _members(head: HeadForm, rows: Iterable[forms.Form]) -> list[NewMember]:
    first = head.cleaned_data
    found = [NewMember(_person(first), "head", first["caregiver"], primary=first["caregiver"])]
    for row in rows:
        if row.has_changed() and (values := row.cleaned_data):
            values = {**values, "family_name": values["family_name"] or first["family_name"]}
            found.append(NewMember(_person(values), values["relation"], values["caregiver"]))
    return found


def _person(values: dict[str, Any]) -> NewPerson:
    more = {n: values[n] for n in ("mother_name", "phone", "phone_owner") if values.get(n)}
    return NewPerson(
        values["given_name"], values["family_name"], values["sex"], values["birth"], more
    )


def _doubles(members: list[NewMember], family: FamilyForm, reader: Reader) -> list[Same]:
    found: dict[Any, Same] = {}
    for member in members:
        new = member.person
        if isinstance(new, NewPerson):
            same = queries.likely_same(
                new.given_name, new.family_name, by=reader.by, birth=new.birth,
                mother=new.more.get("mother_name", ""), place=family.cleaned_data["place"],
            )  # fmt: skip
            found |= {s.person.pk: s for s in same if s.score >= SURELY}
    return list(found.values())


def _with_more_rows(request: Asked, data: Any, places: list[Any]) -> HttpResponse:
    """More rows without JavaScript: what was typed stays, nothing is checked yet."""
    total = data.get("rows-TOTAL_FORMS", "0")
    count = int(total) if total.isascii() and total.isdigit() else 0
    data["rows-TOTAL_FORMS"] = str(min(count + MORE_ROWS, 60))
    values = {name: data.get(name, "") for name in FamilyForm.base_fields}
    head = {n: data.get(f"head-{n}", "") for n in HeadForm.base_fields}
    rows = [
        {n: data.get(f"rows-{i}-{n}", "") for n in RowSet.form.base_fields} for i in range(count)
    ]
    formset = RowSet(prefix="rows", initial=[r for r in rows if r["given_name"]])
    formset.extra = MORE_ROWS
    return _page(
        request, FamilyForm(places=places, initial=values),
        HeadForm(prefix="head", initial=head), formset,
    )  # fmt: skip


def _tell_both(family: FamilyForm, head: HeadForm, problem: ValidationError) -> None:
    """A sentence about a birth or name stands at the head of the family."""
    errors = problem.error_dict if hasattr(problem, "error_dict") else {}
    for name in list(errors):
        if name in head.fields and name not in family.fields:
            head.add_error(name, errors.pop(name))
    if errors or not hasattr(problem, "error_dict"):
        tell(family, problem)


def _page(
    request: Asked, family: FamilyForm, head: HeadForm, rows: Any, **more: Any
) -> HttpResponse:
    wrong = [form for form in (family, head, *rows.forms) if form.is_bound and form.errors]
    context = {"form": family, "head": head, "rows": rows, "wrong": wrong, **more}
    status = 422 if wrong else 200
    return render(request, "people/family_new.html", context, status=status)
