"""What the page of a structure lays out; plain values for templates."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.reports.pictures import radar
from kinkeeper.mission.community.asking import Item, Said, capacity_questions
from kinkeeper.mission.community.curves import capacity_curve, savings_curve
from kinkeeper.mission.community.forms import sheets_for
from kinkeeper.mission.community.models import (
    Capacity,
    Gathering,
    Membership,
    Paper,
    Structure,
)
from kinkeeper.mission.community.models.gardens import Crop
from kinkeeper.mission.community.models.structures import Sort
from kinkeeper.mission.community.queries import (
    book_of,
    capacities_of,
    cycles_of,
    gatherings_of,
    gifts_of,
    harvests_of,
    in_store,
    means_of,
    members_of,
    norms,
    papers_of,
    priorities_of,
    scans_of,
    sharing_rule_of,
    stock_of,
)
from kinkeeper.mission.community.rules import AGES, CRITERIA, SEXES, Counts, means, met, total
from kinkeeper.mission.community.words import AGE_WORDS, SEX_WORDS, Text

LATELY = 8


@dataclass(frozen=True)
class Grid:
    """A head-count as a table: only the columns in which somebody was."""

    counts: Counts

    @property
    def total(self) -> int:
        return total(self.counts)

    @property
    def heads(self) -> list[Text]:
        return [AGE_WORDS[age] for age in self._ages()]

    @property
    def rows(self) -> Iterator[tuple[Text, list[int], int]]:
        for sex in SEXES:
            if total(self.counts, sex=sex):
                row = self.counts.get(sex, {})
                yield (
                    SEX_WORDS[sex],
                    [row.get(a, 0) for a in self._ages()],
                    total(self.counts, sex=sex),
                )

    def _ages(self) -> list[str]:
        return [age for age in AGES if total(self.counts, ages=(age,))]


@dataclass(frozen=True)
class Sitting:
    """A gathering in a list: attendances by sex."""

    row: Gathering

    @property
    def total(self) -> int:
        return total(self.row.counts)

    @property
    def female(self) -> int:
        return total(self.row.counts, sex="F")

    @property
    def male(self) -> int:
        return total(self.row.counts, sex="M")

    @property
    def unknown(self) -> int:
        return total(self.row.counts, sex="")


@dataclass(frozen=True)
class Judged:
    """One item of an assessment beside the one before."""

    item: Item
    level: int
    said: Said
    shows: str
    before: int | None


@dataclass(frozen=True)
class DomainLines:
    name: Said
    mean: Any
    lines: tuple[Judged, ...]


@dataclass(frozen=True)
class Criterion:
    """A criterion of autonomy: met or not, and where the organisation is."""

    label: Text
    met: bool
    now: str


def page_of(of: Structure, *, by: Account) -> dict[str, Any]:
    """The parts of the page that belong to this sort of structure."""
    papers, counts = papers_of(of), list(of.counts.order_by("counted_on", "pk"))
    held = gatherings_of(of)
    shared = {
        "papers": _papers(papers, by), "members": members_of(of, timezone.localdate()),
        "grid": _last_grid(counts), "counted_on": counts[-1].counted_on if counts else None,
        "sittings": [Sitting(row) for row in held[:LATELY]], "held": held.count(),
        "sheets": sheets_for(of), "gifts": gifts_of(of)[:LATELY],
        "carried": Structure.objects.filter(carried_by=of, until=None).order_by("sort", "name"),
    }  # fmt: skip
    part = PARTS.get(of.sort)
    return shared | (part(of) if part else {})


def _last_grid(counts: list[Membership]) -> Grid | None:
    return Grid(counts[-1].counts) if counts else None


def _papers(papers: list[Paper], by: Account) -> list[tuple[Paper, bool, Text]]:
    scans, today = scans_of(papers, by=by), timezone.localdate()
    return [
        (
            p,
            p.pk in scans,
            "" if p.until is None else _("expired") if p.until < today else _("valid"),
        )
        for p in papers
    ]


def _organisation(of: Structure) -> dict[str, Any]:
    found = capacities_of(of)
    return {
        "is_organisation": True, "capacities": list(reversed(found)),
        "wheel": wheel(found), "curve": capacity_curve(found),
        "priorities": priorities_of(of), "criteria": criteria(of),
    }  # fmt: skip


def _savings(of: Structure) -> dict[str, Any]:
    books = [book_of(cycle) for cycle in cycles_of(of)]
    return {
        "is_savings": True,
        "books": list(reversed(books)),
        "book": books[-1] if books else None,
        "curve": savings_curve(books),
    }


def _ground(of: Structure) -> dict[str, Any]:
    stock = stock_of(of)
    harvests = harvests_of(of)
    labels = dict(Crop.choices)
    return {
        "is_ground": True, "rule": sharing_rule_of(of), "harvests": harvests[:LATELY],
        "harvested": sum(h.kg for h in harvests), "stock": stock[:LATELY],
        "store": [(labels[crop], kg) for crop, kg in in_store(stock).items() if kg],
    }  # fmt: skip


def wheel(found: list[Capacity]) -> SafeString | str:
    """The domains of the first and the last assessment; "" before the first."""
    if not found:
        return ""
    shown = [found[0], found[-1]] if len(found) > 1 else found
    questions = capacity_questions(shown[0].questionnaire)
    labels = [f"{code} {name}" for code, name in questions.domains.items()]
    series = [_series(one, list(questions.domains)) for one in shown]
    return radar.figure(labels, series, most=4, title=_("Capacity by domain"))


def _series(one: Capacity, domains: list[str]) -> radar.Series:
    found = means(one.scores, capacity_questions(one.questionnaire).domain_of)
    values = tuple(float(found[code]) if code in found else None for code in domains)
    return radar.Series(date_format(one.held_on, "SHORT_DATE_FORMAT"), values)


def headings(one: Capacity) -> list[tuple[Said, Any]]:
    """The mean under each of the funder's four headings."""
    questions = capacity_questions(one.questionnaire)
    found = means(one.scores, questions.heading_of)
    return [(name, found[code]) for code, name in questions.headings.items() if code in found]


