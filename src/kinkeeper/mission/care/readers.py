"""The facts of care as plain values, from the tables as they stand or as known then.

Nobody's scope is asked here: whoever shows more than a figure asks `access` for the rows.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from kinkeeper.ground.records.queries import Rows
from kinkeeper.mission.care.measures_facts import (
    Beds,
    Brotherhood,
    Care,
    Exempt,
    Nights,
    Paper,
    Time,
)
from kinkeeper.mission.care.models import (
    AuthorityDocument,
    Capacity,
    FollowUp,
    House,
    Placement,
    SiblingMember,
    Stay,
    UnderThreeException,
    Village,
)
from kinkeeper.mission.care.rules import Household
from kinkeeper.mission.people.queries import ones, sexes_and_births

One = Mapping[UUID, UUID]


def care_of(rows: Rows) -> Care:
    """Everything; a person written twice counts under the record that is kept."""
    one = ones(rows)
    times = tuple(_times(rows, one))
    known = sexes_and_births(rows, {t.person for t in times})
    return Care(
        times=times,
        nights=tuple(_nights(rows)),
        papers=tuple(_papers(rows)),
        siblings=tuple(_siblings(rows, one)),
        exempt=tuple(_exempt(rows, one)),
        beds=tuple(_beds(rows)),
        reached=_reached(rows),
        places=dict(rows.of(Village, "id", "place_id")),
        sexes={person: sex for person, (sex, _birth) in known.items()},
        births={person: birth for person, (_sex, birth) in known.items()},
    )


def village_names(rows: Rows) -> dict[UUID, str]:
    return dict(rows.of(Village, "id", "name"))


def _times(rows: Rows, one: One) -> Iterable[Time]:
    found = rows.of(
        Placement, "id", "person_id", "village_id", "since", "until", "route", "end_reason"
    )
    for pk, person, *rest in found:
        yield Time(pk, one.get(person, person), *rest)


def _nights(rows: Rows) -> Iterable[Nights]:
    found = rows.of(
        Stay,
        "placement_id",
        "village_id",
        "family_id",
        "house_id",
        "host",
        "form",
        "since",
        "until",
    )
    for placement, village, family, house, host, *rest in found:
        yield Nights(placement, village, Household(family, house, host), *rest)


def _papers(rows: Rows) -> Iterable[Paper]:
    found = rows.of(AuthorityDocument, "placement_id", "issued_on", "expires_on")
    return (Paper(*row) for row in found)


def _siblings(rows: Rows, one: One) -> Iterable[Brotherhood]:
    for group, person, since, until in rows.of(
        SiblingMember, "group_id", "person_id", "since", "until"
    ):
        yield Brotherhood(group, one.get(person, person), since, until)


def _exempt(rows: Rows, one: One) -> Iterable[Exempt]:
    """Only what was approved."""
    for person, since, end in rows.of(
        UnderThreeException, "person_id", "approved_on", "must_end_by"
    ):
        if since is not None:
            yield Exempt(one.get(person, person), since, end)


def _reached(rows: Rows) -> dict[UUID, list[date]]:
    found: dict[UUID, list[date]] = {}
    for placement, held_on, reached in rows.of(FollowUp, "placement_id", "held_on", "reached"):
        if reached:
            found.setdefault(placement, []).append(held_on)
    return found


def _beds(rows: Rows) -> Iterable[Beds]:
    village_of: dict[UUID, UUID] = dict(rows.of(House, "id", "village_id"))
    for house, number, since, until in rows.of(Capacity, "house_id", "beds", "since", "until"):
        if house in village_of:
            yield Beds(village_of[house], number, since, until)
