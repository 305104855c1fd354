"""What a person decides: which place a locality is, and the answer to a question."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.interop import keep
from kinkeeper.ground.interop.models import Batch, Locality, Spelling, State
from kinkeeper.ground.interop.queries import writable_places
from kinkeeper.ground.places.actions import add_place
from kinkeeper.ground.places.models import Level, Place
from kinkeeper.ground.records.actions import write


def choose_place(locality: Locality, place: Place, *, by: Account) -> Locality:
    """The locality is this place, here and in every later list. Raises ValidationError outside
    the account's places."""
    if not writable_places(by).filter(pk=place.pk).exists():
        raise ValidationError(
            _("%(place)s lies outside the places you work in.") % {"place": place}
        )
    with transaction.atomic():
        _remember(locality, place, by=by)
        _again(locality.batch)
        return keep.change_locality(locality, place=place, left_out=False, outside=False)


def create_place(locality: Locality, *, parent: Place, by: Account) -> Locality:
    """A new locality below `parent`, which lies in the account's places.

    The machine adds the place on the importer's word; that the spelling means this place is
    written under the importer's own name. Raises ValidationError.
    """
    if not writable_places(by).filter(pk=parent.pk).exists():
        raise ValidationError(
            _("%(place)s lies outside the places you work in.") % {"place": parent}
        )
    name = locality.written.title() if locality.written.isupper() else locality.written
    with transaction.atomic():
        place = add_place(name=name, level=Level.VILLAGE, parent=parent, by=machine())
        by.__dict__.pop("_places_below", None)
        return choose_place(locality, place, by=by)


def ask_again(locality: Locality) -> Locality:
    """It was taken for the wrong place: whoever imports chooses another."""
    with transaction.atomic():
        _again(locality.batch)
        return keep.change_locality(
            locality, place=None, known=False, left_out=False, outside=False
        )


def leave_out(locality: Locality) -> Locality:
    """Its lines do not enter, this time."""
    with transaction.atomic():
        _again(locality.batch)
        return keep.change_locality(locality, place=None, left_out=True, outside=False)


def _remember(locality: Locality, place: Place, *, by: Account) -> None:
    same = Spelling.objects.filter(key=locality.key, place=place).exists()
    if not same and place.search_key != locality.key:
        spelling = Spelling(key=locality.key, written=locality.written)
        write(spelling, by=by, place=place)
    elif not same and _shared(place):
        write(Spelling(key=locality.key, written=locality.written), by=by, place=place)


def _shared(place: Place) -> bool:
    """Another place has this name: the choice between them is worth remembering."""
    return Place.objects.filter(search_key=place.search_key, until=None).count() > 1


def decide(batch: Batch, answers: Mapping[str, str]) -> None:
    """Answers by key of the question; those of other imports or unknown options are not taken."""
    if batch.state == State.REVIEW:
        keep.answer(batch, answers)
        _again(batch)


def decide_all(batch: Batch, kind: str = "") -> int:
    """Take the proposed answer wherever none is given yet. Returns how many were open."""
    if batch.state != State.REVIEW:
        return 0
    _again(batch)
    return keep.answer_by_default(batch, kind)


def _again(batch: Batch) -> None:
    if not batch.stale:
        keep.change(batch, stale=True)
