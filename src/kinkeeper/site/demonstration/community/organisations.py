"""An organisation on its way, its committee and its club."""

from datetime import date, timedelta

from kinkeeper.mission.community.asking import Item, capacity_questions
from kinkeeper.mission.community.models import Capacity, Member, Priority, Structure
from kinkeeper.site.demonstration.community.spot import BEGAN, LEADERS, OVER, Spot, hundreds

MEMBERS = (52, 38, 44, 41, 36, 47, 40, 35, 45, 39, 39)
"""456 in all (seed 003)."""
AUTONOMOUS = frozenset({1, 2, 4, 6, 7, 9, 10})
FOLLOWED = frozenset({0, 3})
"""Still assessed each year; the others (5, 8) were handed back when the project ended."""
THEMES = ("birth_registration", "child_marriage", "schooling", "violence", "fgm", "report_channel")
CHANNELS = ("theatre", "village_assembly", "radio", "sermon", "door_to_door", "football")
FIRST, AGAIN, LAST = date(2018, 3, 12), date(2019, 4, 8), date(2020, 4, 20)
PLAN = (
    ("C1", "Tenir le cahier de caisse chaque semaine", "la trésorière", 15_000),
    ("B1", "Une réunion par mois, avec procès-verbal", "le secrétaire", 0),
    ("F2", "Afficher qui appeler pour signaler une violence", "la présidente", 20_000),
)
SHOWS = {
    1: "", 2: "commencé, vu ensemble", 3: "cahier vu, fait régulièrement",
    4: "fait sans notre aide",
}  # fmt: skip


def tell_organisation(spot: Spot, name: str) -> Structure:
    """With its papers, members, assessments, plan, activities; its committee and club."""
    of = spot.structure(
        "organisation", f"Association {name}", BEGAN, type="mixed" if spot.number % 3 else "women",
        founded_on=date(2005 + spot.number, 5, 2), contact="la présidente",
    )  # fmt: skip
    _papers(spot, of)
    _members(spot, of)
    _assessments(spot, of)
    _plan(spot, of)
    _activities(spot, of)
    _way(spot, of)
    for sort, title in (("committee", "Comité de protection"), ("club", "Club d’enfants")):
        _circle(spot, of, sort, f"{title} de {spot.place.name}")
    return of


def _papers(spot: Spot, of: Structure) -> None:
    soon = spot.diary.today + timedelta(days=40) if spot.number == 0 else None
    spot.paper(
        of, "receipt", date(2016, 2, 1 + spot.number), number=f"{318 + spot.number}/P-CK",
        authority="Préfet du cercle", until=soon,
    )  # fmt: skip
    spot.paper(of, "agreement", date(2018, 1, 15), authority="SOS Villages d’Enfants Mali")
    spot.paper(of, "safeguarding", date(2018, 6, 1), authority="le bureau")


def _members(spot: Spot, of: Structure) -> None:
    everybody = MEMBERS[spot.number]
    women = round(everybody * (0.9 if of.type == "women" else 0.6))
    young = everybody // 12
    counts = {"F": {"18+": women}, "M": {"18+": everybody - women - young, "12-17": young}}
    spot.count(of, date(2017, 12, 4), counts)
    for place, role in enumerate(("president", "secretary", "treasurer")):
        leader = LEADERS[(spot.number + place) % len(LEADERS)]
        spot.tell(Member(structure=of, role=role, name=leader, since=date(2017, 3, 1)), BEGAN)


def _assessments(spot: Spot, of: Structure) -> None:
    days = [FIRST, AGAIN, LAST]
    if spot.number in FOLLOWED:
        late = 20 if spot.number else 380
        days += [date(year, 4, 12) for year in range(2021, spot.diary.today.year)]
        days.append(spot.diary.today - timedelta(days=late))
    for time, on in enumerate(sorted(set(days))):
        scores = {item.code: _level(spot, item.code, time) for item in _items()}
        spot.tell(
            Capacity(
                structure=of, occasion="again" if time else "baseline", questionnaire="capacity/1",
                held_on=on, facilitator=spot.worker.name, agreed_by=LEADERS[spot.number % 5],
                agreed_on=on + timedelta(days=2), scores=scores,
                evidence={code: SHOWS[level] for code, level in scores.items() if SHOWS[level]},
                counts=spot.heads((6, 14), (4, 9), "18+"),
            ),
            on + timedelta(days=2), late=1,
        )  # fmt: skip


def _items() -> tuple[Item, ...]:
    return capacity_questions("capacity/1").items


def _level(spot: Spot, code: str, time: int) -> int:
    """From the beginnings to what works; faster in those that become autonomous."""
    pace = 0.8 if spot.number in AUTONOMOUS else 0.45
    drift = spot.rng.triangular(-0.6, 0.7, 0.05) + (0.5 if code.startswith("A") else 0)
    return max(1, min(4, round(1.7 + pace * min(time, 3) + drift)))


