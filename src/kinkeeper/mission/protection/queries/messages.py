"""What was written under a report, a case or a concern, opened: [(row, words)], oldest first."""

from collections.abc import Iterable

from kinkeeper.mission.protection.models import Case, Concern, Line, Told
from kinkeeper.mission.protection.said import Words
from kinkeeper.mission.protection.sealing import opened_all

Written = list[tuple[Line, Words]]


def messages_of(told: Told) -> Written:
    return _opened(told.messages.select_related("writer"), told)  # type: ignore[attr-defined]


def entries_of(subject: Case | Concern) -> Written:
    return _opened(subject.entries.select_related("writer"), subject)


def _opened(rows: Iterable[Line], subject: Told | Case) -> Written:
    listed = list(rows)
    said = opened_all(listed, Words, place=lambda _row: subject.place_id)
    listed.sort(key=lambda row: (row.on, said[row.pk].number, row.pk))
    return [(row, said[row.pk]) for row in listed]
