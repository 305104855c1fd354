"""Something unusual is asked again on the same screen: nothing is written until somebody looked."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.process.table import Text

SURE = "sure"
QUESTIONS: dict[str, Text] = {
    "sunday": gettext_lazy("This day is a Sunday. Was there school?"),
    "closed": gettext_lazy("The facility is recorded as closed on this day. Was there school?"),
    "large": gettext_lazy("This class has more than 100 names. Is that right?"),
    "nobody": gettext_lazy("Nobody was there. Was the class really held?"),
    "full": gettext_lazy("All places of this class are taken. Enrol all the same?"),
    "age": gettext_lazy("The child is far from the usual age of this class. Is it the right one?"),
}

FIELDS = {"sunday": "on", "closed": "on", "nobody": "marks"}


class LookAgain(ValidationError):
    """`codes`: the questions; the same again with `sure` is taken."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.codes = list(codes)
        said = [ValidationError(str(QUESTIONS[code]), code=SURE) for code in self.codes]
        super().__init__(said)

    def by_field(self) -> dict[str, list[str]]:
        """The questions beside the field each is about, "" where it is about all."""
        said: dict[str, list[str]] = {}
        for code in self.codes:
            said.setdefault(FIELDS.get(code, ""), []).append(str(QUESTIONS[code]))
        return said


def ask(codes: Iterable[str], *, sure: bool) -> None:
    """Raises LookAgain unless somebody looked already."""
    found = list(codes)
    if found and not sure:
        raise LookAgain(found)


def check_day(day: date, *, field: str = "on") -> None:
    if day > timezone.localdate():
        raise ValidationError({field: _("This day lies in the future.")})
