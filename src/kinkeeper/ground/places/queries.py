"""Questions to the tree of places: where was this on a day, which place is meant, what is below."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.ground.places.models import Level, Place, PlaceCode, PlaceLink
from kinkeeper.ground.places.rules import Link, chain
from kinkeeper.ground.text.names import search_key

DEEPEST = [Level.VILLAGE, Level.COMMUNE, Level.CERCLE, Level.REGION, Level.SITE, Level.COUNTRY]


def parents_on(place: Place, day: date) -> list[Place]:
    """The place and what it lay in on that day, smallest first."""
    ids = chain(place.pk, _links(), day)
    known = {p.pk: p for p in Place.objects.filter(pk__in=ids)}
    return [known[i] for i in ids]


def region_on(place: Place, day: date) -> Place | None:
    """Its region on that day: Kita's was Kayes in 2018 and is Kita today."""
    return regions_of([place], [day])[place.pk, day]


def regions_of(
    places: Iterable[Place], days: Collection[date]
) -> dict[tuple[UUID, date], Place | None]:
    """The region of each place on each of the days."""
    links = _links()
    chains = {(p.pk, day): chain(p.pk, links, day) for p in places for day in days}
    known = places_by_ids(pk for ids in chains.values() for pk in ids)
    return {key: _region(known[pk] for pk in ids) for key, ids in chains.items()}


def above(places: Iterable[Place], day: date) -> dict[UUID, list[Place]]:
    """What each of the places lay in on that day, smallest first, the country left out."""
    links = _links()
    chains = {p.pk: chain(p.pk, links, day)[1:] for p in places}
    known = places_by_ids(pk for ids in chains.values() for pk in ids)
    return {
        pk: [known[i] for i in ids if known[i].level != Level.COUNTRY] for pk, ids in chains.items()
    }


def _region(places: Iterable[Place]) -> Place | None:
    return next((place for place in places if place.level == Level.REGION), None)


def below(place: Place) -> QuerySet[Place]:
    """The place and everything in it today."""
    return Place.objects.filter(path__gte=place.path, path__lt=f"{place.path}~")


def place_by_code(*, scheme: str, vintage: str, code: str) -> Place | None:
    """A code means nothing without its scheme and vintage."""
    found = PlaceCode.objects.filter(scheme=scheme, vintage=vintage, code=code)
    row = found.select_related("place").first()
    return row.place if row else None


def official_code(place: Place, *, scheme: str = "ocha") -> str:
    """Its latest code of a scheme; "" where it has none."""
    codes = PlaceCode.objects.filter(place=place, scheme=scheme).order_by("-vintage")
    return codes.values_list("code", flat=True).first() or ""


def places_called(name: str) -> list[Place]:
    """Places of this name whatever its spelling, the smallest unit first, today's units only."""
    found = Place.objects.filter(search_key=search_key(name), until=None)
    return _smallest_first(found)


def places_by_ids(ids: Iterable[UUID]) -> dict[UUID, Place]:
    return {p.pk: p for p in Place.objects.filter(pk__in=set(ids))}


def place(place_id: UUID) -> Place | None:
    return Place.objects.filter(pk=place_id).first()


def country() -> Place | None:
    return Place.objects.filter(level=Level.COUNTRY).order_by("pk").first()


def _smallest_first(found: Iterable[Place]) -> list[Place]:
    return sorted(found, key=lambda p: DEEPEST.index(Level(p.level)))


def places_called_on(name: str, day: date) -> list[Place]:
    """Those of this name that there were on the day, the smallest unit first."""
    found = Place.objects.filter(search_key=search_key(name)).order_by("path")
    return [place for place in _smallest_first(found) if _there_was(place, day)]


def _there_was(place: Place, day: date) -> bool:
    return (not place.since or place.since <= day) and (not place.until or day < place.until)


def regions_on(day: date) -> list[Place]:
    """The regions that existed on a day: 8 and Bamako before 2016, 19 and Bamako since 2023."""
    rows = Place.objects.filter(level=Level.REGION).order_by("search_key")
    return [p for p in rows if _there_was(p, day)]


def _links() -> list[Link]:
    rows = PlaceLink.objects.values_list("place_id", "parent_id", "since", "until")
    return [Link(*row) for row in rows]


def places_for_grants() -> QuerySet[Place]:
    """Places of today from the country down to communes and programme locations, in tree order."""
    levels = [Level.COUNTRY, Level.REGION, Level.CERCLE, Level.COMMUNE, Level.SITE]
    return Place.objects.filter(until=None, level__in=levels).order_by("path")
