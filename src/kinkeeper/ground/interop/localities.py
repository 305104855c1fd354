"""What the localities of a list mean: remembered spellings, places of the same name, likeness."""

from collections import Counter
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Q

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.interop.cells import RawLine, as_text
from kinkeeper.ground.interop.columns import plain
from kinkeeper.ground.interop.models import Batch, Locality, Spelling
from kinkeeper.ground.interop.profile import place_key
from kinkeeper.ground.interop.queries import writable_places
from kinkeeper.ground.places.models import Level, Place
from kinkeeper.ground.places.queries import DEEPEST
from kinkeeper.ground.text.likeness import nearness

ALIKE = 0.84
MOST = 6


def localities_of(
    batch: Batch, lines: Iterable[RawLine], column: int, *, by: Account
) -> list[Locality]:
    """Every locality once, whatever its spellings, with the place it seems to be."""
    captions = {plain(heading["caption"]) for heading in batch.headings}
    written: dict[str, Counter[str]] = {}
    for line in lines:
        text = " ".join(as_text(line.cells.get(column)).split())[:120]
        if (key := place_key(text)) and plain(text) not in captions:
            written.setdefault(key, Counter())[text] += 1
    known = _known(written, by=by)
    mine = set(
        writable_places(by)
        .filter(pk__in={p.pk for p in known.values()})
        .values_list("pk", flat=True)
    )
    return [
        Locality(
            batch=batch, key=key, written=_nicest(forms), lines=forms.total(),
            place=known.get(key), known=key in known,
            outside=key in known and known[key].pk not in mine,
        )
        for key, forms in written.items()
    ]  # fmt: skip


def _nicest(forms: Counter[str]) -> str:
    """The spelling most lines use, rather not one in capitals only."""
    return max(forms, key=lambda form: (forms[form], not form.isupper(), form))


def _known(written: Mapping[str, Iterable[str]], *, by: Account) -> dict[str, Place]:
    """Remembered spellings, then the one place of that name: of several, the one the importer
    works in; where that leaves two, it is asked."""
    mine = set(writable_places(by).values_list("pk", flat=True)) if written else set()
    found: dict[str, Place] = {}
    spelled = Spelling.objects.filter(key__in=list(written)).select_related("place")
    for row in spelled.order_by("pk"):
        if row.key not in found or row.place_id in mine:
            found[row.key] = row.place
    for key, places in _named(written).items():
        if key not in found and (one := _only(places, mine)):
            found[key] = one
    return found


def _named(written: Mapping[str, Iterable[str]]) -> dict[str, list[Place]]:
    """Places that sound so or are written so, by key of the locality."""
    forms = {form: key for key, texts in written.items() for form in texts}
    called = Q(search_key__in=list(written)) | Q(name__in=list(forms))
    named: dict[str, list[Place]] = {}
    for place in Place.objects.filter(called, until=None).exclude(level=Level.SITE):
        key = forms.get(place.name, place.search_key)
        named.setdefault(key, []).append(place)
    return named


def _only(places: list[Place], mine: set[UUID]) -> Place | None:
    """One place; or a place and the unit around it that bears its name: then the smaller."""
    near = [p for p in places if p.pk in mine] or places
    near.sort(key=lambda p: DEEPEST.index(Level(p.level)))
    nested = all(near[0].path.startswith(other.path) for other in near)
    return near[0] if nested else None


def suggestions(locality: Locality, *, by: Account) -> list[Place]:
    """Places of the importer's scope called so or nearly so, the likeliest first."""
    key = locality.key
    rows = writable_places(by).filter(Q(search_key=key) | Q(search_key__startswith=key[:2]))
    scored = [(nearness(key, place.search_key), place) for place in rows[:3000]]
    near = sorted(((s, p) for s, p in scored if s >= ALIKE), key=lambda pair: -pair[0])
    return [place for _score, place in near[:MOST]]
