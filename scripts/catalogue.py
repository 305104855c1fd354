"""The French catalogue without gettext on the machine: collect, fill, compile, check.

Messages are English in code and templates. babel reads Python, Django turns a template into
something babel reads too, polib writes `.po` and `.mo`. Nothing here is random or dated, so the
same messages always give the same bytes, and a stale `.mo` can be told by comparing.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import polib
from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "kinkeeper"
FRENCH = PACKAGE / "site" / "locale" / "fr" / "LC_MESSAGES" / "django.po"
HEADER = {
    "Project-Id-Version": "Kinkeeper",
    "Language": "fr",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n > 1);",
}
# Name of the function: which of its arguments are context (c), singular (s) and plural (p).
SHAPES = {
    **dict.fromkeys(["_", "gettext", "gettext_lazy", "gettext_noop", "ugettext"], "s"),
    **dict.fromkeys(["ngettext", "ngettext_lazy"], "sp"),
    **dict.fromkeys(["pgettext", "pgettext_lazy"], "cs"),
    **dict.fromkeys(["npgettext", "npgettext_lazy"], "csp"),
}
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[-#0 +]?[\d.*]*([diouxXeEfFgGcrs])")
Key = tuple[str, str]  # context and English
NBSP, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
TYPOGRAPHY = (
    (re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"), "\N{RIGHT SINGLE QUOTATION MARK}"),
    (re.compile("\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK} "), f"«{NBSP}"),
    (re.compile(" \N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"), f"{NBSP}»"),
    (re.compile(r"(?<=[\w)»%]) (?=:(?:\s|$))"), NBSP),
    (re.compile(r"(?<=[\w)»%]) (?=[;?!](?:\s|$))"), NARROW),
)
"""What a French printer sets: an apostrophe, and spaces at which no line ends."""


@dataclass
class Message:
    """One message and where it stands: `site/views.py`, without line, which would churn."""

    context: str
    english: str
    plural: str = ""
    places: set[str] = field(default_factory=set)


def collect(package: Path) -> dict[Key, Message]:
    """Every message of the package, tests and migrations apart."""
    found: dict[Key, Message] = {}
    for path in sorted([*package.rglob("*.py"), *package.rglob("*.html"), *package.rglob("*.txt")]):
        if {"tests", "migrations", "locale", "static"} & set(path.relative_to(package).parts):
            continue
        where = path.relative_to(package).as_posix()
        for context, english, plural in messages(path.name, path.read_text(encoding="utf-8")):
            message = found.setdefault((context, english), Message(context, english))
            message.plural = message.plural or plural
            message.places.add(where)
    return found


def messages(name: str, text: str) -> Iterator[tuple[str, str, str]]:
    """(context, singular, plural) of each message in a file's text."""
    source = text if name.endswith(".py") else templatize(text, origin=name)
    calls: Any = extract_python(
        BytesIO(source.encode()), dict.fromkeys(SHAPES), (), {"encoding": "utf-8"}
    )
    for _line, function, given, _comments in calls:
        parts = given if isinstance(given, tuple) else (given,)
        named = dict(zip(SHAPES[function], parts, strict=False))
        if named.get("s"):
            yield named.get("c") or "", named["s"], named.get("p") or ""


def updated(old: polib.POFile, found: dict[Key, Message]) -> polib.POFile:
    """A catalogue of exactly these messages, in order, with the French there already is."""
    known = {(entry.msgctxt or "", entry.msgid): entry for entry in old}
    new = polib.POFile(wrapwidth=100)
    new.metadata = dict(HEADER)
    for key in sorted(found, key=lambda k: (k[1].casefold(), k[1], k[0])):
        new.append(_entry(found[key], known.get(key)))
    return new


def _entry(message: Message, old: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=message.english,
        msgctxt=message.context or None,
        occurrences=[(place, "") for place in sorted(message.places)],
        flags=["python-format"] if PLACEHOLDER.search(message.english) else [],
    )
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = dict(old.msgstr_plural) if old and old.msgstr_plural else {}
        entry.msgstr_plural = {n: entry.msgstr_plural.get(n, "") for n in (0, 1)}
    elif old:
        entry.msgstr = old.msgstr
    return entry


