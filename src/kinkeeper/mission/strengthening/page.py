"""What the programme knows of a family, or of a person, read by one query for its page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, visible
from kinkeeper.ground.fence.actions import lifted
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.records.once_a_page import Reading
from kinkeeper.ground.records.together import link
from kinkeeper.mission.people.queries import purpose_of
from kinkeeper.mission.strengthening.models import (
    Enrolment,
    ExitContact,
    KnowledgeCheck,
    LossOfCare,
    TargetPerson,
)
from kinkeeper.mission.strengthening.process import FAMILY
from kinkeeper.mission.strengthening.queries import latest

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Family, Person


@dataclass(frozen=True)
class Course:
    """One time in the programme: the way in its order, open proposals by verb, how many children
    are named now, and the months of the contacts made after the exit."""

    way: list[Stage]
    proposals: dict[str, Proposal]
    children_named: int
    contacts: frozenset[int]


@dataclass(frozen=True)
class ProgrammeFile:
    """Every time the family was in the programme. met: those that the reader may meet."""

    enrolments: list[Enrolment] = field(default_factory=list)
    met: list[Enrolment] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    children: list[TargetPerson] = field(default_factory=list)
    contacts: list[ExitContact] = field(default_factory=list)

    @property
    def present(self) -> Enrolment | None:
        """The time now, or the last."""
        return latest(self.enrolments)

    def course(self, enrolment: Enrolment) -> Course:
        way = [stage for stage in self.stages if stage.subject == enrolment.pk]
        return Course(
            sorted(way, key=lambda stage: (stage.since, stage.pk)),
            {p.verb: p for p in self.proposals if p.subject == enrolment.pk},
            sum(1 for child in self.children if child.enrolment_id == enrolment.pk),
            frozenset(c.months for c in self.contacts if c.enrolment_id == enrolment.pk),
        )


def cached_programme(family: "Family", *, by: Account) -> ProgrammeFile:
    """Read once for all parts of one page; kept on the family as it was loaded."""
    return PROGRAMME.of(family, by=by)


def _asked(family: "Family", by: Account) -> Sequence[QuerySet[Any]]:
    if not may(by, Enrolment.about.read, purpose=purpose_of(by)):
        return []
    mine = Enrolment.objects.filter(family=family.pk)
    seen = visible(Enrolment, by=by, purpose=purpose_of(by)).filter(family=family.pk)
    of_process = {"process": FAMILY.name, "subject__in": mine.values("pk")}
    proposed = Proposal.objects.filter(**of_process, until=None)
    named = TargetPerson.objects.filter(part=TargetPerson.Part.CHILD, until=None)
    accounts = Account.objects.only("id", "name")
    return [
        mine, seen.only("id"), Stage.objects.filter(**of_process), proposed,
        named.filter(enrolment__family=family.pk),
        ExitContact.objects.filter(enrolment__family=family.pk),
        accounts.filter(pk__in=mine.filter(worker__isnull=False).values("worker")),
        accounts.filter(pk__in=proposed.values("proposed_by")),
    ]  # fmt: skip


def _made(family: "Family", _by: Account, *rows: list[Any]) -> ProgrammeFile:
    if not rows:
        return ProgrammeFile()
    enrolments, met, stages, proposals, children, contacts, workers, proposers = rows
    link(enrolments, "worker", workers)
    link(enrolments, "family", [family])
    link(proposals, "proposed_by", proposers)
    ids = {enrolment.pk for enrolment in met}
    met = [enrolment for enrolment in enrolments if enrolment.pk in ids]
    return ProgrammeFile(enrolments, met, stages, proposals, children, contacts)


PROGRAMME = Reading("strengthening.programme", _asked, _made)


@dataclass(frozen=True)
class Participation:
    """The parts of one person in the programme that the reader may meet, oldest first.

    named: whether the person was ever named in an enrolment, met or not.
    """

    targets: list[TargetPerson]
    losses: list[LossOfCare]
    checks: list[KnowledgeCheck]
    named: bool


@lifted("whether somebody was ever named is asked whatever the reader may meet")
def cached_part(person: "Person", *, by: Account) -> Participation:
    """Read once for all parts of one page; kept on the person as it was loaded."""
    return PART.of(person, by=by)


def _asked_part(person: "Person", by: Account) -> Sequence[QuerySet[Any]]:
    mine = TargetPerson.objects.filter(person=person.pk)
    purpose = purpose_of(by)
    met = visible(TargetPerson, by=by, purpose=purpose).filter(person=person.pk)
    losses = visible(LossOfCare, by=by, purpose=purpose).filter(person=person.pk)
    checks = visible(KnowledgeCheck, by=by, purpose=purpose).filter(person=person.pk)
    enrolments = Enrolment.objects.filter(pk__in=mine.values("enrolment"))
    return [mine, met.only("id"), enrolments, losses, checks]


def _made_part(_person: "Person", _by: Account, *rows: list[Any]) -> Participation:
    named, met, enrolments, losses, checks = rows
    link(named, "enrolment", enrolments)
    ids = {target.pk for target in met}
    begun = [target for target in named if target.since and target.pk in ids]
    return Participation(
        targets=sorted(begun, key=lambda target: (target.since, target.pk)),
        losses=sorted(losses, key=lambda loss: loss.happened_on),
        checks=sorted(checks, key=lambda check: check.held_on),
        named=bool(named),
    )


PART = Reading("strengthening.part", _asked_part, _made_part)
