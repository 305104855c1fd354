"""From the preparation to the exit, what is refused on the way, and the way back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.text.dates import Precision, RoughDate, in_year
from kinkeeper.mission.care.actions import end_assignment, end_placement
from kinkeeper.mission.care.models import Carer, Placement
from kinkeeper.mission.care.queries import placement_of, stay_of
from kinkeeper.mission.leaving.actions import (
    Given,
    Handover,
    NewGoal,
    add_goal,
    agree_plan,
    hand_over,
    note_papers,
    prepare,
    propose_step,
    settle_goal,
    take_step,
    write_plan,
)
from kinkeeper.mission.leaving.models import Allowance, Exit, Goal, Support, Way
from kinkeeper.mission.leaving.queries import (
    aftercare_list,
    goals_of,
    plan_of,
    state_of,
    way_of,
    youth_list,
)
from kinkeeper.mission.leaving.tests.make import BEGUN, VIEW, Journey
from kinkeeper.mission.people.actions import record_death


def test_a_young_woman_goes_from_the_sos_family_to_the_youth_house_and_out(journey):
    way = journey.out()
    assert state_of(way) == "independent"
    left = Exit.objects.get(way=way)
    assert (left.on, left.exit_reason) == (journey.day(730), "independent_living")
    assert (left.birth_act, left.identity) == (True, True)
    placement = Placement.objects.get(person=journey.person)
    assert (placement.until, placement.end_reason) == (journey.day(730), "independent_living")
    assert placement.received_by == "Elle-même, avec sa tante"
    assert Allowance.objects.get(way=way).until == journey.day(730)


def test_the_move_to_the_youth_house_is_a_stay_of_the_same_placement(journey):
    journey.prepare()
    journey.furnish()
    journey.to_youth_house()
    stay = stay_of(placement_of(journey.person))
    assert (stay.house, stay.form) == (journey.village.youth_house, "youth_house")
    assert state_of(journey.way) == "youth_house"


def test_a_step_says_everything_that_is_missing(journey):
    journey.prepare()
    with pytest.raises(ValidationError) as wrong:
        journey.propose("move_to_youth_house", 5)
    assert len(wrong.value.messages) == 6


def test_who_proposes_the_exit_does_not_decide_it(journey, cast):
    journey.prepare()
    journey.furnish()
    journey.plan_leaving(40)
    journey.hand_over(50)
    told = Told(journey.day(60), "independent_living")
    given = Given(received_by="Sa tante")
    propose_step(journey.way, "exit", by=cast.moussa, told=told)
    with pytest.raises(ValidationError, match=r"colleague|autre personne"):
        take_step(journey.way, "exit", by=cast.moussa, told=told, given=given)
    with pytest.raises(Refused):
        take_step(journey.way, "exit", by=cast.salif, told=told, given=given)
    take_step(journey.way, "exit", by=cast.mariam, told=told, given=given)
    assert state_of(journey.way) == "independent"


def test_no_exit_before_the_papers_and_the_savings_are_handed_over(journey):
    journey.prepare()
    journey.furnish()
    journey.plan_leaving(40)
    with pytest.raises(ValidationError) as wrong:
        journey.propose("exit", 50, "independent_living")
    assert len(wrong.value.messages) == 2
    journey.hand_over(51)
    journey.propose("exit", 52, "independent_living")


def test_a_missing_paper_is_explained_before_the_exit_and_the_exit_remembers_it(journey):
    journey.prepare()
    journey.plan()
    journey.papers(national_id=("missing", ""))
    journey.plan_leaving(40)
    rest = tuple(k for k in ("birth_certificate", "health_book", "nationality", "photographs",
                             "school_certificates", "health_insurance", "savings_book",
                             "family_contacts", "file_copy"))  # fmt: skip
    journey.hand_over(45, rest)
    with pytest.raises(ValidationError):
        journey.propose("exit", 50, "independent_living")
    lines = {"national_id": ("missing", "demandée au NINA, suivie par Salif")}
    note_papers(journey.person, by=journey.village.salif, on=journey.day(51), lines=lines)
    journey.leave(60)
    left = Exit.objects.get(way=journey.way)
    assert (left.birth_act, left.identity) == (True, False)


def test_a_paper_that_is_not_here_cannot_be_handed_over(journey):
    journey.prepare()
    journey.plan()
    journey.papers(birth_certificate=("requested", "jugement supplétif en cours"))
    journey.plan_leaving(40)
    with pytest.raises(ValidationError) as wrong:
        journey.hand_over(45)
    assert "papers" in wrong.value.message_dict


def test_nothing_is_handed_over_before_the_leaving_is_prepared_nor_without_a_signature(journey):
    journey.prepare()
    journey.papers()
    with pytest.raises(ValidationError):
        journey.hand_over(45)
    journey.plan()
    journey.plan_leaving(50)
    unsigned = Handover(journey.day(55), frozenset({"health_book"}), " ")
    with pytest.raises(ValidationError) as wrong:
        hand_over(journey.way, by=journey.village.salif, handover=unsigned)
    assert "receipt" in wrong.value.message_dict


def test_what_was_handed_over_stays_handed_over(journey):
    journey.out()
    lines, by = {"health_book": ("missing", "perdu")}, journey.village.salif
    assert note_papers(journey.person, by=by, on=journey.day(740), lines=lines) == []


def test_the_preparation_is_for_young_people_in_care_of_some_age(journey, village):
    child = village.young("Issa", born=date(2007, 3, 2))
    with pytest.raises(ValidationError, match=r"14"):
        prepare(child, by=village.salif, told=Told(BEGUN))
    placement = placement_of(journey.person)
    end_placement(placement, by=village.moussa, on=BEGUN, reason="kafala", received_by="Diarra")
    with pytest.raises(ValidationError, match=r"in care|pris en charge"):
        journey.prepare()


def test_an_age_known_only_by_the_year_or_not_at_all_refuses_nobody(village):
    person = village.young("Oumou", born=date(2005, 6, 1))
    write(person, by=village.moussa, birth_date=date(2007, 7, 1), birth_precision="year")
    Journey(village, person).prepare()
    unknown = village.young("Sira")
    write(unknown, by=village.moussa, birth_date=None, birth_precision="unknown")
    Journey(village, unknown).prepare()
    assert Way.objects.count() == 2


def test_the_day_of_leaving_may_be_known_by_the_season_only(journey):
    rains = RoughDate(date(2023, 8, 1), Precision.ESTIMATED)
    way = journey.prepare(planned=rains)
    assert way.planned == rains
    with pytest.raises(ValidationError) as wrong:
        write_plan(way, by=journey.village.salif, on=journey.day(5), own_view=VIEW, told="drawn",
                   planned=in_year(2019))  # fmt: skip
    assert "planned" in wrong.value.message_dict


def test_a_way_begins_once_and_the_database_says_so_too(journey, cast):
    way = journey.prepare()
    with pytest.raises(ValidationError):
        journey.prepare()
    twin = Way(person=journey.person, placement=way.placement)
    with pytest.raises(IntegrityError), transaction.atomic():
        write(twin, by=cast.machine, since=BEGUN)


def test_the_youth_house_has_a_counsellor_and_no_more_beds_than_it_has(journey, village):
    journey.prepare()
    journey.furnish()
    for name in ("Ami", "Bintou"):
        other = Journey(village, village.young(name))
        other.prepare()
        other.furnish()
        other.to_youth_house()
    with pytest.raises(ValidationError) as wrong:
        journey.to_youth_house()
    assert "house" in wrong.value.message_dict


def test_a_youth_house_without_a_counsellor_takes_nobody(journey, village):
    journey.prepare()
    journey.furnish()
    for carer in Carer.objects.filter(house=village.youth_house):
        end_assignment(carer, by=village.moussa, on=journey.day(25))
    with pytest.raises(ValidationError) as wrong:
        journey.to_youth_house()
    assert "house" in wrong.value.message_dict


def test_semi_independence_and_a_host_family_are_stays_outside_the_houses(journey):
    journey.prepare()
    journey.furnish()
    journey.take("live_with_host", 30, given=Given(host="Famille Kéita, Sévaré"))
    assert stay_of(placement_of(journey.person)).form == "foster_care"
    given = Given(host="chambre à Sévaré", activity="school", health_check_on=journey.day(1))
    journey.take("live_alone", 60, given=given)
    assert stay_of(placement_of(journey.person)).host == "chambre à Sévaré"
    with pytest.raises(ValidationError):
        journey.take("live_with_host", 90, given=Given(host=""))


def test_a_new_plan_takes_the_open_goals_along(journey):
    journey.prepare()
    first = journey.plan(10)
    by = journey.village.salif
    [goal] = goals_of(first)
    second = write_plan(journey.way, by=by, on=journey.day(200), own_view=VIEW, told="written")
    assert [g.pk for g in goals_of(second)] == [goal.pk]
    assert plan_of(journey.way) == second
    with pytest.raises(ValidationError):
        settle_goal(_goal_of(first, by), by=by, on=journey.day(201), state="reached")
    done = settle_goal(goals_of(second)[0], by=by, on=journey.day(201), state="reached")
    assert (done.state, done.state_on) == ("reached", journey.day(201))


def _goal_of(plan, by):
    plan.refresh_from_db()
    values = {"domain": "work", "text": "Un stage", "who": "Kadia", "due_on": date(2023, 1, 1)}
    return write(Goal(plan=plan), by=by, **values)


def test_a_plan_without_a_goal_or_without_own_words_is_not_agreed(journey):
    journey.prepare()
    by, on = journey.village.salif, journey.day(3)
    with pytest.raises(ValidationError):
        write_plan(journey.way, by=by, on=on, own_view="oui", told="spoken")
    plan = write_plan(journey.way, by=by, on=on, own_view=VIEW, told="spoken")
    with pytest.raises(ValidationError):
        agree_plan(plan, by=by, on=on)
    for goal in (NewGoal("work", " ", "Kadia", journey.day(90)),
                 NewGoal("work", "Un stage", "Kadia", journey.day(1))):  # fmt: skip
        with pytest.raises(ValidationError):
            add_goal(plan, by=by, on=on, goal=goal)


def test_who_comes_back_gets_a_new_placement_and_may_leave_again(journey):
    first = journey.out()
    journey.take("come_back", 800, "housing_lost",
                 Given(back_to="youth_house", house=journey.village.youth_house.pk))  # fmt: skip
    way = journey.way
    assert way.pk == first.pk
    assert state_of(way) == "returned"
    assert way.placement.route == "returned"
    assert way.placement_id != first.placement_id
    journey.plan_leaving(900)
    journey.leave(930)
    assert Exit.objects.filter(way=way).count() == 2


def test_who_comes_back_for_help_only_stays_out_of_care(journey):
    journey.out()
    journey.take("come_back", 800, "illness", Given(back_to="support"))
    assert Support.objects.get(way=journey.way).kind == "health"
    assert placement_of(journey.person) is None
    assert youth_list(journey.village.salif, journey.day(801)) == []
    assert len(aftercare_list(journey.village.salif, journey.day(801))) == 1
    journey.call(80)
    journey.take("accompany", 830, given=Given(contact_plan="appel le dimanche"))
    assert state_of(journey.way) == "aftercare"


def test_a_closed_file_is_opened_again_by_coming_back(journey):
    journey.out()
    journey.take("accompany", 735, given=Given(contact_plan="appel"))
    journey.call(90)
    journey.take("close", 840, "stable", Given(closing_talk_on=journey.day(839)))
    assert journey.way.until == journey.day(840)
    with pytest.raises(ValidationError):
        journey.prepare()
    journey.take("come_back", 900, "asked", Given(back_to="support"))
    assert journey.way.until is None


def test_after_a_death_nothing_goes_on_but_the_end(journey):
    journey.prepare()
    journey.plan()
    with pytest.raises(ValidationError):
        journey.take("note_death", 20)
    record_death(journey.person, by=journey.village.moussa, on=journey.day(30))
    with pytest.raises(ValidationError, match=r"death|décès"):
        journey.plan_leaving(40)
    journey.take("note_death", 31)
    assert state_of(journey.way) == "closed"
    assert plan_of(journey.way) is None


def test_who_left_care_another_way_is_closed_here(journey):
    journey.prepare()
    with pytest.raises(ValidationError):
        journey.take("stop", 30)
    end_placement(placement_of(journey.person), by=journey.village.moussa, on=journey.day(30),
                  reason="reintegrated_kin", received_by="Oncle")  # fmt: skip
    journey.take("stop", 31)
    assert state_of(journey.way) == "closed"


def test_a_day_ahead_and_a_day_before_the_present_stage_are_refused(journey):
    journey.prepare()
    ahead = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError):
        take_step(journey.way, "plan_leaving", by=journey.village.salif, told=Told(ahead))
    journey.furnish()
    with pytest.raises(ValidationError):
        journey.to_youth_house(-5)


def test_only_who_works_there_meets_the_way(journey, cast):
    journey.prepare()
    assert way_of(journey.person, by=cast.salif)
    assert way_of(journey.person, by=cast.mariam)
    for outsider in (cast.awa, cast.claire, cast.pierre, cast.nadia, cast.nobody):
        assert way_of(journey.person, by=outsider) is None


def test_the_way_goes_along_when_she_comes_to_live_elsewhere(cast, stage, journey):
    journey.out()
    write(journey.person, by=cast.machine, place=stage.kita_town)
    assert {s.place for s in Stage.objects.filter(process="leaving.way")} == {stage.kita_town}
