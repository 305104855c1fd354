"""The genogram of families as they are."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinkeeper.ground.reports.pictures import genogram
from kinkeeper.ground.reports.pictures.genogram import Parentage, Relative, Union
from kinkeeper.ground.reports.pictures.genogram_rows import seats
from kinkeeper.ground.reports.pictures.genogram_values import read
from kinkeeper.ground.reports.pictures.tests.reading import (
    SVG,
    assert_sound,
    letters,
    overlapping,
    parse,
)


def person(name, **known):
    return Relative(name, name, **known)


def people_of(svg):
    return [group for group in svg.iter(f"{SVG}g") if group.get("class") == "person"]


def assert_readable(drawn):
    svg = assert_sound(drawn)
    assert not overlapping(list(letters(svg)))
    return svg


def seated(people, unions=(), parentages=()):
    return seats(read(people, unions, parentages))


def test_a_polygamous_family_shows_each_mother_with_her_own_children():
    people = [person(name) for name in ("Modibo", "Awa", "Fatou", "Assitan", *"abcdef")]
    births = [Parentage("Modibo", child) for child in "abcdef"]
    births += [
        Parentage(mother, child)
        for mother, kids in (("Awa", "ab"), ("Fatou", "cd"), ("Assitan", "ef"))
        for child in kids
    ]
    unions = [Union("Modibo", wife) for wife in ("Awa", "Fatou", "Assitan")]
    assert len(people_of(assert_readable(genogram.draw(people, unions, births)))) == 10
    where = seated(people, unions, births)
    row = sorted(("Modibo", "Awa", "Fatou", "Assitan"), key=lambda name: where[name].column)
    assert row == ["Awa", "Modibo", "Fatou", "Assitan"]
    assert sorted("abcdef", key=lambda name: where[name].column) == list("abcdef")


def test_a_family_led_by_a_grandmother_puts_her_above_those_she_cares_for():
    people = [person("Kadiatou"), person("Ami"), person("Bou")]
    links = [Parentage("Kadiatou", child, "guardian") for child in ("Ami", "Bou")]
    where = seated(people, [], links)
    assert where["Kadiatou"].row < where["Ami"].row == where["Bou"].row
    assert_readable(genogram.draw(people, [], links))


def test_a_grandmother_two_rows_above_reaches_the_child_past_the_parents():
    people = [person(name) for name in ("Kadiatou", "Seydou", "Mère", "Ami")]
    links = [
        Parentage("Kadiatou", "Seydou"),
        Parentage("Seydou", "Ami"),
        Parentage("Mère", "Ami"),
        Parentage("Kadiatou", "Ami", "guardian"),
    ]
    where = seated(people, [], links)
    assert [where[name].row for name in ("Kadiatou", "Seydou", "Ami")] == [0, 1, 2]
    assert_readable(genogram.draw(people, [], links))


def test_a_sister_who_stands_in_for_the_parents_stays_among_her_siblings():
    people = [person("Père", deceased=True), person("Sitan"), person("Lassina")]
    links = [
        Parentage("Père", "Sitan"),
        Parentage("Père", "Lassina"),
        Parentage("Sitan", "Lassina", "guardian"),
    ]
    where = seated(people, [], links)
    assert where["Sitan"].row == where["Lassina"].row
    assert_readable(genogram.draw(people, [], links))


def test_an_unknown_father_is_dashed_with_a_question_mark():
    svg = assert_readable(
        genogram.draw([person("père", unknown=True), person("Ami")], [], [Parentage("père", "Ami")])
    )
    father = people_of(svg)[0]
    assert any(path.get("stroke-dasharray") for path in father.iter(f"{SVG}path"))
    assert "?" in [text.text for text in father.iter(f"{SVG}text")]


def test_half_siblings_hang_from_different_couples():
    people = [person(name) for name in ("Awa", "Premier", "Second", "a", "b")]
    births = [
        Parentage("Awa", "a"),
        Parentage("Premier", "a"),
        Parentage("Awa", "b"),
        Parentage("Second", "b"),
    ]
    kin = read(people, [Union("Awa", "Second")], births)
    assert {descent.children for descent in kin.descents} == {("a",), ("b",)}
    assert_readable(genogram.draw(people, [Union("Awa", "Second")], births))


def test_twelve_children_stand_in_one_row_without_touching():
    people = [person("Awa"), *(person(f"Enfant au nom assez long {n}") for n in range(12))]
    births = [Parentage("Awa", p.id) for p in people[1:]]
    assert_readable(genogram.draw(people, [], births))
    columns = [seat.column for name, seat in seated(people, [], births).items() if name != "Awa"]
    assert len(set(columns)) == 12


def test_people_without_any_link_are_shown_and_it_is_said():
    svg = assert_readable(genogram.draw([person(f"P{n}") for n in range(20)], [], []))
    assert len(people_of(svg)) == 20


def test_nobody_yet_says_so():
    assert assert_sound(genogram.draw([], [], [])) is not None


def test_the_same_family_gives_the_same_picture():
    people = [person(name, in_household=True) for name in "abcdef"]
    births = [Parentage("a", child) for child in "cdef"]
    assert genogram.draw(people, [Union("a", "b")], births) == genogram.draw(
        people, [Union("a", "b")], births
    )


def test_the_household_is_framed_and_others_stand_outside():
    people = [person("a", in_household=True), person("b"), person("c", in_household=True)]
    svg = assert_sound(
        genogram.draw(people, [Union("a", "b")], [Parentage("a", "c"), Parentage("b", "c")])
    )
    frame = next(p for p in svg.iter(f"{SVG}path") if p.get("stroke-linecap") == "round")
    across = [float(x) for x in re.findall(r"H([\d.]+)", frame.get("d", ""))]
    assert max(across) < seated(people, [Union("a", "b")], [])["b"].column * 104


@pytest.mark.parametrize(
    "name", ["x" * 500, "Awa " * 125, "<script>alert(1)</script>", "\u202e\x00", ""]
)
def test_no_name_breaks_the_picture(name):
    drawn = genogram.draw(
        [Relative("1", name, name), Relative("2", name, name)], [Union("1", "2")], []
    )
    assert_readable(drawn)
    assert "<script" not in drawn


def test_links_that_go_in_a_circle_or_to_nobody_do_no_harm():
    people = [person("a"), person("b"), person("c")]
    links = [
        Parentage("a", "b"),
        Parentage("b", "c"),
        Parentage("c", "a"),
        Parentage("a", "a"),
        Parentage("a", "nobody"),
    ]
    assert_sound(genogram.draw(people, [Union("a", "c"), Union("b", "b")], links))


def test_the_list_beside_names_parents_and_partners():
    people = [person("Awa", sex="female"), person("Modibo"), person("Ami")]
    beside = genogram.listed(people, [Union("Awa", "Modibo")], [Parentage("Awa", "Ami")])
    cells = [[cell.text for cell in row] for row in parse(beside).iter("tr")]
    assert cells[3][2] == "Awa"
    assert cells[1][3] == "Modibo"


NAMES = st.sampled_from("abcdefgh")
PEOPLE = st.builds(
    lambda key, label, note, flags: Relative(key, label, note, *flags),
    NAMES, st.text(max_size=30), st.text(max_size=30),
    st.tuples(st.sampled_from(["male", "female", "unknown"]), *[st.booleans()] * 5),
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(
    st.lists(PEOPLE, max_size=8),
    st.lists(st.builds(Union, NAMES, NAMES, st.booleans()), max_size=6),
    st.lists(
        st.builds(Parentage, NAMES, NAMES, st.sampled_from(["birth", "guardian"])), max_size=12
    ),
)
def test_any_family_however_tangled_is_drawn_with_everybody_in_a_place_of_their_own(
    people, unions, links
):
    svg = assert_sound(genogram.draw(people, unions, links))
    assert len(people_of(svg)) == len({p.id for p in people})
    where = list(seated(people, unions, links).values())
    assert all(
        a.row != b.row or abs(a.column - b.column) >= 1
        for place, a in enumerate(where)
        for b in where[place + 1 :]
    )
