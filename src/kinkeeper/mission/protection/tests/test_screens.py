"""Each page of the desk answers, in French, for who may; forms say what is missing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kinkeeper.ground.access.actions import end_grant, shut_account
from kinkeeper.ground.access.models import Grant
from kinkeeper.ground.process.queries import stage_of
from kinkeeper.mission.protection import actions, due
from kinkeeper.mission.protection.models import Case, Concern, Contact, Duty, Report, Superior
from kinkeeper.mission.protection.process import CASE, REPORT
from kinkeeper.mission.protection.queries import caseload, contacts_for, file_of, story_of
from kinkeeper.mission.protection.tests.make import a_concern, a_contact, a_report

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def as_(client):
    def enter(account):
        client.force_login(account, backend=BACKEND)
        return client

    return enter


def posted(client, url, **values):
    """The form's own number is taken from its page."""
    page = client.get(url)
    assert page.status_code == 200, url
    number = page.context["form"]["form_id"].value()
    return client.post(url, {"form_id": str(number), **values})


def step(name, subject, verb):
    return reverse(name, args=[subject.pk, verb])


def test_two_judge_on_the_screen_and_a_case_is_opened(as_, desk):
    report = a_report(desk.place)
    url = step("report_step", report, "triage")
    wrong = posted(as_(desk.fanta), url, risk="high", safety="vu", conflict="yes")
    assert "Cochez" in wrong.content.decode()
    said = {"risk": "high", "safety": "vu", "conflict": "no"}
    assert posted(as_(desk.fanta), url, **said).status_code == 302
    assert posted(as_(desk.drissa), url, **said).status_code == 302
    assert stage_of(REPORT, report.pk).state == "triaged"
    url = step("report_step", report, "open_case")
    wrong = posted(as_(desk.drissa), url, worker=str(desk.fanta.pk), basis="best_interests")
    assert wrong.status_code == 200
    done = posted(as_(desk.drissa), url, worker=str(desk.fanta.pk), basis="consent")
    assert done.status_code == 302
    assert done.url == reverse("protection_case", args=[Case.objects.get().pk])


@pytest.mark.parametrize("verb", ["inform", "find_unfounded", "pass_on", "join_case"])
def test_every_other_outcome_has_its_form(as_, desk, verb):
    report, case = desk.triaged(), desk.case()
    said = {"why": "conseil donné", "reason": "mistake", "chosen": str(case.pk)}
    done = posted(as_(desk.drissa), step("report_step", report, verb), **said)
    assert done.status_code == 302
    assert stage_of(REPORT, report.pk).state != "triaged"


def test_the_second_declines_on_the_screen(as_, desk):
    report = a_report(desk.place)
    said = {"risk": "low", "safety": "vu", "conflict": "no"}
    posted(as_(desk.fanta), step("report_step", report, "triage"), **said)
    posted(as_(desk.yaya), step("report_decline", report, "triage"), why="plus grave")
    assert "plus grave" in story_of(Report.objects.get()).notes


def test_a_case_is_written_in_shared_referred_and_handed_over(as_, desk, cast):
    case, contact = desk.case(), a_contact(desk.place, desk.drissa)
    at = as_(desk.fanta)
    posted(at, reverse("entry_new", args=[case.pk]), kind="follow_up", text="va mieux", risk="low")
    said = {"need": "soigner", "parts": ["child"], "basis": "consent"}
    done = posted(at, reverse("case_refer", args=[case.pk]), contact=str(contact.pk),
                  urgency="1_day", **said)  # fmt: skip
    assert done.status_code == 302
    row = case.referrals.get()
    posted(at, reverse("referral_answer", args=[row.pk]), status="done", text="fait")
    done = posted(at, reverse("case_open", args=[case.pk]), account=str(cast.awa.pk), days="7",
                  **said)  # fmt: skip
    assert done.status_code == 302
    page = at.get(reverse("protection_case", args=[case.pk])).content.decode()
    assert "va mieux" in page
    assert "soigner" in page
    posted(as_(desk.drissa), reverse("case_hand_over", args=[case.pk]), chosen=str(desk.yaya.pk))
    assert Case.objects.get().worker == desk.yaya


def test_a_case_is_closed_by_two_on_the_screen(as_, desk):
    case = desk.planned()
    url = step("case_step", case, "close")
    posted(as_(desk.fanta), url, reason="goals_met", why="dit à l’enfant")
    posted(as_(desk.drissa), step("case_decline", case, "close"), why="pas encore")
    posted(as_(desk.fanta), url, reason="goals_met", why="dit encore")
    assert posted(as_(desk.drissa), url, reason="goals_met").status_code == 302
    assert stage_of(CASE, case.pk).state == "closed"
    assert as_(desk.drissa).get(reverse("protection_cases") + "?over").status_code == 200


