"""A questionnaire as it is read from its XForm: sections, questions, choices, words by language.

The XForm is what pyxform makes of an XLSForm; the same text goes to phones. Every question has a
name that is unique in the whole form. No Django.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

Piece = tuple[str, str]  # ("text", words) or ("value", expression)
Words = Mapping[str, tuple[Piece, ...]]
TEXT, VALUE = "text", "value"
UNSAID = "-"  # what pyxform writes where a language has no words
KINDS = {
    "string": "text", "int": "integer", "decimal": "decimal", "date": "date", "time": "time",
    "dateTime": "datetime",
}  # fmt: skip
ONE, MANY, TICK, NOTE, CALCULATE = "one", "many", "tick", "note", "calculate"
CONTROLS = {"select1": ONE, "select": MANY, "trigger": TICK}
LIST = re.compile(r"^instance\('([^']+)'\)/root/item\s*(?:\[(.*)\])?$", re.DOTALL)
LANGUAGE = re.compile(r"\(([A-Za-z-]{2,8})\)\s*$")


@dataclass(frozen=True)
class Choice:
    code: str
    label: Words


@dataclass(frozen=True)
class Choices:
    """The choices of a question, from a list of the form; `filter` keeps some of them."""

    list_name: str
    filter: str = ""


@dataclass(frozen=True)
class Question:
    """`repeat`: name of the repeated section it stands in, "" outside. Conditions are XPath."""

    name: str
    path: str
    kind: str
    label: Words = field(default_factory=dict)
    hint: Words = field(default_factory=dict)
    message: Words = field(default_factory=dict)
    relevant: str = ""
    required: str = ""
    constraint: str = ""
    calculate: str = ""
    default: str = ""
    repeat: str = ""
    choices: Choices | None = None

    @property
    def asked(self) -> bool:
        return self.kind not in {NOTE, CALCULATE}


@dataclass(frozen=True)
class Section:
    """A group of the form; `repeats`: as often as it is needed."""

    name: str
    path: str
    label: Words
    relevant: str
    repeats: bool
    items: "tuple[Item, ...]"


Item = Question | Section


@dataclass(frozen=True)
class Form:
    """`root`: the empty answers as an element. `lists`: choice lists as elements, for filters."""

    title: str
    code: str
    languages: tuple[str, ...]
    root: Element
    lists: Mapping[str, Element]
    choices: Mapping[str, tuple[Choice, ...]]
    items: tuple[Item, ...]
    questions: Mapping[str, Question]
    sections: Mapping[str, Section]

    def said(self, words: Words, language: str) -> tuple[Piece, ...]:
        """Words in this language, or in the form's first language that has them."""
        for known in (language, *self.languages):
            if words.get(known):
                return words[known]
        return ()


def plain(form: Form, words: Words, language: str) -> str:
    """The words without the values that stand in them."""
    pieces = form.said(words, language)
    return " ".join("".join(text if kind == TEXT else "…" for kind, text in pieces).split())


@lru_cache(maxsize=64)
def read_form(xform: str) -> Form:
    """Raises ValueError for what is no XForm."""
    whole = fromstring(xform)
    for node in whole.iter():
        node.tag = node.tag.rsplit("}", 1)[-1]
        for name in [name for name in node.attrib if "}" in name]:
            node.set(name.rsplit("}", 1)[-1], node.attrib.pop(name))
    return _Reader(whole).form()


