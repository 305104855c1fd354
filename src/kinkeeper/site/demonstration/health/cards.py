"""Vaccination cards of the sixty youngest children: most up to date, some with a dose missing."""

from datetime import date, timedelta

from kinkeeper.mission.health.models import Vaccination
from kinkeeper.mission.health.vaccines.queries import calendar_on
from kinkeeper.mission.health.vaccines.rules import Code, Dose
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.health.measured import Kid

MOST = 60
READ, MISSED = 0.8, 0.015
WHERE = ("CSCom", "CSCom", "stratégie avancée", "")


def tell_cards(diary: Diary, found: list[Kid]) -> None:
    young = sorted(found, key=lambda kid: kid.born, reverse=True)
    doses = calendar_on(diary.today).doses
    for kid in young[:MOST]:
        if diary.rng.random() < READ:
            _tell(diary, kid, doses)


def _tell(diary: Diary, kid: Kid, doses: tuple[Dose, ...]) -> None:
    """Read on one day, when the file was opened or the child was born; the last dose before it."""
    given: dict[Code, date] = {}
    for dose in doses:
        if dose.local or (dose.before and dose.before not in given):
            continue
        on = _given_on(diary, kid, dose, given)
        if on <= diary.today and diary.rng.random() > MISSED:
            given[dose.code] = on
    for (vaccine, number), on in given.items():
        row = Vaccination(
            person=kid.person, vaccine=vaccine, number=number, on=on, source="card",
            where=diary.rng.choice(WHERE),
        )  # fmt: skip
        late = max(0, (max(kid.since, kid.born) - on).days) + 2
        diary.tell(row, on=on, by=kid.by, late=late)


def _given_on(diary: Diary, kid: Kid, dose: Dose, given: dict[Code, date]) -> date:
    on = dose.due.after(kid.born) + timedelta(days=int(diary.rng.triangular(0, 24, 4)))
    first = given.get(dose.before) if dose.before else None
    return max(on, first + timedelta(days=dose.gap)) if first else on
