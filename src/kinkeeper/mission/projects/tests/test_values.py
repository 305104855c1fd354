"""Values of a period from draft to approval, and periods that are closed and opened again."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from kinkeeper.ground.access.queries import roles_of
from kinkeeper.ground.access.roles import MACHINE, roles_with
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.queries import stage_of
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.queries import position
from kinkeeper.ground.reports.figures import State
from kinkeeper.ground.reports.frozen import recompute
from kinkeeper.ground.reports.models import FrozenReport
from kinkeeper.ground.reports.offers import due_lines
from kinkeeper.mission.projects.actions import (
    begin_period,
    decline_close,
    enter_value,
    load_sheet,
    propose_close,
    record_expense,
    set_budget_line,
    set_target,
    take_period_step,
    take_value_step,
    write_narrative,
)
from kinkeeper.mission.projects.entered import CellGiven, Given
from kinkeeper.mission.projects.framework import Moment, build
from kinkeeper.mission.projects.models import Indicator
from kinkeeper.mission.projects.process import PERIOD, VALUE
from kinkeeper.mission.projects.sheets import sheet_of
from kinkeeper.mission.projects.tests.make import recorde

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAY = date(2019, 1, 20)
TOLD = Told(DAY)
WHO = ("awa", "fatim", "moussa", "mariam", "oumar", "claire", "pierre", "hawa", "nadia", "nobody")
SEXES = tuple(
    CellGiven("sex", key, top, base)
    for key, top, base in (("F", 50, 70), ("M", 30, 50), ("", 0, 0))
)
SURVEY = Given(
    numerator=80, denominator=120, cells=SEXES, sample=120, design="cluster", effect=Decimal("1.5")
)


@pytest.fixture
def project(cast, stage):
    return recorde(cast.mariam)


@pytest.fixture
def period(cast, project):
    return begin_period(project, "2018-q4", by=cast.hawa, on=date(2018, 10, 2))


def indicator_of(project, code="P-4"):
    return Indicator.objects.get(project=project, code=code)


def entered(project, period, by, given=SURVEY, code="P-4"):
    return enter_value(
        indicator_of(project, code), period, by=by, told=TOLD, given=given, source="Enquête 2018"
    )


def approved(project, period, cast, given=SURVEY, code="P-4"):
    value = entered(project, period, cast.fatim, given, code)
    take_value_step(value, "submit", by=cast.fatim, told=TOLD)
    take_value_step(value, "approve", by=cast.mariam, told=TOLD)
    return value


def figure(project, code="P-4", on=date(2018, 12, 31), **moment):
    built = build(project, moment=Moment(on, **moment))
    return next(line for line in built.lines if line.indicator.code == code).figure


def test_only_an_approved_value_counts(cast, project, period):
    value = entered(project, period, cast.fatim)
    assert figure(project).state is State.NOT_COLLECTED
    take_value_step(value, "submit", by=cast.fatim, told=TOLD)
    assert figure(project).state is State.NOT_COLLECTED
    take_value_step(value, "approve", by=cast.mariam, told=TOLD)
    found = figure(project)
    assert (found.state, found.value) == (State.ENTERED, Decimal("66.7"))
    assert [d.value for d in found.details] == [120, Decimal("55.8"), Decimal("76.0")]


def test_who_submits_does_not_approve_nor_return(cast, project, period):
    value = entered(project, period, cast.hawa)
    take_value_step(value, "submit", by=cast.hawa, told=TOLD)
    with pytest.raises(ValidationError, match=r"colleague|autre personne"):
        take_value_step(value, "approve", by=cast.hawa, told=TOLD)
    with pytest.raises(Refused):
        take_value_step(value, "return", by=cast.hawa, told=Told(DAY, "unclear", "non"))


def test_a_returned_value_is_changed_and_submitted_again(cast, project, period):
    value = entered(project, period, cast.fatim)
    take_value_step(value, "submit", by=cast.fatim, told=TOLD)
    with pytest.raises(ValidationError, match=r"submitted|soumise"):
        entered(project, period, cast.fatim)
    take_value_step(value, "return", by=cast.mariam, told=Told(DAY, "unclear", "quelle enquête ?"))
    assert any("P-4" in line.who for line in due_lines(cast.fatim, date(2019, 2, 5)))
    again = entered(project, period, cast.fatim)
    assert again.pk == value.pk
    take_value_step(value, "submit", by=cast.fatim, told=TOLD)
    take_value_step(value, "approve", by=cast.mariam, told=TOLD)
    assert stage_of(VALUE, value.pk).state == "approved"


@pytest.mark.parametrize("verb", ["submit", "approve", "return", "correct"])
def test_only_who_holds_the_capability_takes_a_step(cast, project, period, verb):
    step = VALUE.transition(verb)
    value = entered(project, period, cast.fatim)
    if verb in ("approve", "return", "correct"):
        take_value_step(value, "submit", by=cast.fatim, told=TOLD)
    if verb == "correct":
        take_value_step(value, "approve", by=cast.mariam, told=TOLD)
    told = Told(DAY, step.reasons[0][0] if step.reasons else "", "note")
    for name in WHO:
        account = getattr(cast, name)
        here = name != "moussa"  # a director elsewhere
        if here and roles_of(account) & (roles_with(step.capability) - {MACHINE}):
            continue
        with pytest.raises(Refused):
            take_value_step(value, verb, by=account, told=told)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Given(numerator=80, denominator=120, cells=(CellGiven("sex", "F", 50, 70),),
               sample=120, design="random"), "120"),
        (Given(numerator=80, denominator=120, design="random"), "n"),
        (Given(value=Decimal(62), sample=10, design="random"), "both|deux"),
    ],
)  # fmt: skip
def test_wrong_values_are_refused_with_their_sentence(cast, project, period, given, said):
    with pytest.raises(ValidationError, match=said):
        entered(project, period, cast.fatim, given)


def test_a_value_without_a_source_is_refused(cast, project, period):
    with pytest.raises(ValidationError, match=r"register|registre"):
        enter_value(indicator_of(project), period, by=cast.fatim, told=TOLD, given=SURVEY)


def close(period, cast, on=DAY):
    propose_close(period, by=cast.fatim, told=Told(on))
    return take_period_step(period, "close", by=cast.mariam, told=Told(on))


def test_a_period_with_a_draft_is_not_closed(cast, project, period):
    entered(project, period, cast.fatim)
    with pytest.raises(ValidationError, match=r"approved|approuvées"):
        propose_close(period, by=cast.fatim, told=TOLD)


def test_a_period_is_not_closed_before_it_ended_nor_by_its_proposer(cast, project, period):
    with pytest.raises(ValidationError, match=r"ended|terminée"):
        propose_close(period, by=cast.hawa, told=Told(date(2018, 12, 31)))
    propose_close(period, by=cast.hawa, told=TOLD)
    with pytest.raises(ValidationError, match=r"colleague|autre personne"):
        take_period_step(period, "close", by=cast.hawa, told=TOLD)
    decline_close(period, by=cast.mariam, note="pas encore")
    close(period, cast)
    assert stage_of(PERIOD, period.pk).state == "closed"


def test_a_closed_period_is_locked_and_opened_again_only_with_a_reason(cast, project, period):
    value = approved(project, period, cast)
    close(period, cast)
    kept = FrozenReport.objects.get()
    for locked in (
        lambda: entered(project, period, cast.fatim),
        lambda: take_value_step(value, "correct", by=cast.fatim, told=Told(DAY, "mistake")),
        lambda: write_narrative(period, by=cast.fatim, narrative_fr="x", narrative_en=""),
    ):
        with pytest.raises(ValidationError, match=r"closed|close"):
            locked()
    with pytest.raises(ValidationError):
        take_period_step(period, "reopen", by=cast.mariam, told=TOLD)
    take_period_step(period, "reopen", by=cast.mariam, told=Told(DAY, "mistake"))
    take_value_step(value, "correct", by=cast.fatim, told=Told(DAY, "mistake"))
    right = Given(numerator=90, denominator=120, sample=120, design="cluster")
    entered(project, period, cast.fatim, right)
    take_value_step(value, "submit", by=cast.fatim, told=TOLD)
    take_value_step(value, "approve", by=cast.mariam, told=TOLD)
    close(period, cast)
    assert FrozenReport.objects.count() == 2
    kept.refresh_from_db()
    published = next(n for n in kept.numbers if n["code"] == "P-4")["figure"]["value"]
    assert (published, figure(project).value) == ("66.7", Decimal("75.0"))


def test_what_was_published_is_computed_again_from_its_ledger_position(cast, project, period):
    value = approved(project, period, cast)
    close(period, cast)
    take_period_step(period, "reopen", by=cast.mariam, told=Told(DAY, "late"))
    take_value_step(value, "correct", by=cast.fatim, told=Told(DAY, "late"))
    entered(project, period, cast.fatim, Given(absent="not_collected"))
    assert recompute(FrozenReport.objects.get()).equal
    assert figure(project, seq=position()).state is State.NOT_COLLECTED


def test_a_new_definition_begins_a_new_series_and_says_so(client, cast, project, period):
    approved(project, period, cast)
    sheet = sheet_of("RECORDE")
    mine = next(i for i in sheet["indicators"] if i["code"] == "P-4")
    mine["definition_en"] = "Something else is counted."
    with pytest.raises(ValidationError, match="version 2"):
        load_sheet(sheet, by=cast.mariam)
    mine["definition_version"] = 2
    load_sheet(sheet, by=cast.mariam)
    assert figure(project).state is State.NOT_COLLECTED
    client.force_login(cast.mariam, backend=BACKEND)
    for language, said in (("en", "entered under version 1 is kept apart"),
                           ("fr", "saisi sous la version 1 reste à part")):  # fmt: skip
        client.cookies["django_language"] = language
        assert said in client.get(reverse("project", args=["RECORDE"])).content.decode()


def test_a_target_on_the_wrong_side_of_its_baseline_is_refused(cast, project):
    indicator = indicator_of(project)
    set_target(indicator, by=cast.mariam, day=date(2018, 1, 1), source="x", value=55, baseline=True)
    with pytest.raises(ValidationError, match="40"):
        set_target(indicator, by=cast.mariam, day=date(2020, 1, 1), source="x", value=40)
    set_target(
        indicator, by=cast.mariam, day=date(2020, 1, 1), source="x", value=40, scheme="sex", key="F"
    )


def line_of(project, by, **values):
    facts = {"code": "A1", "name_fr": "Personnel", "name_en": "Staff", "source": "exemple",
             "amount_minor": 10_000_00, "rate": Decimal("655.957")}  # fmt: skip
    return set_budget_line(project, by=by, **{**facts, **values})


def test_a_budget_line_holds_one_amount_in_two_currencies(cast, project):
    assert line_of(project, cast.mariam).other_minor == 6_559_570
    with pytest.raises(ValidationError, match="559"):
        line_of(project, cast.mariam, other_minor=7_000_000)


def test_an_expense_in_a_third_currency_is_refused_on_its_line(cast, project):
    line = line_of(project, cast.mariam)
    paid = {"by": cast.mariam, "paid_on": DAY, "line": "Personnel", "budget_line": line}
    record_expense(project, paid_minor=655_957, paid_currency="XOF", **paid)
    with pytest.raises(ValidationError, match="USD"):
        record_expense(project, paid_minor=1, paid_currency="USD", rate=Decimal("0.9"), **paid)


def test_indicators_read_together_say_from_which_and_have_no_number(cast, project):
    built = build(project, moment=Moment(date(2018, 12, 31)))
    found = {line.indicator.code: line for line in built.lines}
    assert [p.indicator.code for p in found["P-1"].parts] == ["P-4", "P-5", "P-6", "P-7"]
    assert found["P-1"].figure.state is State.NOT_APPLICABLE
    for number in range(1, 15):
        line = found[f"P-{number}"]
        assert line.figure.value is not None or line.indicator.waits_fr or line.measure


# --- screens ----------------------------------------------------------------------------------


def test_a_value_is_entered_submitted_and_approved_by_its_pages(client, cast, project, period):
    client.force_login(cast.fatim, backend=BACKEND)
    url = reverse("project_value_enter", args=["RECORDE", "2018-Q4", "P-4"])
    page = client.get(url).content.decode()
    assert "Non précisé" in page or "non précisé" in page or "sex." in page
    typed = {
        "form_id": uuid4(), "on": "2019-01-20", "numerator": 80, "denominator": 120,
        "sample": 120, "design": "random", "effect": 1, "source": "Enquête", "comment": "",
        "absent": "", "place": "", "sex.F": 50, "sex.F.of": 70, "sex.M": 30, "sex.M.of": 50,
    }  # fmt: skip
    for language, said in (("fr", "les parties font 110"), ("en", "the parts make 110")):
        client.cookies["django_language"] = language
        wrong = client.post(url, {**typed, "sex.M.of": 40}).content.decode()
        assert said in wrong
        assert 'name="source" value="Enquête"' in wrong
    client.cookies["django_language"] = "fr"
    made = client.post(url, typed)
    assert made.status_code == 302
    step = made.url + "steps/submit/"
    client.post(step, {"form_id": uuid4(), "on": "2019-01-20", "note": ""})
    client.force_login(cast.mariam, backend=BACKEND)
    assert any("P-4" in line.who for line in due_lines(cast.mariam, DAY))
    client.post(made.url + "steps/approve/", {"form_id": uuid4(), "on": "2019-01-20", "note": ""})
    assert figure(project).numerator == 80
    listed = client.get(reverse("project_period", args=["RECORDE", "2018-Q4"])).content.decode()
    assert "66,7" in listed


def test_a_funder_opens_no_single_value(client, cast, project, period):
    value = approved(project, period, cast)
    client.force_login(cast.pierre, backend=BACKEND)
    for url in (
        reverse("project_value", args=[value.pk]),
        reverse("project_periods", args=["RECORDE"]),
        reverse("project_value_enter", args=["RECORDE", "2018-Q4", "P-4"]),
    ):
        assert client.get(url).status_code == 404