def fill(catalogue: polib.POFile, lines: Iterable[str]) -> list[str]:
    """Fills empty translations from `msgid<TAB>msgstr`; returns the msgids nobody asked for.

    A plural is two lines, one with the English singular, one with the English plural.
    """
    french = dict(_pairs(lines))
    used: set[str] = set()
    for entry in catalogue:
        if entry.msgid_plural:
            for number, english in enumerate((entry.msgid, entry.msgid_plural)):
                used |= {english} & french.keys()
                entry.msgstr_plural[number] = entry.msgstr_plural[number] or french.get(english, "")
        else:
            used |= {entry.msgid} & french.keys()
            entry.msgstr = entry.msgstr or french.get(entry.msgid, "")
    return sorted(french.keys() - used)


def _pairs(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        english, tab, french = line.rstrip("\n").partition("\t")
        if tab and english and french.strip():
            yield _plain(english), typeset(_plain(french))


def typeset(french: str) -> str:
    for pattern, printed in TYPOGRAPHY:
        french = pattern.sub(printed, french)
    return french


def _plain(text: str) -> str:
    return text.replace("\\n", "\n").replace("\\t", "\t")


def faults(catalogue: polib.POFile, found: dict[Key, Message]) -> list[str]:
    """What keeps a reader of French from reading French."""
    known = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue}
    missing = [f"not in the catalogue: {key[1]!r}" for key in found if key not in known]
    lost = [f"in the catalogue but nowhere in the code: {k[1]!r}" for k in known if k not in found]
    return missing + lost + [fault for entry in catalogue for fault in entry_faults(entry)]


def entry_faults(entry: polib.POEntry) -> list[str]:
    if entry.msgid_plural:
        pairs = [
            (entry.msgid, entry.msgstr_plural[0]),
            (entry.msgid_plural, entry.msgstr_plural[1]),
        ]
    else:
        pairs = [(entry.msgid, entry.msgstr)]
    return [fault for english, french in pairs if (fault := _fault(english, french, entry))]


def _fault(english: str, french: str, entry: polib.POEntry) -> str:
    if not french.strip():
        return f"no French for {english!r} ({', '.join(place for place, _ in entry.occurrences)})"
    if placeholders(french) - placeholders(entry.msgid_plural or english):
        return f"{french!r} has other placeholders than {english!r}"
    if placeholders(english) - placeholders(french) and not entry.msgid_plural:
        return f"{french!r} has other placeholders than {english!r}"
    return "fuzzy: " + repr(english) if entry.fuzzy else ""


def placeholders(text: str) -> set[tuple[str, str]]:
    return {(m[1] or "", m[2]) for m in PLACEHOLDER.finditer(text.replace("%%", ""))}


def stale(po: Path, catalogue: polib.POFile) -> list[str]:
    """Whether the compiled file differs from what the catalogue compiles to."""
    mo = po.with_suffix(".mo")
    fresh = mo.is_file() and mo.read_bytes() == catalogue.to_binary()
    return [] if fresh else [f"{mo.name} is stale: run scripts/translations"]


def read(po: Path) -> polib.POFile:
    return polib.pofile(str(po), wrapwidth=100) if po.exists() else polib.POFile(wrapwidth=100)


def write(po: Path, catalogue: polib.POFile) -> None:
    po.parent.mkdir(parents=True, exist_ok=True)
    po.write_text(
        f"{catalogue}\n" if not str(catalogue).endswith("\n") else str(catalogue), "utf-8"
    )
    read(po).save_as_mofile(str(po.with_suffix(".mo")))


def check(package: Path = PACKAGE, po: Path = FRENCH) -> list[str]:
    """Everything that `scripts/translations --check` complains about."""
    catalogue = read(po)
    return faults(catalogue, collect(package)) + stale(po, catalogue)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/translations", description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--fill", nargs="+", type=Path, default=[], metavar="TSV")
    options = parser.parse_args(arguments)
    if options.check:
        problems = check()
    else:
        catalogue = updated(read(FRENCH), collect(PACKAGE))
        lines = (line for file in options.fill for line in file.open(encoding="utf-8"))
        for english in fill(catalogue, lines):
            print(f"nobody asks for {english!r}", file=sys.stderr)
        for entry in catalogue:
            entry.msgstr = typeset(entry.msgstr)
            entry.msgstr_plural = {n: typeset(t) for n, t in entry.msgstr_plural.items()}
        write(FRENCH, catalogue)
        problems = [fault for entry in read(FRENCH) for fault in entry_faults(entry)]
    print(*problems, sep="\n", end="\n" if problems else "")
    print(f"{len(read(FRENCH))} messages, {len(problems)} to do")
    return 1 if options.check and problems else 0


if not settings.configured and __name__ == "__main__":
    settings.configure(USE_I18N=True)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
