"""Illnesses, long illnesses, talks, groups and health centres of the last months; invented."""

from collections.abc import Sequence
from datetime import date, timedelta

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.mission.health.caring.rules import BANDS, DOMAINS, disabled, head_key
from kinkeeper.mission.health.models import (
    Appointment,
    Centre,
    CentreStatus,
    Consultation,
    Functioning,
    GroupTalk,
    LongIllness,
    Talk,
)
from kinkeeper.site.demonstration.cast import COMMUNES, Setting
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.health.measured import Kid

ILL, ASKED, TALKED = 0.14, 60, 30
"""Share of children ill in the last half year; how many were asked the short set, and talked to."""
FOUND = (
    (["malaria"], "ACT, trois jours"), (["malaria", "anaemia"], "ACT et fer"),
    (["cough"], "amoxicilline, cinq jours"), (["diarrhoea"], "SRO et zinc"),
    (["skin"], "pommade"), (["worms"], "albendazole"), (["ears"], "gouttes"),
    (["injury"], "pansement"),
)  # fmt: skip
LONG = (("asthma", "inhalateur"), ("sickle", "acide folique"), ("epilepsy", "phénobarbital"),
        ("sickle", "acide folique"), ("eyes", "lunettes"))  # fmt: skip
# Which of the centres (in the order of the communes), how it works since, and why.
CHANGED: Sequence[tuple[int, str, str, list[str], str]] = (
    (0, "kita", "reduced", ["consultation"], "le médecin est muté"),
    (4, "khouloum", "closed", [], "inondation"),
)
BASIC = ["consultation", "vaccination", "urenam", "urenas", "births"]
WHOLE = ["consultation", "vaccination", "urenas", "ureni", "births", "laboratory", "surgery"]


def tell_caring(diary: Diary, found: list[Kid], setting: Setting) -> None:
    near = _centres(diary, setting)
    for kid in found:
        if diary.rng.random() < ILL:
            _ill(diary, kid, near)
    for days, kid in zip((1, 1, 2, 4, 6), diary.rng.sample(found, 5), strict=True):
        since = max(diary.today - timedelta(days=days), kid.since)
        row = Consultation(person=kid.person, occasion="ill", ill_since=since, written_by=kid.by)
        diary.tell(row, on=since, by=kid.by, late=0)
    older = [kid for kid in found if kid.days(diary.today) > 6 * 365]
    for kid in diary.rng.sample(older, min(ASKED, len(older))):
        _asked(diary, kid)
    for kid in diary.rng.sample(older, min(TALKED, len(older))):
        _talked(diary, kid)
    for (condition, treatment), kid in zip(LONG, diary.rng.sample(found, len(LONG)), strict=True):
        _long(diary, kid, condition, treatment)
    _groups(diary, setting)


def _centres(diary: Diary, setting: Setting) -> list[Centre]:
    """Two for each location; one is reduced, one closed since the floods."""
    made: list[tuple[Centre, CentreStatus]] = []
    for number, key in enumerate(COMMUNES):
        place, by = setting.communes[key], setting.worker_of(key)
        for kind, name, services in (
            ("cscom", f"CSCom de {place.name}", BASIC), ("csref", f"CSRéf de {place.name}", WHOLE)
        ):  # fmt: skip
            centre = Centre(name=name, kind=kind, place=place, services=services)
            checked = diary.today - timedelta(days=12 + 30 * number)
            made.append((centre, _works(diary, centre, by, checked)))
    for number, key, status, left, why in CHANGED:
        _changed(diary, made[number][1], setting.worker_of(key), status, left, why=why)
    return [centre for centre, _status in made]


def _works(diary: Diary, centre: Centre, by: Account, checked: date) -> CentreStatus:
    began = date(2019, 1, 1)
    diary.tell(centre, on=began, by=by, late=0)
    status = CentreStatus(centre=centre, status="open", since=began, checked_on=checked)
    diary.tell(status, on=began, by=by, late=0)
    return status


