"""Families that were asked about food and water; through the rooms' own actions."""

from datetime import date

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.instruments.actions import answer, shipped_version
from kinkeeper.ground.instruments.shipped.food import FCS_GROUPS, HDDS, HHS, LCS, RCSI
from kinkeeper.ground.places.models import Place
from kinkeeper.mission.food.models import Survey
from kinkeeper.mission.people.actions import NewMember, NewPerson, register_family
from kinkeeper.mission.people.models import Family

JULY, JANUARY, NEXT_JULY = date(2024, 7, 10), date(2025, 1, 15), date(2025, 7, 12)
POOR = (3, 0, 0, 0, 3, 0, 1, 1, 7)  # 10
BORDERLINE = (7, 2, 0, 0, 7, 0, 2, 2, 7)  # 29
FINE = (7, 4, 3, 3, 7, 2, 7, 7, 7)  # 66


def a_family(by: Account, place: Place, name: str = "Keïta") -> Family:
    member = NewMember(NewPerson("Awa", name, "F"), "head", caregiver=True, primary=True)
    return register_family(by=by, place=place, name=name, members=[member], on=date(2020, 1, 1))


def food_answers(days=BORDERLINE, *, coping=1, groups=4, hunger="0", strategy="10"):
    """Answers to the whole questionnaire of a household's food."""
    found = {n: str(d) for (n, _w, _l), d in zip(FCS_GROUPS, days, strict=True)}
    found |= {name: str(coping) for name, _w, _l in RCSI}
    found |= {name: str(int(at < groups)) for at, (name, _l) in enumerate(HDDS)}
    found |= {name: "0" if hunger == "0" else "1" for name, _l in HHS}
    found |= {f"{name}_FR": hunger for name, _l in HHS if hunger != "0"}
    return found | {name: strategy for name, _p, _l in LCS}


def asked(family: Family, *, by: Account, on: date = JULY, **answers) -> Survey:
    """A food survey of a family."""
    row = answer(
        shipped_version("household-food"), by=by, on=on, place=family.place, subject=family,
        answers=food_answers(**answers),
    )  # fmt: skip
    return Survey.objects.get(answers=row)


def water_asked(family: Family, *, by: Account, on: date = JULY, source="borehole", minutes="10"):
    row = answer(
        shipped_version("household-water"), by=by, on=on, place=family.place, subject=family,
        answers={"water_source": source, "water_minutes": minutes, "water_enough": "no"},
    )  # fmt: skip
    return Survey.objects.get(answers=row)
