"""FS-1 to FS-3 and water, for any framework: each for one season, so that no figure crosses two."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from uuid import UUID

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.queries import Rows
from kinkeeper.ground.reports.figures import (
    PLACE,
    Asked,
    Counted,
    Coverage,
    Figure,
    Ref,
    State,
    Text,
    Traits,
    ratio,
    rounded,
)
from kinkeeper.ground.reports.measures import Direction, Kind, Measure, Unit, kept, offer_measure
from kinkeeper.mission.casework.queries import participants
from kinkeeper.mission.food.models import Survey
from kinkeeper.mission.food.rules import (
    HDDS_GROUPS,
    LEAN,
    OUTSIDE,
    RCSI_HIGH,
    Round,
    Seen,
    mean,
)
from kinkeeper.mission.people.queries import Homes, places_of_families

FAMILY = "people.family"
FAMILIES, ONE = _("families"), _("family")
SEASON_WORDS = {LEAN: _("in the lean season"), OUTSIDE: _("outside the lean season")}
Test = Callable[[Seen], bool]


@dataclass(frozen=True)
class Families:
    """What is counted of one project: families accompanied, their surveys, where they live."""

    accompanied: Callable[[Asked], set[UUID]]
    surveys: tuple[tuple[UUID, Seen], ...] = ()
    places: dict[UUID, Homes] = field(default_factory=dict)

    def here(self, asked: Asked) -> set[UUID]:
        """Families of the period, in the places asked for."""
        found = self.accompanied(asked)
        if asked.places is None:
            return found
        return {f for f in found if (h := self.places.get(f)) and h.on(asked.on) in asked.places}

    def last(self, asked: Asked, season: str, score: str) -> dict[UUID, Seen]:
        """The last survey of each family in the period and the season that has this score."""
        families, found = self.here(asked), sorted(self.surveys, key=lambda s: s[1].on)
        return {
            family: seen
            for family, seen in found
            if family in families and asked.since <= seen.on <= asked.on
            and seen.round.season == season and score in seen.values
        }  # fmt: skip


def families_of(rows: Rows, project: UUID) -> Families:
    """Everything these measures count of a project, read once per page."""
    return kept(rows, ("food.families", project), lambda: _read(rows, project))


def _read(rows: Rows, project: UUID) -> Families:
    taking_part = [p for p in participants(rows, project) if p.family is not None]
    ids = frozenset(p.family for p in taking_part if p.family is not None)

    def accompanied(asked: Asked) -> set[UUID]:
        return {p.family for p in taking_part if p.family and p.within(asked.since, asked.on)}

    return Families(accompanied, tuple(_surveys(rows, ids)), places_of_families(rows, ids))


def _surveys(rows: Rows, families: frozenset[UUID]) -> Iterable[tuple[UUID, Seen]]:
    found = rows.of(
        Survey, "family_id", "on", "season", "year", "scores", "bands", family_id=families,
        mistaken=False,
    )  # fmt: skip
    for family, on, season, year, scores, bands in found:
        values = {code: Decimal(value) for code, value in scores.items()}
        yield family, Seen(on, Round(year, season), values, bands)


# --- formulas -------------------------------------------------------------------------------------


def share_of(families: Families, asked: Asked, *, season: str, score: str, test: Test) -> Figure:
    last = families.last(asked, season, score)
    return ratio(
        _refs(f for f, seen in last.items() if test(seen)), _refs(last),
        traits=_traits(families, last, asked), eligible=len(families.here(asked)),
    )  # fmt: skip


def mean_of(families: Families, asked: Asked, *, season: str, score: str) -> Figure:
    """The mean of a score, with the number of families it stands on."""
    last = families.last(asked, season, score)
    found = mean(seen.values[score] for seen in last.values())
    return Figure(
        State.NOT_APPLICABLE if found is None else State.COMPUTED,
        None if found is None else rounded(found), denominator=len(last),
        coverage=Coverage(len(last), len(families.here(asked))),
        counted=Counted(denominator=_refs(last)),
    )  # fmt: skip


def _refs(families: Iterable[UUID]) -> frozenset[Ref]:
    return frozenset((FAMILY, family) for family in families)


def _traits(families: Families, last: Iterable[UUID], asked: Asked) -> dict[Ref, Traits]:
    """The locality on the last day."""
    if asked.bare:
        return {}
    places = families.places
    return {
        (FAMILY, f): {PLACE: frozenset({str(places[f].on(asked.on)) if f in places else ""})}
        for f in last
    }


def in_band(set_: str, *codes: str) -> Test:
    return lambda seen: seen.bands.get(set_) in codes


def above(score: str, limit: int) -> Test:
    return lambda seen: seen.values[score] > limit


# code, label, what counts, score, test, whether more is better
SHARES: tuple[tuple[str, Text, Text, str, Test, Direction], ...] = (
    ("fcs_2135", _("Acceptable food consumption, thresholds 21/35"),
     _("families whose food consumption score is above 35"),
     "fcs", in_band("fcs 21/35", "acceptable"), Direction.UP),
    ("fcs_2842", _("Acceptable food consumption, thresholds 28/42"),
     _("families whose food consumption score is above 42"),
     "fcs", in_band("fcs 28/42", "acceptable"), Direction.UP),
    ("rcsi_high", _("High coping index (rCSI above 18)"),
     _("families whose reduced coping strategies index is above 18"),
     "rcsi", above("rcsi", RCSI_HIGH), Direction.DOWN),
    ("hdds_5", _("Five food groups or more (HDDS)"),
     _("families that ate from five groups of food or more the day before"),
     "hdds", above("hdds", HDDS_GROUPS - 1), Direction.UP),
    ("hhs_severe", _("Severe hunger (HHS)"),
     _("families whose household hunger scale is 4 to 6"),
     "hhs", in_band("hhs FANTA", "severe"), Direction.DOWN),
    ("lcs_none", _("No livelihood coping (LCS-FS)"),
     _("families that used no livelihood coping strategy"),
     "lcs_fs", in_band("lcs_fs WFP", "none"), Direction.UP),
    ("water_basic", _("At least basic access to water (JMP)"),
     _("families with an improved source at 30 minutes or less"),
     "jmp", in_band("jmp JMP", "basic"), Direction.UP),
)  # fmt: skip


DEFINED = _(
    "Counted: {counted}, at their last survey of the period {season}. Out of: the families the "
    "project accompanies in the period that were surveyed then. Coverage: these out of all such "
    "families. Surveys of the other season are in neither: figures of two seasons are never "
    "compared."
)
MEAN_DEFINED = _(
    "Mean of the reduced coping strategies index (7 days, 0 to 56) of the families the project "
    "accompanies, at their last survey of the period {season}. Coverage: families surveyed then "
    "out of all the project accompanies in the period."
)


def _computed(formula: Callable[..., Figure], season: str) -> Callable[[Rows, Asked], Figure]:
    def compute(rows: Rows, asked: Asked) -> Figure:
        return formula(families_of(rows, asked.project), asked, season=season)

    return compute


def _measure(
    code: str, season: str, label: Text, *, definition: Text, formula: Callable[..., Figure],
    unit: Unit = Unit.PERCENT, direction: Direction,
) -> Measure:  # fmt: skip
    return Measure(
        code=f"food.{code}.{season}", version=1,
        label=format_lazy("{} ({})", label, SEASON_WORDS[season]), definition=definition,
        counts=FAMILIES, unit=unit, kind=Kind.FLOW, direction=direction, additive=False,
        compute=_computed(formula, season), one=ONE,
    )  # fmt: skip


def _shares(season: str) -> Iterable[Measure]:
    for code, label, counted, score, test, direction in SHARES:
        yield _measure(
            code, season, label, direction=direction,
            definition=format_lazy(DEFINED, counted=counted, season=SEASON_WORDS[season]),
            formula=partial(share_of, score=score, test=test),
        )  # fmt: skip


def _means(season: str) -> Iterable[Measure]:
    yield _measure(
        "rcsi_mean", season, _("Mean coping index (rCSI)"), unit=Unit.NUMBER,
        definition=format_lazy(MEAN_DEFINED, season=SEASON_WORDS[season]),
        formula=partial(mean_of, score="rcsi"), direction=Direction.DOWN,
    )  # fmt: skip


MEASURES = tuple(m for s in SEASON_WORDS for m in (*_shares(s), *_means(s)))


def offer_measures() -> None:
    """Called when the room is ready."""
    offer_measure(*MEASURES)
