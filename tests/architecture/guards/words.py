"""Words: what gettext can read, and what docs/words.md explains."""

import ast
import re

from tests.architecture.guards.tree import File

GETTEXT = {
    "_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext",
    "pgettext_lazy", "npgettext", "npgettext_lazy",
}  # fmt: skip


def made_up_messages(file: File) -> list[str]:
    """Messages put together before gettext sees them: never found in the catalogue."""
    return [
        f"{file.path}:{node.lineno} gettext of a text put together: use %(name)s and % after it"
        for node in ast.walk(ast.parse(file.text))
        if isinstance(node, ast.Call) and _name(node.func) in GETTEXT
        if any(_made_up(argument) for argument in node.args)
    ]


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _made_up(node: ast.expr) -> bool:
    is_format = isinstance(node, ast.Call) and _name(node.func) == "format"
    texts = (isinstance(n, ast.Constant) and isinstance(n.value, str) for n in ast.walk(node))
    return (
        isinstance(node, ast.JoinedStr) or is_format or (isinstance(node, ast.BinOp) and any(texts))
    )


def unexplained(kinds: list[str], words_text: str) -> list[str]:
    """Kinds of record (`people.person`) that docs/words.md does not name in backticks."""
    named = set(re.findall(r"`([\w.]+)`", words_text))
    return [f"`{kind}` has no entry in docs/words.md" for kind in kinds if kind not in named]
