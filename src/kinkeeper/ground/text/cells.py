"""Reads the cells of a register that hold a sex, a yes or no, a telephone number."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

import phonenumbers
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.text.problems import CellProblem, shown

Sex = Literal["F", "M", ""]
COUNTRY = "ML"

NO_SEX = _("“%(value)s” is not a sex: write F or M.")
NO_ANSWER = _("“%(value)s” is neither yes nor no: write yes or no.")
NO_NUMBER = _("“%(value)s” is not a telephone number: write for example 70 12 34 56.")
ODD_NUMBER = _("“%(value)s” is not a number in use in its country: check it with the family.")

# 1 and 2 as in WHO's growth files and in most registers: 1 is male, 2 is female.
_GIRLS = (
    *("f", "fem", "femme", "feminin", "feminine", "fille", "fillette", "female", "girl", "woman"),
    "2",
)
_BOYS = ("m", "masc", "masculin", "h", "homme", "garcon", "g", "gar", "male", "boy", "man", "1")
_SEXES: dict[str, Sex] = {**dict.fromkeys(_GIRLS, "F"), **dict.fromkeys(_BOYS, "M")}
_YES = ("oui", "o", "ok", "x", "1", "vrai", "true", "yes", "y", "v", "✓", "✔", "☑", "☒", "awo")
_NO = ("non", "n", "0", "faux", "false", "no", "✗", "✘", "☐", "ayi")
_ANSWERS = {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}
_BLANK = re.compile(
    r"[^\w+✓✔☑☒✗✘☐]*|_*|neant|n/a|na|nr|nsp|aucune?|rien|pas de (?:tel|telephone|numero)|sans"
    r"|inconnue?|non renseignee?|ne sait pas|unknown|not known|none|nil"
)
_BETWEEN = re.compile(r"[/;,|]|\bou\b|\bor\b|\bet\b|\band\b", re.IGNORECASE)
_CALL_SIGNS = re.compile(r"[+(]?\d[\d\s().\-‐‑‒–—−]*")


@dataclass(frozen=True, slots=True)
class Phone:
    """What a telephone cell says.

    `number` is the first number in the form +22370123456, empty if there is none; `others` the
    further ones; `owner_note` the words beside it ("fils"); `problem` what is wrong, if anything.
    """

    number: str = ""
    owner_note: str = ""
    problem: CellProblem | None = None
    others: tuple[str, ...] = ()


def read_sex(written: object) -> Sex:
    """The sex "F" or "M", "" for an empty cell; 1 is male and 2 female, as in WHO's files.

    Raises CellProblem (code "sex").
    """
    text = _plain(written)
    if text in _SEXES:
        return _SEXES[text]
    if _BLANK.fullmatch(text):
        return ""
    raise CellProblem(NO_SEX, code="sex", value=shown(written))


def read_yes_no(written: object) -> bool | None:
    """True, False, or None for an empty cell. Raises CellProblem (code "yes_no")."""
    if isinstance(written, bool):
        return written
    text = _plain(written)
    if text in _ANSWERS:
        return _ANSWERS[text]
    if _BLANK.fullmatch(text):
        return None
    raise CellProblem(NO_ANSWER, code="yes_no", value=shown(written))


def read_phone(written: object, *, country: str = COUNTRY) -> Phone:
    """The numbers in a cell and whose they are: "69 13 87 51/fils" is the son's.

    Never raises. A number of a possible length that the country does not use is kept, with a
    problem; without any possible number the problem says so.
    """
    if _BLANK.fullmatch(_plain(written)):
        return Phone()
    pieces = [piece.strip() for piece in _BETWEEN.split(_line(written))]
    numbers, notes, odd = _sorted_out(pieces, country)
    note = ", ".join(notes)[:120]
    if not numbers:
        return Phone("", note, _problem(NO_NUMBER, written))
    problem = _problem(ODD_NUMBER, written) if odd else None
    return Phone(numbers[0], note, problem, tuple(numbers[1:]))


def _sorted_out(pieces: list[str], country: str) -> tuple[list[str], list[str], bool]:
    """Numbers, words, and whether a number is not in use."""
    numbers: dict[str, bool] = {}
    notes: dict[str, None] = {}
    for piece in pieces:
        found = _CALL_SIGNS.search(piece)
        dialled = _dialled(found[0], country) if found else None
        rest = piece.replace(found[0], " ", 1) if found and dialled else piece
        if dialled:
            numbers[dialled[0]] = dialled[1]
        words = " ".join(rest.split()).strip(" ()-:.=*")
        if words and any(letter.isalpha() for letter in words):
            notes[words] = None
    return list(numbers), list(notes), not all(numbers.values())


def _dialled(digits: str, country: str) -> tuple[str, bool] | None:
    """The number in its international form and whether its country uses it."""
    try:
        number = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return written, phonenumbers.is_valid_number(number)


def _problem(sentence: str | Promise, written: object) -> CellProblem:
    return CellProblem(sentence, code="phone", value=shown(written))


def _line(written: object) -> str:
    if isinstance(written, float) and written.is_integer():
        return str(int(written))
    folded = unicodedata.normalize("NFKC", "" if written is None else str(written))
    seen = (letter for letter in folded if unicodedata.category(letter) not in {"Cf", "Cs"})
    return " ".join("".join(seen).split())


def _plain(written: object) -> str:
    """Small letters without accents, full stop or spaces around."""
    line = unicodedata.normalize("NFKD", _line(written).casefold())
    bare = "".join(letter for letter in line if unicodedata.category(letter) != "Mn")
    return bare.strip(" .")
