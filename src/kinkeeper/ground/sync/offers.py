"""What the rooms of the mission let phones carry and send. Each registers in its `apps.py`.

The phone knows the verbs by their codes; what one may do, and what is wrong with it, is said by the
same action that the office's form calls.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.models import Change, Record


@dataclass(frozen=True)
class Sent:
    """One change of a phone. base: version of the record it had seen, 0 for something new.
    file: the bytes of a picture that came before, by its id; raises ValidationError."""

    by: Account
    values: Mapping[str, Any]
    base: int
    file: Callable[[UUID], bytes]


@dataclass(frozen=True)
class Took:
    """What the room wrote: the record concerned, and the clash if there was one."""

    record: Record | None
    clash: Change | None = None


class Doubted(ValidationError):
    """Unusual, not wrong: the same again is taken once the phone names these codes among what its
    person looked at again. said: sentences by the field they are about."""

    def __init__(self, codes: Iterable[str], said: Mapping[str, list[str]]) -> None:
        self.codes = sorted(codes)
        super().__init__(dict(said))


@dataclass(frozen=True)
class Verb:
    """Something a phone may send. capability: what the office's form asks for as well."""

    code: str
    capability: str
    take: Callable[[Sent], Took]


@dataclass(frozen=True)
class Load:
    """For whom a phone is packed: whose it is, where, and the families it carries. open: False for
    a phone that was taken out of use, which carries nothing any more."""

    by: Account
    place: Place
    families: frozenset[UUID]
    open: bool = True


@dataclass(frozen=True)
class Carry:
    """A kind of record that travels. rows: what of it belongs to a load, through
    `access.visible`. fields: by name; those above the reader's class or of class L4 stay here."""

    model: type[Record]
    fields: tuple[str, ...]
    rows: Callable[[Load], QuerySet[Any]]


@dataclass(frozen=True)
class Step:
    """Something to do for a family by a day. code: the phone has its words."""

    family: UUID
    code: str
    due_on: date


@dataclass(frozen=True)
class Pack:
    """Something without names that phones keep beside the records: tables, thresholds.

    mark: changes when the content does; asked at every contact, so it must be cheap.
    """

    name: str
    mark: Callable[[], str]
    content: Callable[[], Mapping[str, Any]]


@dataclass(frozen=True)
class SealedKind:
    """What a phone seals at once for a desk and cannot read again.

    key: (key id, base64 of the desk's 65-byte uncompressed P-256 point), None while there is none.
    take: keeps the box as it came, under the id the phone gave it; the same id again must change
    nothing. It asks for no right: the phone may have lost every other one.
    """

    kind: str
    key: Callable[[], tuple[str, str] | None]
    take: Callable[[UUID, Mapping[str, Any], Account, UUID], None]


@dataclass(frozen=True)
class Prompt:
    """A choice that can be heard. code: `table.choice`; words: in French, as the phone shows it."""

    code: str
    words: str


Families = Callable[[Account, Place], Iterable[tuple[UUID, int]]]
First = Callable[[Account], Iterable[UUID]]
Steps = Callable[[Account, date], Iterable[Step]]


@dataclass
class _Offers:
    verbs: dict[str, Verb] = field(default_factory=dict)
    carries: list[Carry] = field(default_factory=list)
    families: list[Families] = field(default_factory=list)
    first: list[First] = field(default_factory=list)
    steps: list[Steps] = field(default_factory=list)
    packs: dict[str, Pack] = field(default_factory=dict)
    sealed: dict[str, SealedKind] = field(default_factory=dict)
    prompts: dict[str, Prompt] = field(default_factory=dict)


_OFFERS = _Offers()


def offer_verbs(*verbs: Verb) -> None:
    _OFFERS.verbs |= {verb.code: verb for verb in verbs}


def offer_carries(*carries: Carry) -> None:
    _OFFERS.carries.extend(carries)


def offer_families(families: Families) -> None:
    """`families(by, place)`: (id, number of children) of those who live in the place."""
    _OFFERS.families.append(families)


def offer_first(families: First) -> None:
    """`families(by)`: whom this person takes along before all others."""
    _OFFERS.first.append(families)


def offer_steps(steps: Steps) -> None:
    """`steps(by, until)`: what is to be done until that day, in this person's scope."""
    _OFFERS.steps.append(steps)


def offer_pack(pack: Pack) -> None:
    _OFFERS.packs[pack.name] = pack


def offer_sealed(kind: SealedKind) -> None:
    _OFFERS.sealed[kind.kind] = kind


def offer_prompts(prompts: Iterable[Prompt]) -> None:
    _OFFERS.prompts |= {prompt.code: prompt for prompt in prompts}


def pack(name: str) -> Pack | None:
    return _OFFERS.packs.get(name)


def pack_marks() -> dict[str, str]:
    """Name -> mark of everything that phones keep beside the records."""
    return {name: found.mark() for name, found in _OFFERS.packs.items()}


def sealed_kind(kind: str) -> SealedKind | None:
    return _OFFERS.sealed.get(kind)


def sealed_keys() -> dict[str, tuple[str, str]]:
    """Kind -> (key id, public point) of every desk that has a key."""
    found = {kind: offer.key() for kind, offer in _OFFERS.sealed.items()}
    return {kind: key for kind, key in found.items() if key}


def prompts() -> list[Prompt]:
    return list(_OFFERS.prompts.values())


def verb(code: str) -> Verb | None:
    return _OFFERS.verbs.get(code)


def verbs() -> list[Verb]:
    return list(_OFFERS.verbs.values())


def carries() -> list[Carry]:
    return list(_OFFERS.carries)


def families_for(by: Account, place: Place) -> list[tuple[UUID, int]]:
    """(id, number of children) in the order in which they are packed."""
    found = dict(row for offer in _OFFERS.families for row in offer(by, place))
    first = (pk for offer in _OFFERS.first for pk in offer(by))
    ordered = dict.fromkeys([*(pk for pk in first if pk in found), *found])
    return [(pk, found[pk]) for pk in ordered]


def steps_for(by: Account, until: date) -> list[Step]:
    return [step for offer in _OFFERS.steps for step in offer(by, until)]
