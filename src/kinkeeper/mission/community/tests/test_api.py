"""The JSON API: structures, one verb for each sheet, the steps of the tables."""

from uuid import uuid4

import pytest
from django.test import Client

from kinkeeper.ground.access.api_doors import doors_of
from kinkeeper.mission.community.api import ADDRESSES, VERBS, router
from kinkeeper.mission.community.models import Gathering, SavingsMeeting, Structure
from kinkeeper.mission.community.tests.make import BEGUN, a_cycle, a_structure
from kinkeeper.mission.people.queries import members_of
from kinkeeper.mission.strengthening.tests.make import a_family

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
OUTSIDE = ("oumar", "moussa", "claire", "pierre", "hawa", "nadia", "nobody")


def speak(account):
    client = Client()
    client.force_login(account, backend=BACKEND)

    def ask(path, body=None):
        address = f"/api/community/{path}"
        if body is None:
            return client.get(address)
        return client.post(address, body, content_type="application/json")

    return ask


SESSION = {
    "kind": "session", "theme": "rights", "held_on": "2018-03-01",
    "counts": {"F": {"6-11": 9}, "M": {"6-11": 7}},
}  # fmt: skip


def test_a_structure_is_recorded_read_and_listed(cast, stage):
    ask = speak(cast.awa)
    body = {
        "sort": "club", "name": "Club", "place": str(stage.badia.pk), "since": "2018-02-01",
        "form_id": str(uuid4()),
    }  # fmt: skip
    made = [ask("structures", body).json()["id"] for _time in range(2)]
    assert made[0] == made[1]
    assert ask("structures?sort=club").json()[0]["state"] == "planned"
    assert ask(f"structures/{made[0]}").json()["state"] == "planned"
    assert ask("structures", body | {"place": str(stage.socoura.pk)}).status_code == 404
    assert Structure.objects.count() == 1


def test_a_session_is_told_its_doubt_and_confirmed(cast, stage):
    club = a_structure(by=cast.awa, place=stage.kita_town, sort="club")
    ask, path = speak(cast.awa), f"structure/{club.pk}/record_gathering"
    many = SESSION | {"counts": {"F": {"6-11": 90}}}
    assert ask(path, many).status_code == 422
    assert ask(path, many | {"sure": ["club"]}).status_code == 200
    wrong = ask(path, SESSION | {"said": 20})
    assert "20" in wrong.json()["sentences"][0]
    assert Gathering.objects.count() == 1


def test_a_meeting_goes_to_the_open_cycle(cast, stage):
    group = a_structure(by=cast.awa, place=stage.kita_town, sort="savings")
    ask, path = speak(cast.awa), f"structure/{group.pk}/record_meeting"
    body = {"held_on": "2018-02-01", "women": 18, "men": 2, "shares": 40, "box": 8_000}
    assert ask(path, body).status_code == 404
    a_cycle(group, by=cast.awa)
    assert ask(path, body).status_code == 200
    assert SavingsMeeting.objects.get().box == 8_000
    out = {"held_on": "2018-12-01", "members": 20, "shares": 40, "per_share": 200, "paid": 1}
    assert ask(f"structure/{group.pk}/share_out", out).status_code == 422


def test_help_and_money_of_a_family(cast, stage):
    family = a_family(by=cast.awa, place=stage.kita_town)
    garden = a_structure(by=cast.awa, place=stage.kita_town, sort="garden")
    ask = speak(cast.awa)
    gift = {"on": "2018-06-01", "worth_xof": 5_000, "family": str(family.pk)}
    assert ask(f"structure/{garden.pk}/give", gift).status_code == 200
    assert ask(f"structure/{garden.pk}/give", gift | {"family": str(uuid4())}).status_code == 404
    money = {"held_on": "2018-06-01", "income": {"trade": 20_000}, "spending": {"school": 2_000}}
    assert ask(f"family/{family.pk}/record_money", money).status_code == 200


def test_a_questionnaire_that_is_not_there_is_refused_with_a_sentence(cast, stage):
    ask, home = speak(cast.awa), a_family(by=cast.awa, place=stage.kita_town)
    said = {"held_on": "2018-03-01", "income": {}, "spending": {}, "questionnaire": "capacity/1"}
    assert ask(f"family/{home.pk}/record_money", said).status_code == 422
    group = a_structure(by=cast.awa, place=stage.kita_town, sort="organisation")
    said = {
        "held_on": "2018-03-01", "facilitator": "Awa", "scores": {}, "evidence": {},
        "agreed_by": "Awa", "agreed_on": "2018-03-01", "questionnaire": "capacity/9",
    }  # fmt: skip
    answer = ask(f"structure/{group.pk}/assess_capacity", said)
    assert (answer.status_code, "capacity/9" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("counts", [{"girls": {"6-11": 3}}, {"F": {"7": 3}}, {"F": {"6-11": -1}}])
def test_a_count_that_cannot_be_is_refused(counts, cast, stage):
    club = a_structure(by=cast.awa, place=stage.kita_town, sort="club")
    for path, day in (("count_members", "counted_on"), ("record_gathering", "held_on")):
        said = SESSION | {day: "2018-03-01", "counts": counts}
        assert speak(cast.awa)(f"structure/{club.pk}/{path}", said).status_code == 422


def test_only_somebody_one_may_meet_is_named_to_a_mandate(cast, stage):
    group = a_structure(by=cast.awa, place=stage.kita_town, sort="organisation")
    ask, path = speak(cast.awa), f"structure/{group.pk}/name_member"
    near, far = (
        members_of(a_family(by=cast.machine, place=place))[0].person
        for place in (stage.kita_town, stage.socoura)
    )
    said = {"role": "president", "since": "2018-03-01"}
    assert ask(path, said | {"person": str(far.pk)}).status_code == 404
    assert group.members.count() == 0
    assert ask(path, said | {"person": str(near.pk)}).status_code == 200


def test_a_step_is_taken_or_says_what_is_missing(cast, stage):
    of = a_structure(by=cast.awa, place=stage.kita_town)
    step = {"on": BEGUN.isoformat()}
    wrong = speak(cast.awa)(f"organisations/{of.pk}/map", step)
    assert (wrong.status_code, len(wrong.json()["sentences"])) == (422, 2)
    end = step | {"reason": "merged"}
    proposed = speak(cast.awa)(f"organisations/{of.pk}/end", end | {"propose": True})
    assert proposed.json()["state"] == "identified"
    assert speak(cast.fatim)(f"organisations/{of.pk}/end", end).json()["state"] == "ended"
    assert speak(cast.awa)(f"circles/{of.pk}/elect", step).status_code == 404


@pytest.mark.parametrize("name", OUTSIDE)
def test_nobody_outside_reads_or_writes(cast, stage, name):
    club = a_structure(by=cast.awa, place=stage.kita_town, sort="club")
    ask = speak(getattr(cast, name))
    assert ask(f"structures/{club.pk}").status_code == 404
    assert ask(f"structure/{club.pk}/record_gathering", SESSION).status_code == 404
    listed = ask("structures")
    assert listed.status_code == 404 or listed.json() == []


def test_each_step_and_verb_has_an_operation_with_a_door():
    steps = sum(1 for p in ADDRESSES.values() for t in p.transitions if t.sources)
    paths = [view for view in router.path_operations.values() if doors_of(view.get_view())]
    assert len(paths) == steps + len(VERBS) + 2
