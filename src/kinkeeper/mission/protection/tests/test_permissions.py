"""Every transition of the three tables against everybody of the cast, in one built situation."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from kinkeeper.ground.access.queries import roles_of
from kinkeeper.ground.access.roles import MACHINE, roles_with
from kinkeeper.ground.process.actions import Told, move, propose
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.protection.process import PROCESSES
from kinkeeper.mission.protection.tests.make import a_concern, a_report

WHO = ("awa", "fatim", "moussa", "mariam", "oumar", "salif", "claire", "pierre", "hawa", "nadia",
       "fanta", "yaya", "drissa", "koro", "lassana", "nobody")  # fmt: skip
STEPS = [(p, t) for p in PROCESSES for t in p.transitions if t.sources]


def subjects(cast, desk):
    return {
        "protection.report": a_report(desk.place),
        "protection.case": desk.case(),
        "protection.concern": a_concern(desk.place),
    }


def holds(account, capability):
    return bool(roles_of(account) & (roles_with(capability) - {MACHINE}))


def tried(act, process, subject, verb, account):
    """Refused, missing or done: what happens to this person who takes or proposes this step.
    What one cell of the table wrote is taken back."""
    stage = Stage.objects.get(process=process.name, subject=subject.pk, until=None)
    evidence = {n.code for t in process.transitions for n in t.needs}
    transition = process.transition(verb)
    reason = transition.reasons[0][0] if transition.reasons else ""
    mark = transaction.savepoint()
    try:
        told = Told(stage.since, reason)
        act(process, subject, verb=verb, by=account, told=told, evidence=evidence)
    except Refused:
        return "refused"
    except ValidationError:
        return "missing"
    else:
        return "done"
    finally:
        transaction.savepoint_rollback(mark)


def test_every_step_for_everybody(cast, desk):
    """Who lacks the capability is refused; who holds it is not; two-person steps want a first."""
    found = subjects(cast, desk)
    cells = 0
    for process, transition in STEPS:
        subject = found[process.name]
        stage = Stage.objects.get(process=process.name, subject=subject.pk, until=None)
        write(stage, by=cast.machine, state=transition.sources[0])
        for name in WHO:
            account = getattr(cast, name)
            took = tried(move, process, subject, transition.verb, account)
            wanted = "refused"
            if holds(account, transition.capability) and sees(account, process, desk):
                wanted = "missing" if transition.proposer else "done"
            assert took == wanted, (process.name, transition.verb, name)
            cells += 1
            if transition.proposer:
                said = tried(propose, process, subject, transition.verb, account)
                may = holds(account, transition.proposer) and sees(account, process, desk)
                assert said == ("done" if may else "refused"), (transition.verb, name)
                cells += 1
    assert cells > 450


def sees(account, process, desk):
    """An officer meets only the own cases: this one is Fanta's."""
    return process.name != "protection.case" or account in {desk.fanta, desk.drissa}


@pytest.mark.parametrize("process", PROCESSES, ids=lambda p: p.name)
def test_every_state_is_reached_and_no_end_is_a_trap(process):
    reached = {t.target for t in process.transitions}
    assert reached == {s.code for s in process.states}
    ends = [s.code for s in process.states if not process.leaving(s.code)]
    assert len(ends) <= 1


def test_who_proposes_and_who_decides_are_kept_apart_in_the_tables():
    apart = {t.verb for _p, t in STEPS if t.proposer}
    assert {"triage", "agree_plan", "close", "judge", "decide", "shut"} <= apart
