"""How the questionnaires that come with the program are written down: rows of an XLSForm."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Line = dict[str, str]
Said = tuple[str, str]  # French, English
Sheets = Mapping[str, Sequence[Line]]
FR, EN = "French (fr)", "English (en)"


def said(column: str, words: Said) -> Line:
    return {f"{column}::{FR}": words[0], f"{column}::{EN}": words[1]}


@dataclass(frozen=True)
class Limit:
    """What an answer must be, and the words that say so."""

    expression: str
    words: Said


def ask(
    kind: str, name: str, words: Said, *, hint: Said | None = None, relevant: str = "",
    limit: Limit | None = None, level: str = "", required: bool = True,
) -> Line:  # fmt: skip
    """One question. level: class of its answer, L2 when it says none."""
    line = {"type": kind, "name": name, **said("label", words)}
    if hint:
        line |= said("hint", hint)
    if limit:
        line |= {"constraint": limit.expression, **said("constraint_message", limit.words)}
    more = {"relevant": relevant, "class": level, "required": "yes" if required else ""}
    return line | {column: text for column, text in more.items() if text}


def group(name: str, words: Said, lines: Iterable[Line], **more: str) -> list[Line]:
    opening = {"type": "begin group", "name": name, **said("label", words), **more}
    return [opening, *lines, {"type": "end group"}]


def choices(name: str, options: Mapping[str, Said]) -> list[Line]:
    return [{"list_name": name, "name": c, **said("label", w)} for c, w in options.items()]


def settings(code: str, title: str, subject: str, version: str = "1") -> list[Line]:
    return [
        {
            "form_title": title, "form_id": code, "version": version, "default_language": FR,
            "subject": subject,
        }
    ]  # fmt: skip


def score(code: str, words: Said, rule: str, source: str) -> Line:
    return {"score": code, "rule": rule, "source": source, **said("label", words)}


def part(of: str, question: str, factor: str = "1", values: str = "", empty: str = "") -> Line:
    line = {"score": of, "question": question, "factor": factor, "values": values, "empty": empty}
    return {column: text for column, text in line.items() if text}


def band(  # noqa: PLR0917 - a row of a table, in the order of its columns
    of: str, set_: str, up_to: str, code: str, words: Said, tone: str
) -> Line:  # fmt: skip
    line = {"score": of, "set": set_, "up_to": up_to, "code": code, "tone": tone}
    return {c: t for c, t in line.items() if t} | said("label", words)
