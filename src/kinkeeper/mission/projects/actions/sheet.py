"""Loading the sheet of a project, and setting a target."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.places.queries import places_called
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.reports.measures import Direction
from kinkeeper.ground.reports.words import value_in_words
from kinkeeper.mission.projects.actions.money import set_budget_line
from kinkeeper.mission.projects.models import (
    FunderWord,
    Indicator,
    IndicatorTarget,
    Partner,
    Project,
    ProjectPlace,
    Result,
    TargetGroup,
)
from kinkeeper.mission.projects.reading import direction_of
from kinkeeper.mission.projects.rules import head_count
from kinkeeper.mission.projects.sheets import Sheet

R = TypeVar("R", bound=Record)
PARTS = (
    "partners", "places", "target_groups", "results", "indicators", "budget_lines", "funder_words",
)  # fmt: skip
DEFINING = ("measure", "definition_en", "unit", "over_periods", "over_places")
SHEET_SOURCE = "Fiche du projet, Coopération monégasque / project sheet, Monaco"


def load_sheet(sheet: Sheet, *, by: Account) -> Project:
    """The project as its sheet describes it. Loading it again changes only what differs.

    Raises ValidationError for a place that nobody knows, Refused without the capability.
    """
    with transaction.atomic():
        facts = {name: value for name, value in sheet.items() if name not in PARTS}
        facts |= {name: facts[name].strip() for name in ("context_fr", "context_en")}
        project = _kept(Project, {"code": facts.pop("code")}, facts, by=by)
        _load_surroundings(project, sheet, by=by)
        results = _load_results(project, sheet["results"], by=by)
        _load_indicators(project, results, sheet["indicators"], by=by)
        _load_money(project, sheet, by=by)
        return project


def _kept(model: type[R], key: Mapping[str, Any], values: Mapping[str, Any], *, by: Account) -> R:
    """The row with this key, changed to these values, or a new one."""
    record = model._default_manager.filter(**key).first() or model(**key)
    return write(record, by=by, **values)


def _load_surroundings(project: Project, sheet: Sheet, *, by: Account) -> None:
    for facts in sheet["places"]:
        _kept(ProjectPlace, {"project": project, "place": _place(facts)}, {}, by=by)
    for facts in sheet["partners"]:
        names = {name: facts[name] for name in ("name_fr", "name_en")}
        _kept(Partner, {"project": project, "part": facts["part"], **names}, {}, by=by)
    for order, facts in enumerate(sheet["target_groups"]):
        values = {**facts, "order": order, "source": SHEET_SOURCE}
        if (percent := facts.get("percent_female")) is not None:
            values["derived_female"] = head_count(facts["number"], percent)
        _kept(TargetGroup, {"project": project, "kind": values.pop("kind")}, values, by=by)


def _place(facts: Mapping[str, Any]) -> Place:
    found = [p for p in places_called(facts["name"]) if p.level in facts["levels"]]
    if not found:
        raise ValidationError(
            _("The place “%(name)s” of the project sheet is not in the list of places. Load the "
              "places first.") % {"name": facts["name"]}
        )  # fmt: skip
    return found[0]


def _load_results(
    project: Project, rows: list[dict[str, Any]], *, by: Account
) -> dict[str, Result]:
    loaded: dict[str, Result] = {}
    for order, facts in enumerate(rows):
        values = {**facts, "order": order}
        key = {"project": project, "code": values.pop("code")}
        above = values.pop("parent", None)
        values["parent_id"] = loaded[above].pk if above else None
        loaded[facts["code"]] = _kept(Result, key, values, by=by)
    return loaded


def _load_indicators(
    project: Project, results: dict[str, Result], rows: list[dict[str, Any]], *, by: Account
) -> None:
    for order, facts in enumerate(rows):
        values = {**facts, "order": order, "result_id": results[facts["result"]].pk}
        for name in ("code", "result", "targets"):
            values.pop(name, None)
        key = {"project": project, "code": facts["code"]}
        _check_definition(key, values)
        indicator = _kept(Indicator, key, values, by=by)
        for target in facts.get("targets", ()):
            set_target(indicator, by=by, **target)


def _check_definition(key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Another formula under the same version would make two series look like one."""
    found = Indicator.objects.filter(**key).first()
    if found is None or values.get("definition_version", 1) > found.definition_version:
        return
    if not found.measure and not found.definition_en:
        return
    told = [name for name in DEFINING if name in values and getattr(found, name)]
    if any(values[name] != getattr(found, name) for name in told):
        sentence = _(
            "The definition of %(code)s has changed. Give it version %(next)s: a new series "
            "begins, and the values of version %(now)s stay as they are."
        )
        raise ValidationError(
            sentence % {"code": found.code, "now": found.definition_version,
                        "next": found.definition_version + 1}
        )  # fmt: skip


