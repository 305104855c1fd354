"""A referral comes in; one more child is named; one is taken off."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.forms import BaseFormSet, formset_factory
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import reaches
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.asking import run
from kinkeeper.ground.process.forms import Sheet
from kinkeeper.mission.admission import actions
from kinkeeper.mission.admission.forms import NEW_CHILDREN, ChildForm, NewChild, ReferForm
from kinkeeper.mission.admission.models import Admission
from kinkeeper.mission.admission.process import PROPOSE
from kinkeeper.mission.admission.queries import file_of, unnamed_siblings
from kinkeeper.mission.admission.views.asking import admission_or_404, child_or_404
from kinkeeper.mission.care.queries import siblings_of, villages
from kinkeeper.mission.people.queries import may_be_child, person, search_people

if TYPE_CHECKING:
    from kinkeeper.mission.care.queries import Village
    from kinkeeper.mission.people.queries import Person

MOST = 8
Rows = formset_factory(NewChild, extra=NEW_CHILDREN, max_num=NEW_CHILDREN, validate_max=True)


@door(PROPOSE, purpose=CARE)
def new(request: Asked) -> HttpResponse:
    """Register a referral; with ?person= for a child of the register and its siblings."""
    here = [v for v in villages(by=request.user) if reaches(request.user, PROPOSE, v.place)]
    known = _known(request)
    form = ReferForm(
        request.POST or None, villages=[(v.pk, v.name) for v in here],
        children=[(p.pk, f"{p} ({p.code})") for p in known],
        initial={"children": [str(p.pk) for p in known[:1]]},
    )  # fmt: skip
    rows = Rows(request.POST or None, prefix="rows")
    if request.method == "POST" and rows.is_valid():
        url = run(form, lambda: _referred(request, form, rows, here, known))
        if url:
            return redirect(url)
    return render(request, "admission/new.html", {"form": form, "rows": rows, "villages": here})


def _known(request: Asked) -> list["Person"]:
    """The child that the page was opened for, and its brothers and sisters under age."""
    try:
        asked = UUID(request.GET.get("person", ""))
    except ValueError:
        return []
    found = person(asked, by=request.user, purpose=request.purpose)
    if found is None:
        raise Http404
    today = timezone.localdate()
    near = [p for p in siblings_of(found) if may_be_child(p, today) and not p.died_on]
    return [found, *near]


def _referred(
    request: Asked, form: ReferForm, rows: BaseFormSet[NewChild], here: Sequence["Village"],
    known: Sequence["Person"],
) -> str:  # fmt: skip
    values = form.cleaned_data
    chosen = set(values.get("children", ()))
    fresh = [child for row in rows if (child := row.child())]
    admission = actions.refer(
        by=request.user, village=next(v for v in here if str(v.pk) == values["village"]),
        on=values["on"], authority=values["authority"], authority_name=values["authority_name"],
        letter=values["letter"], situation=values["situation"], siblings=values["siblings"],
        children=[*(p for p in known if str(p.pk) in chosen), *fresh],
    )  # fmt: skip
    messages.success(request, _("The referral is registered."))
    return reverse("admission", args=[admission.pk])


@door(PROPOSE, purpose=CARE)
def child(request: Asked, pk: UUID) -> HttpResponse:
    """One more child: a brother or sister known already, somebody found by ?q=, somebody new."""
    admission = admission_or_404(request, pk, door="admission_child")
    found = _candidates(request, admission)
    form = ChildForm(
        request.POST or None, known=[(p.pk, f"{p} ({p.code})") for p in found.values()]
    )
    if request.method == "POST" and (url := run(form, lambda: _named(request, admission, form))):
        return redirect(url)
    context = {"form": form, "admission": admission, "q": request.GET.get("q", "")}
    return render(request, "admission/child.html", context)


def _candidates(request: Asked, admission: Admission) -> dict[str, "Person"]:
    file = file_of(admission)
    near = unnamed_siblings(file, timezone.localdate())
    asked = request.GET.get("q", "")
    hits = search_people(asked, by=request.user, most=MOST) if asked.strip() else []
    named = {c.person_id for c in file.children}
    rows = [*near, *(hit.record for hit in hits)]
    return {str(p.pk): p for p in rows if p.pk not in named}


def _named(request: Asked, admission: Admission, form: ChildForm) -> str:
    values = form.cleaned_data
    known = _candidates(request, admission).get(values.get("known", ""))
    wanted = known or form.child()
    if wanted is None:
        raise Http404
    actions.add_child(admission, wanted, by=request.user, sibling=values["sibling"])
    messages.success(request, _("The child is named in this referral."))
    return reverse("admission", args=[admission.pk])


@door(PROPOSE, purpose=CARE)
def off(request: Asked, pk: UUID, child_pk: UUID) -> HttpResponse:
    """Take off a child that is not referred after all."""
    admission = admission_or_404(request, pk, door="admission_off")
    named = child_or_404(admission, child_pk)
    form = Sheet(request.POST or None)

    def act() -> str:
        actions.take_off_child(named, by=request.user)
        messages.success(request, _("The child is taken off this referral."))
        return reverse("admission", args=[admission.pk])

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    context = {"form": form, "admission": admission, "child": named}
    return render(request, "admission/off.html", context)
