"""Villages, placements, brothers and sisters, and what follows a child in care."""

from datetime import date

from bench.proofs.prepared.scene import Prepare, Ready, Scene
from kinkeeper.mission.care.actions import (
    approve_split,
    end_placement,
    name_siblings,
    propose_exception,
    propose_split,
    relocate,
)
from kinkeeper.mission.care.following.actions import NewGoal, agree_plan, bar_contact
from kinkeeper.mission.care.models import Placement, SiblingSplit, SosFamily
from kinkeeper.mission.care.models.reviews import ChildGoal
from kinkeeper.mission.care.tests.make import a_child, a_family, a_house, a_village, placed
from kinkeeper.mission.people.models import Person

BORN = date(2015, 2, 3)


def _family(scene: Scene) -> SosFamily:
    village = a_village(by=scene.by, place=scene.place, name="Preuve")
    return a_family(village, by=scene.by, name="Famille Preuve", beds=6)


def _child(scene: Scene, born: date = BORN) -> Person:
    return a_child(by=scene.by, place=scene.place, given="Preuve", born=born)


def _placement(scene: Scene) -> Placement:
    return placed(_child(scene), _family(scene), by=scene.by, on=scene.ago(300))


def _at(record: object, **body: object) -> Ready:
    return Ready({"pk": str(record.pk)}, body)  # type: ignore[attr-defined]


def close_village(scene: Scene) -> Ready:
    return _at(a_village(by=scene.by, place=scene.place, name="Preuve"), on=scene.today())


def found_family(scene: Scene) -> Ready:
    village = a_village(by=scene.by, place=scene.place, name="Preuve")
    return _at(a_house(village, by=scene.by), name="Famille Preuve", since=scene.today())


def move_family(scene: Scene) -> Ready:
    family = _family(scene)
    house = a_house(family.village, by=scene.by, name="Maison 2", beds=6)
    return _at(family, on=scene.today(), house=str(house.pk))


def assign_carer(scene: Scene) -> Ready:
    carer = _child(scene, date(1975, 1, 1))
    return _at(_family(scene), on=scene.today(), person=str(carer.pk), role="mother")


def begin_placement(scene: Scene) -> Ready:
    family = _family(scene)
    bed = {"form": "sos_family", "family": str(family.pk), "village": str(family.village_id)}
    return _at(_child(scene), on=scene.today(), **bed)


def move_house(scene: Scene) -> Ready:
    placement = _placement(scene)
    other = a_family(placement.village, by=scene.by, name="Famille Deux")
    return _at(placement, on=scene.today(), form="sos_family", family=str(other.pk))


def come_home(scene: Scene) -> Ready:
    placement = _placement(scene)
    host = a_village(by=scene.by, place=scene.place, name="Accueil")
    house = a_house(host, by=scene.by, name="Lits", form="host_beds")
    relocate([placement], by=scene.by, village=host, on=scene.ago(20), movement=None, house=house)
    return _at(placement, on=scene.today())


def end(scene: Scene) -> Ready:
    return _at(
        _placement(scene), on=scene.today(), reason="reintegrated_kin", received_by="La tante"
    )


def _ended(scene: Scene) -> Placement:
    placement = _placement(scene)
    return end_placement(
        placement, by=scene.by, on=scene.ago(20), reason="reintegrated_kin", received_by="La tante"
    )


def reopen(scene: Scene) -> Ready:
    return _at(_ended(scene), on=scene.today(), form="kafala", host="La tante")


def follow_up(scene: Scene) -> Ready:
    return _at(_ended(scene), held_on=scene.today(), kind="visit", reached=True, at_home="well")


def _split(scene: Scene) -> SiblingSplit:
    children = [_child(scene), _child(scene)]
    group = name_siblings(children, by=scene.by, on=scene.ago(30))
    return propose_split(
        group, children[0], by=scene.by, reason="risk_of_abuse", on=scene.ago(20),
        contact_plan="Visite chaque mois", review_on=scene.ago(-60),
    )  # fmt: skip


def approve(scene: Scene) -> Ready:
    return _at(_split(scene), on=scene.today())


def end_split(scene: Scene) -> Ready:
    split = _split(scene)
    approve_split(split, by=scene.people["national-whole"], on=scene.ago(10))
    return _at(split, on=scene.today())


def approve_exception(scene: Scene) -> Ready:
    baby = _child(scene, scene.ago(400))
    found = propose_exception(
        baby, by=scene.by, code="sibling_group", must_end_by=scene.ago(-90), on=scene.ago(5)
    )
    return _at(found, on=scene.today())


def reach_goal(scene: Scene) -> Ready:
    goal = NewGoal("education", "Lire", "La mère", scene.ago(-100))
    plan = agree_plan(
        _placement(scene), by=scene.by, on=scene.ago(100), agreed_with="l’enfant", goals=[goal]
    )
    return _at(ChildGoal.objects.get(plan=plan.pk), on=scene.today())


def allow_contact(scene: Scene) -> Ready:
    bar = bar_contact(
        _placement(scene), by=scene.by, on=scene.ago(50), authority="Juge", reason="Danger"
    )
    return _at(bar, on=scene.today())


PREPARED: dict[str, Prepare] = {
    "POST /api/care/village/{pk}/close_village": close_village,
    "POST /api/care/house/{pk}/found_family": found_family,
    "POST /api/care/family/{pk}/move_family": move_family,
    "POST /api/care/family/{pk}/assign_carer": assign_carer,
    "POST /api/care/person/{pk}/begin_placement": begin_placement,
    "POST /api/care/placement/{pk}/move_house": move_house,
    "POST /api/care/placement/{pk}/come_home": come_home,
    "POST /api/care/placement/{pk}/end_placement": end,
    "POST /api/care/placement/{pk}/reopen_placement": reopen,
    "POST /api/care/placement/{pk}/follow_up": follow_up,
    "POST /api/care/split/{pk}/approve_split": approve,
    "POST /api/care/split/{pk}/end_split": end_split,
    "POST /api/care/exception/{pk}/approve_exception": approve_exception,
    "POST /api/care/goal/{pk}/reach_goal": reach_goal,
    "POST /api/care/bar/{pk}/allow_contact": allow_contact,
}
