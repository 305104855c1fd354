"""One cell of a register, read. What cannot be read becomes a question and a safe value."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kinkeeper.ground.interop.cells import CellError, RawLine, as_text
from kinkeeper.ground.interop.contents import OLDEST_AGE
from kinkeeper.ground.interop.profile import Given, Question
from kinkeeper.ground.interop.said import Said, Text, said
from kinkeeper.ground.text.cells import read_phone, read_sex, read_yes_no
from kinkeeper.ground.text.dates import UNKNOWN_DATE, DateProblem, RoughDate, parse_rough
from kinkeeper.ground.text.names import NameProblem, clean_name, search_key, surnames
from kinkeeper.ground.text.problems import CellProblem, TextProblem
from kinkeeper.mission.strengthening.register import wording

_LINKS = (
    ("mother", r"mere|maman|mother|belle mere"),
    ("father", r"pere|papa|father"),
    ("grandparent", r"grand(e)?s? ?(mere|pere|parent)s?|grand(mother|father|parent)|aieule?"),
    ("aunt_uncle", r"tante|oncle|tonton|aunt|uncle|tata"),
    ("sibling", r"(grand )?frere|(grande )?soeur|brother|sister"),
    ("guardian", r"tuteur|tutrice|guardian|tuteur legal"),
    ("other", r"cousine?|voisine?|marraine|parrain|maratre|autre|other|epoux|epouse|conjointe?"),
)
_ACTS = (
    ("in_hand", r"volet ?3|oui|yes|en main|obtenu|x"),
    ("under_way", r"en cours|under way|jugement( suppletif)?|demande"),
    ("declared", r"declare|volet ?[12]|declared"),
    ("none", r"non|no|aucun|neant|pas d'?acte|sans"),
)
_NOTHING = re.compile(r"[\W_]*")


def bare(value: Any) -> str:
    """Small letters without accents; hyphens are spaces."""
    folded = unicodedata.normalize("NFKD", as_text(value)).casefold()
    kept = "".join(c for c in folded if unicodedata.category(c) != "Mn")
    return " ".join(kept.replace("-", " ").replace("œ", "oe").split()).strip(" .:")


def _coded(table: tuple[tuple[str, str], ...], text: str) -> str:
    return next((code for code, pattern in table if re.fullmatch(pattern, text)), "")


@dataclass
class Reader:
    """Reads the facts of one line and collects what should be asked."""

    given: Given
    line: RawLine
    questions: list[Question] = field(default_factory=list)
    left_out: bool = False

    def raw(self, code: str) -> Any:
        """The value, None for an error, which is asked about."""
        value = self.given.value(self.line, code)
        if isinstance(value, CellError):
            self._ask("formula", code, said(wording.FORMULA, cell=self.at(code), sign=value.sign),
                      (wording.AS_EMPTY, wording.LEAVE_OUT))  # fmt: skip
            return None
        return value

    def at(self, code: str) -> str:
        return self.given.at(self.line, code)

    def text(self, code: str) -> str:
        value = as_text(self.raw(code))
        return "" if _NOTHING.fullmatch(value) else " ".join(value.split())

    def name(self, code: str, *, needed: bool = False) -> str:
        """A name; one that cannot be is asked about where it is needed, and empty elsewhere."""
        written = as_text(self.raw(code))
        if not needed and _NOTHING.fullmatch(written):
            return ""
        try:
            return clean_name(written)
        except NameProblem as problem:
            sentence = said(wording.NAME, cell=self.at(code), problem=_kept(problem))
            answer = self._ask("name", code, sentence, (wording.LEAVE_OUT, wording.NAME_UNKNOWN))
            return "?" if needed and answer == wording.UNKNOWN else ""

    def nameless(self, code: str, family: str) -> str:
        """A child of whom only the family name stands: "?" once somebody agreed, else ""."""
        text = said(wording.NAMELESS, row=self.line.row, family=family)
        answer = self._ask("name", code, text, (wording.LEAVE_OUT, wording.NAME_UNKNOWN))
        return "?" if answer == wording.UNKNOWN else ""

    def sex(self, code: str, who: str) -> str:
        try:
            sex = read_sex(self.raw(code))
        except CellProblem as problem:
            sentence = said(wording.SEX, cell=self.at(code), who=who, problem=_kept(problem))
            self._ask("sex", code, sentence, (wording.SEX_UNKNOWN, wording.LEAVE_OUT))
            return ""
        if not sex and code in self.given.columns:
            self._note("sex_missing", code, said(wording.SEX_MISSING, cell=self.at(code), who=who))
        return sex

    def date(self, code: str, kind: str, sentence: Text, **facts: Any) -> tuple[RoughDate, bool]:
        """The date and whether it could be read; an unreadable one counts as not known."""
        try:
            return parse_rough(self._aged(code), today=self.given.today), True
        except DateProblem as problem:
            text = said(sentence, cell=self.at(code), problem=_kept(problem), **facts)
            safe = wording.LIST_DAY if kind == "entry" else wording.DATE_UNKNOWN
            out = wording.LEAVE_FAMILY if kind == "entry" else wording.LEAVE_OUT
            self._ask(kind, code, text, (safe, out))
            return UNKNOWN_DATE, False

    def _aged(self, code: str) -> Any:
        """In a column of ages a bare "6" means six years; elsewhere it means nothing."""
        value = self.raw(code)
        caption = self.given.captions.get(self.given.columns.get(code, -1), "")
        bare_age = str(value).isdigit() and int(str(value)) <= OLDEST_AGE
        return f"{value} ans" if bare_age and "age" in caption.split() else value

    def phone(self, code: str, family: str) -> tuple[str, str]:
        phone = read_phone(self.raw(code))
        if phone.problem:
            problem = _kept(phone.problem)
            text = said(wording.PHONE, cell=self.at(code), family=family, problem=problem)
            self._note("phone", code, text)
        return phone.number, phone.owner_note[:60]

    def yes_no(self, code: str, who: str) -> str:
        try:
            answer = read_yes_no(self.raw(code))
        except CellProblem as problem:
            text = said(wording.ANSWER, cell=self.at(code), who=who, problem=_kept(problem))
            self._note("answer", code, text)
            return ""
        return {True: "yes", False: "no", None: ""}[answer]

    def act(self, code: str) -> str:
        return _coded(_ACTS, bare(self.raw(code)))

    def link(self, code: str, who: str) -> str:
        text = bare(self.raw(code))
        found = _coded(_LINKS, text)
        if text and not found:
            facts = {"cell": self.at(code), "value": text[:40], "who": who}
            self._note("link", code, said(wording.LINK, **facts))
        return found or ("guardian" if text else "")

    def _ask(
        self, kind: str, code: str, sentence: Said, options: tuple[tuple[str, Said], ...]
    ) -> str:
        """Put a question; its first option is the safe one. Returns the answer that holds."""
        question = Question(
            kind, f"{kind}:{self.at(code)}", (self.line.row,), (self.at(code),), sentence,
            options, options[0][0],
        )  # fmt: skip
        self.questions.append(question)
        answer = self.given.answer(question)
        self.left_out |= answer == wording.LEAVE
        return answer

    def _note(self, kind: str, code: str, sentence: Said) -> None:
        key = f"{kind}:{self.at(code)}"
        self.questions.append(
            Question(kind, key, (self.line.row,), (self.at(code),), sentence, asked=False)
        )


def _kept(problem: TextProblem) -> Said:
    return said(problem.sentence, **problem.facts)


def split_name(whole: str, *, family_first: bool) -> tuple[str, str]:
    """Given names and family name of a whole name.

    A word that is a known family name says which it is; otherwise the order of the caption.
    """
    words = whole.split()
    if len(words) < 2:
        return whole, ""
    first, last = is_surname(words[0]), is_surname(words[-1])
    at_front = first if first != last else family_first
    if words[0].isupper() != words[-1].isupper() and len(words[0]) > 1:
        at_front = words[0].isupper()
    return (" ".join(words[1:]), words[0]) if at_front else (" ".join(words[:-1]), words[-1])


_SURNAMES: set[str] = set()


def is_surname(word: str) -> bool:
    """Known as a family name. Some names are both: the caller weighs it."""
    if not _SURNAMES:
        _SURNAMES.update(search_key(form) for name in surnames() for form in name.spellings)
    return search_key(word) in _SURNAMES


def day_of(known: RoughDate, otherwise: date) -> date:
    return known.day or otherwise
