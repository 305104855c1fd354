"""The way of an evacuation from the alert to the return, and what stops it."""

import pytest
from django.core.exceptions import ValidationError

from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.care.queries import placement_of, placements_in
from kinkeeper.mission.emergency import actions
from kinkeeper.mission.emergency.models import SiteStatus
from kinkeeper.mission.emergency.process import MOVEMENT
from kinkeeper.mission.emergency.queries import (
    away_children,
    back_people,
    evidence,
    is_intact,
    lines_of,
    outcome,
    said_of,
    state_of,
)
from kinkeeper.mission.emergency.tests.make import told

CHILDREN = {"Ali", "Bah", "Coumba", "Demba", "Eli"}


def test_a_village_is_evacuated_and_comes_back(walk):
    walk.to("returned")
    assert walk.staying(walk.home, 2) == CHILDREN
    assert walk.staying(walk.home, 10) == set()
    assert walk.staying(walk.host, 10) == CHILDREN
    assert walk.staying(walk.home, 406) == CHILDREN
    assert len(placements_in(walk.home, walk.day(200), by=walk.mariam)) == 5
    assert all(placement_of(p.person).until is None for p in walk.placements)


def test_the_identity_of_the_list_comes_out(walk):
    walk.to("arrived")
    found = outcome(lines_of(walk.out), said_of(walk.out))
    assert (found.listed, found.difference) == (8, 0)
    assert (found.counts["present"], found.counts["stayed"]) == (7, 1)


def test_the_list_is_by_household_the_mother_first(walk):
    walk.to("manifest_frozen")
    names = [(x.number, x.household, x.role) for x in lines_of(walk.out)]
    assert [n for n, _h, _r in names] == list(range(1, 9))
    assert [(h, r) for _n, h, r in names[:3]] == [
        ("Famille Diarra", "mother"), ("Famille Diarra", "child"), ("Famille Diarra", "child")
    ]  # fmt: skip


def test_a_frozen_list_is_changed_no_more(walk):
    walk.to("manifest_frozen")
    line, day = walk.line("Ali"), walk.day(2)
    for change in (
        lambda: actions.add_name(walk.out, by=walk.moussa, on=day, name="Awa", role="staff"),
        lambda: actions.change_line(line, by=walk.moussa, on=day, health="asthme"),
        lambda: actions.take_off(line, by=walk.moussa, on=day),
        lambda: actions.list_village(walk.out, by=walk.moussa, on=day),
        lambda: walk.list_and_convoy(walk.out, walk.host, 2),
    ):
        with pytest.raises(ValidationError, match=r"frozen|figée"):
            change()
    assert is_intact(walk.out, lines_of(walk.out))


def test_the_seal_shows_a_list_that_was_changed_behind_the_doors(walk):
    walk.to("manifest_frozen")
    lines = lines_of(walk.out)
    lines[0].name = "Somebody else"
    assert not is_intact(walk.out, lines)


def test_who_proposes_the_evacuation_does_not_order_it(walk, cast):
    walk.make_alert()
    walk.make_pending()
    actions.name_host(
        walk.movement, walk.host, by=walk.mariam, beds=9, mothers=2, school_places=9, on=walk.day(0)
    )
    given = actions.Given(transport="cars", authority_informed_on=walk.day(0))
    actions.propose_step(
        walk.movement, "order", by=walk.mariam, told=told(walk.day(0)), given=given
    )
    with pytest.raises(ValidationError):
        walk.take("order", 1, by=walk.mariam)
    with pytest.raises(Refused):
        walk.take("order", 1, by=walk.moussa)


@pytest.mark.parametrize(
    ("state", "need"),
    [
        ("decision_pending", "host"), ("ordered", "listed"), ("manifest_frozen",
        "departure_counted"), ("departed", "arrival_counted"), ("arrived", "beds"),
        ("settled", "safe"),
    ],
)  # fmt: skip
def test_each_step_waits_for_its_records(walk, state, need):
    walk.to(state)
    assert need not in evidence(walk.movement)
    verb = MOVEMENT.leaving(state)[0].verb
    with pytest.raises(ValidationError) as problem:
        walk.take(verb, 10, by=walk.mariam)
    missing = next(
        n.missing for n in MOVEMENT.transition(verb).needs if n.code == need
    )  # fmt: skip
    assert str(missing) in problem.value.messages


def test_there_is_no_return_without_a_departure(walk):
    walk.to("manifest_frozen")
    with pytest.raises(ValidationError):
        walk.take("return", 10)
    with pytest.raises(ValidationError):
        walk.take("depart_home", 10)


def test_there_is_no_arrival_before_the_departure(walk):
    walk.to("manifest_frozen")
    with pytest.raises(ValidationError, match=r"departure|départ"):
        walk.count(walk.out, "arrival", 3)
    walk.make_departed()
    walk.count(walk.out, "arrival", 3)
    with pytest.raises(ValidationError):
        walk.take("arrive", 1)


def test_a_day_that_lies_ahead_is_refused(walk):
    walk.make_alert()
    with pytest.raises(ValidationError):
        walk.take("submit", 20_000, options="rester")


def test_one_alert_is_open_at_a_time(walk):
    walk.make_alert()
    with pytest.raises(ValidationError):
        walk.make_alert()
    walk.take("cancel", 1, by=walk.mariam, reason="danger_past")
    walk.make_alert()
    assert state_of(walk.movement) == "alert"


def test_who_stays_by_choice_has_a_reason(walk):
    walk.make_alert()
    with pytest.raises(ValidationError) as problem:
        actions.add_name(
            walk.out, by=walk.moussa, on=walk.day(0), name="Issa", role="staff", goes=False
        )
    assert "why_stays" in problem.value.message_dict


