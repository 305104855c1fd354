"""The screens with everybody of the cast."""

from uuid import uuid4

import pytest
from django.urls import reverse

from kinkeeper.ground.access.models import Reading
from kinkeeper.ground.process.models import Proposal
from kinkeeper.mission.strengthening.actions import offer_session, report_loss_of_care
from kinkeeper.mission.strengthening.models import (
    Enrolment,
    ExitContact,
    KnowledgeCheck,
    LossOfCare,
    ParentingSession,
    SessionInvitation,
)
from kinkeeper.mission.strengthening.queries import state_of
from kinkeeper.mission.strengthening.tests.make import (
    SCREENING,
    Walk,
    a_family,
    children_of,
    mother_of,
)

OUTSIDE = ("oumar", "moussa", "claire", "pierre", "hawa", "nadia", "nobody")


@pytest.fixture
def walk(cast, stage):
    family = a_family(by=cast.awa, place=stage.kita_town)
    return Walk(family, cast.awa, cast.fatim)


def step(walk, verb):
    return reverse("family_step", args=[walk.family.pk, verb])


def page(walk):
    return reverse("family", args=[walk.family.pk])


def filled(walk, days, **more):
    return {"form_id": str(uuid4()), "on": walk.day(days).isoformat(), "note": "", **more}


SCREEN = {
    "branch": "capacity", "criteria": ["orphan_single_poor"], "not_only_poverty": "on",
}  # fmt: skip


def test_a_family_is_identified_from_its_page(walk, enter):
    awa = enter("awa")
    assert "Identify the family" in awa.get(page(walk)).content.decode()
    sent = filled(walk, 0, reason="caregiver_lost", identified_by="CBO",
                  contact_consent_on=walk.day(0).isoformat())  # fmt: skip
    address = reverse("family_identify", args=[walk.family.pk])
    assert awa.get(address).status_code == 200
    for _twice in range(2):
        assert awa.post(address, sent).url == page(walk)
    assert Enrolment.objects.count() == 1


def test_the_page_says_what_is_missing_before_the_button_fails(walk, enter):
    walk.to("screened")
    text = enter("awa").get(page(walk)).content.decode()
    assert "No home visit is recorded." in text
    assert step(walk, "assess") not in text
    assert "aria-disabled" in text


def test_a_wrong_form_keeps_what_was_typed(walk, enter):
    walk.to("identified")
    sent = filled(walk, 5, **SCREEN | {"criteria": ["extreme_poverty"], "note": "vu avec le chef"})
    answer = enter("awa").post(step(walk, "screen"), sent)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "vu avec le chef" in text
    assert "Poverty alone" in text
    assert state_of(walk.enrolment()) == "identified"


def test_a_form_sent_twice_counts_once(walk, enter):
    walk.to("identified")
    awa, sent = enter("awa"), filled(walk, 5, **SCREEN)
    assert awa.post(step(walk, "screen"), sent).url == page(walk)
    again = awa.post(step(walk, "screen"), sent)
    assert again.url == page(walk)
    assert state_of(walk.enrolment()) == "screened"


def test_one_proposes_another_decides_on_the_same_form(walk, enter):
    walk.to("assessed")
    children = [str(c.pk) for c in children_of(walk.family)]
    on = walk.day(30).isoformat()
    caregivers = [str(mother_of(walk.family).pk)]
    sent = filled(walk, 30, children=children, caregivers=caregivers, agreement_on=on, assent_on=on)
    awa, fatim = enter("awa"), enter("fatim")
    assert awa.post(step(walk, "admit"), sent).url == page(walk)
    assert Proposal.objects.filter(until=None).count() == 1
    assert "Waits for the decision" in awa.get(page(walk)).content.decode()
    shown = fatim.get(step(walk, "admit")).content.decode()
    assert walk.day(30).isoformat() in shown
    sent["form_id"] = str(uuid4())
    assert fatim.post(step(walk, "admit"), sent).url == page(walk)
    assert state_of(walk.enrolment()) == "admitted"


def test_a_proposal_is_declined_with_its_reason(walk, enter):
    walk.to("active")
    walk.propose("leave", 100, reason="moved_away")
    address = reverse("family_decline", args=[walk.family.pk, "leave"])
    fatim = enter("fatim")
    assert "Awa" in fatim.get(address).content.decode()
    assert fatim.post(address, {"form_id": str(uuid4()), "note": ""}).status_code == 200
    answer = fatim.post(address, {"form_id": str(uuid4()), "note": "Elle est revenue"})
    assert answer.url == page(walk)
    assert Proposal.objects.get(verb="leave").accepted is False
    assert enter("awa").get(address).status_code == 404


