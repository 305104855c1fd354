"""A class on paper: its list, and an attendance sheet of a month to fill by hand.

Both are made of the list of the class alone: name on that list, sex, year of birth, number at the
school. Nothing of a child's file is within reach of these lines.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kinkeeper.ground.reports.document import document
from kinkeeper.ground.text.language import spoken
from kinkeeper.mission.education.models import Enrolment, SchoolClass
from kinkeeper.mission.education.rules import SUNDAY

TEMPLATES = Path(__file__).parent / "templates" / "education"
SATURDAY = 5
SPARE_LINES = 3


def class_list(found: SchoolClass, pupils: Sequence[Enrolment]) -> bytes:
    """PDF. Everybody of the class with sex, year of birth and number at the school."""
    heads = [_("No."), _("Name"), _("Sex"), _("Born"), _("Number"), _("Remarks")]
    rows = [
        [str(n), p.called, _sex(p), _born(p), p.number, _remark(p)]
        for n, p in enumerate(pupils, start=1)
    ]
    return _document("class_list.typ", found, pupils, {"heads": heads, "rows": rows})


def attendance_sheet(found: SchoolClass, pupils: Sequence[Enrolment], day: date) -> bytes:
    """PDF of the month of that day: one column a school day (Monday to Friday), empty lines for
    who joins."""
    days = school_days(day)
    names = [p.called for p in pupils] + [""] * SPARE_LINES
    data = {
        "heads": [_("No."), _("Name")],
        "days": [[date_format(d, "D")[:2], str(d.day)] for d in days],
        "rows": [[str(n), name] for n, name in enumerate(names, start=1)],
        "month": date_format(day, "F Y"),
        "how": _(
            "Empty: present. A: absent. E: excused. R: late. Enter the sheet in the same week."
        ),
        "sums": [_("Present"), _("Signature")],
    }
    return _document("attendance_sheet.typ", found, pupils, data)


def school_days(day: date) -> list[date]:
    """Monday to Friday of the month."""
    first, length = day.replace(day=1), monthrange(day.year, day.month)[1]
    days = [first + timedelta(days=n) for n in range(length)]
    return [d for d in days if d.weekday() not in {SATURDAY, SUNDAY}]


def _document(
    template: str, found: SchoolClass, pupils: Sequence[Enrolment], data: dict[str, Any]
) -> bytes:
    girls = sum(p.person.sex == "F" for p in pupils)
    said = ngettext("%(n)s pupil, %(girls)s girls", "%(n)s pupils, %(girls)s girls", len(pupils))
    shared = {
        "language": spoken(), "title": f"{found.name} · {found.facility.name}",
        "under": f"{found.get_level_display()} · {found.year.name}",
        "total": said % {"n": len(pupils), "girls": girls},
        "foot": _("Names of children: keep it at school, do not post it anywhere."),
        "printed": date_format(timezone.localdate(), "SHORT_DATE_FORMAT"),
    }  # fmt: skip
    return document(TEMPLATES / template, shared | data)


def _sex(pupil: Enrolment) -> str:
    return str(pupil.person.get_sex_display()) if pupil.person.sex else "–"


def _born(pupil: Enrolment) -> str:
    born = pupil.person.birth_date
    return str(born.year) if born else "–"


def _remark(pupil: Enrolment) -> str:
    return _("papers to follow") if pupil.papers == "to_follow" else ""
