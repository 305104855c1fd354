"""The table of the verbs: about which record, who, with which form, and what is said after it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.mission.care import actions, forms, queries
from kinkeeper.mission.care.forms import WRITE, At, DeedForm
from kinkeeper.mission.care.models import HouseForm, Why

Text = str | Promise
MANAGE, DECIDE, APPROVE_YOUNG = "care.manage", "care.decide", "care.approve_young"
NOT_NOW = _("This is not possible now.")


def _always(_record: Any, _day: Any) -> bool:
    return True


def _anybody(_record: Any, _by: Account) -> bool:
    return True


@dataclass(frozen=True)
class Deed:
    """One verb. offered: makes sense for the record today. by_whom: beyond the capability, such as
    never one's own proposal. back: where it leads."""

    verb: str
    label: Text
    capability: str
    form: Callable[..., DeedForm]
    act: Callable[[At, Any], Any]
    done: Text
    kind: str
    back: Callable[[Any], str]
    about: Callable[[Any], str]
    offered: Callable[[Any, date], bool] = _always
    by_whom: Callable[[Any, Account], bool] = _anybody
    tone: str = "ghost"
    too_late: Text = NOT_NOW


# --- where a verb leads, and what it is about -------------------------------------------------


def _village_page(village: Any) -> str:
    return reverse("care_village", args=[village.pk])


def _their_village(record: Any) -> str:
    return reverse("care_village", args=[record.village_id])


def _family_page(family: Any) -> str:
    return reverse("care_family", args=[family.pk])


def _carer_page(carer: Any) -> str:
    return _family_page(carer.family) if carer.family else _their_village(carer)


def _house_page(house: Any) -> str:
    return reverse("care_house", args=[house.pk])


def _person_page(person: Any) -> str:
    return reverse("person", args=[person.pk]) + "#care"


def _file(record: Any) -> str:
    return _person_page(record.person)


def _in_village(record: Any) -> str:
    return f"{record} · {record.village}"


def _carer_name(carer: Any) -> str:
    return f"{carer.person} · {carer.get_role_display()}"


def _person_name(person: Any) -> str:
    return f"{person} · {person.code}"


def _of_person(record: Any) -> str:
    return _person_name(record.person)


# --- when it makes sense ----------------------------------------------------------------------


def _open_row(record: Any, _day: date) -> bool:
    return record.until is None


def _open_village(village: Any, _day: date) -> bool:
    return village.closed_on is None


def _for_family(house: Any, day: date) -> bool:
    empty = house.pk not in queries.families_at(house.village, day)
    return house.until is None and house.form == HouseForm.SOS and empty


def _for_counsellor(house: Any, _day: date) -> bool:
    return house.until is None and house.form != HouseForm.SOS


def _may_come(person: Any, day: date) -> bool:
    return _alive(person, day) and queries.placement_of(person) is None


def _alive(person: Any, _day: date) -> bool:
    return person.died_on is None


def _very_young(person: Any, day: date) -> bool:
    return _alive(person, day) and queries.is_under_three(person, day)


def _grouped(person: Any, _day: date) -> bool:
    return bool(queries.sibling_group_of(person)) and queries.split_for(person) is None


def _at_home(placement: Any, _day: date) -> bool:
    stay = queries.stay_of(placement)
    return placement.until is None and stay is not None and stay.why != Why.RELOCATION


def _away(placement: Any, _day: date) -> bool:
    stay = queries.stay_of(placement)
    return placement.until is None and stay is not None and stay.why == Why.RELOCATION


def _ended_last(placement: Any, _day: date) -> bool:
    last = placement.until is not None and queries.placement_of(placement.person) is None
    return last and placement.person.died_on is None


def _waits(record: Any, _day: date) -> bool:
    return record.approved_on is None


def _open_split(split: Any, _day: date) -> bool:
    return split.until is None


def _not_own(record: Any, by: Account) -> bool:
    return bool(record.proposed_by_id != by.pk)


# --- what it does -----------------------------------------------------------------------------


def _plain(verb: Callable[..., Any]) -> Callable[[At, Any], Any]:
    """The action with the record, and the fields of the form under their own names."""
    return lambda at, form: verb(at.subject, by=at.by, **form.values())