def test_safeguarding_has_screens_of_its_own(as_, desk, cast):
    concern = a_concern(desk.place)
    at = as_(cast.koro)
    assert concern.reference in at.get(reverse("concerns")).content.decode()
    posted(at, reverse("concern_entry", args=[concern.pk]), why="appelé la mère")
    posted(at, step("concern_step", concern, "secure"), why="dort ailleurs")
    page = at.get(reverse("concern", args=[concern.pk])).content.decode()
    assert "appelé la mère" in page
    posted(at, reverse("concern_name", args=[concern.pk]), named=[str(cast.lassana.pk)])
    assert as_(cast.lassana).get(reverse("concern", args=[concern.pk])).status_code == 404
    assert Concern.objects.count() == 1


def test_who_answers_to_whom_and_the_rota_are_written(as_, desk, cast):
    today = timezone.localdate().isoformat()
    posted(as_(cast.koro), reverse("protection_lines"), account=str(desk.yaya.pk),
           superior=str(desk.drissa.pk), since=today)  # fmt: skip
    assert Superior.objects.get().superior == desk.drissa
    said = {"account": str(desk.fanta.pk), "place": str(desk.place.pk), "since": today}
    posted(as_(desk.drissa), reverse("protection_rota"), **said)
    assert Duty.objects.get().account == desk.fanta
    assert as_(desk.fanta).post(reverse("protection_rota"), said).status_code == 404


def test_the_directory_is_written_verified_and_closed(as_, desk, cast):
    at = as_(desk.drissa)
    said = {"name": "Maison inventée", "place": str(desk.place.pk), "helps": ["shelter"]}
    wrong = posted(at, reverse("contact_new"), **said)
    assert wrong.status_code == 200
    posted(at, reverse("contact_new"), phone="00 00 00 09", **said)
    entry = Contact.objects.get()
    posted(at, reverse("contact_verify", args=[entry.pk]), phone="00 00 00 08", **said)
    assert Contact.objects.get().phone == "00 00 00 08"
    assert "00 00 00 08" in as_(cast.awa).get(reverse("directory")).content.decode()
    as_(desk.drissa).post(reverse("contact_shut", args=[entry.pk]))
    assert Contact.objects.get().until


def test_a_colleague_tells_from_the_menu(as_, cast, stage):
    url = reverse("concern_tell")
    said = {"place": str(stage.kita.pk), "danger": "no", "story": "vu ce matin", "staff": "no",
            "channel": "paper", "source": "feuille 12", "told_on": "2026-01-05"}  # fmt: skip
    assert posted(as_(cast.awa), url, **said).status_code == 302
    story = story_of(Report.objects.get())
    assert (story.channel, story.source, story.told_on) == ("paper", "feuille 12", "2026-01-05")
    assert story.entered_by == str(cast.awa.pk)


def test_my_day_says_what_waits_and_no_name(as_, desk, cast):
    a_report(desk.place, who="Issa Diarra")
    actions.judge(a_report(desk.place), actions.Judged(risk="low", safety="x", asked_who=True),
                  by=desk.fanta)  # fmt: skip
    page = as_(desk.yaya).get("/").content.decode()
    assert "Confirmer le tri" in page
    assert "Trier le signalement" in page
    assert "Issa" not in page
    case = desk.case()
    shut_account(desk.fanta, by=cast.nadia)
    page = as_(desk.drissa).get("/").content.decode()
    assert case.reference in page
    assert "le confier" in page
    assert case.reference not in as_(cast.fatim).get("/").content.decode()


@pytest.mark.parametrize("gone", ["grant", "account", "named"])
def test_a_report_waits_unseen_by_nobody_when_who_is_on_duty_cannot_read_it(as_, desk, cast, gone):
    today = timezone.localdate()
    actions.put_on_duty(desk.fanta, desk.place, since=today, until=None, by=desk.drissa)
    report = a_report(desk.place)
    assert str(report) not in as_(desk.yaya).get("/").content.decode()
    if gone == "grant":
        end_grant(Grant.objects.get(account=desk.fanta), by=cast.nadia, on=today)
    elif gone == "account":
        shut_account(desk.fanta, by=cast.nadia)
    else:
        actions.leave_out(report, [desk.fanta])
    assert str(report) in as_(desk.yaya).get("/").content.decode()


def test_a_case_whose_worker_left_is_told_of_however_many_are_due_before_it(
    as_, desk, cast, monkeypatch
):
    monkeypatch.setattr(due, "MOST", 2)
    for _number in range(3):
        actions.hand_over(desk.case("high"), to=desk.yaya, by=desk.drissa)
    waits = desk.case("low")
    shut_account(desk.fanta, by=cast.nadia)
    assert waits.reference in as_(desk.drissa).get("/").content.decode()


