"""A table that cannot be computed, said in a sentence with its line and column."""

from collections.abc import Mapping

Facts = Mapping[str, str | int]


def _(sentence: str) -> str:
    """Marks a sentence for the catalogue; whoever shows it translates it."""
    return sentence


NO_TABLE = _("The file is empty: its first line must name the columns.")
NO_TEXT = _("The file is not a CSV in UTF-8: save it again as “CSV UTF-8”.")
NO_COLUMN = _("There is no column “%(column)s”. These are read: %(known)s.")
TWICE = _("The column “%(column)s” stands twice in the first line.")
NOTHING_MEASURED = _("No column holds a measurement. At least one of these is needed: %(known)s.")
CELLS = _("Line %(line)d has %(found)d cells, but the first line names %(wanted)d columns.")
NUMBER = _("Line %(line)d, column “%(column)s”: “%(value)s” is not a number.")
BELOW = _("Line %(line)d, column “%(column)s”: an age of %(value)s is before birth.")
CODE = _("Line %(line)d, column “%(column)s”: “%(value)s” is none of %(known)s or empty.")
BROKEN = _("Line %(line)d cannot be read: check its quotation marks.")


class BadTable(ValueError):
    """`sentence` is one of those above, `facts` what stands in it; `str()` says it in English."""

    def __init__(self, sentence: str, facts: Facts | None = None) -> None:
        self.sentence = sentence
        self.facts = dict(facts or {})
        super().__init__(sentence % self.facts)
