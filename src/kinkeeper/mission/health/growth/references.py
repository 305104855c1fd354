"""The two references as tables of columns: what is read, what is added, in WHO's words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from kinkeeper.mission.health.growth import problems
from kinkeeper.mission.health.growth.indices import SCHOOL_AGE, UNDER_FIVE, Index
from kinkeeper.mission.health.growth.problems import BadTable
from kinkeeper.mission.health.growth.reading import Heading, Piece
from kinkeeper.mission.health.growth.school_age import school_age
from kinkeeper.mission.health.growth.tables import Floats, Truths
from kinkeeper.mission.health.growth.under_five import under_five

SEXES = {"1": "1", "2": "2", "m": "1", "f": "2", "M": "1", "F": "2"}
POSITIONS = {"l": "l", "L": "l", "h": "h", "H": "h"}
OEDEMA = {"y": "y", "Y": "y", "1": "y", "n": "n", "N": "n", "2": "n"}
UNITS = {"d": "d", "m": "m"}
Written = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Reference:
    """`needed` columns must stand in the file, and at least one of `measured`; `adds` are the
    columns `compute` writes, in their order."""

    name: str
    needed: tuple[str, ...]
    measured: tuple[str, ...]
    others: tuple[str, ...]
    adds: tuple[str, ...]
    compute: Callable[[Piece], Written]

    @property
    def reads(self) -> str:
        return ", ".join((*self.needed, *self.measured, *self.others))

    def check(self, heading: Heading) -> None:
        """Raises BadTable when nothing can be computed from these columns."""
        for name in self.needed:
            if name not in heading.names:
                raise BadTable(problems.NO_COLUMN, {"column": name, "known": self.reads})
        if not set(self.measured) & set(heading.names):
            known = ", ".join(self.measured)
            raise BadTable(problems.NOTHING_MEASURED, {"known": known})


def _z_columns(indices: tuple[Index, ...]) -> tuple[str, ...]:
    return tuple(letter + index.code for index in indices for letter in "zf")


UNDER_FIVE_MEASURES = ("lenhei", "weight", "headc", "armc", "triskin", "subskin")


def _under_five(piece: Piece) -> Written:
    sex = piece.needed_codes("sex", SEXES)
    units = piece.codes("age_unit", UNITS)
    found = under_five(
        sex=sex,
        age=piece.ages("age"),
        in_months=False if units is None else units == "m",
        measure=piece.codes("measure", POSITIONS),
        oedema=piece.codes("oedema", OEDEMA),
        **{name: piece.numbers(name) for name in UNDER_FIVE_MEASURES},
    )
    written = {
        "clenhei": decimals(found.clenhei),
        "cmeasure": np.array(["", "l", "h"])[found.cmeasure].tolist(),
        "c9mo_flag": found.c9mo_flag.astype(np.int8).astype("U1").tolist(),
        "cbmi": decimals(found.cbmi),
        "csex": sex.tolist(),
    }
    return written | _z_cells(found.z, found.flagged)


def _school_age(piece: Piece) -> Written:
    sex, oedema = piece.needed_codes("sex", SEXES), piece.codes("oedema", OEDEMA)
    found = school_age(
        sex=sex,
        age_in_months=piece.ages("age_in_months"),
        height=piece.numbers("height_in_cm"),
        weight=piece.numbers("weight_in_kg"),
        oedema=oedema,
    )
    swollen = np.full(len(piece.rows), "n") if oedema is None else np.where(oedema == "y", "y", "n")
    written = {
        "csex": sex.tolist(),
        "coedema": swollen.tolist(),
        "cbmi": decimals(found.cbmi),
    }
    return written | _z_cells(found.z, found.flagged)


def _z_cells(z: Mapping[str, Floats], flagged: Mapping[str, Truths]) -> Written:
    written: Written = {}
    for code, values in z.items():
        written["z" + code] = decimals(values)
        flags = np.where(flagged[code], "1", "0")
        written["f" + code] = np.where(np.isnan(values), "", flags).tolist()
    return written


def decimals(values: Floats) -> list[str]:
    """As WHO's program writes numbers: 15 digits at most, empty for none."""
    return [_cell(value) for value in values.tolist()]


def _cell(value: float) -> str:
    if value != value:  # noqa: PLR0124 - NaN is not itself, and this is the quickest way to ask
        return ""
    if value in (float("inf"), float("-inf")):
        return "Inf" if value > 0 else "-Inf"
    return f"{value + 0.0:.15g}"  # + 0.0: minus nought is nought


REFERENCES: Mapping[str, Reference] = {
    "0-5": Reference(
        name="0-5",
        needed=("sex", "age"),
        measured=UNDER_FIVE_MEASURES,
        others=("age_unit", "measure", "oedema"),
        adds=(
            "clenhei", "cmeasure", "c9mo_flag", "cbmi", "csex", *_z_columns(UNDER_FIVE),
        ),
        compute=_under_five,
    ),
    "5-19": Reference(
        name="5-19",
        needed=("sex", "age_in_months"),
        measured=("height_in_cm", "weight_in_kg"),
        others=("oedema",),
        adds=(
            "csex", "coedema", "cbmi", *(f"z{i.code}" for i in SCHOOL_AGE),
            *(f"f{i.code}" for i in SCHOOL_AGE),
        ),
        compute=_school_age,
    ),
}  # fmt: skip
