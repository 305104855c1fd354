"""Adding places, moving them to another parent from a day on, and loading lists of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.places.listing import Columns, Listed, read_facts, read_official
from kinkeeper.ground.places.models import Level, Place, PlaceCode, PlaceLink
from kinkeeper.ground.places.queries import below, place_by_code
from kinkeeper.ground.places.rules import step_of
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.bulk import Entry, write_many
from kinkeeper.ground.records.guard import Actor
from kinkeeper.ground.text.names import search_key

FACTS = Path(__file__).parent / "mali.csv"


@dataclass(frozen=True)
class Loaded:
    added: int
    known: int


def add_place(
    *, name: str, level: str, parent: Place, by: Actor, since: date | None = None
) -> Place:
    """Raises ValidationError for an empty name or one that its parent has already."""
    key = search_key(name)
    if not key:
        raise ValidationError({"name": _("Write the name of the place.")})
    if PlaceLink.objects.filter(parent=parent, until=None, place__search_key=key).exists():
        raise ValidationError({"name": _("There is a place of this name already.")})
    place = Place(name=name.strip(), search_key=key, level=level, since=since)
    place.path = parent.path + step_of(place.pk)
    with transaction.atomic():
        write(place, by=by)
        write(PlaceLink(place=place, parent=parent, since=since), by=by)
    return place


def move_place(place: Place, *, to: Place, since: date, by: Actor) -> Place:
    """From `since` on the place lies in another parent; what was before stays as it was."""
    with transaction.atomic():
        for link in PlaceLink.objects.filter(place=place, until=None):
            write(link, by=by, occurred_on=since, until=since)
        write(PlaceLink(place=place, parent=to, since=since), by=by, occurred_on=since)
        _rebuild_paths(place, to, by=by)
    return place


def load_mali(*, by: Actor) -> Loaded:
    """Our own small table of facts: regions of 2015 and 2023, and the programme's locations."""
    return load_places(read_facts(FACTS), by=by)


def load_places(listed: Iterable[Listed], *, by: Actor) -> Loaded:
    """Add the places, links and codes that are not there yet; those known by code stay.

    A parent stands before what lies in it. Raises ValidationError where a code is known under
    another name: one of the two lists means another place.
    """
    return _load(listed, _Loading(), by=by)


def import_official(file: Path, columns: Columns, *, by: Actor) -> Loaded:
    """An official list, one level at a time. Places known by their code keep what they are;
    new ones hang below the parent with the code named, under the same scheme and vintage.

    Raises ValidationError for wrong columns, a code that changed its meaning, or a parent that
    is not there.
    """
    listed = list(read_official(file, columns))
    parents = {item.parent for item in listed}
    known = {key: place for key in parents if (place := _by_key(key))}
    if missing := sorted(parents - known.keys()):
        raise ValidationError(
            _("These parents are not in the tree yet: %(codes)s. Import their level first."),
            params={"codes": ", ".join(key.rsplit(":", 1)[1] for key in missing[:10])},
        )
    return _load(listed, _Loading(places=dict(known)), by=by)


def _by_key(key: str) -> Place | None:
    scheme, vintage, code = key.split(":", 2)
    return place_by_code(scheme=scheme, vintage=vintage, code=code)


@transaction.atomic
def _load(listed: Iterable[Listed], loading: "_Loading", *, by: Actor) -> Loaded:
    before = len(loading.places)
    for item in listed:
        loading.take(item)
    write_many(loading.entries, by=by)
    added = len(loading.fresh)
    return Loaded(added=added, known=len(loading.places) - before - added)


@dataclass
class _Loading:
    places: dict[str, Place] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    entries: list[Entry] = field(default_factory=list)

    def take(self, item: Listed) -> None:
        if item.key not in self.places:
            self._begin(item)
        if item.key not in self.fresh:
            return
        place, parent = self.places[item.key], self.places.get(item.parent)
        if parent is None:
            place.path = step_of(place.pk)
            return
        if item.until is None:
            place.path = parent.path + step_of(place.pk)
        link = PlaceLink(place=place, parent=parent, since=item.since, until=item.until)
        self.entries.append(Entry(link))

    def _begin(self, item: Listed) -> None:
        known = _known(item)
        self.places[item.key] = known or _new(item)
        if known is None:
            self.fresh.add(item.key)
            place = self.places[item.key]
            self.entries.append(Entry(place))
            self.entries += [
                Entry(PlaceCode(place=place, scheme=c.scheme, vintage=c.vintage, code=c.code))
                for c in item.codes
            ]


def _known(item: Listed) -> Place | None:
    for code in item.codes:
        place = place_by_code(scheme=code.scheme, vintage=code.vintage, code=code.code)
        if place and place.search_key != search_key(item.name):
            raise ValidationError(
                _("Code %(code)s is %(known)s here but %(new)s in the list: check its vintage."),
                params={"code": code.code, "known": place.name, "new": item.name},
            )
        if place:
            return place
    return _known_by_name(item)


def _known_by_name(item: Listed) -> Place | None:
    if item.codes:
        return None
    return Place.objects.filter(search_key=search_key(item.name), level=item.level).first()


def _new(item: Listed) -> Place:
    return Place(
        name=item.name, search_key=search_key(item.name), level=item.level,
        latitude=item.latitude, longitude=item.longitude,
        since=item.since if item.level == Level.REGION else None,
    )  # fmt: skip


def _rebuild_paths(place: Place, to: Place, *, by: Actor) -> None:
    old, new = place.path, to.path + step_of(place.pk)
    for lower in below(place):
        write(lower, by=by, path=new + lower.path[len(old) :])
    place.path = new