def _changed(
    diary: Diary, before: CentreStatus, by: Account, status: str, services: list[str], *, why: str
) -> None:
    on = diary.today - timedelta(days=24)
    diary.tell(before, on=on, by=by, late=0, until=on)
    row = CentreStatus(
        centre=before.centre, status=status, services=services, why=why, since=on,
        checked_on=diary.today - timedelta(days=6),
    )  # fmt: skip
    diary.tell(row, on=on, by=by, late=0)


def _ill(diary: Diary, kid: Kid, near: Sequence[Centre]) -> None:
    rng = diary.rng
    since = diary.today - timedelta(days=rng.randrange(1, 170))
    if since < kid.since or since < kid.born:
        return
    wait = rng.choices((0, 1, 2, 4, 9, 20), (20, 30, 22, 14, 9, 5))[0]
    on = since + timedelta(days=wait)
    row = Consultation(person=kid.person, occasion="ill", ill_since=since, written_by=kid.by)
    if on <= diary.today:
        row.on, row.centre = on, _of(near, kid)
        row.diagnoses, row.treatment = rng.choice(FOUND)
        row.paid_by = rng.choice(("programme", "programme", "family", "state"))
    diary.tell(row, on=row.on or since, by=kid.by)


def _of(near: Sequence[Centre], kid: Kid) -> Centre | None:
    """A centre of the commune the child lives in."""
    place: Place = kid.person.place
    return next((c for c in near if place.path.startswith(c.place.path)), None)


def _asked(diary: Diary, kid: Kid) -> None:
    rng = diary.rng
    on = max(kid.since, diary.today - timedelta(days=rng.randrange(20, 330)))
    answers = dict.fromkeys(DOMAINS, 1)
    if rng.random() < 0.25:
        answers[rng.choice(list(answers))] = rng.choices((2, 3, 4), (70, 22, 8))[0]
    row = Functioning(
        person=kid.person, on=on, disabled=disabled(answers), answered_by="l’enfant", **answers
    )
    diary.tell(row, on=on, by=kid.by)


def _talked(diary: Diary, kid: Kid) -> None:
    rng = diary.rng
    on = max(kid.since, diary.today - timedelta(days=rng.randrange(1, 120)))
    planned = diary.today + timedelta(days=rng.randrange(3, 30)) if rng.random() < 0.3 else None
    row = Talk(
        person=kid.person, on=on, counsellor=kid.by, next_on=planned,
        topic=rng.choice(("grief", "fear", "family", "behaviour", "school", "growing", "future")),
    )  # fmt: skip
    diary.tell(row, on=on, by=kid.by)


def _long(diary: Diary, kid: Kid, condition: str, treatment: str) -> None:
    rng = diary.rng
    since = max(kid.since, kid.born) + timedelta(days=rng.randrange(10, 200))
    last = diary.today - timedelta(days=rng.randrange(20, 50))
    illness = LongIllness(
        person=kid.person, condition=condition, treatment=treatment, since=min(since, last),
        next_on=last + timedelta(days=60), written_by=kid.by,
    )  # fmt: skip
    if diary.tell(illness, on=illness.since, by=kid.by):
        kept = Appointment(illness=illness, on=last, kept=True)
        diary.tell(kept, on=last, by=kid.by, late=46)


def _groups(diary: Diary, setting: Setting) -> None:
    rng = diary.rng
    for key in COMMUNES:
        for n in range(4):
            on = diary.today - timedelta(days=11 + 41 * n)
            heads = {head_key(s, b): rng.randrange(3, 16) for s in "FM" for b in BANDS[1:4]}
            row = GroupTalk(
                place=setting.communes[key], on=on, heads=heads, led_by="la psychologue",
                topic=rng.choice(("growing", "fear", "school", "future")),
            )  # fmt: skip
            diary.tell(row, on=on, by=setting.worker_of(key))
