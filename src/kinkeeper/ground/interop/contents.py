"""What the cells of a column look like, whatever its caption says."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from kinkeeper.ground.interop.cells import CellError
from kinkeeper.ground.text.cells import read_phone, read_sex, read_yes_no
from kinkeeper.ground.text.dates import DateProblem, parse_rough
from kinkeeper.ground.text.problems import CellProblem

_TODAY = date(2100, 1, 1)
OLDEST_AGE = 120
_LONG_AGO = date(1850, 1, 1)


def share_of(content: str, values: Sequence[Any]) -> float | None:
    """The share of cells that look so, 0 to 1; None where nothing can be said."""
    test = _TESTS.get(content)
    known = [value for value in values if not isinstance(value, CellError)]
    if test is None or not known:
        return None
    return sum(test(value) for value in known) / len(known)


def _sex(value: Any) -> bool:
    try:
        return bool(read_sex(value))
    except CellProblem:
        return False


def _yes_no(value: Any) -> bool:
    try:
        return read_yes_no(value) is not None
    except CellProblem:
        return False


def _date(value: Any) -> bool:
    if str(value).isdigit() and int(str(value)) <= OLDEST_AGE:
        return True
    try:
        parse_rough(value, today=_TODAY, earliest=_LONG_AGO)
    except DateProblem as problem:
        return problem.code == "negative_age"
    return True


def _phone(value: Any) -> bool:
    phone = read_phone(value)
    return bool(phone.number) or phone.problem is None


def _number(value: Any) -> bool:
    return isinstance(value, int) or any(sign.isdigit() for sign in str(value))


def _name(value: Any) -> bool:
    text = str(value)
    letters = sum(sign.isalpha() for sign in text)
    return letters >= 2 and not any(sign.isdigit() for sign in text)


_TESTS: dict[str, Callable[[Any], bool]] = {
    "sex": _sex,
    "yes_no": _yes_no,
    "date": _date,
    "phone": _phone,
    "number": _number,
    "name": _name,
    "place": _name,
}
