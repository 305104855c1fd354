"""Recording an expense and setting a target, on their pages, in both languages."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from kinkeeper.mission.projects.actions import set_budget_line
from kinkeeper.mission.projects.models import Expense, Indicator, IndicatorTarget
from kinkeeper.mission.projects.tests.make import recorde

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LANGUAGES = ("en", "fr")
NEW = reverse("project_expense", args=["RECORDE"])
TARGET = reverse("project_target", args=["RECORDE", "P-4"])


@pytest.fixture
def project(cast):
    return recorde(cast.mariam)


@pytest.fixture
def line(cast, project):
    return set_budget_line(
        project, by=cast.mariam, code="L1", name_fr="Transport", name_en="Transport",
        amount_minor=100_000, rate=Decimal("655.957"), source="convention",
    )  # fmt: skip


@pytest.fixture
def post(client, cast):
    def send(address, language="en", by=None, **typed):
        client.force_login(by or cast.mariam, backend=BACKEND)
        client.cookies["django_language"] = language
        return client.post(address, {"form_id": uuid4(), **typed})

    return send


def an_expense(line, **changed):
    return {"paid_on": "2019-03-01", "budget_line": line.pk, "amount": "655957",
            "currency": "XOF"} | changed  # fmt: skip


def test_francs_are_counted_in_euros_at_once(post, client, line, project):
    answer = post(NEW, **an_expense(line))
    row = Expense.objects.get()
    assert answer.url == reverse("project", args=["RECORDE"]) + "#budget"
    assert (row.counted_minor, row.paid_minor, row.budget_line) == (100_000, 655_957, line)
    assert "1\N{NARROW NO-BREAK SPACE}000.00 EUR" in client.get(answer.url).content.decode()


def test_an_expense_outside_the_budget_says_what_it_was_for(post, project):
    typed = {"paid_on": "2019-03-01", "budget_line": "", "amount": "10,5", "currency": "EUR"}
    assert "Choose a budget line" in post(NEW, **typed).content.decode()
    post(NEW, **typed, line="Audit")
    assert (Expense.objects.get().line, Expense.objects.get().counted_minor) == ("Audit", 1_050)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"currency": "USD", "rate": "0.9"},
         ("kept in EUR and XOF; this expense is in USD", "tenue en EUR et XOF")),
        ({"amount": "10.5"}, ("XOF has 0 decimals", "XOF a 0 décimale")),
        ({"amount": ""}, ("Write the amount", "Écrivez le montant")),
        ({"paid_on": "2999-01-01"}, ("lies in the future", "dans le futur")),
        ({"amount": "0"}, ("greater than zero", "supérieurs à zéro")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_expense_is_refused_and_what_was_typed_stays(post, line, changed, said, language):
    answer = post(NEW, language, **an_expense(line, **changed))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert said[LANGUAGES.index(language)] in text
    assert str(line.pk) in text
    assert f'value="{an_expense(line, **changed)["amount"]}"' in text or not changed.get("amount")
    assert not Expense.objects.exists()


def a_target(**changed):
    return {"what": "target", "day": "2020-09-30", "value": "75", "source": "fiche"} | changed


def test_a_baseline_and_a_target_stand_in_the_framework(post, client, project):
    post(TARGET, **a_target(what="baseline", value="32,5", day="2017-12-31"))
    answer = post(TARGET, **a_target())
    assert answer.url == reverse("project", args=["RECORDE"]) + "#P-4"
    text = client.get(reverse("project", args=["RECORDE"])).content.decode()
    assert "75\N{NO-BREAK SPACE}% (30/09/2020)" in text
    assert "32.5\N{NO-BREAK SPACE}% (31/12/2017)" in text
    assert 'href="/projects/RECORDE/indicators/P-4/target/"' in text


@pytest.mark.parametrize(
    ("language", "said"), [("en", "lies below the baseline 40"), ("fr", "est inférieure à")]
)
def test_a_target_below_its_baseline_is_refused_with_what_was_typed(
    post, project, language, said
):  # fmt: skip
    post(TARGET, **a_target(what="baseline", value="40", day="2017-12-31"))
    text = post(TARGET, language, **a_target(value="30")).content.decode()
    assert said in text
    assert 'value="30"' in text
    assert IndicatorTarget.objects.filter(indicator__code="P-4").count() == 1


def test_only_those_who_may_are_asked(post, client, cast, project, line):
    for address in (NEW, TARGET):
        client.force_login(cast.fatim, backend=BACKEND)
        assert client.get(address).status_code == 404
    assert client.get(reverse("project_target", args=["RECORDE", "P-99"])).status_code == 404
    text = client.get(reverse("project", args=["RECORDE"])).content.decode()
    assert "expenses/new" not in text
    assert "/target/" not in text
    together = Indicator.objects.get(code="P-1", project=project)
    client.force_login(cast.mariam, backend=BACKEND)
    address = reverse("project_target", args=["RECORDE", together.code])
    assert client.get(address).status_code == 404
