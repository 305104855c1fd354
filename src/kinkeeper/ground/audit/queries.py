"""Verifying the chain, and its heads as they are carried off this machine (anchors)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import islice

from django.utils import timezone

from kinkeeper.ground.audit.logs import Log, logs
from kinkeeper.ground.audit.models import Link
from kinkeeper.ground.audit.rules import FIRST, hash_of, joined

AT_ONCE = 200
CLOCK = timedelta(minutes=2)
MIDNIGHT = time()
START = "start:"
"""A link `start:LOG` says up to which line a log was older than the chain."""


@dataclass(frozen=True)
class Anchor:
    """A head of the chain as it was noted elsewhere."""

    number: int
    hash: str


@dataclass(frozen=True)
class Finding:
    """kind: edited, deleted, inserted, replayed, broken, gap, clock, truncated, rewritten."""

    kind: str
    number: int
    at: datetime | None = None
    log: str = ""
    lines: tuple[int, ...] = ()


@dataclass
class Verified:
    links: int = 0
    lines: int = 0
    anchors: int = 0
    head: Anchor = field(default_factory=lambda: Anchor(0, FIRST))
    findings: list[Finding] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not self.findings


def head() -> Anchor:
    """The last link's number and hash: what is printed, kept in backups and on phones."""
    rows = Link.objects.filter(number__isnull=False).order_by("-number")
    found = rows.values_list("number", "hash").first()
    return Anchor(*found) if found else Anchor(0, FIRST)  # type: ignore[arg-type]


def read_anchors(lines: Iterable[str]) -> list[Anchor]:
    """Lines `DAY NUMBER HASH`; empty ones and those beginning with # are left out.

    Raises ValueError for anything else: a file that says nothing must not pass as a check.
    """
    found = [_anchor(line) for line in lines if line.strip() and not line.startswith("#")]
    if not found:
        message = "no anchor in the file"
        raise ValueError(message)
    return found


def _anchor(line: str) -> Anchor:
    _day, number, digest = line.split()
    if len(digest) != len(FIRST) or int(digest, 16) < 0:
        raise ValueError(line)
    return Anchor(int(number), digest)


def verify(anchors: Iterable[Anchor] = ()) -> Verified:
    """Walks the whole chain, every line it covers, and the anchors noted elsewhere."""
    return _Walk(anchors).go()


class _Walk:
    def __init__(self, anchors: Iterable[Anchor]) -> None:
        self.anchors: dict[int, set[str]] = {}
        for anchor in anchors:
            self.anchors.setdefault(anchor.number, set()).add(anchor.hash)
        self.said = Verified(anchors=sum(map(len, self.anchors.values())))
        self.covered: dict[str, set[int]] = {name: set() for name in logs()}
        self.older = dict.fromkeys(logs(), 0)
        self.latest: datetime | None = None

    def go(self) -> Verified:
        links = Link.objects.filter(number__isnull=False).order_by("number").iterator()
        while part := list(islice(links, AT_ONCE)):
            known = _digests(part)
            for link in part:
                self._meet(link, known)
        self._beyond()
        self._uncovered()
        return self.said

    def _meet(self, link: Link, known: Mapping[str, Mapping[int, str]]) -> None:
        self._tie(link)
        self._clock(link)
        self._anchored(link)
        if link.log.startswith(START):
            self.older[link.log.removeprefix(START)] = max(link.lines, default=0)
        elif link.log in self.covered:
            self._lines(link, known[link.log])
        self.said.links += 1
        self.said.head = Anchor(link.number or 0, link.hash)

    def _tie(self, link: Link) -> None:
        number, before = self.said.head.number, self.said.head.hash
        if link.number != number + 1:
            self._find("gap", link)
        expected = hash_of(
            before, number=link.number or 0, at=link.at, log=link.log, lines=link.lines,
            digest=link.digest,
        )  # fmt: skip
        if expected != link.hash:
            self._find("broken", link)

    def _clock(self, link: Link) -> None:
        """A link that says only its day (of what was told without a name) is not compared."""
        if timezone.localtime(link.at).time() == MIDNIGHT:
            return
        if self.latest and link.at < self.latest - CLOCK:
            self._find("clock", link)
        self.latest = max(link.at, self.latest or link.at)

    def _anchored(self, link: Link) -> None:
        wanted = self.anchors.pop(link.number or 0, None)
        if wanted and wanted != {link.hash}:
            self._find("rewritten", link)

    def _lines(self, link: Link, known: Mapping[int, str]) -> None:
        covered = self.covered[link.log]
        gone = [line for line in link.lines if line not in known]
        if again := [line for line in link.lines if line in covered]:
            self._find("replayed", link, again)
        if gone:
            self._find("deleted", link, gone)
        elif joined(known[line] for line in link.lines) != link.digest:
            self._find("edited", link, link.lines)
        covered.update(link.lines)
        self.said.lines += len(link.lines)

    def _beyond(self) -> None:
        """Anchors that no link answers to: the end was cut off."""
        last = self.said.head.number
        for number in sorted(self.anchors):
            kind = "truncated" if number > last else "rewritten"
            self.said.findings.append(Finding(kind, number))

    def _uncovered(self) -> None:
        for name, log in logs().items():
            strange = log.above(self.older[name]) - self.covered[name] - _waiting(name)
            if strange:
                lines = tuple(sorted(strange)[:20])
                self.said.findings.append(Finding("inserted", 0, None, name, lines))

    def _find(self, kind: str, link: Link, lines: Iterable[int] = ()) -> None:
        finding = Finding(kind, link.number or 0, link.at, link.log, tuple(lines))
        self.said.findings.append(finding)


def _digests(links: list[Link]) -> dict[str, dict[int, str]]:
    return {name: _of(log, links) for name, log in logs().items()}


def _of(log: Log, links: list[Link]) -> dict[int, str]:
    wanted = [line for link in links if link.log == log.name for line in link.lines]
    found: dict[int, str] = {}
    for part in _parts(wanted):
        found |= log.digests(part)
    return found


def _parts(wanted: list[int]) -> Iterator[list[int]]:
    return (wanted[i : i + 900] for i in range(0, len(wanted), 900))


def _waiting(log: str) -> set[int]:
    """Lines whose link has no place yet: a moment on PostgreSQL, never on SQLite."""
    rows = Link.objects.filter(number=None, log=log).values_list("lines", flat=True)
    return {line for lines in rows for line in lines}
