"""What a register says, as plain values, before anything is in the register of the house."""

from dataclasses import dataclass, field

from kinkeeper.ground.interop.cells import RawLine
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.text.dates import UNKNOWN_DATE, RoughDate


@dataclass
class Draft:
    """A person as written. rows and columns: where in the list; `facts`: further columns of
    Person, without those the list leaves empty."""

    given: str
    family: str
    sex: str = ""
    birth: RoughDate = UNKNOWN_DATE
    mother: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    rows: dict[int, tuple[int, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}".strip()

    @property
    def row(self) -> int:
        return next(iter(self.rows))


@dataclass
class Caregiver(Draft):
    """link: mother, father, grandparent, aunt_uncle, sibling, other, "" when not said."""

    link: str = ""
    head: bool = False


@dataclass
class Entry:
    """The day of entry into the programme, and what the note about it should say."""

    date: RoughDate
    written: str
    row: int


@dataclass
class Household:
    """A family of the list. `rows`: its lines with the columns that speak of the family.
    `sittings`: lines with the same number follow each other without another family between."""

    number: str
    head: str = ""
    number_written: str = ""
    place: Place | None = None
    place_written: str = ""
    phone: str = ""
    phone_owner: str = ""
    situation: str = ""
    entry: Entry | None = None
    caregivers: list[Caregiver] = field(default_factory=list)
    children: list[Draft] = field(default_factory=list)
    rows: dict[int, tuple[int, ...]] = field(default_factory=dict)
    sittings: dict[int, int] = field(default_factory=dict)

    @property
    def row(self) -> int:
        return next(iter(self.rows))

    @property
    def label(self) -> str:
        """How sentences call it: its number and the family name."""
        return " ".join(part for part in (self.number, self.head) if part) or "?"


@dataclass
class Line:
    """One line, read: its family's facts and its child, if it has one."""

    raw: RawLine
    number: str
    head: str
    place_written: str
    caregivers: list[Caregiver]
    child: Draft | None
    phone: str = ""
    phone_owner: str = ""
    situation: str = ""
    entry: Entry | None = None
    columns: tuple[int, ...] = ()
    number_written: str = ""
