"""Values, periods, expenses and targets in the JSON API."""

import json
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from kinkeeper.mission.projects.actions import set_budget_line
from kinkeeper.mission.projects.models import (
    Expense,
    IndicatorTarget,
    IndicatorValue,
    ReportingPeriod,
)
from kinkeeper.mission.projects.tests.make import recorde

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def say(client):
    def send(account, method, path, **body):
        client.force_login(account, backend=BACKEND)
        call = getattr(client, method)
        data = json.dumps(body) if body else None
        answer = call(f"/api{path}", data, content_type="application/json")
        return answer.status_code, answer.json() if answer.content else None

    return send


def value_of(**more):
    return {"on": "2019-01-20", "numerator": 80, "denominator": 120, "sample": 120,
            "design": "random", "source": "Enquête", "form_id": str(uuid4()), **more}  # fmt: skip


def test_a_value_goes_its_way_by_the_api(say, cast, stage):
    recorde(cast.mariam)
    assert say(cast.fatim, "post", "/projects/RECORDE/periods/2018-Q4")[0] == 200
    assert say(cast.fatim, "post", "/projects/RECORDE/periods/2031-Q1")[0] == 422
    address = "/projects/RECORDE/periods/2018-Q4/values/P-4"
    wrong, said = say(cast.fatim, "put", address, **value_of(numerator=121))
    assert wrong == 422
    assert "121" in said["sentences"][0]
    done, made = say(cast.fatim, "put", address, **value_of())
    assert done == 200
    step = {"on": "2019-01-21", "form_id": str(uuid4())}
    assert say(cast.pierre, "post", f"/project-values/{made['id']}/submit", **step)[0] == 404
    assert say(cast.fatim, "post", f"/project-values/{made['id']}/submit", **step)[0] == 200
    again, answer = say(
        cast.mariam, "post", f"/project-values/{made['id']}/approve", on="2019-01-22",
        form_id=str(uuid4()),
    )  # fmt: skip
    assert (again, answer["state"]) == (200, "approved")
    assert IndicatorValue.objects.get().numerator == 80


def test_a_period_is_proposed_and_closed_by_the_api(say, cast, stage):
    recorde(cast.mariam)
    say(cast.fatim, "post", "/projects/RECORDE/periods/2018-Q4")
    period = ReportingPeriod.objects.get()
    told = {"on": timezone.localdate().isoformat()}
    close = f"/project-periods/{period.pk}/close"
    early = say(cast.mariam, "post", close, **told, form_id=str(uuid4()))
    assert early[0] == 422
    assert say(cast.fatim, "post", close, **told, propose=True, form_id=str(uuid4()))[0] == 200
    done, state = say(cast.mariam, "post", close, **told, form_id=str(uuid4()))
    assert (done, state["state"]) == (200, "closed")
    listed = say(cast.mariam, "get", "/projects/RECORDE/periods")[1]
    assert {"2018-Q4": "closed"}.items() <= {p["code"]: p["state"] for p in listed}.items()


def test_an_expense_is_recorded_and_listed_by_the_api(say, cast, stage):
    project = recorde(cast.mariam)
    set_budget_line(
        project, by=cast.mariam, code="L1", name_fr="Transport", name_en="Transport",
        amount_minor=100_000, rate=Decimal("655.957"), source="convention",
    )  # fmt: skip
    address = "/projects/RECORDE/expenses"
    paid = {"paid_on": "2019-03-01", "amount": "655957", "currency": "XOF", "budget_line": "L1",
            "form_id": str(uuid4())}  # fmt: skip
    first, again = (say(cast.mariam, "post", address, **paid) for _twice in range(2))
    assert (first[0], first[1]) == (200, again[1])
    told = say(cast.mariam, "get", address)[1]
    assert [(e["budget_line"], e["paid_minor"], e["counted_minor"]) for e in told] == [
        ("L1", 655_957, 100_000)
    ]
    assert say(cast.mariam, "post", address, **paid | {"budget_line": "L9"})[0] == 404


@pytest.mark.parametrize(
    "changed",
    [
        {"line": ""}, {"paid_on": "2099-01-01"}, {"amount": "10.555"}, {"amount": "0"},
        {"currency": "ZZZ"}, {"currency": "euro"}, {"currency": "USD"},
    ],
)  # fmt: skip
def test_an_expense_that_cannot_be_is_said_and_not_kept(say, cast, stage, changed):
    recorde(cast.mariam)
    paid = {"paid_on": "2019-03-01", "amount": "10.5", "currency": "EUR", "line": "Audit"}
    code, said = say(cast.mariam, "post", "/projects/RECORDE/expenses", **paid | changed)
    assert code == 422
    assert said
    assert not Expense.objects.exists()


def test_a_target_is_set_and_changed_by_the_api(say, cast, stage):
    recorde(cast.mariam)
    address = "/projects/RECORDE/indicators/P-4/targets"
    given = {"what": "target", "day": "2020-10-01", "value": "70", "source": "fiche"}
    made = say(cast.mariam, "put", address, **given)
    assert made[0] == 200
    assert say(cast.mariam, "put", address, **given | {"value": "75"})[1] == made[1]
    row = IndicatorTarget.objects.get(pk=made[1]["id"])
    assert (row.baseline, row.value) == (False, Decimal(75))
    assert say(cast.mariam, "put", address, **given | {"source": " "})[0] == 422
    together = "/projects/RECORDE/indicators/P-1/targets"
    assert say(cast.mariam, "put", together, **given)[0] == 404


@pytest.mark.parametrize("name", ["pierre", "awa", "nadia"])
def test_who_neither_spends_nor_promises_finds_neither(say, cast, stage, name):
    recorde(cast.mariam)
    account = getattr(cast, name)
    paid = {"paid_on": "2019-03-01", "amount": "10.5", "currency": "EUR", "line": "Audit"}
    given = {"what": "target", "day": "2020-10-01", "value": "70", "source": "fiche"}
    assert say(account, "get", "/projects/RECORDE/expenses")[0] == 404
    assert say(account, "post", "/projects/RECORDE/expenses", **paid)[0] == 404
    assert say(account, "put", "/projects/RECORDE/indicators/P-4/targets", **given)[0] == 404
