"""What holds until a day and then changes: where a family lives, what a membership says, a link
of kinship that ended."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.records.actions import once
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.people import actions, queries
from kinkeeper.mission.people.faces import family_face, person_face
from kinkeeper.mission.people.forms import (
    KinEndForm,
    MembershipForm,
    MoveForm,
    membership_initial,
    tell,
)
from kinkeeper.mission.people.models import Family, KinLink, Membership
from kinkeeper.mission.people.queries import Reader, reader_of
from kinkeeper.mission.people.views.asking import changeable, family_or_404, met
from kinkeeper.mission.people.views.families import clash_note


@door("people.write", purpose=CARE)
def family_move(request: Asked, pk: UUID) -> HttpResponse:
    """The family moved: the old place stays in its life line."""
    reader = reader_of(request.user)
    record = changeable(family_or_404(pk, reader=reader), reader=reader)
    places = queries.places_to_choose(reader.by, "people.write")
    form = MoveForm(request.POST or None, places=places, initial={"on": timezone.localdate()})
    if form.is_valid():
        try:
            return redirect(_moved(form, record, reader=reader, request=request))
        except ValidationError as problem:
            tell(form, problem)
        except Refused as refused:
            raise Http404 from refused
    context = {"family": family_face(record, reader=reader)}
    return _page(
        request, reader, [record], form, template="people/family_move.html", context=context
    )


def _moved(form: MoveForm, record: Family, *, reader: Reader, request: Asked) -> str:
    values = {name: value for name, value in form.cleaned_data.items() if name != "form_id"}

    def answer() -> str:
        actions.move_family(record, by=reader.by, **values)
        said = _("The family lives in %(place)s now.") % {"place": values["place"].name}
        messages.success(request, said)
        return reverse("family", args=[record.pk])

    return once(form.cleaned_data["form_id"], answer)


@door("people.write", purpose=CARE)
def membership_edit(request: Asked, pk: UUID) -> HttpResponse:
    """Correct a membership. What somebody else wrote meanwhile becomes a clash, not a loss."""
    reader = reader_of(request.user)
    row = changeable(queries.membership(pk, by=reader.by, purpose=reader.purpose), reader=reader)
    form = MembershipForm(request.POST or None, initial=membership_initial(row))
    if form.is_valid():
        try:
            return redirect(_changed(form, row, reader=reader, request=request))
        except ValidationError as problem:
            tell(form, problem)
    context = {
        "family": family_face(row.family, reader=reader), "row": row,
        "person": person_face(row.person, reader=reader, on=timezone.localdate()),
    }  # fmt: skip
    records = [row.family, row.person]
    return _page(
        request, reader, records, form, template="people/membership_edit.html", context=context
    )


def _changed(form: MembershipForm, row: Membership, *, reader: Reader, request: Asked) -> str:
    base = form.cleaned_data["base"]
    received = actions.change_membership(row.pk, by=reader.by, base=base, **form.wanted())
    if received.clash:
        messages.warning(request, clash_note())
        return reverse("clash", args=[received.clash.id])
    messages.success(request, _("The membership is corrected."))
    return reverse("family", args=[row.family_id])


@door("people.write", purpose=CARE)
def kin_end(request: Asked, pk: UUID) -> HttpResponse:
    """A guardianship or a marriage ended, or the link was a mistake: it stays in the history."""
    reader = reader_of(request.user)
    link = changeable(queries.kin_row(pk, by=reader.by, purpose=reader.purpose), reader=reader)
    form = KinEndForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid():
        try:
            return redirect(_ended(form, link, reader=reader, request=request))
        except ValidationError as problem:
            tell(form, problem)
    today = timezone.localdate()
    context = {
        "link": link, "person": person_face(link.person, reader=reader, on=today),
        "relative": person_face(link.relative, reader=reader, on=today),
    }  # fmt: skip
    records = [link.person, link.relative]
    return _page(request, reader, records, form, template="people/kin_end.html", context=context)


def _ended(form: KinEndForm, link: KinLink, *, reader: Reader, request: Asked) -> str:
    def answer() -> str:
        actions.end_kin(link, by=reader.by, on=form.cleaned_data["on"])
        messages.success(request, _("The link ends on that day; it stays in the history."))
        return reverse("person", args=[link.person_id])

    return once(form.cleaned_data["form_id"], answer)


def _page(
    request: Asked,
    reader: Reader,
    records: list[Record],
    form: Any,
    *,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    met(request, reader, records)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
