"""Invented answers about food and water: two rounds in the lean season, two outside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kinkeeper.ground.instruments.actions import put_in
from kinkeeper.ground.instruments.keeping import sorted_by_class
from kinkeeper.ground.instruments.models import Answers, Version
from kinkeeper.ground.instruments.queries import scores_of
from kinkeeper.ground.instruments.rules import scored
from kinkeeper.ground.instruments.shipped import SHIPPED
from kinkeeper.ground.instruments.shipped.food import FCS_GROUPS, HDDS, HHS, LCS, RCSI
from kinkeeper.ground.instruments.shipped.water import IMPROVED
from kinkeeper.mission.food.actions import FOOD, TOPICS, WATER
from kinkeeper.mission.food.models import Survey
from kinkeeper.mission.food.rules import LEAN, USUAL, round_of
from kinkeeper.site.demonstration.cast import Setting
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.telling import Telling

PLACES, EACH = 3, 12  # localities, and families asked in each
LATELY = timedelta(days=20)


@dataclass
class Asking:
    """A questionnaire asked of families on a day."""

    diary: Diary
    version: Version
    rng: Random

    def tell(self, story: Telling, on: date, answers: dict[str, str]) -> None:
        family = story.house.family
        row = Answers(
            version_of=self.version, subject=family.pk, subject_kind="people.family",
            place=family.place, on=on, **sorted_by_class(self.version, answers),
        )  # fmt: skip
        found = [scored(score, answers) for score in scores_of(self.version)]
        season = round_of(on, USUAL)
        survey = Survey(
            answers=row, family=family, place=family.place, on=on, season=season.season,
            year=season.year, topic=TOPICS[self.version.questionnaire.code],
            scores={s.score.code: str(s.value) for s in found if s.value is not None},
            bands={f"{s.score.code} {b.set}": b.code for s in found for b in s.bands},
        )  # fmt: skip
        for record in (row, survey):
            self.diary.tell(record, on=on, by=story.worker, late=0)


def tell_food(setting: Setting, diary: Diary, stories: Sequence[Telling]) -> None:
    """All questionnaires that come with the program, and the rounds of food and water."""
    versions = {code: put_in(code, by=setting.machine) for code in SHIPPED}
    rng = Random(1987)  # noqa: S311 - invented answers, not secrets
    food, water = (Asking(diary, versions[code], rng) for code in (FOOD, WATER))
    asked = list(_asked(stories, diary.today))
    for on in _days(diary.today):
        lean = round_of(on, USUAL).season == LEAN
        for story in asked:
            food.tell(story, on, _food(rng, want=0.6 if lean else 0.3))
    for story in asked:
        water.tell(story, diary.today - LATELY, _water(rng))


def _days(today: date) -> list[date]:
    """July and January of the last years, and three weeks ago."""
    known = [date(year, month, 12) for year in (today.year - 1, today.year) for month in (1, 7)]
    return [*(day for day in known if day < today - 2 * LATELY), today - LATELY]


def _asked(stories: Iterable[Telling], today: date) -> Iterable[Telling]:
    """Families that are still accompanied, of the places where there are most of them."""
    here: dict[object, list[Telling]] = {}
    for story in stories:
        if story.fate.entry <= today - timedelta(days=700) and story.end > today:
            here.setdefault(story.place.pk, []).append(story)
    most = sorted(here.values(), key=len, reverse=True)[:PLACES]
    return (story for found in most for story in found[:EACH])


def _food(rng: Random, *, want: float) -> dict[str, str]:
    """want: between 0 and 1, how hard the season is."""
    poor = rng.random() < want
    most = {"FCSStap": 7, "FCSVeg": 7, "FCSCond": 7, "FCSFat": 6, "FCSSugar": 6, "FCSPulse": 4}
    answers = {
        name: str(rng.randint(0, max(1, most.get(name, 3) // (2 if poor else 1))))
        for name, _w, _l in FCS_GROUPS
    }
    answers |= {name: str(rng.randint(0, 6 if poor else 1)) for name, _w, _l in RCSI}
    groups = rng.randint(2, 5) if poor else rng.randint(4, 9)
    answers |= {name: str(int(at < groups)) for at, (name, _l) in enumerate(HDDS)}
    for name, _l in HHS:
        hungry = poor and rng.random() < 0.3
        answers[name] = str(int(hungry))
        if hungry:
            answers[f"{name}_FR"] = rng.choice("112")
    strategies = ("10", "10", "20", "30") if poor else ("10", "10", "10", "9999")
    return answers | {name: rng.choice(strategies) for name, _p, _l in LCS}


def _water(rng: Random) -> dict[str, str]:
    source = rng.choice([*IMPROVED[:4], "borehole", "well_open", "well_open"])
    minutes = rng.choice((5, 10, 15, 20, 40))
    near = source == "piped_home"
    rung = "improved_far" if minutes > 30 and not near else "improved_near"
    answers = {
        "water_source": source, "water_enough": rng.choice(("no", "no", "yes")),
        "water_litres": str(rng.randrange(40, 200, 20)),
        "water_ladder": "unimproved" if source == "well_open" else rung,
    }  # fmt: skip
    return answers if near else answers | {"water_minutes": str(minutes)}
