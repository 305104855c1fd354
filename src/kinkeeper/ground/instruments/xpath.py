"""The expressions of questionnaires: XPath 1.0 with the functions XForms adds to it.

Parsed and evaluated by `elementpath`; here stand only its operators by the rule of XForms that an
empty answer is no number, so that a comparison with it is false. No Django.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast
from xml.etree.ElementTree import Element, ElementTree

from elementpath import ElementPathError, XPath1Parser, XPathContext, get_node_tree

from kinkeeper.ground.instruments.functions import (
    FUNCTIONS,
    NAN,
    TODAY,
    Value,
    Values,
    first,
    number_of,
    text_of,
    truth_of,
)


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
    around, name = _AROUND.get(), text_of(first(_values(self[0], context)))
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
    token, day = _AROUND.set(around), TODAY.set(around.today)
    try:
        yield
    finally:
        _AROUND.reset(token)
        TODAY.reset(day)


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
