"""What is asked of every sheet before it is written: days that were, numbers that can be."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.mission.community.models import Structure
from kinkeeper.mission.community.rules import MOST, Counts, beyond, cleaned, total

Sure = frozenset[str]
NOBODY_SURE: Sure = frozenset()

NEVER = {
    "people": gettext_lazy(
        "%(number)s people at one sitting cannot be: more than %(most)s are counted as an "
        "awareness event, or a zero is too much."
    ),
    "kg": gettext_lazy(
        "%(number)s kg cannot be one entry (%(most)s kg at most). Was it written in another unit? "
        "Write kilograms: one bag holds about 100 kg."
    ),
    "xof": gettext_lazy("%(number)s francs cannot be (%(most)s at most): count the zeros."),
}
ASK = {
    "people": gettext_lazy(
        "%(number)s people are many for this. Look at the sheet again; if the number is right, "
        "tick the box below."
    ),
    "kg": gettext_lazy(
        "%(number)s kg are many for one entry. Are these really kilograms? If so, tick the box "
        "below."
    ),
    "xof": gettext_lazy(
        "%(number)s francs a month are much for a household of the programme. Look again; if the "
        "amount is right, tick the box below."
    ),
}
UNIT = {"harvest_kg": "kg", "stock_kg": "kg", "gift_kg": "kg", "income": "xof"}


class Doubtful(ValidationError):
    """Something is unusual: whoever looked again says so with `code`. field: where it stands."""

    def __init__(self, field: str, code: str, said: str) -> None:
        self.doubt = code
        super().__init__({field: said})


def check_day(on: date, *, field: str, of: Structure | None = None) -> None:
    """The day was, and the structure was there."""
    if on > timezone.localdate():
        raise ValidationError({field: _("This day lies in the future.")})
    if of is None:
        return
    if of.founded_on and on < of.founded_on:
        raise ValidationError({field: _("The structure was not founded yet on this day.")})
    if of.until and on > of.until:
        raise ValidationError({field: _("The structure was there no longer on this day.")})


def check_number(kind: str, number: Decimal | int, *, field: str, sure: Sure) -> None:
    """Refuse what cannot be; ask about what is unusual. Raises ValidationError, Doubtful."""
    found = beyond(kind, number)
    unit = UNIT.get(kind, "people")
    words = {"number": number, "most": MOST[kind].never}
    if found == "never":
        raise ValidationError({field: str(NEVER[unit]) % words})
    if found == "ask" and kind not in sure:
        raise Doubtful(field, kind, str(ASK[unit]) % words)


def counted(
    raw: Mapping[str, Mapping[str, object]], *, kind: str, sure: Sure, said: int | None = None
) -> Counts:
    """A head-count that may be kept. said: the total as it stands on the sheet, if it does.

    Raises ValidationError where there is nobody, or the parts do not make the total; Doubtful."""
    counts = cleaned(raw)
    found = total(counts)
    if said is not None and said != found:
        raise ValidationError({"counts": _does_not_add(counts, said)})
    if not found:
        raise ValidationError({"counts": _("Write how many were there.")})
    check_number(kind, found, field="counts", sure=sure)
    return counts


def _does_not_add(counts: Counts, said: int) -> str:
    parts = {
        "female": total(counts, sex="F"), "male": total(counts, sex="M"),
        "unknown": total(counts, sex=""), "found": total(counts), "said": said,
        "off": abs(said - total(counts)),
    }  # fmt: skip
    if said > parts["found"]:
        return str(MORE_SAID) % parts
    return str(LESS_SAID) % parts


MORE_SAID = format_lazy(
    "{} {}",
    gettext_lazy(
        "%(female)s female, %(male)s male and %(unknown)s not recorded make %(found)s, but the "
        "total on the sheet is %(said)s."
    ),
    gettext_lazy("Count again, or write the %(off)s whose sex nobody noted under “not recorded”."),
)
LESS_SAID = format_lazy(
    "{} {}",
    gettext_lazy(
        "%(female)s female, %(male)s male and %(unknown)s not recorded make %(found)s, but the "
        "total on the sheet is %(said)s."
    ),
    gettext_lazy("Somebody was counted twice (%(off)s too many), or the total is wrong."),
)
