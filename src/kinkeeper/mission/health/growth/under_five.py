"""Z-scores of children from birth to 60 months, all eight indices: arrays in, arrays out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike

from kinkeeper.mission.health.growth import columns, lms
from kinkeeper.mission.health.growth.ages import (
    LAST_MONTH,
    LYING,
    LYING_BELOW,
    TWO_YEARS,
    UNKNOWN,
    Ages,
    Lengths,
    ages,
    corrected,
)
from kinkeeper.mission.health.growth.indices import UNDER_FIVE, Index
from kinkeeper.mission.health.growth.tables import Codes, Floats, Numbers, Table, Truths, table

# So many children at once that their columns stay in the processor's cache.
PIECE = 1 << 14
ALL = tuple(index.code for index in UNDER_FIVE)


@dataclass(frozen=True, slots=True, eq=False)
class UnderFive:
    """`z[code]` rounded to two decimals, NaN where there is none; `flagged[code]` is False there.
    `clenhei` is the length or height used (cm), `cmeasure` 0 unknown, 1 lying, 2 standing,
    `c9mo_flag` a standing height before nine months, `cbmi` in kg/m2: WHO's names."""

    clenhei: Floats
    cmeasure: Codes
    c9mo_flag: Truths
    cbmi: Floats
    z: Mapping[str, Floats]
    flagged: Mapping[str, Truths]


@dataclass(frozen=True, slots=True, eq=False)
class _Children:
    sex: Codes
    age: Floats
    in_months: bool | Truths
    position: Codes
    swollen: Truths
    values: Mapping[str, Floats]

    def pieces(self) -> Iterator[tuple[slice, "_Children"]]:
        for start in range(0, len(self.sex), PIECE):
            here = slice(start, start + PIECE)
            months = self.in_months if isinstance(self.in_months, bool) else self.in_months[here]
            values = {name: column[here] for name, column in self.values.items()}
            yield (
                here,
                _Children(
                    self.sex[here], self.age[here], months, self.position[here],
                    self.swollen[here], values,
                ),
            )  # fmt: skip


def under_five(
    *,
    sex: ArrayLike,
    age: ArrayLike,
    lenhei: ArrayLike | None = None,
    weight: ArrayLike | None = None,
    headc: ArrayLike | None = None,
    armc: ArrayLike | None = None,
    triskin: ArrayLike | None = None,
    subskin: ArrayLike | None = None,
    measure: ArrayLike | None = None,
    oedema: ArrayLike | None = None,
    in_months: bool | Truths = False,
) -> UnderFive:
    """WHO Child Growth Standards 2006. `sex` 1/m or 2/f; `age` in days, or in months where
    `in_months`; `weight` kg; `lenhei`, `headc`, `armc` cm; skinfolds mm; `measure` l or h; `oedema`
    y or n. NaN is not measured. Raises ValueError for an age below 0 or columns of other lengths,
    WrongTables when the installed tables are not WHO's."""
    girls = columns.sexes(sex)
    count = len(girls)
    given = {
        "lenhei": lenhei, "weight": weight, "headc": headc, "armc": armc, "triskin": triskin,
        "subskin": subskin,
    }  # fmt: skip
    children = _Children(
        sex=girls,
        age=columns.numbers(age, count),
        in_months=in_months,
        position=columns.positions(measure, count),
        swollen=columns.swollen(oedema, count),
        values={name: columns.numbers(values, count) for name, values in given.items()},
    )
    measured = {name for name, values in given.items() if values is not None}
    made = {"clenhei": {"lenhei"}, "cbmi": {"lenhei", "weight"}}
    wanted = [i for i in UNDER_FIVE if made.get(i.value, {i.value}) <= measured]
    found = _empty(count)
    with np.errstate(all="ignore"):  # NaN and infinity are answers here, not accidents
        for here, piece in children.pieces():
            _fill(found, here, piece, wanted)
    return found


