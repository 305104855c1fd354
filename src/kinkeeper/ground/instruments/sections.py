"""What this room adds to the page of a family or a person, and to its life line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, cast

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, reaches, visible
from kinkeeper.ground.instruments.models import Answers, Questionnaire, Version
from kinkeeper.ground.instruments.queries import (
    last_open,
    read_by,
    scores_for,
)
from kinkeeper.ground.instruments.subjects import ABOUT_FAMILY, ABOUT_PERSON
from kinkeeper.ground.instruments.words import ScoreLine, score_lines
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.records.once_a_page import Reading
from kinkeeper.ground.records.together import link
from kinkeeper.ground.reports.offers import (
    FileSection,
    LifeFact,
    offer_life_of,
    offer_reading,
    offer_section,
)

READ, WRITE = "instruments.read", "instruments.write"
SHOWN = 12
LANE = _("Questionnaires")


@dataclass(frozen=True)
class Line:
    """One questionnaire that was answered, with its scores for who may meet the answers."""

    row: Answers
    scores: list[ScoreLine]


def line_of(row: Answers, by: Account) -> Line:
    found = scores_for(row, read_by(row, by=by))
    return Line(row, [s for s in score_lines(found) if s.value])


@dataclass(frozen=True)
class About:
    """answers: the newest first, without what was taken back. open: what can be asked."""

    answers: list[Answers]
    open: list[Version]


def _asked(record: Record, by: Account) -> Sequence[QuerySet[Any]]:
    if not may(by, READ):
        return []
    rows = visible(Answers, by=by).filter(subject=record.pk, mistaken=False)
    versions = Version.objects.filter(
        Q(questionnaire__subject=record.about.kind, questionnaire__closed_on=None)
        | Q(pk__in=rows.values("version_of"))
    )
    asked = Questionnaire.objects.filter(pk__in=versions.values("questionnaire"))
    return [rows, versions.defer("xform"), asked]


def _made(
    record: Record, _by: Account,
    answers: Sequence[Answers] = (), versions: Sequence[Version] = (),
    asked: Sequence[Questionnaire] = (),
) -> About:  # fmt: skip
    link(versions, "questionnaire", asked)
    link(answers, "version_of", versions)
    rows = sorted(answers, key=attrgetter("on", "pk"), reverse=True)
    return About(rows, last_open(versions, subject=record.about.kind))


ABOUT = Reading("instruments.about", _asked, _made)


def valid_about(record: Record, by: Account) -> list[Answers]:
    """What was answered about this record, the newest first, without what was taken back."""
    return ABOUT.of(record, by=by).answers


def questionnaires(record: Record, by: Account) -> dict[str, Any] | None:
    """Answers about this record, the newest first, and what can be asked."""
    if not may(by, READ):
        return None
    rows = valid_about(record, by)
    writes = reaches(by, WRITE, cast("Any", record).place)
    asked = ABOUT.of(record, by=by).open if writes else []
    if not rows and not asked:
        return None
    return {
        "record": record, "lines": [line_of(row, by) for row in rows[:SHOWN]],
        "asked": asked, "count": len(rows) or "",
    }  # fmt: skip


def _life(record: Record, by: Account) -> Iterable[LifeFact]:
    """A dot for each; the line says that something was asked, not what was answered."""
    if not may(by, READ):
        return
    for row in valid_about(record, by):
        yield LifeFact(LANE, row.version_of.questionnaire.title, row.on, bar=False)


def offer() -> None:
    for kind in (ABOUT_FAMILY, ABOUT_PERSON):
        offer_section(
            FileSection(kind, "questionnaires", LANE, 85, "instruments/part.html", questionnaires)
        )
        offer_reading(kind, ABOUT)
        offer_life_of(kind, _life)
