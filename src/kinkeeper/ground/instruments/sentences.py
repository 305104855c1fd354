"""What is wrong with an answer, in a sentence."""

from django.utils.translation import gettext as _

from kinkeeper.ground.instruments.filling import (
    LONGEST,
    MISSING,
    NOT_OFFERED,
    REFUSED,
    TOO_LONG,
    Filled,
    Key,
)
from kinkeeper.ground.text.language import spoken


def sentence(filled: Filled, key: Key) -> str:
    """The form's own words for a refused answer, where it has any."""
    question, problem = filled.form.questions[key[0]], filled.problems[key]
    if problem == REFUSED:
        own = filled.words(question.message, spoken(), key)
        return own or _("This answer is not possible here.")
    if problem == MISSING:
        return _("This question needs an answer.")
    if problem == NOT_OFFERED:
        return _("This choice is not offered with the other answers.")
    if problem == TOO_LONG:
        return _("More than %(most)s signs: shorten it.") % {"most": LONGEST}
    return _of_kind(question.kind)


def _of_kind(kind: str) -> str:
    said = {
        "integer": _("A whole number, in digits."),
        "decimal": _("A number, in digits, such as 12,5."),
        "date": _("A day, such as 31/12/2026."),
        "time": _("A time, such as 14:30."),
        "datetime": _("A day and a time, such as 2026-12-31 14:30."),
    }
    return said.get(kind, _("This answer is not possible here."))
