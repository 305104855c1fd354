"""What mission rooms offer to pages they do not know: menu entries, due lines, sections of a
file, facts for the life line. Each room registers in its `apps.py`; no central list is edited."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.records.once_a_page import Reading, read_together

Text = str | Promise


class MenuGroup(Enum):
    """The headings of the menu, in their order on the screen."""

    WORK = _("Work")
    CARE = _("Children in care")
    PROTECTION = _("Protection")
    FIGURES = _("Figures")
    OFFICE = _("Office")


@dataclass(frozen=True)
class MenuEntry:
    """Shown to whoever holds the capability for the purpose. url: a URL name.

    roles: for whom it is daily work, where that is not everybody who may open it; the others
    reach the page by its links. order: within the group.
    """

    label: Text
    url: str
    capability: str
    purpose: str
    order: int
    group: MenuGroup = MenuGroup.WORK
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class DueLine:
    """One thing somebody should do. No name travels here unless the reader may meet it.

    url leads straight to the form that does it; act: what its button says. tone: late, soon,
    decision, alarm. note: a quiet line under it.
    """

    due_on: date
    what: Text
    who: str
    url: str
    tone: str = "soon"
    note: Text = ""
    act: Text = ""


@dataclass(frozen=True)
class FileSection:
    """A part of the page of a family or person. `context(record, by)` fills its template;
    None leaves the section out."""

    kind: str
    code: str
    label: Text
    order: int
    template: str
    context: Callable[[Record, Account], dict[str, Any] | None]


@dataclass(frozen=True)
class LifeFact:
    """A dated fact of a life: a bar when `bar`, otherwise a dot on `since`."""

    lane: Text
    label: str
    since: date | None
    until: date | None = None
    bar: bool = True
    tone: str = "quiet"
    uncertain: bool = False


@dataclass
class _Offers:
    menu: list[MenuEntry] = field(default_factory=list)
    due: list[Callable[[Account, date], Iterable[DueLine]]] = field(default_factory=list)
    sections: list[FileSection] = field(default_factory=list)
    readings: list[tuple[str, Reading[Any]]] = field(default_factory=list)
    life: list[tuple[str, Callable[[Any, Account], Iterable[LifeFact]]]] = field(
        default_factory=list
    )


_OFFERS = _Offers()


def offer_menu(*entries: MenuEntry) -> None:
    _OFFERS.menu.extend(entries)


def offer_due(lines: Callable[[Account, date], Iterable[DueLine]]) -> None:
    """`lines(by, today)`: what is due for this person, in their scope."""
    _OFFERS.due.append(lines)


def offer_section(*sections: FileSection) -> None:
    _OFFERS.sections.extend(sections)


def offer_reading(kind: str, *readings: Reading[Any]) -> None:
    """What this room's parts will ask of the record of a page: the page asks it for all rooms by
    one statement."""
    _OFFERS.readings.extend((kind, reading) for reading in readings)


def offer_life(kind: str, facts: Callable[[UUID, Account], Iterable[LifeFact]]) -> None:
    """`facts(record id, by)`: what this room adds to the life line of a person or family; what
    the reader may not see is not in the answer."""
    offer_life_of(kind, lambda record, by: facts(record.pk, by))


def offer_life_of(kind: str, facts: Callable[[Any, Account], Iterable[LifeFact]]) -> None:
    """As `offer_life`, for a room that keeps what it reads on the record of the page."""
    _OFFERS.life.append((kind, facts))


def menu_entries() -> list[MenuEntry]:
    return sorted(_OFFERS.menu, key=lambda entry: entry.order)


def due_lines(by: Account, today: date) -> list[DueLine]:
    lines = [line for offer in _OFFERS.due for line in offer(by, today)]
    return sorted(lines, key=lambda line: (line.due_on, str(line.what)))


def read_for_page(kind: str, record: Record, by: Account) -> None:
    read_together(record, [reading for k, reading in _OFFERS.readings if k == kind], by=by)


def sections_of(kind: str) -> list[FileSection]:
    return sorted((s for s in _OFFERS.sections if s.kind == kind), key=lambda s: s.order)


def life_facts(kind: str, record: Record, by: Account) -> list[LifeFact]:
    return [fact for k, offer in _OFFERS.life if k == kind for fact in offer(record, by)]
