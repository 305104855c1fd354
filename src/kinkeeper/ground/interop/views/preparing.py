"""Columns and localities: what the list means, before its lines are looked at."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.interop import actions, queries
from kinkeeper.ground.interop.actions.mapping import Purpose
from kinkeeper.ground.interop.cells import letters
from kinkeeper.ground.interop.columns import LIKELY, SURE
from kinkeeper.ground.interop.forms import (
    PurposeForm,
    chosen_columns,
    column_choices,
    place_among,
)
from kinkeeper.ground.interop.localities import suggestions
from kinkeeper.ground.interop.models import Batch, Locality
from kinkeeper.ground.interop.said import from_kept
from kinkeeper.ground.interop.views.asking import batch_or_404, elsewhere, steps
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.places.queries import above

LEAVE, NEW = "leave", "new"


@dataclass(frozen=True)
class ColumnLine:
    """One column on the page. tone: how sure the guess is."""

    index: int
    letter: str
    caption: str
    samples: str
    fact: str
    sure: str
    tone: str


@door("interop.import", purpose=CARE)
def import_columns(request: Asked, pk: UUID) -> HttpResponse:
    """Which column holds what: guessed, corrected by hand, remembered."""
    batch = batch_or_404(pk, request)
    if away := elsewhere(batch, "import_columns"):
        return away
    profile = queries.profile_of(batch)
    form = PurposeForm(request.POST or None, batch=batch, by=request.user)
    chosen = {int(column): fact for column, fact in batch.columns.items()}
    if request.method == "POST":
        chosen = chosen_columns(batch, request.POST, profile)
        if form.is_valid() and _confirm(request, batch, form, chosen):
            return _onwards(batch)
    context = {
        "batch": batch, "form": form, "steps": steps(batch, "import_columns"),
        "columns": [_line(batch, heading, chosen) for heading in batch.headings],
        "choices": column_choices(profile), "notices": [from_kept(n) for n in batch.notices],
    }  # fmt: skip
    return render(request, "interop/columns.html", context, status=422 if form.errors else 200)


def _confirm(request: Asked, batch: Batch, form: PurposeForm, chosen: dict[int, str]) -> bool:
    place = place_among(queries.parents_to_choose(request.user), form.cleaned_data["place"])
    purpose = Purpose(form.chosen_project(), form.chosen_day(), place)
    try:
        actions.confirm_columns(batch, chosen, by=request.user, purpose=purpose)
    except ValidationError as wrong:
        for field, sentences in wrong.message_dict.items():
            for sentence in sentences:
                form.add_error(field if field in form.fields else None, sentence)
        return False
    return True


def _onwards(batch: Batch) -> HttpResponse:
    if queries.open_localities(batch).exists():
        return redirect("import_places", batch.pk)
    actions.start_checking(batch)
    return redirect("import", batch.pk)


def _line(batch: Batch, heading: dict[str, object], chosen: dict[int, str]) -> ColumnLine:
    index = int(str(heading["column"]))
    sure, tone = _sureness(batch, index, chosen.get(index, ""))
    samples = " · ".join(str(text) for text in heading["samples"])  # type: ignore[attr-defined]
    return ColumnLine(
        index, letters(index), str(heading["caption"]), samples, chosen.get(index, ""), sure, tone
    )


def _sureness(batch: Batch, index: int, fact: str) -> tuple[str, str]:
    if not fact:
        return _("not used"), "neutral"
    if batch.columns.get(str(index)) != fact or batch.confirmed:
        return _("chosen by hand"), "good"
    if batch.remembered:
        return _("remembered"), "good"
    sure = float(batch.guesses.get(str(index), 0))
    if sure >= SURE:
        return _("recognised"), "good"
    return (_("probably"), "info") if sure >= LIKELY + 0.15 else (_("please check"), "warn")


@door("interop.import", purpose=CARE)
def import_places(request: Asked, pk: UUID) -> HttpResponse:
    """Each unknown locality is asked about once."""
    batch = batch_or_404(pk, request)
    if away := elsewhere(batch, "import_places"):
        return away
    parents = queries.parents_to_choose(request.user)
    wrong = _settled(request, batch, parents) if request.method == "POST" else []
    if request.method == "POST" and not wrong:
        return _places_settled(batch)
    for sentence in wrong:
        messages.error(request, sentence)
    context = {
        "batch": batch, "steps": steps(batch, "import_places"), "parents": parents,
        **_localities(request, batch),
    }  # fmt: skip
    return render(request, "interop/places.html", context, status=422 if wrong else 200)


@dataclass(frozen=True)
class Unknown:
    """A locality to be settled. choice, parent: as sent, so that nothing chosen is lost."""

    row: Locality
    suggested: list[Place]
    choice: str
    parent: str


def _localities(request: Asked, batch: Batch) -> dict[str, object]:
    """Those to be settled, and those that are known with where they lie."""
    found = queries.localities(batch)
    known = [row for row in found if not _is_open(row)]
    lies_in = above([row.place for row in known if row.place], timezone.localdate())
    around = [lies_in[row.place_id] if row.place_id else [] for row in known]
    return {
        "unknown": [_unknown(request, row) for row in found if _is_open(row)],
        "known": list(zip(known, around, strict=True)),
    }


def _unknown(request: Asked, row: Locality) -> Unknown:
    sent = request.POST
    choice, parent = sent.get(f"place-{row.pk}", ""), sent.get(f"parent-{row.pk}", "")
    return Unknown(row, suggestions(row, by=request.user), choice, parent)


def _settled(request: Asked, batch: Batch, parents: list[Place]) -> list[str]:
    """Do what was sent. Returns what is wrong with it or still to be chosen."""
    if again := request.POST.get("again", ""):
        for row in queries.localities(batch):
            if str(row.pk) == again:
                actions.ask_again(row)
        return []
    rows = [row for row in queries.localities(batch) if _is_open(row)]
    wrong = [sentence for row in rows if (sentence := _settle(request, row, parents))]
    left = list(queries.open_localities(batch).values_list("written", flat=True))
    if left and not wrong:
        names = ", ".join(sorted(left)[:6])
        wrong.append(_("Choose what these localities are: %(names)s.") % {"names": names})
    return wrong


def _places_settled(batch: Batch) -> HttpResponse:
    if queries.open_localities(batch).exists():
        return redirect("import_places", batch.pk)
    actions.start_checking(batch)
    return redirect("import", batch.pk)


def _is_open(row: Locality) -> bool:
    return row.place_id is None and not row.left_out


def _settle(request: Asked, row: Locality, parents: list[Place]) -> str:
    """Do what was chosen for a locality. Returns what is wrong with it, if anything."""
    choice = request.POST.get(f"place-{row.pk}", "")
    everywhere = request.POST.get("all-parent", "")
    if not choice and everywhere:
        choice = NEW
    try:
        if choice == LEAVE:
            actions.leave_out(row)
        elif choice == NEW:
            chosen = request.POST.get(f"parent-{row.pk}", "") or everywhere
            parent = place_among(parents, chosen)
            if parent is None:
                return _("%(place)s: choose in which place it lies.") % {"place": row.written}
            actions.create_place(row, parent=parent, by=request.user)
        elif choice:
            place = place_among(suggestions(row, by=request.user) + parents, choice)
            if place is not None:
                actions.choose_place(row, place, by=request.user)
    except ValidationError as wrong:
        return f"{row.written}: {' '.join(wrong.messages)}"
    return ""
