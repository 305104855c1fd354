"""What entering a family of the list means: rows to create, fields to change, what stays.

The same plan is made to say what would happen and to do it, so the two cannot differ.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from kinkeeper.ground.interop.profile import Given, Question, Taken
from kinkeeper.ground.interop.queries import REASON, as_imported
from kinkeeper.ground.interop.said import said
from kinkeeper.ground.records.bulk import Entry
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.text.dates import Precision, RoughDate, in_words
from kinkeeper.mission.people.models import Family, KinLink, Membership, Person
from kinkeeper.mission.strengthening.models import Enrolment, TargetPerson
from kinkeeper.mission.strengthening.register import programme, wording
from kinkeeper.mission.strengthening.register.differences import Wanted, settle
from kinkeeper.mission.strengthening.register.drafts import Caregiver, Draft, Household
from kinkeeper.mission.strengthening.register.kinship import (
    kinship,
    relation_of_caregiver,
    relation_of_child,
)
from kinkeeper.mission.strengthening.register.known import Known, known_families, match

Codes = Callable[[str], str]


@dataclass
class Plan:
    entries: list[Entry] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    sources: list[Taken] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def plan(households: Sequence[Household], given: Given, *, codes: Codes) -> Plan:
    """The plan for these families. `codes(prefix)` gives fresh codes."""
    known = known_families(households, given)
    days = programme.norm_days()
    makers = [_Maker(h, known.get(h.row), given, codes, days) for h in households]
    for maker in makers:
        maker.prepare()
    differing = {w.record.pk for m in makers for w in m.wanted if w.differing()}
    imported = as_imported(differing)
    whole = Plan()
    for maker in makers:
        maker.make(imported)
        whole.entries += maker.plan.entries
        whole.questions += maker.plan.questions
        whole.sources += maker.plan.sources
        whole.counts.update(maker.plan.counts)
    return whole


class _Maker:
    """One family: first who is known already, then the entries."""

    def __init__(
        self,
        household: Household,
        known: Known | None,
        given: Given,
        codes: Codes,
        days: int | None,
    ) -> None:
        self.household, self.known, self.given, self.codes = household, known, given, codes
        self.days = days
        self.people: dict[int, Person] = {}
        self.wanted: list[Wanted] = []
        self.plan = Plan()

    @property
    def drafts(self) -> list[Draft]:
        return [*self.household.caregivers, *self.household.children]

    def prepare(self) -> None:
        """Match people; collect what the list says of those who are known."""
        if self.known is None:
            return
        household, values = self.household, _family_values(self.household)
        label = household.label
        self.wanted = [Wanted(self.known.family, values, label, household.row)]
        caring = {m.person_id for m in self.known.members if m.caregiver}
        persons = self.known.persons
        groups = (
            (household.caregivers, [p for p in persons if p.pk in caring]),
            (household.children, [p for p in persons if p.pk not in caring]),
        )  # fmt: skip
        for drafts, candidates in groups:
            found = match(drafts, candidates)
            for draft in drafts:
                if person := found.get(id(draft)):
                    self.people[id(draft)] = person
                    self.wanted.append(Wanted(person, self._values(draft), draft.name, draft.row))

    def make(self, imported: Mapping[UUID, Mapping[str, Any]]) -> None:
        family = self._family()
        self._change(imported)
        for draft in self.drafts:
            self._person(draft, family)
        self._kin()
        self._programme(family)
        self._sources(family)

    def _family(self) -> Family:
        self.plan.counts["families"] += 1
        if self.known:
            return self.known.family
        self.plan.counts["new_families"] += 1
        household = self.household
        family = Family(
            code=self.codes("F"), number=household.number_written, **_family_values(household)
        )
        self._add(family)
        return family

    def _change(self, imported: Mapping[UUID, Mapping[str, Any]]) -> None:
        for wanted in self.wanted:
            settled = settle(wanted, imported.get(wanted.record.pk), self.given)
            self.plan.questions += settled.questions
            self.plan.counts["changed" if settled.values else "left"] += 1
            if settled.values:
                self.plan.entries.append(Entry(wanted.record, settled.values, reason=REASON))
            if isinstance(wanted.record, Family) and "place_id" in settled.values:
                self._move(wanted.record.place_id, settled.values["place_id"])

    def _move(self, old: UUID, new: UUID) -> None:
        """Those who lived where their family lived go with it."""
        held = [p for p in (self.known.persons if self.known else []) if p.place_id == old]
        for record in held:
            self.plan.entries.append(Entry(record, {"place_id": new}, reason=REASON))

    def _person(self, draft: Draft, family: Family) -> None:
        what = "caregivers" if isinstance(draft, Caregiver) else "children"
        self.plan.counts[what] += 1
        if id(draft) in self.people:
            return
        self.plan.counts[f"new_{what}"] += 1
        place = self.household.place
        person = Person(code=self.codes("E"), place=place, **self._values(draft))
        self.people[id(draft)] = person
        self._add(person)
        self._add(self._membership(draft, person, family))

    def _membership(self, draft: Draft, person: Person, family: Family) -> Membership:
        household = self.household
        if isinstance(draft, Caregiver):
            return Membership(
                person=person, family=family, caregiver=True,
                relation=relation_of_caregiver(draft, household),
                primary=draft is household.caregivers[0],
            )  # fmt: skip
        return Membership(
            person=person, family=family, relation=relation_of_child(draft, household)
        )

    def _kin(self) -> None:
        """Links that nobody said yet. One that a colleague ended is not made again."""
        said_already = self.known.kin if self.known else set()
        for child in self.household.children:
            younger = self.people[id(child)]
            for caregiver in self.household.caregivers:
                elder = self.people[id(caregiver)]
                kind = kinship(caregiver, child, self.household)
                if kind and (elder.pk, younger.pk) not in said_already:
                    self._add(KinLink(person=elder, kind=kind, relative=younger))

    def _programme(self, family: Family) -> None:
        known = self.known
        if known and known.was_enrolled and known.enrolment is None:
            text = said(wording.NOT_OPEN, family=self.household.label)
            row = self.household.row
            self.plan.questions.append(
                Question("exit", f"exit:{row}", (row,), (), text, asked=False)
            )
            return
        enrolment = known.enrolment if known else None
        if enrolment is None:
            enrolment = programme.new_enrolment(self.household, family, self.given)
            stage = programme.new_stage(self.household, enrolment, self.given, days=self.days)
            self._add(enrolment, on=enrolment.since)
            self._add(stage, on=enrolment.since)
        elif known:
            corrected = programme.corrected_entry(self.household, known)
            self.plan.entries += corrected
            self.plan.counts["changed"] += bool(corrected)
            if corrected:
                self.plan.questions.append(_entry_moves(self.household, enrolment))
        self._targets(enrolment, family)
        rows = self.household.rows
        self._source(enrolment, {self.household.row: rows[self.household.row]})

    def _targets(self, enrolment: Enrolment, family: Family) -> None:
        known = self.known
        held = {(t.person_id, t.part) for t in known.targets} if known else set()
        for draft in self.drafts:
            child = not isinstance(draft, Caregiver)
            part = TargetPerson.Part.CHILD if child else TargetPerson.Part.CAREGIVER
            person = self.people[id(draft)]
            if (person.pk, part) not in held:
                since = _not_before_birth(enrolment.since, draft) if child else enrolment.since
                target = TargetPerson(
                    enrolment=enrolment, person=person, place_id=family.place_id, part=part,
                    since=since,
                )  # fmt: skip
                self._add(target, on=since)

    def _values(self, draft: Draft) -> dict[str, Any]:
        """The columns of Person that the list fills; what it leaves empty is not said."""
        values: dict[str, Any] = {
            "given_name": draft.given, "family_name": draft.family, "sex": draft.sex,
            "mother_name": draft.mother, **draft.facts,
        }  # fmt: skip
        if isinstance(draft, Caregiver) and draft is self.household.caregivers[0]:
            values |= {"phone": self.household.phone, "phone_owner": self.household.phone_owner}
        values = {name: value for name, value in values.items() if value}
        if draft.birth.day:
            values |= {
                "birth_date": draft.birth.day, "birth_precision": draft.birth.precision.value,
            }  # fmt: skip
        return values

    def _add(self, record: Record, *, on: date | None = None) -> None:
        self.plan.entries.append(Entry(record, occurred_on=on, reason=REASON))

    def _sources(self, family: Family) -> None:
        said_of = {row: c for row, c in self.household.rows.items() if c}
        self._source(family, said_of or {self.household.row: ()})
        for draft in self.drafts:
            self._source(self.people[id(draft)], draft.rows)

    def _source(self, record: Record, rows: Mapping[int, tuple[int, ...]]) -> None:
        kind = record.about.kind
        self.plan.sources += [Taken(record.pk, kind, row, c) for row, c in rows.items()]


def _entry_moves(household: Household, enrolment: Enrolment) -> Question:
    sentence = said(
        wording.ENTRY_MOVES, family=household.label, now=_in_words(enrolment.since),
        new=_in_words(household.entry.date.day if household.entry else None),
    )  # fmt: skip
    key = f"follows:{enrolment.pk}:since"
    return Question("follows", key, (household.row,), (), sentence, asked=False)


def _in_words(day: date | None) -> str:
    return in_words(RoughDate(day, Precision.DAY)) if day else "-"


def _family_values(household: Household) -> dict[str, Any]:
    place = household.place
    values: dict[str, Any] = {"name": household.head[:120]}
    return values | ({"place_id": place.pk} if place else {})


def _not_before_birth(since: date | None, draft: Draft) -> date | None:
    born = draft.birth.day
    return max(since, born) if since and born else since