def test_the_contact_after_a_closing_is_told_until_it_is_made(as_, desk, cast, time_machine):
    closed = desk.closed()
    told = "Reprendre contact après la clôture"
    assert told not in as_(desk.fanta).get("/").content.decode()
    time_machine.move_to(timezone.now() + timedelta(days=90), tick=False)
    page = as_(desk.fanta).get("/").content.decode()
    assert told in page
    assert closed.reference in page
    assert told not in as_(desk.drissa).get("/").content.decode()
    time_machine.move_to(timezone.now() + timedelta(days=1), tick=False)
    assert caseload(desk.fanta, over=True)[0].late
    desk.write(closed, "follow_up")
    assert told not in as_(desk.fanta).get("/").content.decode()
    [line] = caseload(desk.fanta, over=True)
    assert (line.due_on, line.late) == (timezone.localdate(), False)


def test_the_contact_after_a_closing_is_told_to_who_decides_when_the_worker_left(
    as_, desk, cast, time_machine
):
    closed = desk.closed()
    shut_account(desk.fanta, by=cast.nadia)
    time_machine.move_to(timezone.now() + timedelta(days=91), tick=False)
    assert closed.reference in as_(desk.drissa).get("/").content.decode()


def test_consent_is_taken_back_and_given_anew_on_the_screen(as_, desk, cast):
    case, contact = desk.case(), a_contact(desk.place, desk.drissa)
    said = {"need": "soigner", "parts": ["child"], "basis": "consent"}
    at, url = as_(desk.fanta), reverse("case_refer", args=[case.pk])
    posted(at, url, contact=str(contact.pk), urgency="1_day", **said)
    posted(at, reverse("case_withdraw", args=[case.pk]), note="la mère, ce matin")
    page = at.get(reverse("protection_case", args=[case.pk])).content.decode()
    assert "la mère, ce matin" in page
    assert contact.phone in page
    refused = posted(at, url, contact=str(contact.pk), urgency="1_day", **said)
    assert "nouveau consentement" in refused.content.decode()
    ground = reverse("case_ground", args=[case.pk])
    assert posted(at, ground, basis="best_interests", basis_note="danger").status_code == 200
    done = posted(as_(desk.drissa), ground, basis="best_interests", basis_note="danger")
    assert done.status_code == 302
    page = as_(desk.drissa).get(reverse("protection_case", args=[case.pk])).content.decode()
    assert f"autorisé par {desk.drissa.name}" in page


def test_an_opening_is_shut_early(as_, desk, cast):
    case = desk.case()
    said = {"need": "soigner", "parts": ["child"], "basis": "consent"}
    at = as_(desk.fanta)
    posted(at, reverse("case_open", args=[case.pk]), account=str(cast.awa.pk), days="7", **said)
    row = case.openings.get()
    read = reverse("protection_received", args=[row.pk])
    assert as_(cast.awa).get(read).status_code == 200
    assert as_(cast.awa).post(reverse("opening_shut", args=[row.pk])).status_code == 404
    as_(desk.fanta).post(reverse("opening_shut", args=[row.pk]))
    assert as_(cast.awa).get(read).status_code == 404


def test_whoever_is_named_later_is_left_out_and_the_case_waits_for_another(as_, desk):
    case = desk.case()
    report = case.reports.get().report
    posted(as_(desk.drissa), reverse("report_named", args=[report.pk]), named=[str(desk.fanta.pk)])
    for name, row in (("protection_report", report), ("protection_case", case)):
        assert as_(desk.fanta).get(reverse(name, args=[row.pk])).status_code == 404
    assert Case.objects.get().worker is None
    assert as_(desk.yaya).get(reverse("protection_case", args=[case.pk])).status_code == 200


def test_the_children_of_a_case_are_named_one_a_line(as_, desk):
    case = desk.case()
    url = reverse("case_children", args=[case.pk])
    posted(as_(desk.fanta), url, children="Issa\n\nAwa, sa sœur\n")
    assert file_of(Case.objects.get()).children == ["Issa", "Awa, sa sœur"]


def test_a_service_for_one_village_is_offered_only_there(as_, desk, stage):
    url = reverse("contact_new")
    said = {"name": "Relais inventé", "place": str(desk.place.pk), "helps": ["social"],
            "phone": "00 00 00 07"}  # fmt: skip
    wrong = posted(as_(desk.drissa), url, covers="Nulle Part", **said)
    assert "Nulle Part" in wrong.content.decode()
    done = posted(as_(desk.drissa), url, covers=stage.badia.name, **said)
    assert done.status_code == 302, done.context["form"].errors
    assert [c.name for c in contacts_for(stage.badia)] == ["Relais inventé"]
    assert contacts_for(stage.kita_town) == []
    assert len(contacts_for(desk.place)) == 1
    entry = Contact.objects.get()
    form = as_(desk.drissa).get(reverse("contact_verify", args=[entry.pk])).context["form"]
    assert form["covers"].value() == stage.badia.name
