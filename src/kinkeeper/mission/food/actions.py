"""The verbs of the room. All raise Refused and ValidationError."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.instruments.queries import scores_for, whole
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.food.models import Alert, LeanSeason, Survey, Topic
from kinkeeper.mission.food.queries import lean_of
from kinkeeper.mission.food.rules import SIGNS, round_of
from kinkeeper.mission.people.queries import family as family_by_id

if TYPE_CHECKING:
    from kinkeeper.ground.instruments.queries import Answers

FOOD, WATER = "household-food", "household-water"
TOPICS = {FOOD: Topic.FOOD, WATER: Topic.WATER}


def take_answers(answers: "Answers", by: Account) -> None:
    """Keep what a household's answers counted; runs whenever they are given or corrected."""
    row = Survey.objects.filter(answers=answers).first() or _new(answers, by)
    found = scores_for(answers, whole(answers))
    write(
        row, by=by, occurred_on=answers.on, mistaken=answers.mistaken,
        scores={s.score.code: str(s.value) for s in found if s.value is not None},
        bands={f"{s.score.code} {b.set}": b.code for s in found for b in s.bands},
    )  # fmt: skip


def _new(answers: "Answers", by: Account) -> Survey:
    family = family_by_id(answers.subject, by=by, purpose=CARE) if answers.subject else None
    if family is None:
        raise ValidationError(_("This questionnaire is asked about a family."))
    found = round_of(answers.on, lean_of(answers.place))
    return Survey(
        answers=answers, family=family, place=answers.place, on=answers.on,
        topic=TOPICS[answers.version_of.questionnaire.code], season=found.season, year=found.year,
    )  # fmt: skip


def set_lean_season(
    *, by: Account, place: Place, first_month: int, last_month: int, source: str
) -> LeanSeason:
    """From now on; surveys keep the season they were made in."""
    row = LeanSeason.objects.filter(place=place).first() or LeanSeason(place=place)
    return write(row, by=by, first_month=first_month, last_month=last_month, source=source)


def set_alert(*, by: Account, sign: str, percent: Decimal, at_least: int) -> Alert:
    """Raises ValidationError for a sign that nothing measures."""
    if sign not in SIGNS:
        raise ValidationError({"sign": _("There is no such sign.")})
    row = Alert.objects.filter(sign=sign).first() or Alert(sign=sign)
    return write(row, by=by, percent=percent, at_least=at_least)
