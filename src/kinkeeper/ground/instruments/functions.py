"""The functions that the ODK XForms specification adds to XPath, on plain values. No Django.

Days are numbers, counted from 1970-01-01, so that they compare and subtract. Each function gets its
arguments as lists of plain values: the texts of the nodes an argument stands for, or one value.
"""

import math
import re
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from datetime import date, timedelta

EPOCH = date(1970, 1, 1)
NAN = math.nan
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Value = str | float | bool
Values = list[Value]
TODAY: ContextVar[date] = ContextVar("today")


def day_number(day: date) -> float:
    """Days since 1970-01-01."""
    return float((day - EPOCH).days)


def day_of(text: str) -> date | None:
    """A date written YYYY-MM-DD (or the beginning of a longer text); None when it is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def number_of(value: Value) -> float:
    """As XPath: a text that is no number is NaN, true is 1."""
    if isinstance(value, str):
        try:
            return float(value) if value.strip() else NAN
        except ValueError:
            day = day_of(value) if ISO_DAY.match(value) else None
            return NAN if day is None else day_number(day)
    return float(value)


def text_of(value: Value) -> str:
    """A whole number without point, NaN as nothing, true as "true"."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if math.isnan(value) or math.isinf(value):
            return ""
        return str(int(value)) if value.is_integer() else repr(value)
    return value


def truth_of(values: Values) -> bool:
    """A set of nodes is true when there is one; a number when it is not 0."""
    if not values:
        return False
    first = values[0]
    if isinstance(first, float):
        return not math.isnan(first) and first != 0
    return bool(first)


def first(values: Values) -> Value:
    return values[0] if values else ""


def _words(values: Values) -> list[str]:
    return text_of(first(values)).split()


def _selected(values: Values, wanted: Values) -> Value:
    return text_of(first(wanted)) in _words(values)


def _selected_at(values: Values, at: Values) -> Value:
    words, index = _words(values), number_of(first(at))
    return words[int(index)] if 0 <= index < len(words) else ""


def _if(condition: Values, then: Values, other: Values) -> Value:
    return first(then) if truth_of(condition) else first(other)


def _coalesce(one: Values, other: Values) -> Value:
    return first(one) if text_of(first(one)) else first(other)


def _int(value: Values) -> Value:
    number = number_of(first(value))
    return NAN if math.isnan(number) else float(math.trunc(number))


def _round(value: Values, places: Values | None = None) -> Value:
    """Half up, as XPath."""
    number = number_of(first(value))
    if math.isnan(number):
        return NAN
    factor = 10.0 ** int(number_of(first(places))) if places else 1.0
    return math.floor(number * factor + 0.5) / factor


def _numbers(arguments: Iterable[Values]) -> list[float]:
    """Every answer that is there; empty ones are left out."""
    return [number_of(v) for values in arguments for v in values if text_of(v).strip()]


def _sum(values: Values) -> Value:
    return sum(_numbers([values]), 0.0)


def _min(*arguments: Values) -> Value:
    return min(_numbers(arguments), default=NAN)


def _max(*arguments: Values) -> Value:
    return max(_numbers(arguments), default=NAN)


def _pow(base: Values, exponent: Values) -> Value:
    try:
        return float(number_of(first(base)) ** number_of(first(exponent)))
    except (OverflowError, ZeroDivisionError, TypeError):
        return NAN


def _regex(text: Values, pattern: Values) -> Value:
    return re.fullmatch(text_of(first(pattern)), text_of(first(text))) is not None


def _date(value: Values) -> Value:
    return number_of(first(value))


def _format_date(value: Values, pattern: Values) -> Value:
    number = number_of(first(value))
    if math.isnan(number):
        return ""
    day = EPOCH + timedelta(days=int(number))
    return day.strftime(text_of(first(pattern)).replace("%n", "%m").replace("%e", "%d"))


def _join(separator: Values, *arguments: Values) -> Value:
    words = [text_of(v) for values in arguments for v in values]
    return text_of(first(separator)).join(words)


def _concat(*arguments: Values) -> Value:
    return "".join(text_of(v) for values in arguments for v in values)


def _count_non_empty(values: Values) -> Value:
    return float(sum(1 for v in values if text_of(v)))


def _today() -> Value:
    return day_number(TODAY.get())


def _number(value: Values) -> Value:
    return number_of(first(value))


def _string(value: Values) -> Value:
    return text_of(first(value))


def _boolean_from_string(value: Values) -> Value:
    return text_of(first(value)) in {"1", "true"}


def _once(value: Values) -> Value:
    return first(value)


# name -> fewest and most arguments, and what it does.
FUNCTIONS: dict[str, tuple[int, int | None, Callable[..., Value]]] = {
    "selected": (2, 2, _selected),
    "selected-at": (2, 2, _selected_at),
    "count-selected": (1, 1, lambda values: float(len(_words(values)))),
    "if": (3, 3, _if),
    "coalesce": (2, 2, _coalesce),
    "int": (1, 1, _int),
    "round": (1, 2, _round),
    "sum": (1, 1, _sum),
    "min": (1, None, _min),
    "max": (1, None, _max),
    "pow": (2, 2, _pow),
    "regex": (2, 2, _regex),
    "date": (1, 1, _date),
    "format-date": (2, 2, _format_date),
    "join": (2, None, _join),
    "concat": (1, None, _concat),
    "count-non-empty": (1, 1, _count_non_empty),
    "today": (0, 0, _today),
    "now": (0, 0, _today),
    "number": (1, 1, _number),
    "string": (1, 1, _string),
    "boolean-from-string": (1, 1, _boolean_from_string),
    "once": (1, 1, _once),
}
