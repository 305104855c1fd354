"""Questionnaires, their versions, and the answers somebody may meet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import highest_class, scope_for, visible, within
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.instruments.definition import Form, read_form
from kinkeeper.ground.instruments.filling import Filled, fill
from kinkeeper.ground.instruments.keeping import by_name
from kinkeeper.ground.instruments.models import Answers, Questionnaire, Version
from kinkeeper.ground.instruments.rules import Score, Scored, scored, scores_from
from kinkeeper.ground.places.models import Level, Place

MOST_PLACES = 400
__all__ = ["Answers", "Questionnaire", "Version"]


@dataclass(frozen=True)
class Listed:
    """A questionnaire with its last version, and how many answers this account may meet."""

    questionnaire: Questionnaire
    version: Version
    answered: int


def questionnaires(*, by: Account, purpose: str = CARE) -> list[Listed]:
    """Questionnaires hold nothing of anybody: whoever comes through the door may read them."""
    last = {v.questionnaire_id: v for v in Version.objects.order_by("number")}
    found = visible(Answers, by=by, purpose=purpose).filter(mistaken=False)
    counted = dict(
        found.values_list("version_of__questionnaire").annotate(n=Count("pk")).order_by()
    )
    rows = Questionnaire.objects.order_by("title")
    return [Listed(q, last[q.pk], counted.get(q.pk, 0)) for q in rows if q.pk in last]


def questionnaire(pk: UUID) -> Questionnaire | None:
    return Questionnaire.objects.filter(pk=pk).first()


def questionnaire_called(code: str) -> Questionnaire | None:
    return Questionnaire.objects.filter(code=code).first()


def versions_of(found: Questionnaire) -> list[Version]:
    """The newest first."""
    return list(found.versions.order_by("-number"))


def version(pk: UUID) -> Version | None:
    return Version.objects.select_related("questionnaire").filter(pk=pk).first()


def last_version(code: str) -> Version | None:
    rows = Version.objects.filter(questionnaire__code=code).select_related("questionnaire")
    return rows.order_by("-number").first()


def open_versions(*, subject: str) -> list[Version]:
    """The last version of each questionnaire that is asked about this kind of record."""
    rows = Version.objects.filter(
        questionnaire__subject=subject, questionnaire__closed_on__isnull=True
    ).select_related("questionnaire")
    return last_open(rows, subject=subject)


def last_open(among: Iterable[Version], *, subject: str) -> list[Version]:
    """The last version of each questionnaire that is asked about this kind of record now."""
    asked = [
        version
        for version in among
        if version.questionnaire.subject == subject and version.questionnaire.closed_on is None
    ]
    last = {v.questionnaire_id: v for v in sorted(asked, key=lambda v: v.number)}
    return sorted(last.values(), key=lambda v: v.questionnaire.title)


def is_frozen(found: Version) -> bool:
    """Somebody answered it: it is never changed again."""
    return Answers.objects.filter(version_of=found).exists()


def frozen_among(found: Iterable[Version]) -> set[UUID]:
    rows = Answers.objects.filter(version_of__in=list(found))
    return set(rows.values_list("version_of", flat=True).distinct())


def form_of(found: Version) -> Form:
    return read_form(found.xform)


def scores_of(found: Version) -> list[Score]:
    return scores_from(found.scores)


def all_answers(*, by: Account, purpose: str = CARE) -> QuerySet[Answers]:
    rows = visible(Answers, by=by, purpose=purpose)
    return rows.select_related("version_of__questionnaire", "place").order_by("-on", "-id")


def answers_to(found: Questionnaire, *, by: Account, purpose: str = CARE) -> QuerySet[Answers]:
    return all_answers(by=by, purpose=purpose).filter(version_of__questionnaire=found)


def answers_about(subject: UUID, *, by: Account, purpose: str = CARE) -> QuerySet[Answers]:
    return all_answers(by=by, purpose=purpose).filter(subject=subject)


def answers(pk: UUID, *, by: Account, purpose: str = CARE) -> Answers | None:
    return all_answers(by=by, purpose=purpose).filter(pk=pk).first()


def read_by(record: Answers, *, by: Account, purpose: str = CARE) -> dict[str, Any]:
    """Answers by the names of their questions, as far as this account may meet them."""
    return by_name(record, level=highest_class(by, purpose))


def filled_with(record: Answers, known: Mapping[str, Any]) -> Filled:
    """The questionnaire with these answers in it, as on the day they were given."""
    return fill(form_of(record.version_of), known, today=record.on)


def scores_for(record: Answers, known: Mapping[str, Any]) -> list[Scored]:
    """The scores of answers; a reader who may not meet them all finds no score."""
    return [scored(score, known) for score in scores_of(record.version_of)]


def whole(record: Answers) -> dict[str, Any]:
    """Every answer, for a room that keeps facts of its own from them."""
    return by_name(record, level=4)


def places_for(by: Account) -> list[Place]:
    """Where this account may say that a questionnaire about nobody was answered."""
    scope = scope_for(by, "instruments.write", CARE)
    rows = within(Place.objects.filter(until=None), scope, by=by).exclude(level=Level.COUNTRY)
    return list(rows.order_by("path")[:MOST_PLACES])
