"""Children of one year with the basic doses, for any framework."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.queries import Rows
from kinkeeper.ground.reports.figures import Asked, Figure, Text, ratio
from kinkeeper.ground.reports.measures import (
    Direction,
    Kind,
    Measure,
    Unit,
    offer_measure,
)
from kinkeeper.ground.text.dates import UNKNOWN_DATE
from kinkeeper.mission.casework.queries import (
    Crowd,
    Participant,
    by_care,
    by_project,
    crowd_of,
    people,
    written_as,
)
from kinkeeper.mission.health.growth.ages import DAYS_OF_MONTH
from kinkeeper.mission.health.models import Vaccination
from kinkeeper.mission.health.vaccines.rules import Code
from kinkeeper.mission.people.queries import ones

CHILDREN, CHILD = _("children"), _("child")
BASIC: frozenset[Code] = frozenset(
    {("bcg", 1), ("var", 1), *((v, n) for v in ("penta", "vpo") for n in (1, 2, 3))}
)
FROM, BELOW = 12, 24  # months


@dataclass(frozen=True)
class Children(Crowd):
    """given: child -> dose -> day; None for a mark without a day."""

    given: Mapping[UUID, Mapping[Code, date | None]] = field(default_factory=dict)


def fully_vaccinated(children: Children, asked: Asked) -> Figure:
    """On the last day, of children of 12-23 months whose card was read."""
    here = [p for p in children.here(asked, since=asked.on) if _of_age(children, p, asked.on)]
    read = [p for p in here if children.given.get(p)]
    whole = [p for p in read if doses_by(children.given[p], asked.on) >= BASIC]
    traits = children.traits(dict.fromkeys(read, asked.on), asked)
    return ratio(people(whole), people(read), traits=traits, eligible=len(here))


def doses_by(given: Mapping[Code, date | None], day: date) -> frozenset[Code]:
    return frozenset(code for code, on in given.items() if on is None or on <= day)


def _of_age(children: Children, person: UUID, day: date) -> bool:
    born = children.births.get(person, UNKNOWN_DATE).day
    return born is not None and FROM <= (day - born).days / DAYS_OF_MONTH < BELOW


def _read(rows: Rows, taking_part: tuple[Participant, ...]) -> Children:
    one = ones(rows)
    given: dict[UUID, dict[Code, date | None]] = {}
    for person, code, on in _doses(rows, written_as(one, taking_part)):
        given.setdefault(one.get(person, person), {})[code] = on
    return Children(**vars(crowd_of(rows, taking_part)), given=given)


def _doses(rows: Rows, persons: frozenset[UUID]) -> Iterable[tuple[UUID, Code, date | None]]:
    found = rows.of(
        Vaccination, "person_id", "vaccine", "number", "on", person_id=persons, mistaken=False
    )
    for person, vaccine, number, on in found:
        yield person, (vaccine, number), on


_of_project = by_project("health.vaccines", _read)
_in_care = by_care("health.vaccines", _read)


def _measure(
    code: str, label: Text, definition: Text, group: Callable[[Rows, UUID], Children]
) -> Measure:
    def compute(rows: Rows, asked: Asked) -> Figure:
        return fully_vaccinated(group(rows, asked.project), asked)

    return Measure(
        code=f"health.{code}", version=1, label=label, definition=definition, counts=CHILDREN,
        one=CHILD, unit=Unit.PERCENT, kind=Kind.STOCK, direction=Direction.UP, additive=False,
        compute=compute,
    )  # fmt: skip


MEASURES = (
    _measure(
        "fully_vaccinated", _("Children of one year with the basic vaccines"),
        _("Counted: children from 12 to 23 months on the last day who were given BCG, three "
          "doses of pentavalent, three of oral polio after the one at birth, and the first of "
          "measles. Out of: children of that age the project accompanies on that day whose card "
          "was read. Coverage: these out of all such children."),
        _of_project,
    ),
    _measure(
        "fully_vaccinated_in_care", _("Children in care of one year with the basic vaccines"),
        _("As children of one year with the basic vaccines, among the children in care on the "
          "last day, by the place of the village to which they belong."),
        _in_care,
    ),
)  # fmt: skip


def offer_measures() -> None:
    """Called when the room is ready."""
    offer_measure(*MEASURES)
