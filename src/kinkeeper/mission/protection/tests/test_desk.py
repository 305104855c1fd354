"""Triage by two, outcomes, cases, referrals, openings - and who is left out of what."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from kinkeeper.ground.access.actions import shut_account
from kinkeeper.ground.access.queries import may, visible
from kinkeeper.ground.access.roles import PROTECTION, SAFEGUARDING
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.process.queries import stage_of
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.protection import actions
from kinkeeper.mission.protection.actions import Asked, Ground
from kinkeeper.mission.protection.actions.telling import add_message
from kinkeeper.mission.protection.models import Case, CaseEntry, Concern, Opening, Referral, Report
from kinkeeper.mission.protection.process import CASE, CONCERN, REPORT
from kinkeeper.mission.protection.queries import (
    REPORTS,
    case,
    caseload,
    cases_of_child,
    entries_of,
    file_of,
    listed,
    messages_of,
    opening,
    openings_for,
    story_of,
    told,
    with_text,
)
from kinkeeper.mission.protection.said import Words
from kinkeeper.mission.protection.tests.make import (
    CONSENT,
    a_concern,
    a_contact,
    a_report,
    judged,
)

KINDS = (Report, Case, CaseEntry, Referral)


def today():
    return timezone.localdate()


def state(process, subject):
    return stage_of(process, subject.pk).state


def test_one_judges_and_another_confirms(desk):
    report = a_report(desk.place)
    actions.judge(report, judged("high"), by=desk.fanta)
    assert state(REPORT, report) == "received"
    with pytest.raises(ValidationError):
        actions.judge(report, judged("high"), by=desk.fanta)
    actions.judge(report, judged("high"), by=desk.yaya)
    assert state(REPORT, report) == "triaged"
    assert stage_of(REPORT, report.pk).due_on == today() + timedelta(days=1)


def test_two_triages_at_once_leave_one(desk, cast):
    report = a_report(desk.place)
    actions.judge(report, judged("low"), by=desk.fanta)
    actions.judge(report, judged("high"), by=desk.yaya)
    with pytest.raises(ValidationError):
        actions.judge(report, judged("low"), by=cast.drissa)
    assert Stage.objects.filter(subject=report.pk, until=None).count() == 1
    assert story_of(Report.objects.get()).risk == "high"


def test_a_clock_set_back_stops_nobody(desk, time_machine):
    report = a_report(desk.place)
    time_machine.move_to(timezone.now() - timedelta(days=3))
    actions.judge(report, judged(), by=desk.fanta)
    actions.judge(report, judged(), by=desk.yaya)
    assert state(REPORT, report) == "triaged"
    assert stage_of(REPORT, report.pk).since == report.received_on


def test_the_one_who_declines_writes_why_in_the_file_and_not_in_the_proposal(desk):
    report = a_report(desk.place)
    actions.judge(report, judged(), by=desk.fanta)
    actions.decline_triage(report, by=desk.yaya, why="le risque est plus grand")
    assert "plus grand" in story_of(report).notes
    assert "plus grand" not in Proposal.objects.get(subject=report.pk).note


def test_danger_makes_a_report_due_sooner(desk):
    soon = a_report(desk.place, danger="yes")
    later = a_report(desk.place, danger="no")
    rows = listed(REPORTS, by=desk.fanta, today=today())
    assert [row.told.pk for row in rows] == [soon.pk, later.pk]
    days = [(row.due_on or today()) - row.told.received_on for row in rows]
    assert [one.days for one in days] == [1, 3]


@pytest.mark.parametrize("verb", ["inform", "refer_directly", "find_duplicate"])
def test_a_report_may_become_no_case(desk, verb):
    report = desk.triaged()
    with pytest.raises(ValidationError):
        actions.conclude(report, verb, by=desk.drissa, why="")
    actions.conclude(report, verb, by=desk.drissa, why="conseil donné à la grand-mère")
    actions.conclude(report, "close", by=desk.yaya, why="")
    assert state(REPORT, report) == "closed"
    assert not Case.objects.exists()


def test_whoever_holds_a_receipt_is_answered_before_the_end(cast, desk):
    kept = actions.tell(actions.Heard(place=desk.place, story=story_of(a_report(desk.place)),
                                      receipt=True))  # fmt: skip
    report = kept.told
    actions.judge(report, judged(), by=desk.fanta)
    actions.judge(report, judged(), by=desk.yaya)
    actions.conclude(report, "inform", by=desk.drissa, why="fait")
    with pytest.raises(ValidationError):
        actions.conclude(report, "close", by=desk.yaya, why="")
    actions.answer(report, "ended", by=desk.yaya)
    actions.conclude(report, "close", by=desk.yaya, why="")


def test_a_case_needs_consent_or_a_reason_and_somebody_who_works_on_it(desk, cast):
    report = desk.triaged()
    for ground in (Ground(basis=""), Ground(basis="best_interests")):
        with pytest.raises(ValidationError):
            actions.open_case(report, by=desk.drissa, worker=desk.fanta, ground=ground)
    with pytest.raises(ValidationError):
        actions.open_case(report, by=desk.drissa, worker=cast.awa, ground=CONSENT)
    ground = Ground(basis="best_interests", note="l’oncle refuse et frappe")
    opened = actions.open_case(report, by=desk.drissa, worker=desk.fanta, ground=ground)
    assert file_of(opened).basis_note == "l’oncle refuse et frappe"
    assert state(REPORT, report) == "case_opened"


def test_several_reports_feed_one_case(desk):
    opened = desk.case()
    second = desk.triaged(story="On l’a vu de nouveau à la mine.", kinds=["neglect"])
    actions.join_case(second, opened, by=desk.drissa)
    assert opened.reports.count() == 2
    assert file_of(opened).kinds == ["child_labour", "neglect"]
    assert "de nouveau" in entries_of(opened)[0][1].text


def test_a_case_goes_its_way_to_the_closing_and_back(desk):
    opened = desk.planned()
    contact = a_contact(desk.place, desk.drissa)
    actions.refer(opened, contact, asked(), by=desk.fanta)
    actions.take_step(opened, "start", by=desk.fanta)
    actions.take_step(opened, "carry_out", by=desk.fanta)
    with pytest.raises(ValidationError):
        actions.propose_step(opened, "close", by=desk.fanta, reason="goals_met")
    actions.propose_step(opened, "close", by=desk.fanta, reason="goals_met", text="dit")
    with pytest.raises(Refused):
        actions.take_step(opened, "close", by=desk.fanta, reason="goals_met")
    actions.take_step(opened, "close", by=desk.drissa, reason="goals_met")
    assert Case.objects.get().until == today()
    actions.take_step(opened, "reopen", by=desk.drissa, reason="asked")
    assert Case.objects.get().until is None
    with pytest.raises(ValidationError):
        actions.take_step(opened, "start", by=desk.fanta)


def asked(parts=("child",), basis="consent", note="la mère"):
    return Asked(need="soigner la main", parts=parts, ground=Ground(basis=basis, note=note))


def test_a_service_is_told_only_what_it_needs(desk):
    opened = desk.case(who="Issa", village="Namala")
    contact = a_contact(desk.place, desk.drissa, helps=["medical"])
    with pytest.raises(ValidationError) as found:
        actions.refer(opened, contact, asked(("child", "where", "plan")), by=desk.fanta)
    assert set(found.value.error_dict) == {"parts"}
    row = actions.refer(opened, contact, asked(), by=desk.fanta)
    assert "Issa" not in row.sealed


def test_without_consent_only_the_supervisor_shares_and_says_why(desk):
    opened = desk.case()
    contact = a_contact(desk.place, desk.drissa)
    with pytest.raises(ValidationError):
        actions.refer(opened, contact, asked(basis="best_interests", note="danger"), by=desk.fanta)
    with pytest.raises(ValidationError):
        actions.refer(opened, contact, asked(basis="best_interests", note=""), by=desk.drissa)
    actions.refer(opened, contact, asked(basis="best_interests", note="danger"), by=desk.drissa)


def test_a_referral_is_accepted_done_or_not_taken(desk):
    opened = desk.case()
    row = actions.refer(opened, a_contact(desk.place, desk.drissa), asked(), by=desk.fanta)
    with pytest.raises(ValidationError):
        actions.answer_referral(row, "rejected", by=desk.fanta)
    actions.answer_referral(row, "accepted", by=desk.fanta)
    actions.answer_referral(row, "done", by=desk.fanta, text="pansement fait")
    assert Referral.objects.get().done_on == today()
    with pytest.raises(ValidationError):
        actions.answer_referral(row, "accepted", by=desk.fanta)


def test_a_colleague_reads_the_opened_parts_for_a_time_and_nothing_else(desk, cast, time_machine):
    opened = desk.case(who="Issa", village="Namala", story="récit entier")
    row = actions.open_to(opened, cast.awa, asked(("child",)), by=desk.fanta, days=7)
    met = opening(row.pk, by=cast.awa)
    assert met
    said = met[1]
    assert set(said.parts) == {"child", "need"}
    assert case(opened.pk, by=cast.awa) is None
    assert opening(row.pk, by=cast.fatim) is None
    time_machine.move_to(timezone.now() + timedelta(days=7))
    assert opening(row.pk, by=cast.awa) is None
    assert openings_for(cast.awa) == []


def test_openings_by_consent_end_when_it_is_withdrawn(desk, cast):
    opened = desk.case()
    actions.open_to(opened, cast.awa, asked(), by=desk.fanta, days=7)
    assert len(actions.withdraw(opened, "la mère, de vive voix", by=desk.drissa)) == 1
    assert openings_for(cast.awa) == []
    assert Opening.objects.count() == 1


def test_a_worker_who_leaves_leaves_the_cases_to_be_handed_over(desk, cast):
    opened = desk.case()
    shut_account(desk.fanta, by=cast.nadia)
    assert caseload(desk.drissa)[0].worker is None
    with pytest.raises(ValidationError):
        actions.hand_over(opened, to=cast.awa, by=desk.drissa)
    actions.hand_over(opened, to=desk.yaya, by=desk.drissa)
    assert case(opened.pk, by=desk.yaya)
    assert case(opened.pk, by=desk.fanta) is None


def test_an_officer_sees_the_own_cases_and_the_supervisor_the_areas(desk):
    opened = desk.case()
    assert case(opened.pk, by=desk.fanta)
    assert case(opened.pk, by=desk.drissa)
    assert case(opened.pk, by=desk.yaya) is None


@pytest.mark.parametrize("name", ["awa", "fatim", "moussa", "mariam", "oumar", "claire", "pierre",
                                  "hawa", "nadia", "nobody", "koro"])  # fmt: skip
def test_nobody_outside_the_desk_meets_anything(desk, cast, name):
    desk.closed()
    account = getattr(cast, name)
    for purpose in ("care", "monitoring", "reporting", "administration", "own", PROTECTION):
        for kind in KINDS:
            assert not visible(kind, by=account, purpose=purpose).exists()
        processes = visible(Stage, by=account, purpose=purpose).values_list("process", flat=True)
        assert not {REPORT.name, CASE.name} & set(processes)


def test_the_search_looks_only_where_the_reader_may(desk, cast):
    desk.case(who="Issa Traoré")
    assert len(with_text(desk.drissa, "traoré")) == 1
    assert with_text(desk.drissa, "diallo") == []
    assert with_text(desk.yaya, "traoré") == []


# --- left out -------------------------------------------------------------------------------


@pytest.fixture
def named(desk, cast):
    """Yaya answers to Drissa; a report about Yaya is judged by two others."""
    actions.set_superior(desk.yaya, cast.drissa, since=today(), by=cast.koro)
    report = a_report(desk.place, story="Yaya garde l’argent")
    other = cast.machine
    actions.judge(report, judged("high", desk.yaya), by=desk.fanta)
    return report, other


def test_whoever_is_named_and_the_line_do_not_see_it_any_more(named, desk, cast):
    report, _machine = named
    for account in (desk.yaya, desk.drissa):
        assert told(REPORTS, report.pk, by=account) is None
        assert listed(REPORTS, by=account, today=today()) == []
        assert not visible(Report, by=account, purpose=PROTECTION).exists()
        assert not may(account, "protection.triage", report, purpose=PROTECTION)
        assert not visible(Stage, by=account, purpose=PROTECTION).filter(subject=report.pk).exists()
        assert not visible(Proposal, by=account, purpose=PROTECTION).filter(subject=report.pk)
    assert told(REPORTS, report.pk, by=desk.fanta)


def test_whoever_is_named_can_neither_confirm_nor_write(named, desk):
    report, _machine = named
    with pytest.raises(Refused):
        actions.judge(report, judged(), by=desk.yaya)
    with pytest.raises(Refused):
        actions.answer(report, "ended", by=desk.drissa)


def test_a_case_from_it_is_hidden_from_them_too(desk, cast):
    report = desk.triaged()
    actions.leave_out(report, [desk.yaya])
    opened = actions.open_case(report, by=desk.drissa, worker=desk.fanta, ground=CONSENT)
    actions.hand_over(opened, to=desk.fanta, by=desk.drissa)
    with pytest.raises(ValidationError):
        actions.hand_over(opened, to=desk.yaya, by=desk.drissa)
    assert case(opened.pk, by=desk.yaya) is None
    assert case(opened.pk, by=desk.drissa)


def test_the_database_does_not_say_who_is_left_out(named, desk):
    from kinkeeper.mission.protection.models import LeftOut

    rows = list(LeftOut.objects.values_list("mark", flat=True))
    assert len(rows) == 2
    assert str(desk.yaya.pk) not in "".join(rows)
    assert desk.yaya.pk.hex not in "".join(rows)


def test_safeguarding_is_another_register_with_other_people(desk, cast):
    concern = a_concern(desk.place)
    assert concern.place.level == "country"
    for account in (desk.fanta, desk.drissa, cast.moussa, cast.mariam, cast.nadia):
        assert not visible(Concern, by=account, purpose=SAFEGUARDING).exists()
        assert not visible(Concern, by=account, purpose=PROTECTION).exists()
    assert visible(Concern, by=cast.koro, purpose=SAFEGUARDING).exists()
    assert not visible(Report, by=cast.koro, purpose=PROTECTION).exists()


def test_a_concern_goes_its_way_by_two(desk, cast):
    from kinkeeper.mission.protection.actions.safeguarding import propose_step, take_step

    concern = a_concern(desk.place)
    with pytest.raises(ValidationError):
        take_step(concern, "secure", by=cast.koro)
    take_step(concern, "secure", by=cast.koro, text="l’enfant dort ailleurs")
    propose_step(concern, "judge", by=cast.koro, text="police informée", reason="criminal")
    with pytest.raises(ValidationError):
        take_step(concern, "judge", by=cast.koro, text="oui", reason="criminal")
    take_step(concern, "judge", by=cast.lassana, text="d’accord", reason="criminal")
    take_step(concern, "enquire", by=cast.koro)
    propose_step(concern, "decide", by=cast.koro, text="faits établis")
    take_step(concern, "decide", by=cast.lassana, text="d’accord")
    take_step(concern, "act", by=cast.koro)
    propose_step(concern, "shut", by=cast.koro, text="suivi par une psychologue")
    take_step(concern, "shut", by=cast.lassana, text="d’accord")
    take_step(concern, "learn", by=cast.koro, text="deux adultes par sortie")
    assert state(CONCERN, concern) == "learning"


def test_whoever_is_named_in_a_concern_is_left_out_also_of_safeguarding(desk, cast):
    concern = a_concern(desk.place)
    actions.leave_out(concern, [cast.lassana])
    assert not visible(Concern, by=cast.lassana, purpose=SAFEGUARDING).exists()
    assert visible(Concern, by=cast.koro, purpose=SAFEGUARDING).exists()


def test_a_report_about_somebody_of_ours_is_passed_on_and_leaves_nothing(desk, cast):
    kept = actions.tell(actions.Heard(place=desk.place, story=story_of(a_report(desk.place)),
                                      receipt=True))  # fmt: skip
    actions.add(kept.receipt, "il revient chaque soir", address="")
    concern = actions.pass_on(kept.told, by=desk.fanta)
    assert [said.text for _row, said in messages_of(kept.told)] == [""]
    assert messages_of(concern)[0][1].text == "il revient chaque soir"
    assert story_of(Report.objects.get(pk=kept.told.pk)).story == ""
    assert actions.follow(kept.receipt, address="").lines
    assert Concern.objects.get().pk == concern.pk


def test_the_childs_page_leads_only_the_desk_to_the_case(desk, cast):
    from uuid import uuid4

    child = uuid4()
    opened = desk.case(children=[str(child)])
    assert cases_of_child(child, by=desk.fanta) == [opened]
    for account in (desk.yaya, cast.awa, cast.fatim, cast.koro):
        assert cases_of_child(child, by=account) == []
    assert str(child) not in opened.sealed


def test_a_bare_stranger_cannot_tell_as_a_colleague(desk, cast):
    heard = actions.Heard(place=desk.place, story=story_of(a_report(desk.place)))
    with pytest.raises(Refused):
        actions.tell_as_colleague(heard, by=cast.pierre)
    kept = actions.tell_as_colleague(heard, by=cast.awa)
    assert story_of(kept.told).channel == "colleague"
    assert kept.receipt == ""


def test_what_is_written_on_one_day_stays_in_its_order(desk):
    case, report = desk.case(), a_report(desk.place)
    words = [f"mot {number}" for number in range(6)]
    for text in words:
        actions.add_entry(case, kind="note", words=Words(text=text), by=desk.fanta)
        add_message(report, Words(text=text), by=None)
    assert [said.text for _row, said in entries_of(case)] == words
    assert [said.text for _row, said in messages_of(report)] == words