def _load_money(project: Project, sheet: Sheet, *, by: Account) -> None:
    for order, facts in enumerate(sheet.get("budget_lines", ())):
        set_budget_line(project, by=by, order=order, **{**facts, "rate": Decimal(facts["rate"])})
    for facts in sheet.get("funder_words", ()):
        values = dict(facts)
        partner = Partner.objects.filter(project=project, name_en=values.pop("funder")).first()
        if partner is None:
            sentence = _("The sheet names a funder that is no partner: %(name)s.")
            raise ValidationError(sentence % {"name": facts["funder"]})
        _kept(FunderWord, {"partner": partner, "of": values.pop("of")}, values, by=by)


def set_target(
    indicator: Indicator, *, by: Account, day: date, source: str, value: Decimal | None = None,
    baseline: bool = False, numerator: int | None = None, denominator: int | None = None,
    scheme: str = "", key: str = "",
) -> IndicatorTarget:  # fmt: skip
    """A target or baseline for a day, with its source; one already set for that day is changed.

    scheme, key: of one category only. Raises ValidationError without a source or without any
    number, and for a target on the wrong side of its baseline.
    """
    if not source.strip():
        raise ValidationError(_("Say where the target comes from: a target needs a source."))
    if value is None and denominator is None:
        raise ValidationError(_("Give a value, or a numerator and a denominator."))
    place = {"indicator": indicator, "day": day, "baseline": baseline, "scheme": scheme, "key": key}
    values = {"numerator": numerator, "denominator": denominator, "source": source}
    number = None if value is None else Decimal(value).quantize(Decimal("0.0001"))
    if number is not None:
        _check_side(indicator, number, baseline=baseline, scheme=scheme, key=key)
    return _kept(IndicatorTarget, place, {**values, "value": number}, by=by)


BELOW = gettext_lazy(
    "%(code)s: the target %(goal)s lies below the baseline %(start)s, but higher is better. Check "
    "both numbers, or the direction of the indicator."
)
ABOVE = gettext_lazy(
    "%(code)s: the target %(goal)s lies above the baseline %(start)s, but lower is better. Check "
    "both numbers, or the direction of the indicator."
)


def _check_side(
    indicator: Indicator, number: Decimal, *, baseline: bool, scheme: str, key: str
) -> None:
    """A target lies on the better side of every baseline."""
    direction = direction_of(indicator)
    others = IndicatorTarget.objects.filter(
        indicator=indicator, baseline=not baseline, scheme=scheme, key=key, value__isnull=False
    )
    for other in (row.value for row in others if row.value is not None):
        start, goal = (number, other) if baseline else (other, number)
        wrong = {Direction.UP: goal < start, Direction.DOWN: goal > start}
        if wrong.get(direction):
            sentence = str(BELOW if direction is Direction.UP else ABOVE)
            said = {"goal": _plain(goal), "start": _plain(start)}
            raise ValidationError(sentence % {"code": indicator.code, **said})


def _plain(number: Decimal) -> str:
    """Without the zeros that only the column holds."""
    return value_in_words(number.normalize(), unit="")
