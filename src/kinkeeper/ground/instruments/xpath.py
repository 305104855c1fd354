"""The expressions of questionnaires: XPath 1.0 with the functions XForms adds to it.

Parsed and evaluated by `elementpath`; here stand only the functions of the ODK XForms
specification (getodk.github.io/xforms-spec) and its rule that an empty answer is no number: a
comparison with it is false. Days are numbers, counted from 1970-01-01, so that they compare and
subtract. No Django.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast
from xml.etree.ElementTree import Element, ElementTree

from elementpath import ElementPathError, XPath1Parser, XPathContext, get_node_tree

EPOCH = date(1970, 1, 1)
NAN = math.nan
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Value = str | float | bool
Values = list[Value]


class ExpressionError(ValueError):
    """The expression cannot be read, or calls a function that is not known here."""


@dataclass
class Surroundings:
    """What the functions of an expression may ask for: the day, the choice lists, the node."""

    today: date
    lists: dict[str, Element] = field(default_factory=dict)
    roots: dict[str, Any] = field(default_factory=dict)
    current: Any = None


_AROUND: ContextVar[Surroundings] = ContextVar("around")


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


# --- functions: each gets its arguments as lists of plain values ----------------------------------


def _first(values: Values) -> Value:
    return values[0] if values else ""


def _words(values: Values) -> list[str]:
    return text_of(_first(values)).split()


def _selected(values: Values, wanted: Values) -> Value:
    return text_of(_first(wanted)) in _words(values)


def _selected_at(values: Values, at: Values) -> Value:
    words, index = _words(values), number_of(_first(at))
    return words[int(index)] if 0 <= index < len(words) else ""


def _if(condition: Values, then: Values, other: Values) -> Value:
    return _first(then) if truth_of(condition) else _first(other)


def _coalesce(one: Values, other: Values) -> Value:
    return _first(one) if text_of(_first(one)) else _first(other)


def _int(value: Values) -> Value:
    number = number_of(_first(value))
    return NAN if math.isnan(number) else float(math.trunc(number))


def _round(value: Values, places: Values | None = None) -> Value:
    """Half up, as XPath."""
    number = number_of(_first(value))
    if math.isnan(number):
        return NAN
    factor = 10.0 ** int(number_of(_first(places))) if places else 1.0
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
        return float(number_of(_first(base)) ** number_of(_first(exponent)))
    except (OverflowError, ZeroDivisionError, TypeError):
        return NAN


def _regex(text: Values, pattern: Values) -> Value:
    return re.fullmatch(text_of(_first(pattern)), text_of(_first(text))) is not None


def _date(value: Values) -> Value:
    return number_of(_first(value))


def _format_date(value: Values, pattern: Values) -> Value:
    number = number_of(_first(value))
    if math.isnan(number):
        return ""
    day = EPOCH + timedelta(days=int(number))
    return day.strftime(text_of(_first(pattern)).replace("%n", "%m").replace("%e", "%d"))


def _join(separator: Values, *arguments: Values) -> Value:
    words = [text_of(v) for values in arguments for v in values]
    return text_of(_first(separator)).join(words)


def _concat(*arguments: Values) -> Value:
    return "".join(text_of(v) for values in arguments for v in values)


def _count_non_empty(values: Values) -> Value:
    return float(sum(1 for v in values if text_of(v)))


def _today() -> Value:
    return day_number(_AROUND.get().today)


def _number(value: Values) -> Value:
    return number_of(_first(value))


def _string(value: Values) -> Value:
    return text_of(_first(value))


def _boolean_from_string(value: Values) -> Value:
    return text_of(_first(value)) in {"1", "true"}


def _once(value: Values) -> Value:
    return _first(value)


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
OPERATORS: dict[str, Callable[[float, float], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


class XFormsParser(XPath1Parser):
    """XPath 1.0 with the tables above; a path may begin at `instance('list')` and `current()`."""

    PATH_STEP_SYMBOLS = XPath1Parser.PATH_STEP_SYMBOLS | {"instance", "current"}


def _values(token: Any, context: Any) -> Values:
    """What a part of an expression stands for: texts of nodes, or one plain value."""
    if context is None:
        raise token.missing_context()
    return [_plain(item) for item in token.select(context.__copy__())]


def _plain(item: Any) -> Value:
    if isinstance(item, bool | str):
        return item
    if isinstance(item, int | float | Decimal):
        return float(item)
    return str(getattr(item, "string_value", item))


def _bind(token: Any, found: Callable[..., Any]) -> None:
    """A token class evaluates to this, once there is something to evaluate it on."""

    def evaluate(self: Any, context: Any = None) -> Any:
        if context is None:
            raise self.missing_context()
        return found(self, context)

    token.evaluate = evaluate
    token.select = lambda self, context=None: _as_items(self.evaluate(context))


def _as_items(found: Any) -> Iterator[Any]:
    yield from found if isinstance(found, list) else [found]


def _evaluator(function: Callable[..., Value]) -> Callable[..., Any]:
    def evaluate(self: Any, context: Any) -> Any:
        return function(*(_values(part, context) for part in self))

    return evaluate


def _comparing(compare: Callable[[float, float], bool]) -> Callable[..., Any]:
    def evaluate(self: Any, context: Any) -> Any:
        left, right = (_values(part, context) for part in self)
        return any(compare(number_of(a), number_of(b)) for a in left for b in right)

    return evaluate


def _equal(a: Value, b: Value) -> bool:
    """As XPath 1.0: truth with truth, numbers with numbers, everything else as text."""
    if isinstance(a, bool) or isinstance(b, bool):
        return truth_of([a]) == truth_of([b])
    if isinstance(a, float) or isinstance(b, float):
        return number_of(a) == number_of(b)
    return a == b


def _differ(a: Value, b: Value) -> bool:
    return not _equal(a, b)


def _matching(match: Callable[[Value, Value], bool]) -> Callable[..., Any]:
    def evaluate(self: Any, context: Any) -> Any:
        left, right = (_values(part, context) for part in self)
        return any(match(a, b) for a in left for b in right)

    return evaluate


def _logic(decide: Callable[[Iterable[bool]], bool]) -> Callable[..., Any]:
    def evaluate(self: Any, context: Any) -> Any:
        return decide(truth_of(_values(part, context)) for part in self)

    return evaluate


def _not(values: Values) -> Value:
    return not truth_of(values)


def _position(self: Any, context: Any) -> Any:
    """`position()`, or `position(..)`: which of its repetitions the node is in, from 1."""
    if not len(self):
        return float(context.position)
    nodes = list(self[0].select(context.__copy__()))
    if not nodes or nodes[0].parent is None:
        return NAN
    same = [n for n in nodes[0].parent.children if getattr(n, "name", None) == nodes[0].name]
    return float(same.index(nodes[0]) + 1)


def _current(self: Any, context: Any) -> Any:
    del self, context
    return [_AROUND.get().current]


def _instance(self: Any, context: Any) -> Any:
    """The list of choices of this name, as nodes."""
    around, name = _AROUND.get(), text_of(_first(_values(self[0], context)))
    if name not in around.lists:
        return []
    if name not in around.roots:
        holder = Element("instance")
        holder.append(around.lists[name])
        around.roots[name] = get_node_tree(holder)
    return [around.roots[name]]


def _teach(parser: Any) -> None:
    for name in ("round", "sum", "concat", "number", "string", "not", "position"):
        parser.unregister(name)
    for name, (fewest, most, function) in FUNCTIONS.items():
        nargs = fewest if fewest == most else (fewest, most)
        _bind(parser.function(name, nargs=nargs), _evaluator(function))
    _bind(parser.function("not", nargs=1), _evaluator(_not))
    _bind(parser.function("position", nargs=(0, 1)), _position)
    _bind(parser.function("current", nargs=0), _current)
    _bind(parser.function("instance", nargs=1), _instance)
    _teach_operators(parser)


def _teach_operators(parser: Any) -> None:
    for symbol, compare in OPERATORS.items():
        parser.unregister(symbol)
        _bind(parser.infix(symbol, bp=30), _comparing(compare))
    for symbol, match in (("=", _equal), ("!=", _differ)):
        parser.unregister(symbol)
        _bind(parser.infix(symbol, bp=30), _matching(match))
    for symbol, decide, strength in (("or", any, 20), ("and", all, 25)):
        parser.unregister(symbol)
        _bind(parser.infix(symbol, bp=strength), _logic(decide))


_teach(XFormsParser)


# --- what others use ------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def parsed(expression: str) -> Any:
    """The expression ready to be evaluated. Raises ExpressionError."""
    try:
        return XFormsParser(namespaces={}).parse(expression.strip())
    except (ElementPathError, RecursionError) as error:
        raise ExpressionError(str(error)) from error


@contextmanager
def surroundings(around: Surroundings) -> Iterator[None]:
    token = _AROUND.set(around)
    try:
        yield
    finally:
        _AROUND.reset(token)


def tree_of(root: Element) -> Any:
    """The nodes of a document as expressions meet them. Make it anew after a change."""
    return get_node_tree(ElementTree(root))


def evaluate(expression: str, tree: Any, node: Any) -> Values:
    """Values of the expression at a node of the tree. Raises ExpressionError."""
    around = _AROUND.get()
    around.current = node
    try:
        return _values(parsed(expression), XPathContext(tree, item=node))
    except (ElementPathError, ArithmeticError, re.error, RecursionError) as error:
        raise ExpressionError(str(error)) from error


def names_in(expression: str) -> frozenset[str]:
    """The names of questions an expression mentions: the last step of each of its paths."""
    paths = re.findall(r"(?:/|\.\./)[\w./-]*[\w-]", re.sub(r"'[^']*'|\"[^\"]*\"", "", expression))
    return frozenset(cast(str, path).rsplit("/", 1)[-1] for path in paths)


def constants_in(expression: str) -> tuple[frozenset[str], frozenset[float]]:
    """Texts in quotes and numbers of an expression: what answers on both sides are made of."""
    quoted = re.findall(r"'([^']*)'|\"([^\"]*)\"", expression)
    bare = re.sub(r"'[^']*'|\"[^\"]*\"", "", expression)
    numbers = re.findall(r"(?<![\w.])\d+(?:\.\d+)?", bare)
    return frozenset(a or b for a, b in quoted), frozenset(float(n) for n in numbers)
