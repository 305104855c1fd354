"""The world of the proofs: the demonstration, a row of every kind that it lacks, and one account
for each role and relation. Built once into a folder; every question asked of it is undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from bench.proofs import special
from bench.proofs.filling import fill
from bench.proofs.told import name_somebody
from kinkeeper.ground.access import roles as r
from kinkeeper.ground.access.actions import grant, invite, machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.places.queries import place_by_code
from kinkeeper.mission.projects.models import Project
from kinkeeper.site.demonstration.cast import COMMUNES, KHOULOUM, SANANKOROBA, SOCOURA

KITA_CERCLE = "ML0105"
LOCAL = (
    r.FIELD_WORKER, r.YOUTH_COUNSELLOR, r.TEACHER, r.COORDINATOR, r.DIRECTOR, r.PROTECTION_OFFICER,
    r.PROTECTION_LEAD,
)  # fmt: skip
WHOLE = (
    r.NATIONAL, r.MONITOR, r.FINANCE, r.FUNDER, r.SPONSOR, r.ADMINISTRATOR, r.SAFEGUARDER,
)  # fmt: skip
OF_PROJECT = (r.FUNDER, r.MONITOR)
SECOND_PROJECT = "AUTRE"


@dataclass(frozen=True)
class Asker:
    """Who asks: a role, where it is held, and what is peculiar. None is somebody not logged in."""

    name: str
    account: Account | None


def build() -> None:
    call_command("migrate", verbosity=0)
    if Account.objects.filter(email="nobody@proof.invalid").exists():
        return
    if not Account.objects.filter(email="fanta@demo.invalid").exists():
        call_command("demo", verbosity=0)
    with transaction.atomic():
        people()
        fill({"own": own(), "far": far()})
        special.make({"own": own(), "far": far()})
        name_somebody()


def places(*codes: str) -> list[Place]:
    found = [place_by_code(scheme="ocha", vintage="2015", code=code) for code in codes]
    return [place for place in found if place is not None]


def own() -> list[Place]:
    return places(KITA_CERCLE, COMMUNES[SANANKOROBA])


def far() -> list[Place]:
    return places(COMMUNES[SOCOURA], COMMUNES[KHOULOUM])


def people() -> None:
    today = timezone.localdate()
    for role in LOCAL:
        for name, reached in (("own", own()), ("far", far())):
            _enters(f"{role}-{name}", [{"role": role, "place": place} for place in reached])
    for role in WHOLE:
        _enters(f"{role}-whole", [{"role": role}])
    other = _second_project()
    for role in OF_PROJECT:
        _enters(f"{role}-other-project", [{"role": role, "project": other.pk}])
    _enters("protection_lead-named", [{"role": r.PROTECTION_LEAD}])
    _enters("safeguarding-named", [{"role": r.SAFEGUARDER}])
    every = [role for role in r.ROLES if role != r.MACHINE]
    _enters("ended", [{"role": role, "until": today} for role in every])
    _enters("not-yet", [{"role": role, "since": today + timedelta(days=2)} for role in every])
    _enters("nobody", [])


def _enters(name: str, grants: list[dict[str, Any]]) -> None:
    account = invite(email=f"{name}@proof.invalid", name=f"Preuve {name}", password=None,
                     invented=True)  # fmt: skip
    for held in grants:
        since = {"since": timezone.localdate() - timedelta(days=4000), **held}
        grant(account, by=machine(), **since)


def _second_project() -> Project:
    from kinkeeper.ground.records.actions import write

    first = Project.objects.order_by("pk")[0]
    values = {f.name: getattr(first, f.name) for f in Project.kept_fields()}
    return write(Project(), by=machine(), **{**values, "code": SECOND_PROJECT})


def askers() -> list[Asker]:
    found = Account.objects.filter(email__endswith="@proof.invalid").order_by("email")
    return [*(Asker(a.email.split("@")[0], a) for a in found), Asker("anonymous", None)]


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is rolled back: the next question meets the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
