"""Invented work with families, for tests; all through the rooms' own actions."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.mission.casework import actions
from kinkeeper.mission.casework.actions import Judged, Talk
from kinkeeper.mission.casework.models import Assessment, Plan, Review, Service, Visit
from kinkeeper.mission.casework.queries import children_now
from kinkeeper.mission.casework.rules import DIMENSIONS
from kinkeeper.mission.people.actions import NewMember, register_family
from kinkeeper.mission.people.tests.make import new

EVERYWHERE_WELL = dict.fromkeys(DIMENSIONS, 3)
EVERYWHERE_POOR = dict.fromkeys(DIMENSIONS, 2)


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def a_family(
    *, by: Account, place: Any, name: str = "Traoré", children: Sequence[str] = ("Mamadou", "Fanta")
) -> Any:
    """A mother and her children, the eldest of nine years."""
    year = timezone.localdate().year - 9
    small = [
        NewMember(new(given, name, year=year + n), "child") for n, given in enumerate(children)
    ]
    mother = NewMember(new("Awa", name), "head", caregiver=True, primary=True)
    return register_family(by=by, place=place, name=name, members=[mother, *small], on=ago(1000))


def scored(scores: Mapping[str, int | None] | None = None, **others: int | None) -> Judged:
    """A row of the family: everywhere 2, but for the dimensions named."""
    return Judged(None, {**EVERYWHERE_POOR, **(scores or {}), **others})


def assessed(
    family: Any, *, by: Account, on: date, occasion: str = "baseline", **scores: int
) -> list[Assessment]:
    """The family and every child alike."""
    levels = {**EVERYWHERE_POOR, **scores}
    rows = [Judged(None, levels), *(Judged(c.pk, levels) for c in children_now(family))]
    return actions.assess(family=family, occasion=occasion, held_on=on, by=by, rows=rows)


def drafted(family: Any, *, by: Account, on: date) -> Plan:
    """A plan that lacks nothing but its agreement."""
    plan = actions.draft_plan(family=family, since=on, by=by)
    actions.add_goal(
        plan=plan, by=by, dimension="livelihood", statement="Un petit commerce qui nourrit"
    )
    actions.add_commitment(plan=plan, by=by, owner="family", promise="Tenir un cahier de caisse")
    actions.add_commitment(plan=plan, by=by, owner="programme", promise="Former à la gestion")
    return plan


def agreed(family: Any, *, by: Account, on: date) -> Plan:
    return actions.agree_plan(
        plan=drafted(family, by=by, on=on), agreed_on=on, agreed_with="la mère et Mamadou",
        explained_in="bambara", by=by,
    )  # fmt: skip


def reviewed(
    plan: Plan, *, by: Account, on: date, talk: Talk | None = None, **scores: int
) -> Review:
    return actions.hold_review(plan=plan, held_on=on, by=by, rows=[scored(scores)], talk=talk)


def visited(family: Any, *, by: Account, on: date, **more: Any) -> Visit:
    return actions.record_visit(family=family, held_on=on, by=by, **more)


def served(family: Any, *, by: Account, on: date, **more: Any) -> Service:
    return actions.give_service(family=family, kind="school_kit", done_on=on, by=by, **more)
