"""Entering a value of a period, and taking it to its approval. Whoever submits does not approve."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.roles import REPORTING
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.actions import Told, begin, decline, move, propose
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.queries import open_proposals, stage_of
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.reports.words import SCHEME_NAMES
from kinkeeper.mission.projects.entered import Given, Problem, problems
from kinkeeper.mission.projects.models import Indicator, IndicatorValue, ReportingPeriod, Source
from kinkeeper.mission.projects.process import DRAFT, RETURNED, UNLOCKED_NEED, VALUE
from kinkeeper.mission.projects.reading import (
    given_of,
    place_of_work,
    unit_of,
    unlocked,
    value_evidence,
)

SENTENCES: dict[str, Any] = {
    "absent_with_number": gettext_lazy(
        "Either there is a number, or the reason why there is none; not both."
    ),
    "no_sample": gettext_lazy("A survey needs the number of people asked (n)."),
    "no_design": gettext_lazy("Say how the people of the survey were chosen."),
    "percent_needs_parts": gettext_lazy(
        "A percentage is entered as how many, out of how many: give both."
    ),
    "more_than_all": gettext_lazy(
        "%(numerator)s counted out of %(denominator)s: there cannot be more than all of them."
    ),
    "no_value": gettext_lazy("Give the number, or say why there is none. Empty is not 0."),
    "unknown_scheme": gettext_lazy("This indicator is not broken down in this way: %(scheme)s."),
    "same_cell_twice": gettext_lazy("%(scheme)s: one category is given twice."),
    "parts_do_not_meet": gettext_lazy(
        "%(scheme)s: the parts make %(sum)s, the total is %(total)s (difference %(difference)s). "
        "Whoever is not known goes under “not recorded”."
    ),
}
CELLS_KEPT = ("scheme", "key", "numerator", "denominator")


def enter_value(
    indicator: Indicator, period: ReportingPeriod, *, by: Account, told: Told, given: Given,
    place: Place | None = None, source: str = "", comment: str = "",
) -> IndicatorValue:  # fmt: skip
    """A draft for the period; one that is there as draft or returned is changed.

    Raises ValidationError with every sentence of what is wrong: a closed period, parts that do not
    meet their total, a percentage without both numbers, a survey without n.
    """
    _check(indicator, period, given, source)
    key = {"indicator": indicator, "period": period, "place": place,
           "definition_version": indicator.definition_version}  # fmt: skip
    found = IndicatorValue.objects.filter(**key).first()
    with transaction.atomic():
        if found is not None:
            _check_state(found)
        value = write(
            found or IndicatorValue(**key), by=by, occurred_on=told.on, source=source.strip(),
            comment=comment.strip(), **_columns(given),
        )  # fmt: skip
        if found is None:
            where = place_of_work(indicator.project, by=by)
            begin(VALUE, value, verb="enter", place=where, by=by, told=told)
        return value


def _columns(given: Given) -> dict[str, Any]:
    return {
        "value": given.value, "numerator": given.numerator, "denominator": given.denominator,
        "absent": given.absent, "sample": given.sample, "design": given.design,
        "effect": given.effect,
        "cells": [{name: getattr(c, name) for name in CELLS_KEPT} for c in given.cells],
    }  # fmt: skip


def _check(indicator: Indicator, period: ReportingPeriod, given: Given, source: str) -> None:
    if not unlocked(period):
        raise ValidationError(str(UNLOCKED_NEED.missing))
    found = problems(
        given, unit=unit_of(indicator), survey=indicator.collected == Source.SURVEY,
        schemes=indicator.schemes,
    )  # fmt: skip
    said = [*_sentences(found)]
    if not source.strip():
        said.append(_("Say where the number comes from: register, survey, report."))
    if said:
        raise ValidationError(said)


def _sentences(found: Iterable[Problem]) -> Iterable[str]:
    for problem in found:
        facts = dict(problem.facts)
        if scheme := facts.get("scheme"):
            facts["scheme"] = str(SCHEME_NAMES.get(str(scheme), scheme))
        yield str(SENTENCES[problem.code]) % facts


def _check_state(value: IndicatorValue) -> None:
    stage = stage_of(VALUE, value.pk)
    if stage is None or stage.state not in (DRAFT, RETURNED):
        raise ValidationError(
            _("This value is submitted or approved already. To change it, it is returned, or "
              "corrected with a reason.")
        )  # fmt: skip


def take_value_step(value: IndicatorValue, verb: str, *, by: Account, told: Told) -> Stage:
    """Submit, approve, return or correct. Submitting asks a colleague for the approval.

    Raises ValidationError with what is missing, Refused without the capability.
    """
    proof = value_evidence(value)
    with transaction.atomic():
        if verb == "return":
            _take_back(value, by=by, told=told)
        stage = move(VALUE, value, verb=verb, by=by, told=told, evidence=proof, purpose=REPORTING)
        if verb == "submit":
            _still_right(value)
            propose(VALUE, value, verb="approve", by=by, told=Told(told.on), evidence=proof,
                    purpose=REPORTING)  # fmt: skip
        return stage


def _still_right(value: IndicatorValue) -> None:
    _check(value.indicator, value.period, given_of(value), value.source)


def _take_back(value: IndicatorValue, *, by: Account, told: Told) -> None:
    """A returned value is no longer proposed; whoever submitted it cannot return it."""
    if proposal := open_proposals(VALUE, value.pk).get("approve"):
        decline(proposal, by=by, told=told)
