"""Where a subject stands, what may be done next, and what is due."""

from collections.abc import Callable, Iterable, Iterator, Set
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, visible
from kinkeeper.ground.process.models import Proposal, Stage, TimeLimit
from kinkeeper.ground.process.steps import Situation, Step, steps
from kinkeeper.ground.process.table import Process, default_limits
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.records.once_a_request import for_request


def limit_days(key: str) -> int | None:
    """The office's limit, or the default; None for a state without one."""
    if not key:
        return None
    own = own_limits().get(key)
    return default_limits()[key].days if own is None else own


def own_limits() -> dict[str, int]:
    """What this office set otherwise than the defaults, days by key; read once a request."""
    return for_request("process.limits", lambda: dict(TimeLimit.objects.values_list("key", "days")))


def stage_of(process: Process, subject: UUID) -> Stage | None:
    return Stage.objects.filter(process=process.name, subject=subject, until=None).first()


def state_in(process: Process, subject: UUID) -> str:
    """Code of the stage it stands in; "" when it has none."""
    stage = stage_of(process, subject)
    return stage.state if stage else ""


def stages_of(process: Process, subject: UUID) -> QuerySet[Stage]:
    """The whole way, oldest first."""
    return Stage.objects.filter(process=process.name, subject=subject).order_by("since", "pk")


def ways_of(model: type[Record], link: str) -> Callable[[Record], Iterator[Record]]:
    """For `goes_along`: the stages and proposals of the subjects that hang on a record by `link`,
    so that who works where it lies now finds them due."""

    def ways(record: Record) -> Iterator[Record]:
        subjects = model._default_manager.filter(**{link: record.pk}).values("pk")
        for kind in (Stage, Proposal):
            yield from kind.objects.filter(subject__in=subjects)

    return ways


def open_proposals(process: Process, subject: UUID) -> dict[str, Proposal]:
    rows = Proposal.objects.filter(process=process.name, subject=subject, until=None)
    return {row.verb: row for row in rows.select_related("proposed_by")}


def situation(
    process: Process, subject: Record, *, stage: Stage, evidence: Set[str], by: Account,
    purpose: str = "",
) -> Situation:  # fmt: skip
    wanted = {c for t in process.leaving(stage.state) for c in (t.capability, t.proposer) if c}
    return Situation(
        state=stage.state,
        evidence=evidence,
        proposed={v: p.proposed_by_id for v, p in open_proposals(process, subject.pk).items()},
        person=by.pk,
        holds={c for c in wanted if may(by, c, subject, purpose=purpose or process.purpose)},
    )


def next_steps(
    process: Process, subject: Record, *, stage: Stage, evidence: Set[str], by: Account
) -> list[Step]:
    return steps(process, situation(process, subject, stage=stage, evidence=evidence, by=by))


def due(
    process: Process, *, by: Account, until: date, states: Iterable[str] = (), purpose: str = ""
) -> QuerySet[Stage]:
    """Open stages whose limit ends before `until`, the oldest first, within the reader's scope."""
    rows = visible(Stage, by=by, purpose=purpose or process.purpose)
    rows = rows.filter(process=process.name, until=None, due_on__lt=until)
    wanted = list(states)
    return (rows.filter(state__in=wanted) if wanted else rows).order_by("due_on")


def waiting_proposals(process: Process, *, by: Account) -> QuerySet[Proposal]:
    """What waits for this person's decision: proposed by somebody else, in their scope."""
    purpose, two = process.purpose, [t for t in process.transitions if t.proposer]
    verbs = [t.verb for t in two if may(by, t.capability, purpose=purpose)]
    rows = visible(Proposal, by=by, purpose=purpose)
    rows = rows.filter(process=process.name, until=None, verb__in=verbs)
    return rows.exclude(proposed_by=by).order_by("since")
