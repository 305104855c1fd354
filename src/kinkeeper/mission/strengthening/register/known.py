"""Families and people of the register that the list may mean: by number, name, birth, village."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.interop.profile import Given
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.text.names import Level, search_key, why_alike
from kinkeeper.mission.people.models import Family, KinLink, Membership, Person
from kinkeeper.mission.strengthening.models import Enrolment, TargetPerson
from kinkeeper.mission.strengthening.register.doubles import births_fit
from kinkeeper.mission.strengthening.register.drafts import Draft, Household
from kinkeeper.mission.strengthening.register.reading import number_key
from kinkeeper.mission.strengthening.rules import PROCESS

_NAME = {Level.EXACT: 4.0, Level.SAME_KEY: 3.5, Level.KNOWN_VARIANT: 3.0, Level.CLOSE: 2.0}
ENOUGH = 3.0


@dataclass
class Known:
    """A family of the register with what hangs on it."""

    family: Family
    members: list[Membership] = field(default_factory=list)
    enrolment: Enrolment | None = None
    was_enrolled: bool = False
    stages: list[Stage] = field(default_factory=list)
    targets: list[TargetPerson] = field(default_factory=list)
    kin: set[tuple[UUID, UUID]] = field(default_factory=set)

    @property
    def persons(self) -> list[Person]:
        return [membership.person for membership in self.members]


def known_families(households: Sequence[Household], given: Given) -> dict[int, Known]:
    """By first row of the household. Every family of the register is taken once."""
    candidates = _candidates(households, given)
    _fill(candidates)
    found: dict[int, Known] = {}
    taken: set[UUID] = set()
    for household in households:
        scored = [(s, k) for k in candidates if (s := _score(household, k)) > 0]
        scored = [(s, k) for s, k in scored if k.family.pk not in taken]
        if scored:
            best = max(scored, key=lambda pair: pair[0])[1]
            found[household.row] = best
            taken.add(best.family.pk)
    return found


def _candidates(households: Sequence[Household], given: Given) -> list[Known]:
    numbers = {h.number for h in households if h.number}
    written = {form for n in numbers for form in (n, *(n.zfill(size) for size in range(2, 7)))}
    places = {h.place.pk for h in households if h.place and not h.number}
    names = {search_key(h.head) for h in households if not h.number}
    wanted = Q(number__in=written) | Q(place__in=places, search_key__in=names)
    return [
        Known(family)
        for family in visible(Family, by=given.by).filter(wanted).select_related("place")
    ]


def _fill(candidates: list[Known]) -> None:
    by_id = {known.family.pk: known for known in candidates}
    for membership in Membership.objects.filter(family__in=by_id, until=None).select_related(
        "person"
    ):
        by_id[membership.family_id].members.append(membership)
    enrolments: dict[UUID, Known] = {}
    for enrolment in Enrolment.objects.filter(family__in=by_id):
        known = by_id[enrolment.family_id]
        known.was_enrolled = True
        if enrolment.until is None:
            known.enrolment = enrolment
            enrolments[enrolment.pk] = known
    for target in TargetPerson.objects.filter(enrolment__in=enrolments):
        enrolments[target.enrolment_id].targets.append(target)
    for stage in Stage.objects.filter(process=PROCESS, subject__in=list(enrolments)):
        enrolments[stage.subject].stages.append(stage)
    people = {person.pk: known for known in candidates for person in known.persons}
    for person, relative in KinLink.objects.filter(relative__in=people).values_list(
        "person", "relative"
    ):
        people[relative].kin.add((person, relative))


def _score(household: Household, known: Known) -> float:
    """0 for another family. The number alone proves nothing: offices all begin at 1."""
    family = known.family
    if (household.number or family.number) and number_key(family.number) != household.number:
        return 0.0
    same_place = household.place is not None and family.place_id == household.place.pk
    alike = why_alike(household.head, family.name).level is not Level.DIFFERENT
    people = len(match(household.children, known.persons))
    many = people * 2 >= min(len(household.children), len(known.members)) and people > 0
    return 1.0 + same_place + alike + people if (alike and same_place) or many else 0.0


def match(drafts: Iterable[Draft], persons: Iterable[Person]) -> dict[int, Person]:
    """Who of the register each draft is, by `id` of the draft: the likeliest pairs first."""
    free = list(persons)
    scored = [
        (score, at, id(draft), person)
        for at, draft in enumerate(drafts)
        for person in free
        if (score := likeness(draft, person)) >= ENOUGH
    ]
    found: dict[int, Person] = {}
    taken: set[UUID] = set()
    for _points, _at, draft, person in sorted(scored, key=lambda s: (-s[0], s[1], str(s[3].pk))):
        if draft not in found and person.pk not in taken:
            found[draft] = person
            taken.add(person.pk)
    return found


def likeness(draft: Draft, person: Person) -> float:
    """Name first; a birth that fits confirms it, one that does not may be a correction."""
    name = _NAME.get(why_alike(draft.name, str(person)).level, 0.0)
    if not name:
        return 0.0
    sexes = -1.5 if draft.sex and person.sex and draft.sex != person.sex else 0.0
    if draft.birth == person.birth and draft.birth.day:
        return name + 3.0 + sexes
    fit = births_fit(draft.birth, person.birth)
    return name + {True: 1.5, None: 0.5, False: -1.0}[fit] + sexes
