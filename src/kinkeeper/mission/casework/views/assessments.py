"""The matrix of the eight dimensions, and the correction of one of its rows."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.mission.casework.actions import assess, correct_assessment
from kinkeeper.mission.casework.forms import AssessmentForm, Matrix
from kinkeeper.mission.casework.forms.matrix import Who
from kinkeeper.mission.casework.models import Occasion
from kinkeeper.mission.casework.queries import assessment, cached_file, children_now
from kinkeeper.mission.casework.rules import DIMENSIONS
from kinkeeper.mission.casework.views.steps import (
    accepted,
    back_to,
    family_or_404,
    met,
    or_404,
    received,
)

WRITE = "casework.write"


def rows_for(family: Any, children: list[Any]) -> list[Who]:
    """The family first, then its children."""
    return [Who(None, str(family)), *(Who(child.pk, str(child)) for child in children)]


@door(WRITE, purpose=CARE)
def assess_family(request: Asked, pk: UUID) -> HttpResponse:
    family = family_or_404(request, pk)
    children = children_now(family)
    form = AssessmentForm(request.POST or None, initial=_start(request, family))
    matrix = Matrix(request.POST or None, rows=rows_for(family, children), initial={})
    if request.method == "POST" and form.is_valid() & matrix.is_valid():

        def work() -> str:
            assess(family=family, by=request.user, rows=matrix.judged(), **form.values())
            return back_to(family.pk, "dimensions")

        if answer := accepted(request, form, work, _("The assessment is written down.")):
            return answer
    met(request, [family, *children])
    context = {"form": form, "matrix": matrix, "family": family}
    return render(request, "casework/assess.html", context)


def _start(request: Asked, family: Any) -> dict[str, Any]:
    """Today; the occasion that was asked for, or else the one that comes next."""
    asked = request.GET.get("occasion", "")
    if asked not in Occasion.values:
        known = cached_file(family, by=request.user).baseline
        asked = Occasion.REVIEW if known else Occasion.BASELINE
    return {"held_on": timezone.localdate(), "occasion": asked}


@door(WRITE, purpose=CARE)
def correct_one_assessment(request: Asked, pk: UUID) -> HttpResponse:
    found = or_404(request, assessment(pk, by=request.user))
    who = Who(found.person_id, str(found.person or found.family))
    shown = {name: getattr(found, name) for name in (*DIMENSIONS, "note")}
    form = AssessmentForm(
        request.POST or None,
        initial={"held_on": found.held_on, "occasion": found.occasion, "base": found.version},
    )
    matrix = Matrix(request.POST or None, rows=[who], initial={who.prefix: shown})
    if request.method == "POST" and form.is_valid() & matrix.is_valid():
        (row,) = matrix.judged()
        values = form.values() | dict(row.scores) | {"note": row.note}
        base = form.cleaned_data["base"] or 0
        answer = received(
            request, form,
            lambda: correct_assessment(
                assessment=found, base=base, by=request.user, values=values
            ),
            back_to(found.family_id, "dimensions"),
        )  # fmt: skip
        if answer:
            return answer
    met(request, [found.family, found])
    context = {"form": form, "matrix": matrix, "family": found.family, "correcting": True}
    return render(request, "casework/assess.html", context)