def _assign_to_family(at: At, form: Any) -> Any:
    values = form.values()
    return actions.assign_carer(values.pop("person"), by=at.by, family=at.subject, **values)


def _assign_to_house(at: At, form: Any) -> Any:
    values = form.values()
    return actions.assign_carer(values.pop("person"), by=at.by, house=at.subject, **values)


def _train(at: At, form: Any) -> Any:
    return actions.record_training(at.subject.person, by=at.by, **form.values())


def _bed(form: Any) -> dict[str, Any]:
    values = form.cleaned_data
    at: forms.Place = values["bed"]
    host = "" if at.house else values["host"]
    return {
        "form": at.form,
        "house": at.house,
        "family": at.family,
        "host": host,
        "on": values["on"],
    }


def _place(at: At, form: forms.PlaceForm) -> Any:
    values = form.cleaned_data
    return actions.begin_placement(
        at.subject, by=at.by, village=values["village"], route=values["route"],
        document=form.told(), **_bed(form),
    )  # fmt: skip


def _move(at: At, form: forms.BedForm) -> Any:
    village = form.cleaned_data["bed"].village
    return actions.move_house(at.subject, by=at.by, village=village, **_bed(form))


def _reopen(at: At, form: forms.BedForm) -> Any:
    return actions.reopen_placement(at.subject, by=at.by, **_bed(form))


def _relocate(at: At, form: Any) -> Any:
    values = form.values()
    return actions.relocate(
        [at.subject], by=at.by, movement=None, village=values["village"], on=values["on"],
        house=values.get("house"),
    )  # fmt: skip


def _come_home(at: At, form: Any) -> Any:
    return actions.come_home([at.subject], by=at.by, movement=None, **form.values())


def _paper(at: At, form: forms.PaperForm) -> Any:
    return actions.add_document(at.subject, by=at.by, document=form.document())


def _siblings(at: At, form: forms.SiblingsForm) -> Any:
    persons: Any = form.persons()
    return actions.name_siblings(persons, by=at.by, on=form.cleaned_data["on"])


def _split(at: At, form: Any) -> Any:
    group = queries.sibling_group_of(at.subject)
    return group and actions.propose_split(group, at.subject, by=at.by, **form.values())


# --- the table --------------------------------------------------------------------------------

A_VILLAGE: dict[str, Any] = {"kind": "village", "back": _village_page, "about": str}
A_HOUSE: dict[str, Any] = {"kind": "house", "back": _house_page, "about": _in_village}
A_FAMILY: dict[str, Any] = {"kind": "family", "back": _family_page, "about": _in_village}
A_CARER: dict[str, Any] = {"kind": "carer", "back": _carer_page, "about": _carer_name}
A_PERSON: dict[str, Any] = {"kind": "person", "back": _person_page, "about": _person_name}
A_PLACEMENT: dict[str, Any] = {"kind": "placement", "back": _file, "about": _of_person}
A_SPLIT: dict[str, Any] = {"kind": "split", "back": _file, "about": _of_person}
AN_EXCEPTION: dict[str, Any] = {"kind": "exception", "back": _file, "about": _of_person}


