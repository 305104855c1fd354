"""Two records of one person: proposed by one, decided by another, nothing lost, undone."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from kinkeeper.ground.access.queries import roles_of
from kinkeeper.ground.access.roles import MACHINE, roles_with
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.models import Change
from kinkeeper.ground.records.queries import AsKnown, Now, position
from kinkeeper.mission.people.models import Membership, Person, SamePerson
from kinkeeper.mission.people.queries import members_of, ones
from kinkeeper.mission.people.tests.make import a_family
from kinkeeper.mission.people.twice.actions import decide, suspect
from kinkeeper.mission.people.twice.process import TWICE, WRITE

WHO = ("awa", "fatim", "moussa", "mariam", "oumar", "claire", "pierre", "hawa", "nadia", "nobody")
HERE = {"awa", "fatim", "mariam"}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def two(cast, stage):
    """The same child in the families of the mother and of the aunt."""
    first = a_family(by=cast.awa, place=stage.kita_town, name="Traoré", children=("Mamadou",))
    other = a_family(by=cast.awa, place=stage.badia, name="Traoré", children=("Mahamadou",))
    return members_of(first)[1].person, members_of(other)[1].person


@pytest.fixture
def pair(two, cast):
    kept, double = two
    return suspect(double, kept, by=cast.awa, note="même mère, même acte")


def as_(account):
    client = Client()
    client.cookies["django_language"] = "en"
    client.force_login(account, backend=BACKEND)
    return client


def untouched():
    kinds = ("people.person", "people.membership", "people.kin", "people.family")
    return Change.objects.filter(kind__in=kinds).count()


def test_a_proposal_alone_changes_nothing(pair):
    assert ones(Now()) == {}
    assert SamePerson.objects.get().since is None


def test_once_decided_the_person_counts_once_and_nothing_else_was_written(pair, cast):
    before, seq = untouched(), position()
    decide(pair, "unite", by=cast.fatim)
    assert ones(Now()) == {pair.double_id: pair.kept_id}
    assert ones(AsKnown(seq)) == {}
    assert untouched() == before
    assert Person.objects.filter(pk__in=[pair.double_id, pair.kept_id]).count() == 2


def test_it_is_undone(pair, cast):
    decide(pair, "unite", by=cast.fatim)
    decide(pair, "take_apart", by=cast.fatim)
    assert ones(Now()) == {}
    again = suspect(pair.double, pair.kept, by=cast.awa, note="nouvel acte de naissance")
    decide(again, "unite", by=cast.fatim)
    assert ones(Now()) == {pair.double_id: pair.kept_id}


def test_two_people_are_found_to_be_two(pair, cast):
    with pytest.raises(ValidationError):
        decide(pair, "find_two", by=cast.fatim)
    decide(pair, "find_two", by=cast.fatim, note="cousins")
    assert ones(Now()) == {}
    with pytest.raises(ValidationError):
        decide(pair, "unite", by=cast.fatim)


def test_whoever_proposed_it_does_not_decide_it(two, cast):
    kept, double = two
    same = suspect(double, kept, by=cast.fatim, note="même enfant")
    with pytest.raises(ValidationError):
        decide(same, "unite", by=cast.fatim)
    decide(same, "unite", by=cast.mariam)


@pytest.mark.parametrize("transition", [t for t in TWICE.transitions if t.sources], ids=str)
def test_only_who_holds_the_capability_here_decides(pair, cast, transition):
    if transition.sources == ("one",):
        decide(pair, "unite", by=cast.fatim)
    for name in WHO:
        account = getattr(cast, name)
        held = roles_of(account) & (roles_with(transition.capability) - {MACHINE})
        if name in HERE and held:
            continue
        with pytest.raises(Refused):
            decide(pair, transition.verb, by=account, note="non")


@pytest.mark.parametrize("name", WHO)
def test_only_who_writes_both_files_proposes(two, cast, name):
    kept, double = two
    account = getattr(cast, name)
    if name in HERE and roles_of(account) & roles_with(WRITE):
        suspect(double, kept, by=account, note="même acte")
        assert SamePerson.objects.filter(double=double).exists()
        return
    with pytest.raises(Refused):
        suspect(double, kept, by=account, note="même acte")


def test_no_chains_no_reason_no_second_proposal(two, pair, cast, stage):
    kept, double = two
    with pytest.raises(ValidationError):
        suspect(kept, double, by=cast.awa, note="encore")
    decide(pair, "unite", by=cast.fatim)
    third = members_of(a_family(by=cast.awa, place=stage.badia, name="Diarra"))[1].person
    for one, other in ((third, double), (kept, third), (double, third), (third, third)):
        with pytest.raises(ValidationError):
            suspect(one, other, by=cast.awa, note="chaîne")
    with pytest.raises(ValidationError):
        suspect(third, kept, by=cast.awa, note=" ")


def test_the_file_that_goes_on_shows_the_other_one_whole(pair, cast):
    decide(pair, "unite", by=cast.fatim)
    family = Membership.objects.get(person=pair.double_id).family
    page = as_(cast.awa).get(reverse("person", args=[pair.kept_id])).content.decode()
    assert pair.double.code in page
    assert reverse("family", args=[family.pk]) in page
    other = as_(cast.awa).get(reverse("person", args=[pair.double_id])).content.decode()
    assert f"This is another record of {pair.kept}" in other
    found = as_(cast.awa).get(reverse("people"), {"q": pair.double.code}).content.decode()
    assert f"recorded twice: see {pair.kept.code}" in found


def test_through_the_screens(two, cast):
    kept, double = two
    field, office = as_(cast.awa), as_(cast.fatim)
    look = field.get(reverse("twice_look", args=[double.pk])).content.decode()
    assert reverse("twice_compare", args=[double.pk, kept.pk]) in look
    address = reverse("twice_compare", args=[double.pk, kept.pk])
    form = {"form_id": str(uuid4()), "kept": "other", "note": "même acte de naissance"}
    page = field.post(address, form)
    assert page.status_code == 302
    assert field.post(address, form)["Location"] == page["Location"]
    assert "Perhaps recorded twice" in office.get("/").content.decode()
    assert "Perhaps recorded twice" not in field.get("/").content.decode()
    answer = {"form_id": str(uuid4()), "verb": "unite", "note": ""}
    assert field.post(page["Location"], answer).status_code == 404
    assert office.post(page["Location"], answer | {"form_id": str(uuid4())}).status_code == 302
    assert ones(Now()) == {double.pk: kept.pk}
    assert "taken apart" not in office.get(page["Location"]).content.decode()


def test_a_double_of_the_same_family_is_drawn_once(cast, stage):
    family = a_family(by=cast.awa, place=stage.kita_town, children=("Mamadou", "Mahamadou"))
    _mother, first, second = (m.person for m in members_of(family, on=date(2020, 1, 1)))
    decide(suspect(second, first, by=cast.awa, note="jumelle"), "unite", by=cast.fatim)
    context = as_(cast.awa).get(reverse("family", args=[family.pk])).context
    assert second.pk not in {line.person.pk for line in context["members"]}
    assert first.pk in {line.person.pk for line in context["members"]}
