"""What belongs to project RECORDE itself: its sheet, sessions, knowledge checks, money spent."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from kinkeeper.ground.access.models import Account
from kinkeeper.mission.people.models import Person
from kinkeeper.mission.projects.actions import load_sheet
from kinkeeper.mission.projects.models import Expense
from kinkeeper.mission.projects.sheets import sheet_of
from kinkeeper.mission.strengthening.models import (
    KnowledgeCheck,
    ParentingSession,
    SessionInvitation,
)
from kinkeeper.site.demonstration.cast import KITA, SANANKOROBA, Setting
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.framework import PER_EUR, tell_budget
from kinkeeper.site.demonstration.phrases import EXPENSE_LINES, TOPICS
from kinkeeper.site.demonstration.telling import Telling


def load_recorde(*, by: Account) -> UUID:
    project: UUID = load_sheet(sheet_of("RECORDE"), by=by).pk
    return project


def tell_project(
    setting: Setting, diary: Diary, stories: Sequence[Telling], project: UUID, rng: Random
) -> None:
    _sessions(setting, diary, stories, project, rng)
    _knowledge(diary, stories, project, rng)
    _expenses(setting, diary, project, rng)


def _sessions(
    setting: Setting, diary: Diary, stories: Sequence[Telling], project: UUID, rng: Random
) -> None:
    """One parenting session a quarter in each locality; about two in three invited come."""
    for location in (KITA, SANANKOROBA):
        by = setting.worker_of(location)
        for place in setting.localities[location]:
            near = [s for s in stories if s.place == place]
            for quarter in range(11):
                on = date(2018, 1, 20) + timedelta(days=91 * quarter + rng.randrange(0, 20))
                topic = TOPICS[quarter % len(TOPICS)]
                session = ParentingSession(place=place, project=project, held_on=on, topic=topic)
                diary.tell(session, on=on, by=by)
                for person in _caregivers_on(near, on):
                    came = rng.random() < 0.68
                    seat = SessionInvitation(session=session, person=person, attended=came)
                    diary.tell(seat, on=on, by=by)


def _caregivers_on(stories: Sequence[Telling], on: date) -> list[Person]:
    present = [s for s in stories if s.fate.entry <= on < s.end]
    return [person for s in present for person in s.house.caregivers]


def _knowledge(diary: Diary, stories: Sequence[Telling], project: UUID, rng: Random) -> None:
    """Baseline at entry, then once a year: the score grows."""
    for story in stories:
        for person in story.house.caregivers:
            score = rng.triangular(20, 80, 48)
            for year in range(3):
                on = story.after(30 + 365 * year)
                if on >= story.end or rng.random() < 0.06:
                    break
                check = KnowledgeCheck(
                    person=person, project=project, held_on=on, percent=min(100, round(score))
                )
                diary.tell(check, on=on, by=story.worker)
                score += rng.triangular(4, 24, 14)


def _expenses(setting: Setting, diary: Diary, project: UUID, rng: Random) -> None:
    """Paid in XOF each month of the three years, counted in euro cents at the fixed parity."""
    by, lines = setting.accounts["seydou"], tell_budget(setting, project)
    for month in range(36):
        for line in EXPENSE_LINES:
            on = date(2017 + (9 + month) // 12, (9 + month) % 12 + 1, rng.randrange(2, 28))
            paid = rng.randrange(310_000, 780_000, 500)
            expense = Expense(
                project_id=project, paid_on=on, line=line, budget_line=lines[line],
                paid_minor=paid, paid_currency="XOF",
                counted_minor=round(paid * 100 / PER_EUR),
                rate=(1 / PER_EUR).quantize(Decimal("1.000000000")),
            )  # fmt: skip
            diary.tell(expense, on=on, by=by)
