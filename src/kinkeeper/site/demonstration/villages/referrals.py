"""Referrals of the last years in short, and those going on today by the verbs of the room."""

from datetime import date, timedelta

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.text.dates import Precision, RoughDate, in_year
from kinkeeper.mission.admission.actions import (
    hear_child,
    propose_step,
    record_enquiry,
    refer,
    take_step,
)
from kinkeeper.mission.admission.models import Admission, AdmissionChild, Decision
from kinkeeper.mission.admission.rules import PROCESS
from kinkeeper.mission.care.models import Village
from kinkeeper.mission.people.actions import NewPerson
from kinkeeper.site.demonstration.cast import SANANKOROBA, Setting
from kinkeeper.site.demonstration.households import Inventor
from kinkeeper.site.demonstration.villages.telling import Child, Narrator

YEARS = 3
FULL = 0.94
SIBLINGS = (("Rokia", "F", 9), ("Bréhima", "M", 6))
ALONE = (("Assitan", "F", 4),)
INVENTED = {"invented": True}


def tell_past_referrals(narrator: Narrator) -> None:
    """Of the last years: what the committee had decided before brothers and sisters came."""
    since = narrator.diary.today - timedelta(days=365 * YEARS)
    groups: dict[tuple[date, Village, str], list[Child]] = {}
    for child in narrator.children:
        placement = child.placement
        if since <= placement.since <= narrator.diary.today and placement.route != "returned":
            key = placement.since, placement.village, child.person.family_name
            groups.setdefault(key, []).append(child)
    for (on, village, _surname), children in groups.items():
        _tell_past(narrator, village, on, children)


def _tell_past(narrator: Narrator, village: Village, on: date, children: list[Child]) -> None:
    diary, by = narrator.diary, children[0].grounds.by
    emergency = children[0].placement.route == "emergency"
    referred = on - timedelta(days=1 if emergency else 48)
    admission = Admission(
        village=village, code=narrator.folk.code("A"), referred_on=referred,
        authority="state_service", authority_name=children[0].grounds.site.service, until=on,
        siblings=len(children) > 1, emergency_on=on if emergency else None, worker=by,
    )  # fmt: skip
    diary.tell(admission, on=referred, by=by, late=0)
    for child in children:
        named = AdmissionChild(
            admission=admission, person=child.person, placement=child.placement.pk, until=on
        )
        diary.tell(named, on=on, by=by, late=0)
    for state, first, last in (("referred", referred, on), ("placed", on, None)):
        stage = Stage(
            process=PROCESS, subject=admission.pk, place=village.place, state=state, since=first,
            until=last, verb="refer" if last else "place", decided_by=by,
        )  # fmt: skip
        diary.tell(stage, on=first, by=by, late=0)
    if diary.rng.random() < FULL:
        _decide(narrator, admission, by, on + timedelta(days=5 if emergency else -14))


def _decide(narrator: Narrator, admission: Admission, by: Account, on: date) -> None:
    for question, answer in (("necessity", "necessary"), ("suitability", "sos_family")):
        decision = Decision(
            admission=admission, question=question, answer=answer, held_on=on,
            members="Direction, une mère SOS, assistants sociaux, autorités",
            with_authority=True, proposed_by=by, decided_by=narrator.approver,
        )  # fmt: skip
        narrator.diary.tell(decision, on=on, by=narrator.approver, late=0)


def tell_referrals(setting: Setting, village: Village, folk: Inventor, today: date) -> None:
    """One letter of last week, one enquiry, one proposal that waits for the national office."""
    by = setting.worker_of(SANANKOROBA)
    _refer(by, village, folk, today - timedelta(days=2), ALONE)
    _enquired(_refer(by, village, folk, today - timedelta(days=16), SIBLINGS), by)
    _proposed(_refer(by, village, folk, today - timedelta(days=25), SIBLINGS), by)


def _refer(
    by: Account, village: Village, folk: Inventor, on: date, names: tuple[tuple[str, str, int], ...]
) -> Admission:
    surname = folk.surname()
    children = [
        NewPerson(given, surname, sex, in_year(on.year - age), INVENTED)
        for given, sex, age in names
    ]
    return refer(
        by=by, village=village, on=RoughDate(on, Precision.DAY), authority="state_service",
        authority_name="DRPFEF de Koulikoro", letter=f"{on:%d%m}/DRPFEF", siblings=True,
        situation="Plus aucun adulte ne vit avec les enfants.", children=children,
    )  # fmt: skip


def _enquired(admission: Admission, by: Account) -> Admission:
    begun = admission.referred_on + timedelta(days=1)
    take_step(admission, "enquire", by=by, told=Told(begun))
    record_enquiry(
        admission, by=by, visited_on=begun + timedelta(days=5), mother="dead", father="lost",
        kin="Une tante à Ségou, malade, ne peut pas.", grounds=["no_caregiver", "poverty"],
        summary="La voisine les nourrit ; ils ne vont plus à l’école.",
    )  # fmt: skip
    return admission


def _proposed(admission: Admission, by: Account) -> None:
    _enquired(admission, by)
    seen = admission.referred_on + timedelta(days=9)
    for child in admission.children.select_related("person", "admission__village__place"):
        hear_child(
            child, by=by, view_form="spoken", heard_on=seen, health_seen_on=seen, health="bonne",
            view="Nous voulons rester tous les deux.",
        )  # fmt: skip
    note = "Personne de la famille ne peut les prendre ; ils sont en danger seuls."
    told = Told(seen + timedelta(days=3), note=note)
    propose_step(admission, "find_necessary", by=by, told=told)
