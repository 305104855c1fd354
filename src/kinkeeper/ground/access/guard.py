"""The check behind every write: the capability, the scope before, and the scope after.

A file may not be moved by its editor to a place where the editor has no grant.
"""

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import is_machine, may
from kinkeeper.ground.access.roles import (
    ADMINISTRATION,
    CARE,
    MONITORING,
    PROTECTION,
    REPORTING,
    SAFEGUARDING,
)
from kinkeeper.ground.records.guard import Actor, Refused
from kinkeeper.ground.records.models import Record

PURPOSES = (CARE, MONITORING, REPORTING, ADMINISTRATION, PROTECTION, SAFEGUARDING)


class AccessGuard:
    def before(self, record: Record, *, by: Actor) -> None:
        subject = None if record._state.adding else record
        if not _may_write(by, record, subject):
            raise Refused

    def after(self, record: Record, *, by: Actor) -> None:
        if not _may_write(by, record, record):
            raise Refused


def _may_write(by: Actor, record: Record, subject: Record | None) -> bool:
    if not isinstance(by, Account):
        return False
    if is_machine(by):
        return True
    return any(may(by, record.about.write, subject, purpose=p) for p in PURPOSES)