DEEDS = (
    Deed(
        "open_house", _("Open a house"), MANAGE, forms.NewHouseForm,
        _plain(actions.open_house), _("The house is open."),
        offered=_open_village, **A_VILLAGE,
    ),
    Deed(
        "close_village", _("Close the village"), MANAGE, forms.CloseForm,
        _plain(actions.close_village), _("The village is closed."),
        offered=_open_village, **A_VILLAGE,
    ),
    Deed(
        "found_family", _("An SOS family moves in"), MANAGE, forms.FoundForm,
        _plain(actions.found_family), _("The family lives in the house."),
        offered=_for_family, tone="", **A_HOUSE,
    ),
    Deed(
        "assign_carer", _("Assign a counsellor or educator"), MANAGE, forms.CarerForm,
        _assign_to_house, _("The assignment is recorded."),
        offered=_for_counsellor, tone="", **A_HOUSE,
    ),
    Deed(
        "change_capacity", _("Change the number of beds"), MANAGE, forms.CapacityForm,
        _plain(actions.change_capacity), _("The number of beds is changed."),
        offered=_open_row, **A_HOUSE,
    ),
    Deed(
        "close_house", _("Close the house"), MANAGE, forms.CloseForm,
        _plain(actions.close_house), _("The house is closed."),
        offered=_open_row, **A_HOUSE,
    ),
    Deed(
        "assign_carer", _("Assign a mother or aunt"), MANAGE, forms.CarerForm,
        _assign_to_family, _("The assignment is recorded."),
        offered=_open_row, tone="", **A_FAMILY,
    ),
    Deed(
        "move_family", _("Move to another house"), MANAGE, forms.MoveFamilyForm,
        _plain(actions.move_family), _("The family moved, and its children with it."),
        offered=_open_row, **A_FAMILY,
    ),
    Deed(
        "end_assignment", _("End the assignment"), MANAGE, forms.EndAssignmentForm,
        _plain(actions.end_assignment), _("The assignment is ended."),
        offered=_open_row, **A_CARER,
    ),
    Deed(
        "record_training", _("Record a training"), WRITE, forms.TrainingForm,
        _train, _("The training is recorded."),
        offered=_open_row, **A_CARER,
    ),
    Deed(
        "begin_placement", _("Place in care"), WRITE, forms.PlaceForm,
        _place, _("The child is placed."),
        offered=_may_come, **A_PERSON,
    ),
    Deed(
        "name_siblings", _("Name brothers and sisters"), WRITE, forms.SiblingsForm,
        _siblings, _("They are one group of brothers and sisters."),
        offered=_alive, **A_PERSON,
    ),
    Deed(
        "propose_split", _("Propose that the child lives apart"), WRITE, forms.SplitForm,
        _split, _("Proposed. A colleague decides."),
        offered=_grouped, **A_PERSON,
    ),
    Deed(
        "propose_exception", _("Propose an exception under three"), WRITE, forms.ExceptionForm,
        _plain(actions.propose_exception), _("Proposed. The national office decides."),
        offered=_very_young, **A_PERSON,
    ),
    Deed(
        "move_house", _("Move the child"), WRITE, forms.BedForm,
        _move, _("The child moved."),
        offered=_at_home, **A_PLACEMENT,
    ),
    Deed(
        "add_document", _("Add a document of the authority"), WRITE, forms.PaperForm,
        _paper, _("The document is recorded."),
        offered=_open_row, **A_PLACEMENT,
    ),
    Deed(
        "relocate", _("Shelter in another village"), WRITE, forms.RelocateForm,
        _relocate, _("The child sleeps in the other village; its placement goes on."),
        offered=_at_home, **A_PLACEMENT,
    ),
    Deed(
        "come_home", _("The child came home"), WRITE, forms.CloseForm,
        _come_home, _("The child is home."),
        offered=_away, tone="", **A_PLACEMENT,
    ),
    Deed(
        "end_placement", _("End the placement"), WRITE, forms.EndForm,
        _plain(actions.end_placement), _("The placement is ended."),
        offered=_open_row, **A_PLACEMENT,
    ),
    Deed(
        "reopen_placement", _("Came back into care"), WRITE, forms.BedForm,
        _reopen, _("The child is placed again."),
        offered=_ended_last, **A_PLACEMENT,
    ),
    Deed(
        "approve_split", _("Approve that the child lives apart"), DECIDE, forms.CloseForm,
        _plain(actions.approve_split), _("It is approved."),
        offered=_waits, by_whom=_not_own, tone="", **A_SPLIT,
    ),
    Deed(
        "end_split", _("Together again, or taken back"), WRITE, forms.CloseForm,
        _plain(actions.end_split), _("It is ended."),
        offered=_open_split, **A_SPLIT,
    ),
    Deed(
        "approve_exception", _("Approve the exception"), APPROVE_YOUNG, forms.CloseForm,
        _plain(actions.approve_exception), _("It is approved."),
        offered=_waits, by_whom=_not_own, tone="", **AN_EXCEPTION,
    ),
)  # fmt: skip
