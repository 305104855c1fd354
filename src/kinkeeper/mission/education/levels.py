"""The classes of Mali's schools, from the crèche to the BT, as one table (domain 2.13, source S60).

Pre-school three years; fundamental nine years in two cycles, ending with the DEF; secondary three
years to the baccalauréat; vocational: CAP two years, BT four. A class is stored by its code; stage,
scale and examination follow from this table.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.table import Text

DAYCARE, NURSERY, FIRST, SECOND = "daycare", "nursery", "first_cycle", "second_cycle"
SECONDARY, TECHNICAL, VOCATIONAL, HIGHER = "secondary", "technical", "vocational", "higher"

STAGES: dict[str, Text] = {
    DAYCARE: _("daycare"),
    NURSERY: _("nursery school"),
    FIRST: _("fundamental school, first cycle"),
    SECOND: _("fundamental school, second cycle"),
    SECONDARY: _("general secondary school"),
    TECHNICAL: _("technical secondary school"),
    VOCATIONAL: _("vocational training"),
    HIGHER: _("higher education"),
}


@dataclass(frozen=True)
class Level:
    """out_of: the scale of marks, 0 where none are given. age: usual age at its beginning.
    exam: the examination at its end. after: the class that follows."""

    code: str
    label: Text
    stage: str
    age: int
    out_of: int = 20
    exam: str = ""
    after: str = ""


def _years(
    stage: str, age: int, out_of: int, labels: dict[str, Text], *, exam: str = "", then: str = ""
) -> list[Level]:
    """The classes of a stage in a row; the last one has the examination."""
    codes = list(labels)
    nexts = [*codes[1:], then]
    return [
        Level(
            code, labels[code], stage, age + i, out_of, exam if i == len(codes) - 1 else "",
            nexts[i],
        )
        for i, code in enumerate(codes)
    ]  # fmt: skip


LEVELS: dict[str, Level] = {
    level.code: level
    for level in (
        Level("creche", _("crèche, daycare group"), DAYCARE, 0, 0),
        *_years(
            NURSERY, 3, 0,
            {"ps": _("small section"), "ms": _("middle section"), "gs": _("great section")},
            then="f1",
        ),
        *_years(
            FIRST, 6, 10,
            {"f1": _("1st year"), "f2": _("2nd year"), "f3": _("3rd year"), "f4": _("4th year"),
             "f5": _("5th year"), "f6": _("6th year")},
            then="f7",
        ),
        *_years(
            SECOND, 12, 20,
            {"f7": _("7th year"), "f8": _("8th year"), "f9": _("9th year")},
            exam="DEF", then="s10",
        ),
        *_years(
            SECONDARY, 15, 20,
            {"s10": _("10th year"), "s11": _("11th year"), "s12": _("final year")},
            exam="BAC", then="higher",
        ),
        *_years(
            TECHNICAL, 15, 20,
            {"t10": _("technical 10th year"), "t11": _("technical 11th year"),
             "t12": _("technical final year")},
            exam="BAC", then="higher",
        ),
        *_years(
            VOCATIONAL, 15, 20, {"cap1": _("CAP 1st year"), "cap2": _("CAP 2nd year")}, exam="CAP",
        ),
        *_years(
            VOCATIONAL, 15, 20,
            {"bt1": _("BT 1st year"), "bt2": _("BT 2nd year"), "bt3": _("BT 3rd year"),
             "bt4": _("BT 4th year")},
            exam="BT",
        ),
        Level("higher", _("higher education"), HIGHER, 18, 20),
    )
}  # fmt: skip

EXAMS: dict[str, Text] = {
    "DEF": _("DEF (end of fundamental school)"),
    "BAC": _("baccalauréat"),
    "CAP": _("CAP (vocational certificate)"),
    "BT": _("BT (technician's certificate)"),
}

ORDER = {code: place for place, code in enumerate(LEVELS)}
CHOICES = [(code, level.label) for code, level in LEVELS.items()]


def grouped() -> list[tuple[Text, list[tuple[str, Text]]]]:
    """The classes under the headings of their stages, for a list of choices."""
    return [
        (label, [(code, level.label) for code, level in LEVELS.items() if level.stage == stage])
        for stage, label in STAGES.items()
    ]