def _empty(count: int) -> UnderFive:
    return UnderFive(
        clenhei=np.empty(count),
        cmeasure=np.empty(count, dtype=np.int8),
        c9mo_flag=np.empty(count, dtype=np.bool_),
        cbmi=np.empty(count),
        z={code: np.full(count, np.nan) for code in ALL},
        flagged={code: np.zeros(count, dtype=np.bool_) for code in ALL},
    )


def _fill(found: UnderFive, here: slice, children: _Children, wanted: list[Index]) -> None:
    age = ages(children.age, in_months=children.in_months)
    length = corrected(children.values["lenhei"], children.position, age)
    metres = length.centimetres / 100
    bmi = children.values["weight"] / (metres * metres)
    found.clenhei[here] = length.centimetres
    found.cmeasure[here] = length.position
    found.c9mo_flag[here] = length.doubted
    found.cbmi[here] = bmi
    values = {**children.values, "clenhei": length.centimetres, "cbmi": bmi}
    places = _Places(children, age, length)
    for index in wanted:
        z = places.z(index, values[index.value])
        if index.swells:
            z[children.swollen] = np.nan
        z = np.round(z, 2)
        found.z[index.code][here] = z
        found.flagged[index.code][here] = lms.flagged(z, index)


class _Places:
    """Which row of which table stands for each child."""

    def __init__(self, children: _Children, age: Ages, length: Lengths) -> None:
        self._girl = children.sex.astype(np.int64)
        self._age, self._length = age, length
        self._known_sex = children.sex >= 0
        self._in_tables = (age.months < LAST_MONTH) & self._known_sex
        self._by_first: dict[int, Numbers] = {}

    def z(self, index: Index, value: Floats) -> Floats:
        if index.code == "wfl":
            return self._for_length(value)
        days = table(index.code)
        at = lms.rows(days.lms, self._rows(days))
        measured = np.where(value > 0, value, np.nan)
        return lms.plain(measured, at) if index.plain else lms.restricted(measured, at)

    def _rows(self, days: Table) -> Numbers:
        if days.first not in self._by_first:
            exists = self._in_tables & (self._age.days >= days.first)
            self._by_first[days.first] = days.rows(self._girl, self._age.days, exists)
        return self._by_first[days.first]

    def _for_length(self, value: Floats) -> Floats:
        lying, standing = table("wfl"), table("wfh")
        whole, part = tenths(self._length.centimetres)
        use_length = self._uses_length()
        exists = self._known_sex & (~self._age.known | (self._age.months < LAST_MONTH))
        rows = np.where(
            use_length,
            lying.rows(self._girl, whole, exists & _within(lying, whole, part)),
            standing.rows(self._girl, whole, exists & _within(standing, whole, part))
            + lying.nothing
            + 1,
        )
        return lms.restricted(value, lms.between(_lengths_and_heights(), rows, part))

    def _uses_length(self) -> Truths:
        position = self._length.position
        short = self._length.centimetres < LYING_BELOW
        lies = (position == LYING) | ((position == UNKNOWN) & short)
        young = self._age.days < TWO_YEARS
        uses: Truths = np.where(self._age.known, young, lies)
        return uses


def tenths(centimetres: Floats) -> tuple[Numbers, Floats]:
    """Whole tenths of a centimetre and the part of the next one. A float a hair below a tenth
    (103.1 - 0.7) is that tenth: WHO's program falls to the one before, see README.md."""
    exact = np.where(np.isfinite(centimetres), centimetres * 10, -1.0)
    near = np.rint(exact)
    exact = np.where(np.abs(exact - near) < 1e-6, near, exact)
    whole = np.floor(exact)
    return whole.astype(np.int64), exact - whole


def _within(heights: Table, whole: Numbers, part: Floats) -> Truths:
    after = (whole == heights.last) & (part > 0)
    within: Truths = (whole >= heights.first) & (whole <= heights.last) & ~after
    return within


@cache
def _lengths_and_heights() -> Floats:
    """The table of length, then that of height, each with its row of NaN."""
    return np.hstack([table("wfl").lms, table("wfh").lms])
