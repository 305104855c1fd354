"""Two calls of one class on one day, as whoever decides compares them: by name, only the pupils of
whom they say different things."""

from collections.abc import Mapping

from django.utils.formats import date_format

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.mission.education.models import ClassCall, Enrolment, Mark
from kinkeeper.mission.people.queries import Spoken, speak_clashes

Marks = Mapping[str, str]


def _title(call: ClassCall) -> str:
    return f"{call.school_class} · {date_format(call.on, 'SHORT_DATE_FORMAT')}"


def _both(by: Account, stands: Marks, other: Marks) -> tuple[str, str]:
    differ = [pk for pk in {**stands, **other} if stands.get(pk) != other.get(pk)]
    pupils = sorted(visible(Enrolment, by=by).filter(pk__in=differ), key=lambda e: e.called)
    return _said(pupils, stands), _said(pupils, other)


def _said(pupils: list[Enrolment], marks: Marks) -> str:
    words = dict(Mark.choices)
    return "; ".join(f"{e.called}: {words.get(marks.get(str(e.pk), ''), '–')}" for e in pupils)


def offer() -> None:
    speak_clashes(ClassCall.about.kind, Spoken(_title, {"marks": _both}))
