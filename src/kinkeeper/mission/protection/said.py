"""What the sealed text of each kind of row may hold. Everything has a default: nothing is forced
on somebody who tells (domain rule 16)."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Story:
    """A report or a concern. children: ids of registered children. named: ids of accounts.
    told_on: ISO day it was told, where it was written down later. risk and what follows: by the
    two who judged it; notes: why the desk decided as it did."""

    channel: str = "web"
    danger: str = "unknown"
    kinds: list[str] = field(default_factory=list)
    story: str = ""
    village: str = ""
    who: str = ""
    happened: str = ""
    reporter: str = ""
    reach: str = ""
    children: list[str] = field(default_factory=list)
    source: str = ""
    told_on: str = ""
    entered_by: str = ""
    named: list[str] = field(default_factory=list)
    risk: str = ""
    safety: str = ""
    judged: str = ""
    notes: str = ""
    ages: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Words:
    """A message, an entry: code of a fixed sentence, or text. number: its turn among messages,
    since neither their ids nor their rows keep an hour."""

    number: int = 0
    code: str = ""
    text: str = ""
    risk: str = ""
    parts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class File:
    """A case. children: names or codes as they are called in the case; ids of registered ones."""

    risk: str = ""
    children: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    summary: str = ""
    village: str = ""
    basis: str = ""
    basis_note: str = ""
    approved_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What a receiver was told, by part; on which basis, and who allowed it without consent."""

    parts: dict[str, str] = field(default_factory=dict)
    basis: str = ""
    basis_note: str = ""
    approved_by: str = ""
    answer: str = ""


@dataclass(frozen=True, kw_only=True)
class Private:
    """The private half of the desk's key, PEM."""

    pem: str = ""
