"""The head-count by name: said twice, corrected, on paper, by who is not on the list."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.care.queries import placement_of
from kinkeeper.mission.emergency import actions
from kinkeeper.mission.emergency.actions import Said
from kinkeeper.mission.emergency.models import CheckIn
from kinkeeper.mission.emergency.queries import (
    corrections_of,
    count_at,
    is_intact,
    lines_of,
    outcome,
    said_of,
)


@pytest.fixture
def frozen(walk):
    walk.to("manifest_frozen")
    return walk


@pytest.fixture
def door(frozen):
    return frozen.point(frozen.out, "departure")


def test_three_devices_say_the_same_and_it_counts_once(frozen, door):
    said = [Said(x.pk) for x in lines_of(frozen.out) if x.goes]
    written = [
        actions.check_in(door, said, by=frozen.moussa, device=name) for name in ("a", "b", "c")
    ]
    assert [len(c.written) for c in written] == [7, 0, 0]
    assert [len(c.already) for c in written] == [0, 7, 7]
    assert CheckIn.objects.count() == 7


def test_a_name_twice_in_one_batch_counts_once(frozen, door):
    line = frozen.line("Ali")
    counted = actions.check_in(door, [Said(line.pk), Said(line.pk)], by=frozen.moussa)
    assert (len(counted.written), len(counted.already)) == (1, 1)


def test_the_database_itself_refuses_a_second_fact_of_a_name(frozen, door):
    line = frozen.line("Ali")
    (first,) = actions.check_in(door, [Said(line.pk)], by=frozen.moussa).written
    again = CheckIn(checkpoint=door, line=line, status="missing", at=first.at)
    with pytest.raises(IntegrityError), transaction.atomic():
        write(again, by=frozen.moussa, counted_by=frozen.moussa)


def test_the_names_of_who_is_not_accounted_for_are_known(frozen, door):
    frozen.count(frozen.out, "departure", 2, but=(frozen.line("Ali").name,))
    count = count_at(door, lines_of(frozen.out))
    assert count.reckoning.difference == 1
    assert [x.name for x in count.unaccounted] == [frozen.line("Ali").name]
    with pytest.raises(ValidationError):
        frozen.take("depart", 2)


def test_a_correction_is_a_new_fact_and_the_old_one_stays_readable(frozen, door):
    line = frozen.line("Ali")
    actions.check_in(door, [Said(line.pk)], by=frozen.moussa)
    counted = actions.check_in(door, [Said(line.pk, "missing")], by=frozen.mariam)
    assert not counted.written
    assert counted.wrong[0][0] == line.pk
    counted = actions.check_in(door, [Said(line.pk, "missing")], by=frozen.mariam, correct=True)
    assert len(counted.written) == 1
    assert [(c.status, c.withdrawn_at is None) for c in corrections_of(line)] == [
        ("missing", True), ("present", False)
    ]  # fmt: skip


@pytest.mark.parametrize("status", ["redirected", "hospital", "stayed"])
def test_who_goes_elsewhere_needs_a_word(frozen, door, status):
    line = frozen.line("Ali")
    counted = actions.check_in(door, [Said(line.pk, status)], by=frozen.moussa)
    assert not counted.written
    counted = actions.check_in(door, [Said(line.pk, status, "Mopti")], by=frozen.moussa)
    assert len(counted.written) == 1


def test_a_name_of_another_list_is_refused_and_the_others_are_written(frozen, door, cast):
    stranger = cast.nadia.pk
    said = [Said(stranger), Said(frozen.line("Ali").pk)]
    counted = actions.check_in(door, said, by=frozen.moussa)
    assert len(counted.written) == 1
    assert [key for key, _why in counted.wrong] == [stranger]


def test_who_is_there_and_not_on_the_list_is_added_and_shown_apart(frozen, door):
    line = actions.add_at(
        door, by=frozen.moussa, on=frozen.day(2), name="Voisin Sidi", role="other"
    )
    assert (line.number, line.added_on) == (9, frozen.day(2))
    assert is_intact(frozen.out, lines_of(frozen.out))
    with pytest.raises(ValidationError):
        actions.add_at(door, by=frozen.moussa, on=frozen.day(2), name="Voisin Sidi", role="other")


def test_a_paper_list_is_entered_by_numbers_and_twice_does_no_harm(frozen, door):
    codes = [x.code for x in lines_of(frozen.out) if x.goes]
    text = ", ".join(codes[:3]) + " " + " ".join(code[:-1] for code in codes[3:])
    assert len(actions.enter_paper(door, text, by=frozen.moussa).written) == 7
    assert len(actions.enter_paper(door, text, by=frozen.moussa).already) == 7
    frozen.take("depart", 2)


def test_a_paper_list_with_a_wrong_number_writes_nothing(frozen, door):
    for text in ("1-3, 40", "1Z", "", "Ali"):
        with pytest.raises(ValidationError) as problem:
            actions.enter_paper(door, text, by=frozen.moussa)
        assert "numbers" in problem.value.message_dict
    assert not CheckIn.objects.exists()


def test_a_death_on_the_way_is_written_on_the_person_and_ends_the_placement(walk):
    walk.to("departed")
    ali = walk.line("Ali")
    arrival = walk.point(walk.out, "arrival")
    said = actions.check_in(arrival, [Said(ali.pk, "died", "en route")], by=walk.moussa).written
    ali.person.refresh_from_db()
    assert ali.person.died_on == walk_day(said[0])
    assert placement_of(ali.person) is None
    walk.count(walk.out, "arrival", 3, but=(ali.name,))
    found = outcome(lines_of(walk.out), said_of(walk.out))
    assert (found.counts["died"], found.difference) == (1, 0)


def walk_day(fact):
    return fact.at.date()


def test_a_dead_person_is_not_counted_as_present(walk):
    walk.to("departed")
    ali = walk.line("Ali")
    arrival = walk.point(walk.out, "arrival")
    actions.check_in(arrival, [Said(ali.pk, "died", "en route")], by=walk.moussa)
    counted = actions.check_in(arrival, [Said(ali.pk)], by=walk.moussa, correct=True)
    assert not counted.written
    assert counted.wrong


def test_who_comes_later_is_brought_to_the_host_village_that_day(walk):
    walk.to("departed")
    ali = walk.line("Ali")
    arrival = walk.point(walk.out, "arrival")
    walk.count(walk.out, "arrival", 3, but=(ali.name,))
    actions.check_in(arrival, [Said(ali.pk, "hospital", "Ségou")], by=walk.moussa)
    walk.take("arrive", 3)
    assert walk.staying(walk.host, 3) == {"Bah", "Coumba", "Demba", "Eli"}
    actions.check_in(arrival, [Said(ali.pk)], by=walk.mariam, correct=True)
    assert "Ali" in {c.line.person.given_name for c in away(walk)}


def away(walk):
    from kinkeeper.mission.emergency.queries import away_children

    return away_children(walk.movement, walk.day(9))


def test_nobody_outside_counts(frozen, door, cast):
    line = frozen.line("Ali")
    for name in ("awa", "claire", "pierre", "hawa", "nadia", "nobody"):
        with pytest.raises(Refused):
            actions.check_in(door, [Said(line.pk)], by=getattr(cast, name))


def test_a_stop_on_the_way_is_planned_while_they_travel(walk):
    walk.to("departed")
    stop = actions.plan_stop(walk.out, by=walk.moussa, on=walk.day(2), name="Ségou")
    counted = actions.check_in(stop, [Said(walk.line("Ali").pk)], by=walk.moussa)
    assert len(counted.written) == 1
    assert count_at(stop, lines_of(walk.out)).reckoning.difference == 6
    with pytest.raises(ValidationError):
        actions.plan_stop(walk.out, by=walk.moussa, on=walk.day(2), name="ségou")
