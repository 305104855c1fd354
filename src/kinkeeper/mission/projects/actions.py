"""What is done to a project: load its sheet, set a target, write down an expense, freeze."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.places.queries import places_called
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.records.queries import position
from kinkeeper.ground.reports.frozen import freeze as freeze_report
from kinkeeper.ground.reports.models import FrozenReport
from kinkeeper.mission.projects.framework import Moment
from kinkeeper.mission.projects.frozen import SOURCE
from kinkeeper.mission.projects.models import (
    Expense,
    Indicator,
    IndicatorTarget,
    Partner,
    Project,
    ProjectPlace,
    Result,
    TargetGroup,
)
from kinkeeper.mission.projects.rules import (
    UnknownCurrency,
    converted,
    decimals,
    fixed_rate,
    head_count,
)
from kinkeeper.mission.projects.sheets import Sheet

R = TypeVar("R", bound=Record)
PARTS = ("partners", "places", "target_groups", "results", "indicators")
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
        indicator = _kept(Indicator, key, values, by=by)
        for target in facts.get("targets", ()):
            set_target(indicator, by=by, **target)


def set_target(
    indicator: Indicator, *, by: Account, day: date, source: str, value: Decimal | None = None,
    baseline: bool = False, numerator: int | None = None, denominator: int | None = None,
) -> IndicatorTarget:  # fmt: skip
    """A target or baseline for a day, with its source; one already set for that day is changed.

    Raises ValidationError without a source or without any number.
    """
    if not source.strip():
        raise ValidationError(_("Say where the target comes from: a target needs a source."))
    if value is None and denominator is None:
        raise ValidationError(_("Give a value, or a numerator and a denominator."))
    key = {"indicator": indicator, "day": day, "baseline": baseline}
    values = {"numerator": numerator, "denominator": denominator, "source": source}
    number = None if value is None else Decimal(value).quantize(Decimal("0.0001"))
    return _kept(IndicatorTarget, key, {**values, "value": number}, by=by)


def record_expense(
    project: Project, *, by: Account, paid_on: date, line: str, paid_minor: int,
    paid_currency: str, rate: Decimal | None = None,
) -> Expense:  # fmt: skip
    """An amount paid, in minor units of its currency (XOF has none), counted in the project's.

    rate: project currency per paid unit; not needed for the same currency or XOF into EUR.
    Raises ValidationError for a date in the future, an unknown currency, a missing rate.
    """
    rate = rate or _known_rate(paid_currency, project.currency)
    _check_expense(paid_on=paid_on, paid_minor=paid_minor, rate=rate)
    counted = converted(paid_minor, paid=paid_currency, counted=project.currency, rate=rate)
    return write(
        Expense(project=project), by=by, occurred_on=paid_on, paid_on=paid_on, line=line,
        paid_minor=paid_minor, paid_currency=paid_currency, counted_minor=counted, rate=rate,
    )  # fmt: skip


def _known_rate(paid: str, counted: str) -> Decimal:
    try:
        decimals(paid)
    except UnknownCurrency as error:
        sentence = _("The currency “%(currency)s” is not known here. Use XOF, EUR, USD, CHF, GBP.")
        raise ValidationError(sentence % {"currency": paid}) from error
    rate = fixed_rate(paid, counted)
    if rate is None:
        raise ValidationError(_("Give the exchange rate: it has no fixed value."))
    return rate


def _check_expense(*, paid_on: date, paid_minor: int, rate: Decimal) -> None:
    if paid_on > timezone.localdate():
        raise ValidationError(_("The day of payment lies in the future."))
    if paid_minor <= 0 or rate <= 0:
        raise ValidationError(_("The amount and the rate must be greater than zero."))


def freeze(project: Project, *, moment: Moment, title: str, by: Account) -> FrozenReport:
    """Keep the framework as it stands at the ledger position of the moment asked for.

    Raises ValidationError without a title, Refused without the capability.
    """
    if not title.strip():
        raise ValidationError(_("Give the report a title."))
    known = {"known_at": moment.known_at.isoformat()} if moment.known_at else {}
    with transaction.atomic():
        return freeze_report(
            source=SOURCE, title=title.strip(), project=project.pk, by=by,
            seq=position() if moment.seq is None else moment.seq,
            parameters={"project": project.code, "on": moment.on.isoformat(), **known},
        )  # fmt: skip
