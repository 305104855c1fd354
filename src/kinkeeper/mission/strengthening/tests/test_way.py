"""A family's whole way, and what stops it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError

from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.queries import AsKnown, Now, position
from kinkeeper.mission.strengthening.actions import (
    Given,
    decline_step,
    identify,
    name_targets,
    take_step,
)
from kinkeeper.mission.strengthening.models import Enrolment, TargetPerson
from kinkeeper.mission.strengthening.process import IN_PROGRAMME
from kinkeeper.mission.strengthening.queries import (
    enrolment_of,
    enrolments,
    evidence,
    families_by_state,
    in_programme_on,
    state_of,
    targets,
)
from kinkeeper.mission.strengthening.tests.make import (
    IDENTIFIED,
    SCREENING,
    WAY,
    Walk,
    a_family,
    children_of,
    identified,
    told,
)


@pytest.fixture
def walk(cast, stage):
    family = a_family(by=cast.awa, place=stage.kita_town)
    return Walk(family, cast.awa, cast.fatim)


def said(error):
    return " ".join(error.value.messages)


def test_a_family_goes_the_whole_way_and_is_reopened(walk, cast):
    first = walk.to("post_exit_followup")
    walk.contact(12, 1180)
    walk.take("archive", 1300, by=cast.fatim)
    walk.take("reopen", 1400, by=cast.fatim, reason="badly_cared_for")
    states = Stage.objects.filter(subject=first.pk).order_by("since", "pk")
    assert [s.state for s in states] == [*WAY, "archived", "reopened"]
    again = enrolment_of(walk.family)
    assert again.pk != first.pk
    assert again.reopens_id == first.pk
    assert state_of(again) == "identified"
    assert Enrolment.objects.get(pk=first.pk).exit_reason == "self_reliant"


def test_stages_follow_each_other_without_gap(walk):
    enrolment = walk.to("exited")
    stages = list(Stage.objects.filter(subject=enrolment.pk).order_by("since", "pk"))
    assert all(a.until == b.since for a, b in pairwise(stages))
    assert stages[-1].until is None


def test_admission_dates_the_enrolment_and_its_people(walk):
    enrolment = walk.to("admitted")
    assert enrolment.since == walk.day(30)
    found = targets(Now(), [enrolment.pk])
    assert {t.since for t in found} == {walk.day(30)}
    assert sorted(t.part for t in found) == ["caregiver", "child", "child"]


def test_the_exit_closes_enrolment_people_and_plan(walk):
    enrolment = walk.to("exited")
    assert (enrolment.until, enrolment.exit_reason) == (walk.day(810), "self_reliant")
    assert {t.until for t in targets(Now(), [enrolment.pk])} == {walk.day(810)}
    here = Stage.objects.get(subject=enrolment.pk, until=None)
    assert here.due_on == walk.day(810) + timedelta(days=182)


def test_after_both_contacts_nothing_is_due(walk):
    enrolment = walk.to("post_exit_followup")
    here = Stage.objects.get(subject=enrolment.pk, until=None)
    assert here.due_on == walk.day(810) + timedelta(days=365)
    walk.contact(12, 1180)
    here.refresh_from_db()
    assert here.due_on is None


def test_who_proposes_does_not_decide(walk, cast):
    walk.to("assessed")
    given = Given(agreement_on=walk.day(30), assent_on=walk.day(30),
                  targets=((children_of(walk.family)[0].pk, "child"),))  # fmt: skip
    walk.propose("admit", 30, given=given, by=cast.fatim)
    with pytest.raises(ValidationError, match=r"colleague|autre personne"):
        walk.take("admit", 31, by=cast.fatim)
    with pytest.raises(Refused):
        walk.take("admit", 31, by=cast.awa)
    assert state_of(walk.enrolment()) == "assessed"


def test_nobody_decides_what_nobody_proposed(walk, cast):
    walk.to("assessed")
    with pytest.raises(ValidationError) as error:
        walk.take("admit", 31, by=cast.fatim)
    assert len(error.value.messages) == 4


def test_a_declined_proposal_says_why_and_may_be_made_again(walk, cast):
    walk.to("active")
    walk.do_well()
    given = Given(follower="Association de Kita")
    walk.propose("prepare_exit", 700, given=given)
    with pytest.raises(ValidationError):
        decline_step(walk.enrolment(), "prepare_exit", by=cast.fatim, told=told(walk.day(701)))
    decline_step(walk.enrolment(), "prepare_exit", by=cast.fatim,
                 told=told(walk.day(701), note="Attendre la récolte"))  # fmt: skip
    walk.propose("prepare_exit", 800, given=given)
    assert Proposal.objects.filter(until=None).count() == 1
    with pytest.raises(Refused):
        decline_step(walk.enrolment(), "prepare_exit", by=cast.awa,
                     told=told(walk.day(801), note="non"))  # fmt: skip


def test_another_step_leaves_no_proposal_open(walk, cast):
    walk.to("active")
    walk.do_well()
    walk.propose("prepare_exit", 700, given=Given(follower="Association de Kita"))
    walk.take("suspend", 710, by=cast.fatim, reason="moved",
              given=Given(contact_again_on=walk.day(740)))  # fmt: skip
    closed = Proposal.objects.get(verb="prepare_exit")
    assert (closed.until, closed.accepted) == (walk.day(710), False)


@pytest.mark.parametrize(
    ("state", "verb", "sentences"),
    [
        ("identified", "screen", 3),
        ("screened", "assess", 3),
        ("plan_agreed", "start", 1),
    ],
)
def test_what_is_missing_is_said_in_sentences(walk, state, verb, sentences):
    walk.to(state)
    with pytest.raises(ValidationError) as error:
        walk.take(verb, 100)
    assert len(error.value.messages) == sentences
    assert all(s.endswith(".") for s in error.value.messages)


def test_poverty_alone_is_not_screened_but_offered_other_help(walk, cast):
    walk.to("identified")
    poor = Given(branch="capacity", criteria=("extreme_poverty",), not_only_poverty=True)
    with pytest.raises(ValidationError):
        walk.take("screen", 5, given=poor)
    assert walk.enrolment().branch == ""
    with pytest.raises(ValidationError):
        walk.take("find_not_eligible", 6, by=cast.fatim, reason="poverty_only")
    walk.take("find_not_eligible", 6, by=cast.fatim, reason="poverty_only", note="Semences")
    assert (walk.enrolment().since, walk.enrolment().until) == (None, walk.day(6))


def test_a_step_that_fails_leaves_nothing_half_done(walk):
    walk.to("assessed")
    wrong = Given(agreement_on=walk.day(30), targets=((children_of(walk.family)[0].pk, "child"),))
    with pytest.raises(ValidationError):
        walk.propose("admit", 30, given=wrong)
    assert walk.enrolment().agreement_on is None
    assert not TargetPerson.objects.exists()


def test_a_reopened_family_needs_its_papers_anew(walk, cast):
    walk.to("exited")
    walk.take("reopen", 900, by=cast.fatim, reason="care_lost")
    again = walk.enrolment()
    assert evidence(again) == {"contact_consent"}
    assert state_of(again) != "reopened"


def test_only_the_coordinator_opens_a_family_again(walk, cast):
    walk.to("exited")
    with pytest.raises(Refused):
        walk.take("reopen", 900, by=cast.awa, reason="asked")
    with pytest.raises(ValidationError):
        walk.take("reopen", 900, by=cast.fatim)
    with pytest.raises(ValidationError, match=r"opens it again|rouvre"):
        identified(walk.family, by=cast.awa, on=walk.day(900))


def test_a_family_is_identified_once(walk, cast):
    walk.to("identified")
    with pytest.raises(ValidationError, match=r"already|déjà"):
        identified(walk.family, by=cast.awa)


def test_identification_needs_head_consent_and_reason(cast, stage):
    headless = a_family(by=cast.awa, place=stage.kita_town, head=False)
    with pytest.raises(ValidationError) as error:
        identify(headless, by=cast.awa, told=told(IDENTIFIED), contact_consent_on=None)
    assert len(error.value.messages) == 3
    assert not Enrolment.objects.exists()


def test_a_worker_of_another_region_can_do_nothing(walk, cast):
    with pytest.raises(Refused):
        identified(walk.family, by=cast.oumar)
    walk.to("identified")
    with pytest.raises(Refused):
        walk.take("screen", 5, by=cast.oumar, given=SCREENING)


def test_no_step_lies_in_the_future_or_before_the_last(walk):
    walk.to("identified")
    with pytest.raises(ValidationError):
        walk.take("screen", 60000, given=SCREENING)
    with pytest.raises(ValidationError):
        walk.take("screen", -1, given=SCREENING)


def test_papers_are_not_dated_after_the_step(walk):
    walk.to("assessed")
    child = (children_of(walk.family)[0].pk, "child")
    late = Given(agreement_on=walk.day(31), assent_on=walk.day(30), targets=(child,))
    with pytest.raises(ValidationError) as error:
        walk.propose("admit", 30, given=late)
    assert set(error.value.message_dict) == {"agreement_on"}
    with pytest.raises(ValidationError):
        walk.propose("admit", 1, given=Given(agreement_on=walk.day(1), assent_on=walk.day(1)))


def test_a_suspension_has_an_end(walk, cast):
    walk.to("active")
    far = Given(contact_again_on=walk.day(400))
    with pytest.raises(ValidationError):
        walk.take("suspend", 100, by=cast.fatim, reason="insecurity", given=far)
    near = Given(contact_again_on=walk.day(160))
    here = walk.take("suspend", 100, by=cast.fatim, reason="insecurity", given=near)
    assert here.due_on == walk.day(160)
    back = walk.take("resume", 150, by=cast.fatim)
    assert back.state == "active"
    assert back.due_on == walk.day(30) + timedelta(days=1826)


def test_leaving_without_self_reliance_is_never_called_self_reliant(walk, cast):
    walk.to("active")
    with pytest.raises(ValidationError):
        walk.propose("leave", 200, reason="self_reliant")
    here = walk.agreed("leave", 200, reason="moved_away")
    assert (here.state, here.due_on) == ("exited", None)
    assert walk.enrolment().exit_reason == "moved_away"
    walk.take("archive", 210, by=cast.fatim)
    assert state_of(walk.enrolment()) == "archived"


def test_a_referral_after_admission_counts_as_an_exit(walk, cast):
    walk.to("active")
    walk.take("refer_out", 200, by=cast.fatim, reason="protection", note="DRPFEF")
    found = walk.enrolment()
    assert (found.until, found.exit_reason) == (walk.day(200), "referred_to_other_programme")


def test_the_waiting_list_is_checked_again(walk, cast):
    walk.to("screened")
    walk.take("put_on_waiting_list", 10, by=cast.fatim)
    here = walk.take("recheck", 95, by=cast.fatim)
    assert (here.state, here.due_on) == ("waiting_list", walk.day(95 + 90))
    walk.examine()
    assert walk.take("assess", 120).state == "assessed"


def test_targets_are_members_and_at_least_one_child(walk, cast, stage):
    enrolment = walk.to("admitted")
    stranger = children_of(a_family(by=cast.awa, place=stage.kita_town, name="Keïta"))[0]
    with pytest.raises(ValidationError):
        name_targets(enrolment, [(stranger.pk, "child")], by=cast.awa, on=walk.day(50))
    with pytest.raises(ValidationError):
        name_targets(enrolment, [], by=cast.awa, on=walk.day(50))
    one = children_of(walk.family)[0]
    name_targets(enrolment, [(one.pk, "child")], by=cast.awa, on=walk.day(50))
    still = [t for t in targets(Now(), [enrolment.pk]) if t.until is None]
    assert [t.person for t in still] == [one.pk]


def test_in_the_programme_on_a_past_day(walk, cast):
    walk.to("exited")
    for day, there in ((29, 0), (30, 1), (500, 1), (809, 1), (810, 0)):
        assert in_programme_on(walk.day(day), by=cast.fatim).count() == there
        states = families_by_state(walk.day(day), by=cast.fatim)
        assert sum(states.get(state, 0) for state in IN_PROGRAMME) == there
        assert in_programme_on(walk.day(day), by=cast.oumar).count() == 0
    assert in_programme_on(walk.day(500), by=cast.pierre).count() == 0


def test_what_was_known_before_the_exit_stays_known(walk):
    walk.to("exit_prepared")
    before = position()
    walk.make_exited()
    assert [e.until for e in enrolments(Now())] == [walk.day(810)]
    assert [e.until for e in enrolments(AsKnown(before))] == [None]


def test_take_step_refuses_a_step_that_is_not_there(walk, cast):
    enrolment = walk.to("identified")
    with pytest.raises(ValidationError):
        take_step(enrolment, "exit", by=cast.fatim, told=told(date(2018, 3, 1), "self_reliant"))
