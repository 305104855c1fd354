"""Decisions in words, for pages and pictures."""

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.table import Text
from kinkeeper.mission.admission.models import Decision, OptionKind, Question
from kinkeeper.mission.admission.process import REFUSALS

NECESSITY: dict[str, Text] = {
    "necessary": _("care outside the family is necessary"),
    "not_necessary": _("care outside the family is not necessary: the family is supported"),
}
OPTIONS: dict[str, Text] = {kind.value: kind.label for kind in OptionKind}


def answer_words(decision: Decision) -> Text:
    """What was decided, as a sentence without its day."""
    known: dict[str, dict[str, Text]] = {
        Question.NECESSITY: NECESSITY,
        Question.SUITABILITY: OPTIONS,
        Question.REFUSAL: dict(REFUSALS),
    }
    return known[decision.question].get(decision.answer, decision.answer)
