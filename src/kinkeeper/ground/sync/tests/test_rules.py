from datetime import UTC, datetime, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.ground.sync.rules import MOST_FAMILIES, fitting, outcome_of, standing

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@given(st.lists(st.integers(0, 15), max_size=120), st.integers(0, 60))
def test_never_more_children_or_families_than_may_travel(counts, most):
    families = [(uuid4(), count) for count in counts]
    chosen = fitting(families, most=most)
    known = dict(families)
    assert sum(known[pk] for pk in chosen) <= most
    assert len(chosen) <= MOST_FAMILIES
    assert chosen == [pk for pk, _count in families if pk in set(chosen)]


def test_a_large_family_that_does_not_fit_leaves_room_for_a_small_one():
    large, small = uuid4(), uuid4()
    assert fitting([(large, 60), (small, 2)]) == [small]


def test_the_state_of_a_phone():
    def state(**known):
        return standing(**{"seen_at": NOW, "ended": "", "erased": False, "now": NOW} | known)

    assert state() == "here"
    assert state(seen_at=None) == "new"
    assert state(seen_at=NOW - timedelta(days=8)) == "late"
    assert state(ended="lost") == "lost"
    assert state(ended="lost", erased=True) == "erased"


def test_further_on_than_the_next_version_means_merged():
    assert outcome_of(clashed=False, base=3, version=4) == "applied"
    assert outcome_of(clashed=False, base=3, version=6) == "merged"
    assert outcome_of(clashed=True, base=3, version=6) == "clash"
    assert outcome_of(clashed=False, base=0, version=1) == "applied"
