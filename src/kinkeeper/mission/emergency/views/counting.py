"""The head-count by name on a screen: big boxes to tick, the paper list, and corrections."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.asking import run
from kinkeeper.ground.process.forms import Sheet
from kinkeeper.mission.emergency import actions, printing
from kinkeeper.mission.emergency.actions import Counted, Said
from kinkeeper.mission.emergency.forms import AddForm, PaperForm, SayForm
from kinkeeper.mission.emergency.models import CheckpointKind
from kinkeeper.mission.emergency.queries import (
    Checkpoint,
    Count,
    Line,
    corrections_of,
    count_at,
    counts,
    households,
    leg_in,
    lines_of,
    manifest_of,
    state_of,
)
from kinkeeper.mission.emergency.views.asking import (
    COUNT,
    checkpoint_or_404,
    movement_or_404,
    on_page,
    sensitive,
)
from kinkeeper.mission.emergency.views.outcomes import identity_at


@door(COUNT, purpose=CARE)
def current(request: Asked, pk: UUID) -> HttpResponse:
    """To the first count of the way that does not come out yet; to the list without one."""
    found = movement_or_404(request, pk, door="evacuation_counts")
    state = state_of(found)
    on_the_way = manifest_of(found, leg_in(state))
    asked = CheckpointKind.ARRIVAL if state in {"departed", "returning"} else ""
    for count in counts(on_the_way, lines_of(on_the_way)) if on_the_way else ():
        unfinished = count.reckoning.difference or not count.begun
        if unfinished and (not asked or count.checkpoint.kind == asked):
            return redirect("checkpoint", count.checkpoint.pk)
    return redirect("evacuation_list", found.pk)


@door(COUNT, purpose=CARE)
def page(request: Asked, pk: UUID) -> HttpResponse:
    """Everybody expected here, by household, with a box to tick and what was said already."""
    found = checkpoint_or_404(request, pk, door="checkpoint")
    lines = lines_of(found.manifest)
    form = Sheet(request.POST or None)
    if request.method == "POST" and (url := run(form, lambda: _ticked(request, found))):
        return redirect(url)
    count = count_at(found, lines)
    seen(request.user, [x.person for x in lines if x.person], door="checkpoint")
    context = {
        "point": found, "movement": found.manifest.movement, "count": count, "form": form,
        "identity": identity_at(count, lines), "groups": _groups(count, lines),
        "ticked": set(request.POST.getlist("present")),
        "points": counts(found.manifest, lines),
    }  # fmt: skip
    return render(request, "emergency/checkpoint.html", context)


def _groups(count: Count, lines: list[Line]) -> list[tuple[str, list[tuple[Line, object, str]]]]:
    """Households with, for each person, the fact of this checkpoint and the status that holds."""
    expected = set(count.reckoning.statuses) | set(count.reckoning.open)
    return [
        (
            printing.household_name(h.name),
            [
                (x, count.facts.get(x.pk), count.reckoning.statuses.get(x.pk, ""))
                for x in h.lines if x.pk in expected
            ],
        )
        for h in households(x for x in lines if x.pk in expected)
    ]  # fmt: skip


def _ticked(request: Asked, found: Checkpoint) -> str:
    said = [Said(UUID(key)) for key in request.POST.getlist("present") if _is_key(key)]
    _tell(request, actions.check_in(found, said, by=request.user, device="page"))
    return reverse("checkpoint", args=[found.pk])


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _tell(request: Asked, counted: Counted) -> None:
    number = len(counted.written)
    said = ngettext("%(count)d person counted.", "%(count)d people counted.", number)
    messages.success(request, said % {"count": number})
    for _key, sentence in counted.wrong:
        messages.warning(request, sentence)


@door(COUNT, purpose=CARE)
def paper(request: Asked, pk: UUID) -> HttpResponse:
    """What was ticked on a printed list, entered by its numbers."""
    found = checkpoint_or_404(request, pk, door="checkpoint_paper")
    form = PaperForm(request.POST or None)

    def act() -> tuple[str, object]:
        counted = actions.enter_paper(
            found, form.cleaned_data["numbers"], by=request.user, at=form.at()
        )
        _tell(request, counted)
        again = len(counted.already)
        said = ngettext(
            "%(count)d was counted before.", "%(count)d were counted before.", again
        )  # fmt: skip
        return back, said % {"count": again}

    back = reverse("checkpoint", args=[found.pk])
    title = _("Enter a paper list: %(place)s") % {"place": found.name}
    return on_page(request, form, act, title=title, found=found.manifest.movement, back=back)


@door(COUNT, purpose=CARE)
def add(request: Asked, pk: UUID) -> HttpResponse:
    """Somebody who is there and not on the frozen list."""
    found = checkpoint_or_404(request, pk, door="checkpoint_add")
    form = AddForm(request.POST or None)
    back = reverse("checkpoint", args=[found.pk])

    def act() -> tuple[str, object]:
        added = actions.add_at(found, by=request.user, on=timezone.localdate(), **form.values())
        return back, _("Added with number %(code)s, and counted.") % {"code": added.code}

    title = _("Somebody who is not on the list")
    return on_page(request, form, act, title=title, found=found.manifest.movement, back=back)


@door(COUNT, purpose=CARE)
def say(request: Asked, pk: UUID, line_pk: UUID) -> HttpResponse:
    """What is known of one person here; a correction is a new fact beside the old one."""
    found = checkpoint_or_404(request, pk, door="checkpoint_say")
    line = next((x for x in lines_of(found.manifest) if x.pk == line_pk), None)
    if line is None:
        raise Http404
    seen(request.user, [line, *([line.person] if line.person else [])], door="checkpoint_say")
    form = SayForm(request.POST or None)
    back = reverse("checkpoint", args=[found.pk])

    def act() -> tuple[str, object]:
        one = Said(line.pk, form.cleaned_data["status"], form.cleaned_data["note"])
        counted = actions.check_in(found, [one], by=request.user, device="page", correct=True)
        if counted.wrong:
            raise ValidationError([sentence for _key, sentence in counted.wrong])
        return back, _("Written down.")

    return on_page(
        request, form, act, title=f"{line.code} · {line.name}", found=found.manifest.movement,
        back=back, history=corrections_of(line), notes=sensitive(request),
    )  # fmt: skip
