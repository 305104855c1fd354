"""Holding a review of the plan: goals, promises, the matrix, the child's opinion, the next date."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.mission.casework.actions import hold_review
from kinkeeper.mission.casework.forms import Matrix, ReviewForm
from kinkeeper.mission.casework.queries import cached_file, children_now
from kinkeeper.mission.casework.views.assessments import rows_for
from kinkeeper.mission.casework.views.steps import accepted, back_to, family_or_404, met


@door("casework.write", purpose=CARE)
def review(request: Asked, pk: UUID) -> HttpResponse:
    """Without a plan in force there is nothing to review: the plan comes first."""
    family = family_or_404(request, pk)
    file = cached_file(family, by=request.user)
    if file.plan is None:
        return redirect("plan", pk=pk)
    plan, children = file.plan, children_now(family)
    form = ReviewForm(request.POST or None, plan=plan, initial={"held_on": timezone.localdate()})
    matrix = Matrix(request.POST or None, rows=rows_for(family, children), initial={})
    if request.method == "POST" and form.is_valid() & matrix.is_valid():

        def work() -> str:
            hold_review(
                plan=plan, by=request.user, rows=matrix.judged(), talk=form.talk(),
                held_on=form.cleaned_data["held_on"],
                next_review_on=form.cleaned_data["next_review_on"],
            )  # fmt: skip
            return back_to(family.pk, "reviews")

        if answer := accepted(request, form, work, _("The review is written down.")):
            return answer
    met(request, [family, *children])
    context = {
        "form": form, "matrix": matrix, "family": family, "plan": plan,
        "waiting": file.open_review, "latest": file.latest,
    }  # fmt: skip
    return render(request, "casework/review.html", context)
