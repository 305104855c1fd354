"""What follows from a step, in the same transaction: decisions, documents, placements, due days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import IO, TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.attachments import attach_image
from kinkeeper.mission.admission.actions.days import said
from kinkeeper.mission.admission.limits import FORMAL
from kinkeeper.mission.admission.models import (
    Admission,
    AdmissionChild,
    AuthorityPaper,
    Decision,
    PaperKind,
    Question,
)
from kinkeeper.mission.admission.queries import file_of
from kinkeeper.mission.admission.rules import FORM_OF, IN_A_HOUSE, Weighed, best_of
from kinkeeper.mission.admission.rules import Paper as Validity
from kinkeeper.mission.care.actions import NewDocument, add_document, begin_placements
from kinkeeper.mission.care.queries import House, SosFamily, families_at, placement_of
from kinkeeper.mission.strengthening.actions import identify

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Family


@dataclass(frozen=True)
class NewPaper:
    """The authority's document. expires_on: None where it names no end. scan: a picture of it."""

    kind: str
    number: str
    issued_on: date
    authority: str
    expires_on: date | None = None
    scan: IO[bytes] | None = None


@dataclass(frozen=True)
class Home:
    """Where the children will live: a house of the village, or with whom outside it."""

    house: House | None = None
    host: str = ""


@dataclass(frozen=True)
class Given:
    """What a step's form asks; empty where the step does not ask it.

    family, contact_consent_on: for a redirection, the family that is identified for the programme.
    """

    members: str = ""
    with_authority: bool = False
    paper: NewPaper | None = None
    home: Home | None = None
    family: "Family | None" = None
    contact_consent_on: date | None = None


@dataclass(frozen=True)
class Taken:
    """A step just taken, by whom, on whose proposal, and what was said."""

    admission: Admission
    stage: Stage
    by: Account
    told: Told
    given: Given
    proposal: Proposal | None


def keep(admission: Admission, verb: str, given: Given, *, by: Account, on: date) -> None:
    """Store the document that the step's form brings, so that its need is met by a record.

    Raises ValidationError (`expires_on`, `issued_on`) for one that does not hold on that day.
    """
    if given.paper is None:
        return
    paper, urgent = given.paper, verb == "place_urgently"
    _holds_on(paper, on)
    kept = write(
        AuthorityPaper(admission=admission), by=by, occurred_on=paper.issued_on,
        kind=PaperKind.URGENT if urgent else paper.kind, number=paper.number,
        issued_on=paper.issued_on, authority=paper.authority, expires_on=paper.expires_on,
    )  # fmt: skip
    if paper.scan:
        attach_image(
            kept.pk, place_id=admission.village.place_id, upload=paper.scan, by=by,
            label=paper.number, taken_on=paper.issued_on,
        )  # fmt: skip


def _holds_on(paper: NewPaper, on: date) -> None:
    if paper.expires_on and paper.expires_on < paper.issued_on:
        raise ValidationError({"expires_on": _("This day lies before the date of the document.")})
    if paper.issued_on > on:
        raise ValidationError({"issued_on": _("This day lies after the day of the step.")})
    if not Validity(paper.issued_on, paper.expires_on).valid_on(on):
        sentence = _("This document expired on %(day)s: ask the authority for a new one.")
        day = said(paper.expires_on or on)
        raise ValidationError({"expires_on": sentence % {"day": day}})


def follow(verb: str, taken: Taken) -> Stage:
    """Carry out what a step entails; the stage the admission stands in afterwards."""
    entail = ENTAILED.get(verb)
    if entail:
        entail(taken)
    return _due_in_emergency(taken)


def _due_in_emergency(taken: Taken) -> Stage:
    """Until the form of care is decided, the days of the emergency go on counting."""
    begun, stage = taken.admission.emergency_on, taken.stage
    days = limit_days(FORMAL)
    if begun is None or days is None or taken.told.on < begun:
        return stage
    formal = begun + timedelta(days=days)
    if stage.state not in {"enquiry", "necessity_decided"} or not stage.due_on:
        return stage
    sooner = min(stage.due_on, formal)
    return write(stage, by=taken.by, due_on=sooner) if sooner != stage.due_on else stage


def _emergency(taken: Taken) -> None:
    """The children are taken in at once; the decisions follow."""
    on = taken.told.on
    write(taken.admission, by=taken.by, occurred_on=on, emergency_on=on)
    home = taken.given.home or Home()
    form = FORM_OF["foster"] if home.host else _form_of_house(home, on)
    _place(taken, form, route="emergency")


