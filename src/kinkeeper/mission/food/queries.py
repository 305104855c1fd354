"""Surveys of families, rounds, areas, alerts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.ground.records.once_a_page import Reading
from kinkeeper.ground.records.together import link
from kinkeeper.mission.food.limits import SHOWN
from kinkeeper.mission.food.models import Alert, LeanSeason, Survey, Topic
from kinkeeper.mission.food.rules import (
    SIGNS,
    Lean,
    Round,
    Seen,
    Share,
    Sign,
    last_of_each,
    mean,
    raised,
    round_of,
    share,
)
from kinkeeper.mission.food.settings import ALERTS, LEAN

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Family


def lean_of(place: Place) -> Lean:
    """Of the place itself, or of the nearest place above it for which one was said."""
    above = [place.path[: end + 1] for end, c in enumerate(place.path) if c == "/"]
    found = LeanSeason.objects.filter(place__path__in=above).order_by("-place__path").first()
    return Lean(found.first_month, found.last_month) if found else LEAN


def lean_seasons() -> list[LeanSeason]:
    return list(LeanSeason.objects.select_related("place").order_by("place__path"))


def thresholds() -> dict[str, tuple[Decimal, int]]:
    """Share and fewest households by sign: the office's own, or what it begins with."""
    own = {row.sign: (row.percent, row.at_least) for row in Alert.objects.all()}
    return {sign: own.get(sign, ALERTS[sign]) for sign in SIGNS}


def surveys(*, by: Account, purpose: str = CARE) -> QuerySet[Survey]:
    rows = visible(Survey, by=by, purpose=purpose).filter(mistaken=False)
    return rows.select_related("place").order_by("on", "id")


def surveys_of(family: "Family", *, by: Account, topic: str = Topic.FOOD) -> list[Survey]:
    """The oldest first."""
    return [row for row in all_surveys_of(family, by=by) if row.topic == topic]


def all_surveys_of(family: "Family", *, by: Account) -> list[Survey]:
    """Of every topic, the oldest first."""
    return SURVEYS.of(family, by=by)


def _asked(family: "Family", by: Account) -> Sequence[QuerySet[Any]]:
    rows = surveys(by=by).filter(family=family.pk)
    return [rows, Place.objects.filter(pk__in=rows.order_by().values("place"))]


def _made(_family: "Family", _by: Account, rows: list[Survey], places: list[Place]) -> list[Survey]:
    link(rows, "place", places)
    return sorted(rows, key=attrgetter("on", "pk"))


SURVEYS = Reading("food.surveys", _asked, _made)


def seen(row: Survey) -> Seen:
    values = {code: Decimal(value) for code, value in row.scores.items()}
    return Seen(row.on, Round(row.year, row.season), values, row.bands)


# --- areas ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Area:
    """The last surveys of a round in a place. households: how many were asked."""

    place: Place
    households: int
    shares: dict[str, Share]
    fcs: Decimal | None
    rcsi: Decimal | None


def rounds(*, by: Account) -> list[Round]:
    """Every round in which this account may meet a survey, the newest first."""
    found = surveys(by=by).order_by().values_list("year", "season").distinct()
    return sorted((Round(year, season) for year, season in found), reverse=True)


def current_round(place: Place, today: date) -> Round:
    return round_of(today, lean_of(place))


def areas(wanted: Round, *, by: Account) -> list[Area]:
    """Each place where somebody was asked in the round, along the tree."""
    rows = surveys(by=by).filter(year=wanted.year, season=wanted.season)
    by_place: dict[UUID, list[Survey]] = {}
    for row in rows:
        by_place.setdefault(row.place_id, []).append(row)
    found = [_area(rows_here[0].place, rows_here) for rows_here in by_place.values()]
    return sorted(found, key=lambda area: area.place.path)


def _area(place: Place, rows: Iterable[Survey]) -> Area:
    """Food and water of a household are surveys of their own: the last of each counts."""
    last = list(last_of_each(((r.family_id, r.topic), seen(r)) for r in rows).values())
    return Area(
        place=place, households=len({row.family_id for row in rows}),
        shares={code: share(sign, last) for code, sign in SIGNS.items()},
        fcs=mean(s.values["fcs"] for s in last if "fcs" in s.values),
        rcsi=mean(s.values["rcsi"] for s in last if "rcsi" in s.values),
    )  # fmt: skip


@dataclass(frozen=True)
class Raised:
    """An alert: a sign passed its threshold in a place."""

    place: Place
    sign: Sign
    share: Share
    since: date
    round: Round


def alerts(*, by: Account, today: date) -> list[Raised]:
    """In the latest round of each place, for as long as alerts are shown."""
    days = limit_days(SHOWN)
    if days is None:
        return []
    since = today - timedelta(days=days)
    latest: dict[UUID, list[Survey]] = {}
    for row in surveys(by=by).filter(on__gte=since, on__lte=today):
        same = latest.setdefault(row.place_id, [])
        if same and (same[-1].year, same[-1].season) != (row.year, row.season):
            same.clear()
        same.append(row)
    return [alert for rows in latest.values() for alert in _raised(rows)]


def _raised(rows: list[Survey]) -> Iterable[Raised]:
    area, limits = _area(rows[0].place, rows), thresholds()
    for code, found in area.shares.items():
        percent, at_least = limits[code]
        if raised(found, percent=percent, at_least=at_least):
            yield Raised(area.place, SIGNS[code], found, rows[-1].on, seen(rows[-1]).round)
