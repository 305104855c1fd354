"""The people room for machines: the same rows, classes and checks as on the screens."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Status

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.api_doors import DoorRouter, api_door
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.roles import CARE, MONITORING
from kinkeeper.ground.process.answers import Problem
from kinkeeper.ground.records.actions import once
from kinkeeper.mission.people import actions, queries, shapes
from kinkeeper.mission.people.arriving import birth_of, new_member, working_place
from kinkeeper.mission.people.faces import far_people
from kinkeeper.mission.people.models import Person
from kinkeeper.mission.people.queries import Reader, reader_of

router = DoorRouter()
MOST_PAGES = 5000
NOT_WRITTEN = frozenset(
    {"id", "version", "code", "place", "place_id", "invented", "why", "birth_date"}
    | {"birth_precision", "alive", "died_on"}
)


def _reader(request: HttpRequest) -> Reader:
    if not isinstance(request.user, Account):
        raise Http404
    return reader_of(request.user)


def _met(reader: Reader, records: list[Any], door: str) -> None:
    seen(reader.by, records, door=f"api:{door}", purpose=reader.purpose)


@router.get("/people", response=shapes.PeopleOut, exclude_unset=True, url_name="people")
@api_door("people.read", purpose=MONITORING)
def people(request: HttpRequest, q: str = "", page: int = 1) -> dict[str, Any]:
    """People of your scope, page by page; with `q` those found, and why."""
    reader = _reader(request)
    if q.strip():
        hits = queries.search_people(q, by=reader.by)
        _met(reader, [hit.record for hit in hits], "people")
        rows = [shapes.person_out(hit.record, reader=reader, why=hit.why) for hit in hits]
        return {"people": rows}
    found = queries.persons(reader, page=min(page, MOST_PAGES))
    _met(reader, [*found.rows], "people")
    answer = {"people": [shapes.person_out(person, reader=reader) for person in found.rows]}
    return answer | ({"next_page": found.number + 1} if found.has_next else {})


@router.get("/people/{pk}", response=shapes.PersonOut, exclude_unset=True, url_name="person")
@api_door("people.read", purpose=MONITORING)
def person(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    reader = _reader(request)
    found = queries.person(pk, by=reader.by, purpose=reader.purpose)
    if found is None:
        raise Http404
    _met(reader, [found], "person")
    return shapes.person_out(found, reader=reader)


@router.patch(
    "/people/{pk}",
    response={200: shapes.PersonOut, 409: shapes.Clashed, 422: Problem},
    exclude_unset=True,
    url_name="person",
)
@api_door("people.write", purpose=CARE)
def change_person(request: HttpRequest, pk: UUID, wanted: shapes.PersonChange) -> Any:
    """Change some fields. Different fields of two writers merge; the same field answers 409 with
    both values, and the clash waits until somebody settles it."""
    reader = _reader(request)
    found = queries.person(pk, by=reader.by, purpose=reader.purpose)
    if found is None:
        raise Http404
    try:
        values = _values(wanted.values, reader)
        received = actions.correct_person(pk, by=reader.by, base=wanted.base, **values)
    except ValidationError as problem:
        return Status(422, {"detail": _sentences(problem)})
    _met(reader, [found], "person")
    if received.clash:
        return Status(409, _clashed(received.clash.id, reader))
    changed = queries.person(pk, by=reader.by, purpose=reader.purpose) or found
    return Status(200, shapes.person_out(changed, reader=reader))


@router.get("/families", response=shapes.FamiliesOut, exclude_unset=True, url_name="families")
@api_door("people.read", purpose=MONITORING)
def families(request: HttpRequest, q: str = "", page: int = 1) -> dict[str, Any]:
    """Families of your scope, page by page; with `q` those found, and why."""
    reader = _reader(request)
    if q.strip():
        hits = queries.search_families(q, by=reader.by)
        _met(reader, [hit.record for hit in hits], "families")
        rows = [shapes.family_out(hit.record, reader=reader, why=hit.why) for hit in hits]
        return {"families": rows}
    found = queries.families(reader, page=min(page, MOST_PAGES))
    _met(reader, [*found.rows], "families")
    answer = {"families": [shapes.family_out(family, reader=reader) for family in found.rows]}
    return answer | ({"next_page": found.number + 1} if found.has_next else {})


@router.get("/families/{pk}", response=shapes.FamilyFile, exclude_unset=True, url_name="family")
@api_door("people.read", purpose=MONITORING)
def family(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """A family with everybody who belongs or belonged to it."""
    reader = _reader(request)
    found = queries.family(pk, by=reader.by, purpose=reader.purpose)
    if found is None:
        raise Http404
    rows = queries.members_of(found)
    far = far_people([r.person for r in rows], reader=reader, near=found.place_id)
    near = [row for row in rows if row.person_id not in far]
    _met(reader, [found, *(row.person for row in near)], "family")
    members = [shapes.member_out(row, reader=reader) for row in near]
    return shapes.family_out(found, reader=reader) | {"members": members}


@router.post(
    "/families",
    response={201: shapes.FamilyOut, 422: Problem},
    exclude_unset=True,
    url_name="families",
)
@api_door("people.write", purpose=CARE)
def register_family(request: HttpRequest, wanted: shapes.FamilyIn) -> Any:
    """A family with its first members. Sending the same `request_id` again answers the same."""
    reader = _reader(request)
    try:
        pk = once(wanted.request_id, lambda: _register(wanted, reader))
    except ValidationError as problem:
        return Status(422, {"detail": _sentences(problem)})
    found = queries.family(UUID(pk), by=reader.by, purpose=reader.purpose)
    if found is None:
        raise Http404
    _met(reader, [found], "families")
    return Status(201, shapes.family_out(found, reader=reader))


def _register(wanted: shapes.FamilyIn, reader: Reader) -> str:
    place = working_place(wanted.place_id, by=reader.by, purpose=reader.purpose)
    made = actions.register_family(
        by=reader.by, place=place, name=wanted.name, on=wanted.on,
        members=[new_member(member) for member in wanted.members], quarter=wanted.quarter,
        number=wanted.number, confirmed_without_adult=wanted.confirmed_without_adult,
    )  # fmt: skip
    return str(made.pk)


def _values(wanted: dict[str, str], reader: Reader) -> dict[str, Any]:
    """The fields to change; those above the writer's class are as unknown as misspelt ones."""
    allowed = (Person.fields_up_to(reader.level) & shapes.PersonOut.model_fields.keys()) | {"birth"}
    unknown = sorted(name for name in wanted if name not in allowed - NOT_WRITTEN)
    if unknown:
        raise ValidationError({name: _("There is no such field to change.") for name in unknown})
    birth = {"birth": birth_of(wanted["birth"])} if "birth" in wanted else {}
    return {**wanted, **birth}


def _clashed(change: UUID, reader: Reader) -> dict[str, Any]:
    found = queries.clash_for(change, by=reader.by)
    sides = found.sides if found else ()
    return {
        "clash": change, "fields": [side.name for side in sides],
        "stands": {side.name: side.stands for side in sides},
        "yours": {side.name: side.other for side in sides},
    }  # fmt: skip


def _sentences(problem: ValidationError) -> dict[str, list[str]]:
    if hasattr(problem, "error_dict"):
        return {name: [str(s) for s in found] for name, found in problem.message_dict.items()}
    return {"": [str(sentence) for sentence in problem.messages]}
