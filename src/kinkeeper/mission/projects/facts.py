"""Services given to families of projects while they were accompanied, as facts without names."""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from uuid import UUID

from kinkeeper.ground.places.models import Level
from kinkeeper.ground.places.queries import parents_on, places_by_ids
from kinkeeper.ground.records.queries import Now
from kinkeeper.ground.reports.facts.table import Fact, offer_facts
from kinkeeper.ground.reports.figures import band
from kinkeeper.ground.reports.measures import KeptRows
from kinkeeper.ground.text.dates import UNKNOWN_DATE, RoughDate, age_band
from kinkeeper.mission.casework.queries import ServiceRow, services
from kinkeeper.mission.people.queries import places_of_families, sexes_and_births
from kinkeeper.mission.projects.models import Project
from kinkeeper.mission.projects.rules import Quarter
from kinkeeper.mission.strengthening.queries import EnrolmentRow, enrolments

CHILD_BANDS = frozenset({"0-2", "3-5", "6-11", "12-14", "15-17"})
LEVELS = (Level.REGION, Level.CERCLE, Level.COMMUNE, Level.VILLAGE)
SALT_BYTES = 16


@dataclass
class _Tree:
    """Names of the place and of what it lay in, asked once for each place and quarter."""

    known: dict[tuple[UUID, str], tuple[str, ...]] = field(default_factory=dict)

    def names(self, place: UUID, quarter: str, day: date) -> tuple[str, ...]:
        if (place, quarter) not in self.known:
            found = places_by_ids([place]).get(place)
            above = {p.level: p.name for p in (parents_on(found, day) if found else ())}
            self.known[place, quarter] = tuple(above.get(level, "") for level in LEVELS)
        return self.known[place, quarter]


@dataclass(frozen=True)
class _Numbers:
    """A number for each person or family, drawn anew with every export."""

    salt: bytes = field(default_factory=lambda: secrets.token_bytes(SALT_BYTES))

    def of(self, subject: UUID) -> int:
        return int.from_bytes(blake2b(subject.bytes, key=self.salt, digest_size=7).digest())


def service_facts() -> Iterator[Fact]:
    """In no order that tells anything. A service of a family in two projects counts for the first
    of them. A family as a whole stands as one "who", with the role "family"."""
    rows, tree, numbers = KeptRows(Now()), _Tree(), _Numbers()
    stays = _stays(rows)
    given = [s for s in services(rows, stays) if s.done_on is not None]
    people = sexes_and_births(rows, {s.person for s in given if s.person is not None})
    homes = places_of_families(rows, set(stays))
    for service in given:
        day = service.done_on
        project = _project(stays[service.family], day) if day else ""
        if day and project and service.family in homes:
            place = tree.names(homes[service.family].on(day), _quarter(day), day)
            who = numbers.of(service.person or service.family)
            yield _fact(service, day, who=who, project=project, place=place, people=people)


def _stays(rows: KeptRows) -> dict[UUID, list[tuple[EnrolmentRow, str]]]:
    found: dict[UUID, list[tuple[EnrolmentRow, str]]] = {}
    for project in Project.objects.order_by("since", "code"):
        for stay in enrolments(rows, project.pk):
            found.setdefault(stay.family, []).append((stay, project.code))
    return found


def _project(stays: list[tuple[EnrolmentRow, str]], day: date) -> str:
    inside = (
        code for stay, code in stays
        if stay.since and stay.since <= day and (stay.until is None or day < stay.until)
    )  # fmt: skip
    return next(inside, "")


def _quarter(day: date) -> str:
    return Quarter(day, day).code


def _fact(
    service: ServiceRow, day: date, *, who: int, project: str, place: tuple[str, ...],
    people: Mapping[UUID, tuple[str, RoughDate]],
) -> Fact:  # fmt: skip
    sex, birth = people.get(service.person, ("", UNKNOWN_DATE)) if service.person else ("", None)
    years = band(age_band(birth, day)) if birth is not None else ""
    region, cercle, commune, village = place
    return Fact(
        who=who, quarter=_quarter(day),
        month=f"{day:%Y-%m}", region=region, cercle=cercle, commune=commune, place=village,
        sex=sex, age_band=years, role=_role(service, years), kind=service.kind,
        modality=service.modality, project=project, quantity=service.quantity or 1,
    )  # fmt: skip


def _role(service: ServiceRow, years: str) -> str:
    if service.person is None:
        return "family"
    return "child" if years in CHILD_BANDS else "adult" if years else ""


def offer() -> None:
    """Called when the room is ready."""
    offer_facts(service_facts)
