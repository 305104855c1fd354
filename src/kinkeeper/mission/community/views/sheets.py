"""One screen for each sheet of paper of a structure."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.asking import run
from kinkeeper.mission.community import actions
from kinkeeper.mission.community.forms import SHEETS, DayForm
from kinkeeper.mission.community.queries import member
from kinkeeper.mission.community.views.asking import WRITE, structure_or_404


@door(WRITE, purpose=CARE)
def sheet(request: Asked, pk: UUID, code: str) -> HttpResponse:
    """What stands on the sheet; unusual numbers are asked about on the same page."""
    of = structure_or_404(request, pk, door=f"structure_{code}")
    kind = SHEETS[code]
    if not kind.open_for(of):
        messages.warning(request, _("This sheet does not belong to this structure now."))
        return redirect("structure", of.pk)
    form = kind(request.POST or None, request.FILES or None, of=of, by=request.user)

    def act() -> str:
        form.act()
        messages.success(request, _("Recorded."))
        return reverse("structure", args=[of.pk])

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    context = {"form": form, "of": of, "heading": kind.LABEL, "hint": kind.HINT}
    return render(request, "community/sheet.html", context)


@door(WRITE, purpose=CARE)
def end_mandate(request: Asked, pk: UUID) -> HttpResponse:
    """A mandate ends on a day."""
    found = member(pk, by=request.user)
    if found is None:
        raise Http404
    of = structure_or_404(request, found.structure_id, door="mandate_end")
    form = DayForm(request.POST or None)

    def act() -> str:
        actions.end_mandate(found, by=request.user, until=form.cleaned_data["on"])
        messages.success(request, _("The mandate is ended."))
        return reverse("structure", args=[of.pk])

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    hint = f"{found.get_role_display()} · {found.person or found.name}"
    context = {"form": form, "of": of, "heading": _("End a mandate"), "hint": hint}
    return render(request, "community/sheet.html", context)
