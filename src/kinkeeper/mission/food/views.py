"""Food and water by area and season; asking a family; what the office configures."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may, may_meet
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.instruments.actions import shipped_version
from kinkeeper.ground.places.queries import place as place_by_id
from kinkeeper.ground.places.queries import places_for_grants
from kinkeeper.ground.process.asking import run
from kinkeeper.ground.text.numbers import in_figures
from kinkeeper.mission.food import actions, queries
from kinkeeper.mission.food.forms import (
    AlertForm,
    LeanSeasonForm,
    RoundForm,
    round_code,
    round_from,
)
from kinkeeper.mission.food.models import Survey
from kinkeeper.mission.food.queries import Area
from kinkeeper.mission.food.rules import SIGNS, Round, comparable, raised
from kinkeeper.mission.food.sections import QUESTIONNAIRES
from kinkeeper.mission.food.settings import LEAN, SOURCE
from kinkeeper.mission.food.words import SIGN_WORDS, not_compared, round_words, share_words
from kinkeeper.mission.people.queries import family as family_by_id

READ, SETTINGS = "food.read", "food.settings"
FEW = 5  # households; below that a share could say who it is


@dataclass(frozen=True)
class Cell:
    """A share in words; over: past the threshold of its alert. before: of the other round."""

    head: str
    text: str
    over: bool = False
    before: str = ""


@dataclass(frozen=True)
class Row:
    place: str
    households: int
    cells: list[Cell]
    fcs: str
    rcsi: str


@door(READ, purpose=CARE)
def areas(request: Asked) -> HttpResponse:
    """Each place in a round; beside it, another round of the same season."""
    known = queries.rounds(by=request.user)
    shown = _asked_for(request, "round", known) or (known[0] if known else None)
    beside = _asked_for(request, "beside", known)
    refused = not_compared(shown, beside) if shown and beside and not comparable(
        shown, beside) else ""  # fmt: skip
    other = queries.areas(beside, by=request.user) if beside and not refused else []
    found = queries.areas(shown, by=request.user) if shown else []
    initial = {"round": round_code(shown) if shown else "",
               "beside": round_code(beside) if beside else ""}  # fmt: skip
    context = {
        "form": RoundForm(initial=initial, rounds=known), "shown": shown and round_words(shown),
        "beside": round_words(beside) if beside and not refused else "", "refused": refused,
        "heads": [SIGN_WORDS[code] for code in SIGNS],
        "rows": _rows(request, found, other), "settings": may(request.user, SETTINGS),
    }  # fmt: skip
    return render(request, "food/areas.html", context)


def _asked_for(request: Asked, name: str, known: list[Round]) -> Round | None:
    """The round of the address, as this page or an alert writes it."""
    season, year = request.GET.get("season", ""), request.GET.get("year", "")
    text = f"{season}-{year}" if name == "round" and season else request.GET.get(name, "")
    found = round_from(text)
    return found if found in known else None


def _rows(request: Asked, found: list[Area], other: list[Area]) -> list[Row]:
    """Places with few households say no share to who may not meet the households themselves."""
    sensitive = may_meet(Survey, "scores", by=request.user)
    before = {area.place.pk: area for area in other}
    return [
        _row(area, before.get(area.place.pk), shown=sensitive or area.households >= FEW)
        for area in found
    ]


def _row(area: Area, before: Area | None, *, shown: bool) -> Row:
    if not shown:
        return Row(
            str(area.place),
            area.households,
            [Cell(str(SIGN_WORDS[code]), "") for code in SIGNS],
            "",
            "",
        )
    limits = queries.thresholds()
    cells = []
    for code, share in area.shares.items():
        percent, at_least = limits[code]
        earlier = share_words(before.shares[code]) if before else ""
        over = raised(share, percent=percent, at_least=at_least)
        cells.append(Cell(str(SIGN_WORDS[code]), share_words(share), over, earlier))
    fcs, rcsi = (_mean(v) for v in (area.fcs, area.rcsi))
    return Row(str(area.place), area.households, cells, fcs, rcsi)


def _mean(value: Decimal | None) -> str:
    return "" if value is None else in_figures(value, decimals=1)


@door("food.write", purpose=CARE)
def ask(request: Asked, pk: UUID, topic: str) -> HttpResponse:
    """To the questionnaire of food or water, put in by the machine when it is asked first."""
    family = family_by_id(pk, by=request.user, purpose=request.purpose)
    codes = {str(t.value): code for t, code in QUESTIONNAIRES.items()}
    if family is None or topic not in codes or not may(request.user, "food.write", family):
        raise Http404
    version = shipped_version(codes[topic])
    return redirect("questionnaire_ask", version.questionnaire_id, pk)


@door(READ, purpose=CARE)
def settings(request: Asked) -> HttpResponse:
    """Lean seasons by place, and thresholds of alerts."""
    limits = queries.thresholds()
    own = [
        (s.place.name, MONTHS[s.first_month], MONTHS[s.last_month], s.source)
        for s in queries.lean_seasons()
    ]
    usual = (_("everywhere else"), MONTHS[LEAN.first], MONTHS[LEAN.last], SOURCE)
    context = {
        "seasons": [*own, usual],
        "alerts": [(code, SIGN_WORDS[code], *limits[code]) for code in SIGNS],
        "sets": may(request.user, SETTINGS),
    }  # fmt: skip
    return render(request, "food/settings.html", context)


@door(SETTINGS, purpose=CARE)
def season(request: Asked) -> HttpResponse:
    """The lean season of a place."""
    places = [(p.pk, f"{p.name} ({p.get_level_display()})") for p in places_for_grants()]
    initial = {"first_month": LEAN.first, "last_month": LEAN.last}
    form = LeanSeasonForm(request.POST or None, places=places, initial=initial)
    if request.method == "POST" and (url := run(form, lambda: _season_set(request, form))):
        return redirect(url)
    return render(request, "food/season.html", {"form": form})


def _season_set(request: Asked, form: LeanSeasonForm) -> str:
    typed = form.values()
    place = place_by_id(UUID(typed.pop("place")))
    if place is None:
        raise Http404
    actions.set_lean_season(by=request.user, place=place, **typed)
    messages.success(request, _("The lean season is kept. Surveys made before keep theirs."))
    return reverse("food_settings")


@door(SETTINGS, purpose=CARE)
def alert(request: Asked, sign: str) -> HttpResponse:
    """The threshold of one sign."""
    if sign not in SIGNS:
        raise Http404
    percent, at_least = queries.thresholds()[sign]
    initial = {"percent": percent, "at_least": at_least}
    form = AlertForm(request.POST or None, initial=initial)
    if request.method == "POST" and (url := run(form, lambda: _alert_set(request, form, sign))):
        return redirect(url)
    return render(request, "food/alert.html", {"form": form, "sign": SIGN_WORDS[sign]})


def _alert_set(request: Asked, form: AlertForm, sign: str) -> str:
    actions.set_alert(by=request.user, sign=sign, **form.values())
    messages.success(request, _("The threshold is kept."))
    return reverse("food_settings")