@pytest.mark.parametrize("name", OUTSIDE)
def test_other_places_and_roles_meet_nothing(walk, cast, enter, name):
    walk.to("exited")
    child = children_of(walk.family)[0]
    loss = report_loss_of_care(child, by=cast.awa, happened_on=walk.day(100), cause="death")
    client = enter(name)
    addresses = [
        step(walk, "follow_up"),
        reverse("family_decline", args=[walk.family.pk, "exit"]),
        reverse("exit_contact", args=[walk.family.pk]),
        reverse("loss_report", args=[child.pk]),
        reverse("loss_take_up", args=[loss.pk]),
        reverse("knowledge_new", args=[child.pk]),
    ]
    assert {client.get(a).status_code for a in addresses} == {404}
    assert {client.post(a, {"form_id": str(uuid4())}).status_code for a in addresses} == {404}


def test_the_national_office_reads_but_takes_no_step(walk, enter):
    walk.to("identified")
    mariam = enter("mariam")
    assert mariam.get(reverse("programme")).status_code == 200
    assert mariam.get(step(walk, "screen")).status_code == 404
    assert step(walk, "screen") not in mariam.get(page(walk)).content.decode()


def test_criteria_and_notes_stay_below_their_class(walk, enter):
    walk.to("identified")
    walk.take("screen", 5, given=SCREENING, note="mère malade depuis mars")
    for name, met in (("awa", True), ("mariam", False)):
        text = enter(name).get(page(walk)).content.decode()
        assert ("mère malade" in text) == met
        assert ("capacity to care" in text) == met


def test_a_loss_of_care_is_reported_and_taken_up(walk, enter):
    walk.to("active")
    child = children_of(walk.family)[0]
    awa, fatim = enter("awa"), enter("fatim")
    sent = {"form_id": str(uuid4()), "happened_on": walk.day(100).isoformat(), "cause": "death",
            "now_with": "tante", "note": ""}  # fmt: skip
    for _twice in range(2):
        answer = awa.post(reverse("loss_report", args=[child.pk]), sent)
        assert answer.url == reverse("person", args=[child.pk])
    loss = LossOfCare.objects.get()
    assert awa.get(reverse("losses")).status_code == 404
    assert str(child) in fatim.get(reverse("losses")).content.decode()
    shown = fatim.get(reverse("loss_take_up", args=[loss.pk])).content.decode()
    assert "tante" in shown
    sent = {"form_id": str(uuid4()), "on": walk.day(100).isoformat()}
    assert fatim.post(reverse("loss_take_up", args=[loss.pk]), sent).url == reverse("losses")
    loss.refresh_from_db()
    assert loss.taken_up_on == walk.day(100)


def test_the_contact_after_the_exit(walk, enter):
    awa = enter("awa")
    address = reverse("exit_contact", args=[walk.family.pk])
    walk.to("active")
    assert awa.get(address).url == page(walk)
    walk.make_exit_prepared()
    walk.make_exited()
    assert awa.get(address).status_code == 200
    sent = {"form_id": str(uuid4()), "held_on": walk.day(1000).isoformat(), "months": "6",
            "by_whom": "OBC", "children_with_family": "yes"}  # fmt: skip
    assert awa.post(address, sent).status_code == 200
    sent["self_reliant"] = "no"
    assert awa.post(address, sent).url == page(walk)
    assert ExitContact.objects.get().self_reliant is False
    assert state_of(walk.enrolment()) == "post_exit_followup"


def test_the_second_contact_is_one_press_away_for_whoever_accompanies(walk, enter):
    awa, address = enter("awa"), reverse("exit_contact", args=[walk.family.pk])
    walk.to("post_exit_followup")
    assert f'href="{address}"' in awa.get(page(walk)).content.decode()
    walk.contact(12, 1180)
    assert f'href="{address}"' not in awa.get(page(walk)).content.decode()


def test_a_reopened_family_keeps_its_earlier_way_in_sight(walk, cast, enter):
    walk.to("post_exit_followup")
    walk.contact(12, 1180)
    walk.take("archive", 1300, by=cast.fatim)
    walk.take("reopen", 1400, by=cast.fatim, reason="badly_cared_for")
    shown = enter("awa").get(page(walk)).content.decode()
    assert "opened again on" in shown
    assert shown.count('<span class="strong">identified</span>') == 1
    assert "exit prepared" in shown


