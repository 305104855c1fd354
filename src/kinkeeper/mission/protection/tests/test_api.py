"""The JSON of protection: the same actions, the same refusals."""

import json
from uuid import uuid4

import pytest

from kinkeeper.mission.protection.models import Case, Report
from kinkeeper.mission.protection.tests.make import a_concern, a_report

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def api(client):
    def call(account, path, body=None):
        client.force_login(account, backend=BACKEND)
        if body is None:
            return client.get(f"/api{path}")
        return client.post(f"/api{path}", json.dumps(body), content_type="application/json")

    return call


def test_a_report_goes_from_telling_to_a_planned_case(api, desk, cast):
    said = {"place": str(desk.place.pk), "story": "vu", "form_id": str(uuid4())}
    for _twice in range(2):
        assert api(cast.awa, "/concerns", said).status_code == 200
    report = Report.objects.get()
    lines = api(desk.fanta, "/protection/reports").json()
    assert [line["id"] for line in lines] == [str(report.pk)]
    judged = {"risk": "low", "safety": "rien", "asked_who": True}
    path = f"/protection/reports/{report.pk}"
    assert api(desk.fanta, f"{path}/triage", {"risk": "low"}).status_code == 422
    for who in (desk.fanta, desk.yaya):
        assert api(who, f"{path}/triage", judged).status_code == 200
    assert api(desk.fanta, path).json()["state"] == "triaged"
    opening = {"worker": str(desk.fanta.pk), "basis": "consent"}
    assert api(desk.drissa, f"{path}/open_case", opening).json()["state"] == "case_opened"
    path = f"/protection/cases/{Case.objects.get().pk}"
    for kind, verb, propose in (("assessment", "assess", False), ("plan", "agree_plan", True)):
        done = api(desk.fanta, f"{path}/entries", {"kind": kind, "text": "écrit"})
        assert done.status_code == 200
        assert api(desk.fanta, f"{path}/{verb}", {"propose": propose}).status_code == 200
    assert api(desk.drissa, f"{path}/agree_plan", {}).json()["state"] == "case_plan"
    assert api(desk.drissa, "/protection/cases").json()[0]["state"] == "case_plan"


def test_the_other_register_has_other_addresses_and_people(api, desk, cast):
    concern = a_concern(desk.place)
    path = f"/safeguarding/{concern.pk}"
    assert api(cast.koro, f"{path}/secure", {"why": "dort ailleurs"}).json()["state"] == "secured"
    assert len(api(cast.koro, "/safeguarding").json()) == 1
    for who in (desk.drissa, cast.mariam, cast.nadia):
        assert api(who, path).status_code == 404
        assert api(who, "/safeguarding").status_code == 404


def test_what_is_not_there_and_what_is_not_allowed_look_the_same(api, desk, cast):
    report = a_report(desk.place)
    unknown = api(desk.fanta, f"/protection/reports/{uuid4()}")
    refused = api(cast.fatim, f"/protection/reports/{report.pk}")
    assert (unknown.status_code, unknown.content) == (refused.status_code, refused.content)
    assert api(cast.fatim, "/directory").json() == []
