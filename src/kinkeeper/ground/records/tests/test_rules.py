"""Merging by field, with nothing but values."""

from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.ground.records.rules import merge_by_field

NUMBERS = st.none() | st.integers(1, 4)
SCORES = st.dictionaries(st.sampled_from(["care", "food", "name"]), NUMBERS)


@given(SCORES, SCORES, st.sets(st.sampled_from(["care", "food", "name"])))
def test_every_value_stands_or_is_kept_to_be_shown(current, wanted, since):
    merge = merge_by_field(current=current, wanted=wanted, changed_since=since, lowest={"care"})
    assert not merge.apply.keys() & merge.clash.keys()
    assert merge.beaten.keys() <= merge.apply.keys() & since
    for name, value in wanted.items():
        stands = merge.apply.get(name, current.get(name))
        kept = {merge.clash.get(name), merge.beaten.get(name)}
        assert stands == value or merge.clash[name] == value
        if name in since and current.get(name) != value:
            assert kept | {stands} >= {value, current.get(name)}


@given(st.integers(1, 4), st.integers(1, 4))
def test_of_two_judgements_the_worse_one_stands_whoever_came_first(one, other):
    merge = merge_by_field(
        current={"care": one}, wanted={"care": other}, changed_since={"care"}, lowest={"care"}
    )
    assert merge.apply.get("care", one) == min(one, other)
