"""The identity, the codes of a printed list, households in convoys."""

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.mission.emergency import rules
from kinkeeper.mission.emergency.rules import Fact, Listed, read_numbers, reckon, short_code

LINES = [Listed(uuid4(), goes) for goes in (True, True, True, True, False)]
ORDERS = (0, 1, 2, 99)
spoken = st.lists(
    st.builds(
        Fact, st.sampled_from([x.id for x in LINES]), st.sampled_from(ORDERS),
        st.sampled_from(rules.STATUSES),
    )
)  # fmt: skip


@given(spoken, st.sampled_from(ORDERS))
def test_listed_is_the_sum_of_its_parts_and_the_difference(facts, order):
    found = reckon(LINES, facts, order)
    assert found.listed == sum(found.counts.values()) + found.difference
    assert set(found.open) | set(found.statuses) == {x.id for x in LINES}


@given(spoken)
def test_presence_at_one_stop_says_nothing_of_the_next(facts):
    only_present = [f for f in facts if f.status == rules.PRESENT and f.order < 99]
    found = reckon(LINES, only_present, 99)
    assert found.counts[rules.PRESENT] == 0


def test_who_stays_by_choice_is_accounted_for_without_a_count():
    found = reckon(LINES, [], 0)
    assert found.counts[rules.STAYED] == 1
    assert found.difference == 4


def test_a_person_found_again_is_no_longer_missing():
    line = LINES[0].id
    facts = [Fact(line, 0, rules.PRESENT), Fact(line, 1, rules.MISSING)]
    assert reckon(LINES, facts, 99).statuses[line] == rules.MISSING
    found = reckon(LINES, [*facts, Fact(line, 99, rules.PRESENT)], 99)
    assert found.statuses[line] == rules.PRESENT


def test_who_wanted_to_stay_and_boarded_is_looked_for_at_the_next_stop():
    stayer = LINES[4].id
    assert stayer in reckon(LINES, [Fact(stayer, 0, rules.PRESENT)], 99).open


@given(st.integers(1, 99_999))
def test_a_code_is_read_back(number):
    code = short_code(number)
    assert read_numbers(code, last=99_999).found == (number,)


@given(st.integers(10, 9_999))
def test_two_exchanged_digits_are_noticed(number):
    text = str(number)
    for at in range(len(text) - 1):
        other = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        if other != text and other[0] != "0":
            assert short_code(int(other))[-1] != short_code(number)[-1]


def test_numbers_of_a_paper_list_are_read_as_people_write_them():
    read = read_numbers("1-3, 7; 9\n12 14 - 15", last=20)
    assert read.found == (1, 2, 3, 7, 9, 12, 14, 15)
    assert read.wrong == ()


def test_what_names_nobody_is_said():
    letter = "A" if short_code(4)[-1] != "A" else "C"
    read = read_numbers(f"4{letter}, 21, 9-7, ali", last=20)
    assert read.found == ()
    assert read.wrong == (f"4{letter}", "21", "9-7", "ALI")


def test_a_household_in_two_convoys_is_torn_unless_a_reason_is_written():
    rows = [("Diarra", 1, False), ("Diarra", 2, False), ("Koné", 1, False), ("Koné", 2, True)]
    assert rules.torn(rows) == ["Diarra"]


def test_a_convoy_with_more_people_than_seats_is_found():
    assert rules.over_full({1: 2, 2: 5}, [1, 1, 1, 2]) == {1: 1}


def test_the_seal_changes_with_any_letter():
    rows = [("1", "Ali"), ("2", "Bah")]
    assert rules.seal(rows) != rules.seal([("1", "Ali"), ("2", "Ba")])
    assert len(rules.seal(rows)) == 64
