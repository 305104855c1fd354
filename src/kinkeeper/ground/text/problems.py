"""What is wrong with a text somebody wrote, said in a sentence they can act on."""

from django.utils.functional import Promise

SHOWN = 40


def shown(value: object) -> str:
    """The written value, short enough to be quoted in a sentence (40 characters)."""
    text = "".join(letter if letter.isprintable() else " " for letter in str(value))
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


class TextProblem(ValueError):
    """A text that cannot be used.

    `code` is for programs, `str(problem)` is the sentence for the reader, in the language that
    is active when it is shown. The caller adds where it stood (the cell or the field).
    """

    def __init__(self, sentence: str | Promise, *, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence
        self.facts = facts

    def __str__(self) -> str:
        return str(self.sentence) % self.facts if self.facts else str(self.sentence)


class NameProblem(TextProblem):
    """A name that cannot be written down as it is."""


class DateProblem(TextProblem):
    """A date or an age that cannot be understood or cannot be true."""


class AmountProblem(TextProblem):
    """An amount or a number that cannot be understood."""


class CellProblem(TextProblem):
    """A cell of a register that holds none of the answers asked for."""