def test_the_cause_of_a_loss_is_never_the_first_of_the_list_by_itself(walk, enter):
    walk.to("active")
    child = children_of(walk.family)[0]
    sent = {"form_id": str(uuid4()), "happened_on": walk.day(100).isoformat(), "cause": "",
            "now_with": "tante", "note": ""}  # fmt: skip
    address = reverse("loss_report", args=[child.pk])
    awa = enter("awa")
    assert '<option value="" selected>' in awa.get(address).content.decode()
    answer = awa.post(address, sent)
    assert answer.status_code == 200
    assert "tante" in answer.content.decode()
    assert not LossOfCare.objects.exists()


def test_a_session_from_offer_to_attendance(walk, cast, enter, stage):
    walk.to("active")
    awa = enter("awa")
    assert "No session yet" in awa.get(reverse("sessions")).content.decode()
    sent = {"form_id": str(uuid4()), "held_on": walk.day(90).isoformat(),
            "place": str(stage.kita_town.pk), "topic": "Écouter l'enfant"}  # fmt: skip
    answer = awa.post(reverse("session_new"), sent)
    session = ParentingSession.objects.get()
    assert answer.url == reverse("session", args=[session.pk])
    mother = mother_of(walk.family)
    sent = {"form_id": str(uuid4()), "came": [str(mother.pk)]}
    assert awa.post(answer.url, sent).url == answer.url
    assert SessionInvitation.objects.get().attended
    assert "checked" in awa.get(answer.url).content.decode()
    assert "Écouter" in awa.get(reverse("sessions")).content.decode()
    elsewhere = offer_session(by=cast.awa, place=stage.kita, held_on=walk.day(95), topic="Jeu")
    assert enter("oumar").get(reverse("session", args=[elsewhere.pk])).status_code == 404


def test_a_caregivers_knowledge(walk, enter):
    walk.to("active")
    mother = mother_of(walk.family)
    address = reverse("knowledge_new", args=[mother.pk])
    sent = {"form_id": str(uuid4()), "held_on": walk.day(90).isoformat(), "percent": "140"}
    awa = enter("awa")
    assert awa.post(address, sent).status_code == 200
    assert not KnowledgeCheck.objects.exists()
    assert awa.post(address, sent | {"percent": "75"}).status_code == 302
    shown = awa.get(reverse("person", args=[mother.pk])).content.decode()
    assert "75 %" in shown
    assert "75 %" not in enter("mariam").get(reverse("person", args=[mother.pk])).content.decode()


def test_the_programme_by_stage_and_on_a_past_day(walk, enter):
    walk.to("exited")
    fatim = enter("fatim")
    today = fatim.get(reverse("programme")).content.decode()
    assert "exited" in today
    past = fatim.get(reverse("programme"), {"on": walk.day(100).isoformat()}).content.decode()
    assert "1 family" in past
    assert "2 children" in past
    nowhere = enter("oumar").get(reverse("programme")).content.decode()
    assert "Traoré" not in nowhere
    odd = fatim.get(reverse("programme"), {"on": "99/99", "state": "x", "page": "z"})
    assert odd.status_code == 200


def test_time_limits_are_set_by_the_office_only(enter):
    nadia = enter("nadia")
    assert "14" in nadia.get(reverse("limits")).content.decode()
    address = reverse("limit", args=["strengthening.screen"])
    assert nadia.post(address, {"form_id": str(uuid4()), "days": "21"}).url == reverse("limits")
    assert "21" in nadia.get(reverse("limits")).content.decode()
    assert nadia.get(reverse("limit", args=["nothing"])).status_code == 404
    for name in ("awa", "fatim", "pierre", "nobody"):
        assert enter(name).get(address).status_code == 404


def test_what_was_met_is_written_down(walk, cast, enter):
    walk.to("identified")
    enter("awa").get(step(walk, "screen"))
    reading = Reading.objects.filter(account=cast.awa.pk, door="family_step").get()
    assert reading.records == [str(walk.family.pk)]


def test_a_verb_that_is_not_in_the_table_is_not_found(walk, enter):
    walk.to("identified")
    assert enter("awa").get(step(walk, "abolish")).status_code == 404
    assert enter("awa").get(step(walk, "exit")).url == page(walk)


def test_the_screens_ask_few_questions(walk, enter, django_assert_max_num_queries):
    walk.to("active")
    awa, fatim = enter("awa"), enter("fatim")
    awa.get(reverse("programme"))
    fatim.get(reverse("programme"))
    with django_assert_max_num_queries(14):
        fatim.get(reverse("programme"))
    with django_assert_max_num_queries(9):
        awa.get(reverse("sessions"))
    with django_assert_max_num_queries(13):
        awa.get(step(walk, "prepare_exit"))
