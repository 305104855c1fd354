"""Values and periods in the JSON API."""

import json
from uuid import uuid4

import pytest
from django.utils import timezone

from kinkeeper.mission.projects.models import IndicatorValue, ReportingPeriod
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
