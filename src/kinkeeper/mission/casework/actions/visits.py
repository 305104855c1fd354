"""Going to see the family."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import Received, receive, write
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.casework.actions.problems import Problems
from kinkeeper.mission.casework.models import Purpose, Visit


def record_visit(
    *,
    family: Record,
    held_on: date,
    by: Account,
    purpose: str = Purpose.MONITORING,
    visitor: Account | None = None,
    present: str = "",
    child_seen_alone: str = "",
    observations: str = "",
    next_visit_on: date | None = None,
) -> Visit:
    """The visitor is the one who writes, unless another is named."""
    _check(held_on, next_visit_on, family.pk)
    record = Visit(family_id=family.pk, visitor=visitor or by)
    return write(
        record, by=by, occurred_on=held_on, held_on=held_on, purpose=purpose,
        present=present.strip(), child_seen_alone=child_seen_alone,
        observations=observations.strip(), next_visit_on=next_visit_on,
    )  # fmt: skip


def correct_visit(*, visit: Visit, base: int, by: Account, values: Mapping[str, Any]) -> Received:
    """base: version of the visit when the form was shown."""
    _check(
        values.get("held_on", visit.held_on),
        values.get("next_visit_on", visit.next_visit_on), visit.family_id,
    )  # fmt: skip
    return receive(Visit, visit.pk, base=base, by=by, values=values)


def _check(held_on: date | None, next_visit_on: date | None, family: Any) -> None:
    problems = Problems()
    problems.happened("held_on", held_on, family=family)
    problems.not_before(
        "next_visit_on", next_visit_on, held_on,
        _("The next visit comes after this one, of %(day)s."),
    )  # fmt: skip
    problems.stop()
