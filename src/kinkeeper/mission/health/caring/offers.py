"""What this part adds to other pages: the child's page, *My day*, the life line, the menu."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, may_meet, visible
from kinkeeper.ground.access.roles import CARE, COORDINATOR, DIRECTOR, FIELD_WORKER
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.ground.process.table import register_limits
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.reports.offers import (
    DueLine,
    FileSection,
    LifeFact,
    MenuEntry,
    offer_due,
    offer_life,
    offer_menu,
    offer_section,
)
from kinkeeper.mission.health.caring import limits, queries
from kinkeeper.mission.health.models import Consultation, Functioning, LongIllness, Talk
from kinkeeper.mission.people.queries import may_be_child, purpose_of, reader_of

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

LANE = gettext_lazy("Health")
HORIZON = timedelta(days=8)
MOST = 40
ON_PAGE = 4


def section(person: Record, by: Account) -> dict[str, Any] | None:
    """Left out for adults nobody wrote about, and for who may not meet it."""
    purpose, child = purpose_of(by), cast("Person", person)
    meets = may_meet(Consultation, "diagnoses", by=by, purpose=purpose)
    if not (meets and may(by, "health.read", purpose=purpose)):
        return None
    found = queries.health_of(child, by=by, purpose=purpose)
    young = child.died_on is None and may_be_child(child, localdate())
    if not (young or found.consultations or found.illnesses or found.talks):
        return None
    return {
        "child": child, "health": found, "waiting": found.waiting,
        "last": [c for c in found.consultations if not c.row.mistaken][:ON_PAGE],
        "illnesses": [i for i in found.illnesses if i.row.until is None],
        "functioning": found.functioning[0] if found.functioning else None,
        "talks": found.talks[:2],
        "may_write": child.died_on is None and may(by, "health.write", child),
    }  # fmt: skip


def due_lines(by: Account, today: date) -> Iterator[DueLine]:
    """Ill children nobody has seen, children on the way, appointments, planned talks."""
    if not may(by, "health.screen"):
        return
    line, until = _liner(by, today), today + HORIZON
    ill, sent = limit_days(limits.ILL) or 0, limit_days(limits.SENT) or 0
    for row in queries.unseen(by=by)[:MOST]:
        day = (row.ill_since or today) + timedelta(days=ill)
        yield line(day, _("Ill: has somebody seen the child?"), row, "consultation_seen")
    for row in queries.on_the_way(by=by)[:MOST]:
        day = (row.sent_on or today) + timedelta(days=sent)
        yield line(day, _("Sent on: has the child arrived?"), row, "consultation_arrived")
    for illness in queries.appointments_due(by=by, until=until)[:MOST]:
        day = illness.next_on or today
        yield line(day, _("Appointment of a long illness"), illness, "illness_appointment")
    for talk in queries.talks_due(by=by, until=until)[:MOST]:
        yield line(talk.next_on or today, _("Planned talk"), talk, "talk_new", of_person=True)


def _liner(by: Account, today: date) -> Callable[..., DueLine]:
    names = reader_of(by).names

    def line(day: date, what: str, row: Any, url: str, *, of_person: bool = False) -> DueLine:
        child = row.person
        return DueLine(
            day, what, f"{child if names else child.code} · {child.place}",
            reverse(url, args=[child.pk if of_person else row.pk]),
            tone="late" if day < today else "soon", act=_("Write down"),
        )  # fmt: skip

    return line


def facts_of_person(person: UUID, by: Account) -> Iterable[LifeFact]:
    """Consultations and talks as dots, long illnesses as bars."""
    purpose = purpose_of(by)
    if not may_meet(Consultation, "diagnoses", by=by, purpose=purpose):
        return
    own = {"person": person}
    for row in visible(Consultation, by=by, purpose=purpose).filter(**own, mistaken=False):
        found = queries.found_said(row.diagnoses) or row.get_occasion_display()
        yield LifeFact(LANE, found, row.on or row.ill_since, bar=False)
    for illness in visible(LongIllness, by=by, purpose=purpose).filter(**own):
        yield LifeFact(LANE, illness.get_condition_display(), illness.since, illness.until)
    for talk in visible(Talk, by=by, purpose=purpose).filter(**own):
        yield LifeFact(LANE, _("talk"), talk.on, bar=False)
    for answers in visible(Functioning, by=by, purpose=purpose).filter(
        **own, disabled=True, mistaken=False
    ):
        yield LifeFact(LANE, _("with a disability"), answers.on, bar=False)


def offer() -> None:
    register_limits(*limits.LIMITS)
    offer_menu(
        MenuEntry(
            gettext_lazy("Health centres"), "health_centres", "health.read", CARE, 66,
            roles=(FIELD_WORKER, COORDINATOR, DIRECTOR),
        )
    )  # fmt: skip
    offer_section(
        FileSection(
            "people.person", "health", gettext_lazy("Health and talks"), 32,
            "health/caring/section.html", section,
        )
    )  # fmt: skip
    offer_due(due_lines)
    offer_life("people.person", facts_of_person)