def _plan(spot: Spot, of: Structure) -> None:
    first = next(
        deed.entry.record
        for deed in spot.diary.deeds
        if isinstance(deed.entry.record, Capacity) and deed.entry.record.structure == of
    )
    for place, (item, what, who, cost) in enumerate(PLAN):
        by_day = date(2018, 9, 1) + timedelta(days=60 * place)
        line = Priority(
            structure=of, capacity=first, item=item, what=what, who=who, by_day=by_day,
            cost_xof=cost or None,
        )  # fmt: skip
        spot.tell(line, date(2018, 4, 10), late=1)
        if place < 2 or spot.number in AUTONOMOUS:
            done = by_day + timedelta(days=spot.rng.randrange(-20, 60))
            spot.tell(line, done, late=2, done_on=done)


def _activities(spot: Spot, of: Structure) -> None:
    """A quarter an activity or an event; in the second year more and more by themselves."""
    last = spot.diary.today if spot.number in FOLLOWED else date(2020, 12, 20)
    quarter, on = 0, date(2018, 2, 10)
    while on <= last:
        alone = quarter > 4 and (spot.number in AUTONOMOUS or quarter % 3 == 0)
        cost = spot.rng.randrange(20, 90) * 1_000
        own = hundreds(cost * (0.45 if alone else 0.15), of=1_000)
        event = quarter % 2
        counts = {
            **spot.heads((25, 70), (15, 50), "18+"),
        }
        counts["F"]["12-17"] = spot.rng.randrange(4, 20)
        people = sum(n for row in counts.values() for n in row.values()) if event else None
        spot.sit(
            of, "awareness" if event else "activity", on, theme=THEMES[quarter % len(THEMES)],
            channel=CHANNELS[quarter % len(CHANNELS)] if event else "", counts=counts,
            people=round(people * 0.8) if people and quarter % 4 == 1 else None,
            without_staff=alone, cost_xof=cost, own_xof=own,
        )  # fmt: skip
        quarter += 1
        on += timedelta(days=91 + spot.rng.randrange(-9, 9))


def _way(spot: Spot, of: Structure) -> None:
    steps = [
        ("identified", "identify", BEGAN, 0),
        ("mapped", "map", date(2017, 12, 10), 0),
        ("partnership_agreed", "partner", date(2018, 1, 15), 0),
        ("baseline_assessed", "assess", date(2018, 3, 14), 0),
        ("plan_agreed", "plan", date(2018, 4, 12), 0),
        ("implementing", "start", date(2018, 6, 15), 0),
        ("reassessed", "reassess", date(2019, 4, 10), 0),
    ]
    if spot.number in AUTONOMOUS:
        steps += [
            ("handover_ready", "prepare", date(2020, 5, 4), 0),
            ("autonomous", "declare", date(2020, 6, 22) + timedelta(days=spot.number), 0),
        ]
    elif spot.number not in FOLLOWED:
        steps.append(("ended", "end", date(2020, 12, 28), 0))
        spot.tell(of, date(2020, 12, 28), late=1, until=date(2020, 12, 28))
    spot.walk(of, *steps)


def _circle(spot: Spot, of: Structure, sort: str, name: str) -> None:
    """Elected, trained, meeting each quarter; later dormant where nobody leads it any more."""
    begun = date(2017, 12, 12)
    circle = spot.structure(
        sort, name, begun, carried_by=of, refers_to="Service de promotion de l’enfant, 80 00 11 32"
    )
    if sort == "club":
        spot.count(circle, date(2018, 1, 10), spot.pupils())
    else:
        spot.count(circle, date(2018, 1, 10), spot.heads((4, 6), (3, 5), "18+"))
    spot.sit(
        circle,
        "training",
        date(2018, 2, 5),
        theme="rights",
        counts=spot.heads((4, 6), (3, 5), "18+"),
    )
    last = spot.diary.today if spot.goes_on else date(2020, 12, 15)
    on, number = date(2018, 3, 1), 0
    while on <= last:
        counts = spot.pupils() if sort == "club" else spot.heads((4, 6), (3, 5), "18+")
        spot.sit(circle, "session", on, theme=THEMES[number % len(THEMES)], counts=counts)
        on += timedelta(days=spot.rng.randrange(78, 90))
        number += 1
    steps = [
        ("planned", "foresee", begun, 0), ("elected", "elect", date(2018, 1, 10), 0),
        ("trained", "train", date(2018, 2, 8), 0), ("functional", "work", date(2018, 3, 6), 0),
    ]  # fmt: skip
    if not spot.goes_on:
        steps.append(("dormant", "sleep", OVER + timedelta(days=170), 0))
    spot.walk(circle, *steps)
