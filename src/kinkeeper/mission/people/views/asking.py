"""What every screen of this room asks first: who reads, which page, which record."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.http import Http404

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, scope_for
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.places.queries import place as place_by_id
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.people import queries
from kinkeeper.mission.people.models import Family, Person
from kinkeeper.mission.people.queries import Hit, Reader

R = TypeVar("R", bound=Record)
S = TypeVar("S", Family, Person)
MOST_PAGES = 5000
MOST, MOST_SEARCHED = 50, 400


def family_or_404(pk: UUID, *, reader: Reader) -> Family:
    return _found(queries.family(pk, by=reader.by, purpose=reader.purpose))


def person_or_404(pk: UUID, *, reader: Reader) -> Person:
    return _found(queries.person(pk, by=reader.by, purpose=reader.purpose))


def _found(record: R | None) -> R:
    if record is None:
        raise Http404
    return record


def may_change(record: Family | Person, *, reader: Reader) -> bool:
    """From the place that was read with the record; the write door asks the database again."""
    scope = scope_for(reader.by, record.about.write, reader.purpose)
    return scope.everywhere or any(record.place.path.startswith(path) for path in scope.paths)


def changeable(record: R | None, *, reader: Reader) -> R:
    """The record, if this account may change it; 404 otherwise."""
    found = _found(record)
    if not may(reader.by, found.about.write, found, purpose=reader.purpose):
        raise Http404
    return found


def page_number(request: Asked) -> int:
    text = request.GET.get("page", "")
    return min(int(text), MOST_PAGES) if text.isascii() and text.isdigit() else 1


def chosen_place(request: Asked) -> Place | None:
    """The place of the filter; an odd value filters nothing."""
    try:
        return place_by_id(UUID(request.GET.get("place", "")))
    except ValueError:
        return None


def found_in(
    place: Place | None, text: str, search: Callable[..., list[Hit[S]]], *, by: Account
) -> list[Hit[S]]:
    """What a search finds, in the chosen place and all below it."""
    if place is None:
        return search(text, by=by)
    hits = search(text, by=by, most=MOST_SEARCHED)
    return [hit for hit in hits if hit.record.place.path.startswith(place.path)][:MOST]


def met(request: Asked, reader: Reader, records: list[Record]) -> None:
    """One reading for the page."""
    match = request.resolver_match
    seen(reader.by, records, door=match.view_name if match else "", purpose=reader.purpose)
