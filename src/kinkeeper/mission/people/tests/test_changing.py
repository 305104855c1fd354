"""What changes from a day on: places, memberships, kinship; and the words that go by sex."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.queries import Now
from kinkeeper.ground.text.dates import in_year
from kinkeeper.mission.people.actions import (
    NewMember,
    NewPerson,
    move_family,
    register_family,
)
from kinkeeper.mission.people.models import Family, KinLink, Membership
from kinkeeper.mission.people.queries import members_of, places_of_families
from kinkeeper.mission.people.tests.make import a_family


def test_a_search_stays_in_the_chosen_place(as_, cast, stage, traore):
    a_family(by=cast.awa, place=stage.badia, name="Traoré", number="B-001")
    for page in ("families", "people"):
        everywhere = as_("awa").get(reverse(page), {"q": "traore"}).context["rows"]
        there = as_("awa").get(reverse(page), {"q": "traore", "place": str(stage.badia.pk)})
        assert 0 < len(there.context["rows"]) < len(everywhere)
        assert f'value="{stage.badia.pk}" selected' in there.content.decode()
        above = as_("awa").get(reverse(page), {"q": "traore", "place": str(stage.kita.pk)})
        assert len(above.context["rows"]) == len(everywhere)


def test_a_family_has_no_date_of_birth(as_, traore):
    family = as_("awa").get(reverse("family", args=[traore.pk])).content.decode()
    assert "date of birth not known" not in family


def test_words_go_by_the_sex_of_whom_they_speak(as_, cast, stage):
    for name, sex, said in (("Awa", "F", "tutrice"), ("Sidi", "M", "tuteur")):
        head = NewMember(NewPerson(name, "Diarra", sex, in_year(1980)), "head", caregiver=True)
        family = register_family(by=cast.awa, place=stage.badia, name="Diarra", members=[head])
        page = as_("awa", language="fr").get(reverse("family", args=[family.pk]))
        assert f'<span class="chip info">{said}</span>' in page.content.decode()
        head_word = "cheffe de famille" if sex == "F" else ">chef de famille"
        assert head_word in page.content.decode()


def test_a_family_that_moved_lives_there_since_and_its_old_place_stays(as_, cast, stage, traore):
    page = reverse("family_move", args=[traore.pk])
    values = {"form_id": str(uuid4()), "place": str(stage.badia.pk), "on": "2020-05-01"}
    assert as_("awa").post(page, values).status_code == 302
    homes = places_of_families(Now(), {traore.pk})[traore.pk]
    assert homes.on(date(2020, 4, 30)) == stage.kita_town.pk
    assert homes.on(date(2020, 5, 1)) == stage.badia.pk
    assert {m.person.place_id for m in members_of(traore)} == {stage.badia.pk}
    text = as_("awa").get(reverse("family", args=[traore.pk])).content.decode()
    assert "Kita ville" in text
    again = as_("awa").post(page, values | {"form_id": str(uuid4())})
    assert again.status_code == 422
    earlier = values | {
        "form_id": str(uuid4()),
        "on": "2019-01-01",
        "place": str(stage.kita_town.pk),
    }
    assert as_("awa").post(page, earlier).status_code == 422


def test_nobody_moves_a_family_where_they_have_no_grant(cast, stage, traore):
    with pytest.raises(Refused):
        move_family(traore, by=cast.awa, place=stage.socoura, on=date(2020, 5, 1))
    assert Family.objects.get(pk=traore.pk).place_id == stage.kita_town.pk
    assert not traore.former_places.exists()


def test_a_membership_is_corrected_by_field_and_a_clash_is_kept(as_, cast, traore):
    row = members_of(traore)[1]
    page = reverse("membership_edit", args=[row.pk])
    values = {"relation": "nephew_niece", "residence": "present", "since": "2018-02-14"}
    base = {"base": row.version}
    assert as_("awa").post(page, values | base).status_code == 302
    assert Membership.objects.get(pk=row.pk).relation == "nephew_niece"
    late = as_("fatim").post(page, values | base | {"relation": "cousin"})
    assert late["Location"].startswith("/clashes/")


def test_a_link_of_kin_ends_and_is_no_longer_shown(as_, traore):
    link = KinLink.objects.filter(person=members_of(traore)[0].person).first()
    page = reverse("kin_end", args=[link.pk])
    values = {"form_id": str(uuid4()), "on": "2021-01-01"}
    assert as_("awa").post(page, values).status_code == 302
    assert as_("awa").post(page, values).status_code == 302
    assert KinLink.objects.get(pk=link.pk).until == date(2021, 1, 1)
