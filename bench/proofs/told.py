"""What somebody told who must not meet it: a report and a concern that name an account."""

import json
from uuid import UUID

from django.conf import settings

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.queries import place_by_code
from kinkeeper.mission.protection import actions
from kinkeeper.mission.protection.actions import Asked, Ground, Heard, Judged, safeguarding
from kinkeeper.mission.protection.models import Concern, Contact, Report
from kinkeeper.mission.protection.said import Story, Words

CONSENT = Ground(basis="consent", note="la mère, de vive voix")
KEPT = settings.DATA / "proof.json"
MARK = "Preuve-de-ce-qui-fut-dit"


def account(name: str) -> Account:
    return Account.objects.get(email=f"{name}@proof.invalid")


def name_somebody() -> None:
    """A report with a case, judged by two of the desk, that names a supervisor; and a concern."""
    place = place_by_code(scheme="ocha", vintage="2015", code="ML010513")
    officer, lead = account("protection_officer-own"), account("protection_lead-own")
    report = actions.tell(Heard(place=place, story=Story(story=MARK, kinds=["fgm"]))).told
    assert isinstance(report, Report)
    named = (account("protection_lead-named"),)
    said = Judged(risk="high", safety=MARK, named=named, asked_who=True)
    actions.judge(report, said, by=officer)
    actions.judge(report, said, by=lead)
    case = actions.open_case(report, by=lead, worker=officer, ground=CONSENT)
    actions.add_entry(case, kind="plan", words=Words(text=MARK), by=officer)
    contact = Contact.objects.filter(place__path__startswith=place.path).first()
    asked = Asked(need=MARK, parts=("child",), ground=CONSENT)
    actions.refer(case, contact or Contact.objects.all()[0], asked, by=officer)
    actions.open_to(case, account("field_worker-own"), asked, by=officer, days=7)
    kept = actions.tell(Heard(place=place, story=Story(story=MARK), staff=True))
    concern = kept.told
    assert isinstance(concern, Concern)
    safeguarding.name_people(
        concern, [account("safeguarding-named")], by=account("safeguarding-whole")
    )
    ids = {"protection_lead-named": [report.pk, case.pk], "safeguarding-named": [concern.pk]}
    KEPT.write_text(json.dumps(ids, default=str), encoding="utf-8")


def named() -> dict[UUID, set[UUID]]:
    """Which reports, cases and concerns an account is named in."""
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    return {account(name).pk: {UUID(pk) for pk in ids} for name, ids in kept.items()}
