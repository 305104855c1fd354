"""The part this room adds to the page of a family: its last surveys, in their season."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, may_meet, reaches
from kinkeeper.ground.instruments.queries import last_version, scores_of
from kinkeeper.ground.instruments.words import spoken_label
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.text.numbers import in_figures
from kinkeeper.mission.food.actions import FOOD, WATER
from kinkeeper.mission.food.models import Survey, Topic
from kinkeeper.mission.food.queries import seen, surveys_of
from kinkeeper.mission.food.rules import before_in_season
from kinkeeper.mission.food.words import not_compared, round_words

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Family

QUESTIONNAIRES = {Topic.FOOD: FOOD, Topic.WATER: WATER}


@dataclass(frozen=True)
class ScoreLine:
    """A score now, and in the same season before; bands: set, words, tone."""

    label: str
    now: str
    bands: list[tuple[str, str, str]]
    before: str = ""


@dataclass(frozen=True)
class Asked:
    """The last survey of one topic. compared: the day of what stands beside it; else: why not."""

    row: Survey
    when: str
    lines: list[ScoreLine]
    compared: Any = None
    why_not: str = ""


def food(record: Record, by: Account) -> dict[str, Any] | None:
    """Left out for who may not know of such surveys; without scores below class L3."""
    if not may(by, "food.read"):
        return None
    family = cast("Family", record)
    writes = reaches(by, "food.write", family.place)
    asked = [a for topic in QUESTIONNAIRES if (a := last_asked(family, topic, by))]
    if not asked and not writes:
        return None
    return {
        "family": family, "asked": asked, "writes": writes, "topics": list(Topic),
        "sensitive": may_meet(Survey, "scores", by=by),
    }  # fmt: skip


def last_asked(family: "Family", topic: Topic, by: Account) -> Asked | None:
    rows = surveys_of(family, by=by, topic=topic)
    if not rows:
        return None
    facts = [seen(row) for row in rows]
    now, before = facts[-1], before_in_season(facts)
    why_not = ""
    if before is None and len(facts) > 1 and facts[-2].round.season != now.round.season:
        why_not = not_compared(now.round, facts[-2].round)
    lines = list(_lines(rows[-1], before.values if before else {}))
    return Asked(rows[-1], round_words(now.round), lines, before, why_not)


def _lines(row: Survey, before: Any) -> Iterable[ScoreLine]:
    version = last_version(QUESTIONNAIRES[Topic(row.topic)])
    for score in scores_of(version) if version else []:
        if score.code not in row.scores:
            continue
        value = Decimal(row.scores[score.code])
        bands = [(b.set, spoken_label(b.label), b.tone)
                 for of_set in score.sets if (b := score.band(value, of_set))]  # fmt: skip
        earlier = before.get(score.code)
        yield ScoreLine(
            spoken_label(score.label), figure(value), bands,
            "" if earlier is None else figure(earlier),
        )  # fmt: skip


def figure(value: Decimal) -> str:
    return in_figures(value, decimals=0 if value % 1 == 0 else 1)
