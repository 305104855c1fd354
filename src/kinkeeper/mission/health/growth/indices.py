"""The indices of WHO, as a table: which value, by what, flagged where, without a z when swollen.

Limits of flags: WHO's programs anthro 1.1.0.9000 and anthroplus 1.0.0.9000; a z-score outside is
more likely a mistake than a child, and is left out of a prevalence.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Index:
    """`code` as WHO writes it (z and flag columns are `z` and `f` before it); `value` is the
    measured value it places; `low`, `high` the z beyond which it is flagged; `swells`: oedema
    makes the value meaningless; `plain`: no restriction of z beyond 3 SD."""

    code: str
    value: str
    low: float
    high: float
    swells: bool = False
    plain: bool = False


UNDER_FIVE = (
    Index("len", "clenhei", -6, 6, plain=True),
    Index("wei", "weight", -6, 5, swells=True),
    Index("wfl", "weight", -5, 5, swells=True),
    Index("bmi", "cbmi", -5, 5, swells=True),
    Index("hc", "headc", -5, 5),
    Index("ac", "armc", -5, 5),
    Index("ts", "triskin", -5, 5),
    Index("ss", "subskin", -5, 5),
)
SCHOOL_AGE = (
    Index("hfa", "height", -6, 6, plain=True),
    Index("wfa", "weight", -6, 5, swells=True),
    Index("bfa", "cbmi", -5, 5, swells=True),
)