class _Reader:
    """Goes once through model and body."""

    def __init__(self, whole: Element) -> None:
        model, body = whole.find("head/model"), whole.find("body")
        if model is None or body is None:
            message = "no model or no body"
            raise ValueError(message)
        self.whole, self.model, self.body = whole, model, body
        self.texts = _texts(model)
        self.languages = tuple(self.texts) or ("",)
        self.binds = {b.get("nodeset", ""): b for b in model.findall("bind")}
        self.root = _primary(model)
        self.lists = {
            i.get("id", ""): i[0] for i in model.findall("instance") if i.get("id") and len(i)
        }
        self.questions: dict[str, Question] = {}
        self.sections: dict[str, Section] = {}

    def form(self) -> Form:
        items = tuple(self._items(self.body, ""))
        self._calculations()
        return Form(
            title=(self.whole.findtext("head/title") or "").strip(),
            code=self.root.get("id", ""), languages=self.languages, root=self.root,
            lists=self.lists, choices={n: self._choices(node) for n, node in self.lists.items()},
            items=items, questions=self.questions, sections=self.sections,
        )  # fmt: skip

    def _items(self, parent: Element, repeat: str) -> Iterator[Item]:
        for node in parent:
            if node.tag == "group":
                yield self._section(node, repeat)
            elif node.get("ref") and node.tag not in {"label", "hint"}:
                yield self._question(node, repeat)

    def _section(self, node: Element, repeat: str) -> Section:
        repeated = node.find("repeat")
        path = node.get("ref", "") or _nodeset(repeated)
        name = _name(path)
        inside = node if repeated is None else repeated
        section = Section(
            name=name, path=path, label=self._words(node.find("label")),
            relevant=self._condition(path, "relevant"), repeats=repeated is not None,
            items=tuple(self._items(inside, name if repeated is not None else repeat)),
        )  # fmt: skip
        self.sections[name] = section
        return section

    def _question(self, node: Element, repeat: str) -> Question:
        path = node.get("ref", "")
        bind = self.binds.get(path)
        kind = CONTROLS.get(node.tag) or KINDS.get(bind.get("type", "") if bind is not None else "")
        if bind is not None and bind.get("readonly") == "true()" and kind == "text":
            kind = NOTE
        question = Question(
            name=_name(path), path=path, kind=kind or "text",
            label=self._words(node.find("label")), hint=self._words(node.find("hint")),
            message=self._itext(bind.get("constraintMsg", "") if bind is not None else ""),
            default=self._default(path), repeat=repeat, choices=_listed(node),
            **{name: self._condition(path, name) for name in CONDITIONS},
        )  # fmt: skip
        self.questions[question.name] = question
        return question

    def _calculations(self) -> None:
        """Values that are computed and shown nowhere; they stand in no control of the body."""
        for path, bind in self.binds.items():
            if bind.get("calculate") and _name(path) not in self.questions:
                name = _name(path)
                self.questions[name] = Question(
                    name=name, path=path, kind=CALCULATE, calculate=bind.get("calculate", ""),
                    relevant=bind.get("relevant", ""), repeat=self._repeat_of(path),
                )  # fmt: skip

    def _repeat_of(self, path: str) -> str:
        around = (s for s in self.sections.values() if s.repeats and path.startswith(s.path + "/"))
        return next((s.name for s in around), "")

    def _condition(self, path: str, name: str) -> str:
        bind = self.binds.get(path)
        return "" if bind is None else bind.get(name, "").strip()

    def _default(self, path: str) -> str:
        node = self.root.find("/".join(path.split("/")[2:]))
        return (node.text or "").strip() if node is not None else ""

    def _choices(self, items: Element) -> tuple[Choice, ...]:
        return tuple(
            Choice(
                item.findtext("name") or "",
                self._text(item.findtext("itextId") or "")
                or {self.languages[0]: ((TEXT, item.findtext("label") or ""),)},
            )
            for item in items.findall("item")
        )

    def _words(self, node: Element | None) -> Words:
        if node is None:
            return {}
        if node.get("ref"):
            return self._itext(node.get("ref", ""))
        return {self.languages[0]: _pieces(node)}

    def _itext(self, reference: str) -> Words:
        """Words behind `jr:itext('id')`; other text stands for itself."""
        if found := re.search(r"itext\('(.+)'\)", reference):
            return self._text(found[1])
        return {self.languages[0]: ((TEXT, reference),)} if reference else {}

    def _text(self, key: str) -> Words:
        return {lang: said[key] for lang, said in self.texts.items() if said.get(key)}


CONDITIONS = ("relevant", "required", "constraint", "calculate")


def _nodeset(repeated: Element | None) -> str:
    return "" if repeated is None else repeated.get("nodeset", "")


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]


def _listed(node: Element) -> Choices | None:
    itemset = node.find("itemset")
    found = LIST.match(itemset.get("nodeset", "").strip()) if itemset is not None else None
    return Choices(found[1], (found[2] or "").strip()) if found else None


def _primary(model: Element) -> Element:
    first = next(i for i in model.findall("instance") if not i.get("id"))
    root = first[0]
    for parent in list(root.iter()):
        for child in list(parent):
            if any(key.endswith("template") for key in child.attrib):
                parent.remove(child)
    return root


def _texts(model: Element) -> dict[str, dict[str, tuple[Piece, ...]]]:
    """Language code -> key -> words. The form's default language comes first."""
    found = model.findall("itext/translation")
    ordered = sorted(found, key=lambda t: t.get("default") != "true()")
    return {
        _language(t.get("lang", "")): {
            text.get("id", ""): pieces
            for text in t.findall("text")
            if (value := _spoken(text)) is not None
            and (pieces := _pieces(value)) != ((TEXT, UNSAID),)
        }
        for t in ordered
    }


def _spoken(text: Element) -> Element | None:
    """The words themselves, not the names of pictures or sounds."""
    return next((v for v in text.findall("value") if not v.get("form")), None)


def _language(named: str) -> str:
    """French (fr) is fr."""
    found = LANGUAGE.search(named)
    return found[1].lower() if found else named.lower()


def typeset(words: str) -> str:
    """Curved apostrophes, which pyxform straightens, and no line break before "?" and ":"."""
    return re.sub(r" ([?!:;»])", "\u202f\\1", re.sub(r"(?<=\w)'(?=\w)", "’", words))


def _pieces(node: Element) -> tuple[Piece, ...]:
    pieces: list[Piece] = [(TEXT, typeset(node.text or ""))]
    for child in node:
        if child.tag == "output":
            pieces.append((VALUE, child.get("value", "").strip()))
        pieces.append((TEXT, typeset(child.tail or "")))
    kept = [p for p in pieces if p[1].strip() or (p[1] and len(pieces) > 1)]
    return tuple(kept) if len(kept) > 1 else tuple((k, t.strip()) for k, t in kept)