def _form_of_house(home: Home, on: date) -> str:
    family = _family_in(home, on)
    return FORM_OF["sos_family"] if family else FORM_OF["specialised"]


def _family_in(home: Home, on: date) -> SosFamily | None:
    house = home.house
    return families_at(house.village, on).get(house.pk) if house else None


def _decide_necessity(taken: Taken) -> None:
    _decided(taken, Question.NECESSITY, "necessary")


def _decide_form(taken: Taken) -> None:
    options = [Weighed(o.kind, o.verdict, o.why) for o in file_of(taken.admission).options]
    _decided(taken, Question.SUITABILITY, best_of(options))


def _redirect(taken: Taken) -> None:
    _decided(taken, Question.NECESSITY, "not_necessary")
    _close(taken)
    family, given = taken.given.family, taken.given
    if family is not None:
        told = Told(taken.told.on, "may_be_sent_away", taken.told.note)
        identify(
            family, by=taken.by, told=told, contact_consent_on=given.contact_consent_on,
            identified_by=taken.admission.authority_name,
        )  # fmt: skip


def _refuse(taken: Taken) -> None:
    _decided(taken, Question.REFUSAL, taken.told.reason)
    _close(taken)


def _decided(taken: Taken, question: str, answer: str) -> None:
    proposal = taken.proposal
    write(
        Decision(admission=taken.admission), by=taken.by, occurred_on=taken.told.on,
        question=question, answer=answer, held_on=taken.told.on,
        members=taken.given.members.strip(), with_authority=taken.given.with_authority,
        reason=taken.told.note or (proposal.note if proposal else ""),
        proposed_by=proposal.proposed_by if proposal else None, decided_by=taken.by,
    )  # fmt: skip


def _place_all(taken: Taken) -> None:
    file = file_of(taken.admission)
    form = FORM_OF.get(best_of(Weighed(o.kind, o.verdict, o.why) for o in file.options))
    if form is None:
        raise ValidationError(_("No form of care is decided: compare the options first."))
    home = taken.given.home or Home()
    if (form in IN_A_HOUSE) != (home.house is not None):
        raise ValidationError({"home": _("This is not the form of care that was decided.")})
    _place(taken, form, route="authority")
    _close(taken)


def _place(taken: Taken, form: str, *, route: str) -> None:
    """Those in care already get the document; the others are placed, all of them or nobody."""
    document = _document(taken)
    waiting = []
    for child in file_of(taken.admission).children:
        held = placement_of(child.person)
        if held is None and child.until is None:
            waiting.append(child)
        elif held and document:
            add_document(held, by=taken.by, document=document, on=taken.told.on)
    home, on = taken.given.home or Home(), taken.told.on
    placed = begin_placements(
        [child.person for child in waiting], by=taken.by, village=taken.admission.village,
        form=form, on=on, house=home.house, family=_family_in(home, on), host=home.host,
        route=route, document=document,
    )  # fmt: skip
    for child, placement in zip(waiting, placed, strict=True):
        write(child, by=taken.by, occurred_on=on, placement=placement.pk)


def _document(taken: Taken) -> NewDocument | None:
    file = file_of(taken.admission)
    paper = file.paper or (file.papers[-1] if file.papers else None)
    if paper is None:
        return None
    return NewDocument(paper.kind, paper.number, paper.issued_on, paper.authority, paper.expires_on)


def _close(taken: Taken) -> None:
    on = taken.told.on
    write(taken.admission, by=taken.by, occurred_on=on, until=on)
    for child in AdmissionChild.objects.filter(admission=taken.admission.pk, until=None):
        write(child, by=taken.by, occurred_on=on, until=on)


def _reopen(taken: Taken) -> None:
    """The same referral is looked at again, with the children it named."""
    admission, on = taken.admission, taken.told.on
    closed = AdmissionChild.objects.filter(admission=admission.pk, taken_off=False)
    for child in closed.select_related("person"):
        if placement_of(child.person):
            raise ValidationError(_("A child of this referral is in care meanwhile."))
        write(child, by=taken.by, occurred_on=on, until=None)
    write(admission, by=taken.by, occurred_on=on, until=None)


ENTAILED: dict[str, Callable[[Taken], None]] = {
    "place_urgently": _emergency,
    "find_necessary": _decide_necessity,
    "choose_care": _decide_form,
    "place": _place_all,
    "redirect": _redirect,
    "refuse": _refuse,
    "reopen": _reopen,
}