def items_of(found: Capacity) -> list[DomainLines]:
    """Every item of an assessment, domain by domain, beside the assessment before it."""
    questions = capacity_questions(found.questionnaire)
    earlier = [c for c in capacities_of(found.structure) if c.held_on < found.held_on]
    before = earlier[-1].scores if earlier else {}
    by_domain = means(found.scores, questions.domain_of)

    asked = [item for item in questions.items if item.code in found.scores]

    def judged(item: Item) -> Judged:
        level = found.scores[item.code]
        shows = found.evidence.get(item.code, "")
        return Judged(item, level, questions.levels[level], shows, before.get(item.code))

    return [
        DomainLines(
            name, by_domain.get(code),
            tuple(judged(item) for item in asked if item.domain == code),
        )
        for code, name in questions.domains.items()
    ]  # fmt: skip


def criteria(of: Structure) -> list[Criterion]:
    """The criteria of autonomy (CO-2) and how far the organisation is today."""
    found, asked = means_of(of, timezone.localdate()), norms()
    holds = met(found, asked)
    own = found.own_percent
    now = {
        "governance": "–" if found.governance is None else localize(found.governance),
        "own_means": _("nothing recorded") if own is None else f"{localize(own)} %",
        "acts_alone": str(found.activities_alone),
        "safeguarding": "",
    }
    level = localize(round(asked["governance"] / 10, 1))
    named = {
        "governance": _("Governance at level %(level)s or above") % {"level": level},
        "own_means": _("Pays %(n)s %% or more of what its activities cost")
        % {"n": asked["own_percent"]},
        "acts_alone": _("%(n)s or more activities in a year without the programme's staff")
        % {"n": asked["activities"]},
        "safeguarding": _("Commitment to safeguard children signed"),
    }
    return [Criterion(named[code], code in holds, now[code]) for code in CRITERIA]


PARTS: dict[str, Callable[[Structure], dict[str, Any]]] = {
    Sort.ORGANISATION: _organisation,
    Sort.SAVINGS: _savings,
    Sort.GARDEN: _ground,
    Sort.GRANARY: _ground,
    Sort.ASSET: _ground,
}