def test_a_name_stands_once_on_a_list(walk):
    walk.make_alert()
    assert actions.list_village(walk.out, by=walk.moussa, on=walk.day(0)) == 7
    assert actions.list_village(walk.out, by=walk.moussa, on=walk.day(0)) == 0
    person = walk.line("Ali").person
    for who in ({"person": person, "name": ""}, {"name": " "}):
        with pytest.raises(ValidationError):
            actions.add_name(walk.out, by=walk.moussa, on=walk.day(0), role="child", **who)


def test_a_household_is_not_torn_without_a_reason(walk):
    walk.make_alert()
    walk.make_pending()
    walk.make_ordered()
    actions.list_village(walk.out, by=walk.moussa, on=walk.day(1))
    walk.list_and_convoy(walk.out, walk.host, 1)
    second = actions.form_convoy(
        walk.out, by=walk.moussa, on=walk.day(1), name="Ambulance", destination=walk.host,
        vehicles="une ambulance", seats=1, leader="Awa",
    )  # fmt: skip
    ali = walk.line("Ali")
    actions.change_line(ali, by=walk.moussa, on=walk.day(1), convoy=second)
    assert "together" not in evidence(walk.movement)
    actions.change_line(walk.line("Ali"), by=walk.moussa, on=walk.day(1), apart="sous perfusion")
    assert "together" in evidence(walk.movement)
    actions.change_line(
        walk.line("Bah"), by=walk.moussa, on=walk.day(1), convoy=second, apart="l'accompagne"
    )
    assert "seats" not in evidence(walk.movement)


def test_a_convoy_goes_to_a_host_village_only(walk):
    walk.make_alert()
    with pytest.raises(ValidationError) as problem:
        walk.list_and_convoy(walk.out, walk.host, 0)
    assert "destination" in problem.value.message_dict


def test_the_village_that_leaves_hosts_nobody(walk):
    walk.make_alert()
    with pytest.raises(ValidationError):
        actions.name_host(
            walk.movement, walk.home, by=walk.moussa, beds=1, mothers=1, school_places=1,
            on=walk.day(0),
        )  # fmt: skip


def test_a_child_who_came_after_the_list_stops_the_freezing(walk):
    walk.make_alert()
    walk.make_pending()
    walk.make_ordered()
    actions.list_village(walk.out, by=walk.moussa, on=walk.day(1))
    assert "all_listed" in evidence(walk.movement)
    actions.take_off(walk.line("Eli"), by=walk.moussa, on=walk.day(1))
    assert "all_listed" not in evidence(walk.movement)


def test_the_return_brings_back_those_who_arrived(walk):
    walk.to("return_ordered")
    assert {x.name for x in lines_of(walk.back)} == {x.name for x in back_people(walk.movement)}
    assert len(lines_of(walk.back)) == 7


def test_nobody_returns_while_safety_is_in_doubt(walk):
    walk.to("settled")
    actions.assess_return(
        walk.movement, by=walk.moussa, held_on=walk.day(300), security="mines signalées",
        services="puits détruit", mines_checked=False, safe=True,
    )  # fmt: skip
    assert "return_assessment" in evidence(walk.movement)
    assert "safe" not in evidence(walk.movement)


def test_each_child_is_heard_before_the_return(walk):
    walk.to("settled")
    children = away_children(walk.movement, walk.day(300))
    for child in children[:-1]:
        actions.hear_child(
            walk.movement, child.line.person, by=walk.moussa, asked_on=walk.day(300),
            form="spoken", wish="unsure",
        )  # fmt: skip
    assert "opinions" not in evidence(walk.movement)
    actions.hear_child(
        walk.movement, children[-1].line.person, by=walk.moussa, asked_on=walk.day(300),
        form="too_young", wish="silent",
    )  # fmt: skip
    assert "opinions" in evidence(walk.movement)


def test_a_review_of_a_month_is_held_once_and_only_while_they_are_away(walk):
    walk.to("departed")
    values = {"welfare": "calmes", "schooling": "tous inscrits", "cost": 1_200_000}
    with pytest.raises(ValidationError):
        actions.review_relocation(walk.movement, by=walk.moussa, held_on=walk.day(30), **values)
    walk.make_arrived()
    actions.review_relocation(walk.movement, by=walk.mariam, held_on=walk.day(30), **values)
    with pytest.raises(ValidationError):
        actions.review_relocation(walk.movement, by=walk.moussa, held_on=walk.day(30), **values)


def test_a_well_that_stayed_open_has_dated_states(walk):
    site = {"kind": "water", "name": "Forage du village"}
    actions.state_site(walk.home, by=walk.moussa, state="reduced", since=walk.day(5), **site)
    actions.state_site(
        walk.home, by=walk.moussa, state="open", since=walk.day(200), reason="tous revenus", **site
    )
    with pytest.raises(ValidationError):
        actions.state_site(walk.home, by=walk.moussa, state="closed", since=walk.day(9), **site)
    from kinkeeper.mission.emergency.queries import sites_on

    assert [s.state for s in sites_on(walk.home, walk.day(100))] == ["reduced"]
    later = sites_on(walk.home, walk.day(200))
    assert [(s.state, s.reason) for s in later] == [("open", "tous revenus")]


def test_the_state_of_a_school_is_written_with_the_school_alone(walk):
    with pytest.raises(ValidationError) as told_why:
        actions.state_site(
            walk.home, by=walk.moussa, kind="school", name="École", state="reduced",
            since=walk.day(5),
        )  # fmt: skip
    assert set(told_why.value.error_dict) == {"kind"}
    assert not SiteStatus.objects.exists()
