"""The screens: the village on a day, families, the file of a child, and a form for each verb."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from kinkeeper.mission.care.actions import (
    assign_carer,
    begin_placement,
    name_siblings,
    propose_exception,
    propose_split,
    relocate,
)
from kinkeeper.mission.care.models import House, Placement, SiblingSplit, Stay, Village
from kinkeeper.mission.care.queries import house_of, placement_of, stay_of
from kinkeeper.mission.care.tests.make import CAME, a_child, a_family, a_house, a_village, placed
from kinkeeper.mission.care.views.deed_table import DEEDS
from kinkeeper.mission.people.actions import record_death

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FLIGHT = date(2012, 4, 11)


@pytest.fixture
def village(cast, stage):
    return a_village(by=cast.moussa, place=stage.socoura)


@pytest.fixture
def family(cast, village):
    return a_family(village, by=cast.moussa)


@pytest.fixture
def child(cast, stage):
    return a_child(by=cast.moussa, place=stage.socoura)


@pytest.fixture
def young(cast, stage):
    """Still a child today, for whom the file offers what may be done."""
    return a_child(by=cast.moussa, place=stage.socoura, born=date(2018, 5, 6))


def browser(account):
    client = Client()
    client.cookies["django_language"] = "en"
    client.force_login(account, backend=BACKEND)
    return client


def page(account, address):
    return browser(account).get(address).content.decode()


def do(account, about, record, verb, /, **values):
    """Send the form of a verb; the answer."""
    values = {name: str(value) for name, value in values.items()}
    address = f"/care/{about}/{record.pk}/{verb}/"
    return browser(account).post(address, values | {"form_id": str(uuid4())})


def test_the_village_shows_who_lived_where_on_a_past_day(cast, village, family, child):
    placed(child, family, by=cast.moussa)
    address = f"/villages/{village.pk}/"
    then = page(cast.moussa, f"{address}?on=2010-06-01")
    assert "Fanta Guindo" in then
    assert "6\xa0years" in then
    assert "2 free beds of 3" in then
    before = page(cast.moussa, f"{address}?on=2010-03-03")
    assert "Fanta Guindo" not in before
    assert "nobody lives here on this day" in before


def test_who_is_away_stands_under_the_home_village_and_as_a_guest_in_the_other(
    cast, stage, village, family, child
):
    host = a_village(by=cast.mariam, place=stage.sanankoroba, name="Sanankoroba")
    guests = a_house(host, by=cast.mariam, name="Accueil 1", form="host_beds")
    placement = placed(child, family, by=cast.moussa)
    relocate([placement], by=cast.mariam, village=host, on=FLIGHT, movement=None, house=guests)
    home = page(cast.mariam, f"/villages/{village.pk}/?on=2012-05-01")
    assert "Belong here, live elsewhere" in home
    assert "at Sanankoroba for a time" in home
    there = page(cast.mariam, f"/villages/{host.pk}/?on=2012-05-01")
    assert "1 guest of another village" in there
    assert "of Socoura" in there
    counts = page(cast.mariam, "/villages/?on=2012-05-01")
    assert "1 child in care" in counts


def test_an_odd_day_is_today_and_a_day_ahead_too(cast, village):
    for odd in ("nonsense", "2999-01-01", ""):
        assert browser(cast.moussa).get(f"/villages/{village.pk}/?on={odd}").status_code == 200


def test_brothers_and_sisters_bear_the_same_letter(cast, stage, village, family):
    pair = [a_child(by=cast.moussa, place=stage.socoura, given=n) for n in ("Ali", "Bah")]
    name_siblings(pair, by=cast.moussa, on=CAME)
    for person in pair:
        placed(person, family, by=cast.moussa)
    assert page(cast.moussa, f"/villages/{village.pk}/").count('class="kin"') == 2


def test_a_monitor_counts_and_meets_no_names(cast, village, child):
    house = a_house(village, by=cast.moussa)
    placed(child, a_family(village, by=cast.moussa, house=house), by=cast.moussa)
    shown = page(cast.hawa, f"/villages/{village.pk}/")
    assert child.code in shown
    for secret in ("Fanta", "Guindo", "Diarra", "\xa0years"):
        assert secret not in shown.split('id="board"')[1]
    own = page(cast.hawa, f"/people/{child.pk}/")
    assert "Diarra" not in own


@pytest.mark.parametrize("name", ["awa", "claire", "pierre", "nadia", "nobody"])
def test_who_has_no_business_there_meets_no_village(cast, village, family, name):
    client = browser(getattr(cast, name))
    for address in (f"/villages/{village.pk}/", f"/care/families/{family.pk}/",
                    f"/care/houses/{house_of(family, CAME).pk}/"):  # fmt: skip
        assert client.get(address).status_code == 404


def test_the_family_page_shows_mother_children_and_houses(cast, stage, village, family, child):
    placed(child, family, by=cast.moussa)
    mother = a_child(by=cast.moussa, place=stage.socoura, given="Kadia", born=date(1970, 1, 1))
    assign_carer(mother, by=cast.moussa, role="mother", on=CAME, family=family)
    shown = page(cast.moussa, f"/care/families/{family.pk}/")
    for text in ("Kadia Guindo", "SOS mother", "Fanta Guindo", "Maison de Famille Diarra"):
        assert text in shown


def test_the_file_of_a_child_says_where_it_lives_and_that_the_paper_is_missing(
    cast, village, family, young
):
    assert "Never in care" in page(cast.moussa, f"/people/{young.pk}/")
    placed(young, family, by=cast.moussa, on=date(2024, 2, 1))
    shown = page(cast.moussa, f"/people/{young.pk}/")
    assert "Famille Diarra" in shown
    assert "No document of the authority is valid today" in shown
    assert "Lives with" in shown


def test_a_child_is_placed_through_the_form_with_its_document(cast, village, family, child):
    answer = do(
        cast.moussa, "person", child, "begin_placement", village=village.pk,
        bed=f"house:{house_of(family, CAME).pk}", on="04/03/2010", route="authority", kind="order",
        number="12/2010", issued_on="2010-03-01", authority="juge",
    )  # fmt: skip
    assert answer.status_code == 302
    placement = placement_of(child)
    assert stay_of(placement).family == family
    assert placement.documents.get().number == "12/2010"


def test_a_season_is_day_enough(cast, village, family, child):
    do(cast.moussa, "person", child, "begin_placement", village=village.pk,
       bed=f"house:{house_of(family, CAME).pk}", on="hivernage 2010", route="authority",
       kind="order")  # fmt: skip
    placement = placement_of(child)
    assert (placement.since.year, placement.since_precision) == (2010, "estimated")


def test_what_is_wrong_stands_at_the_field_and_nothing_is_written(cast, village, family, child):
    bed = {"village": village.pk, "bed": "form:foster_care", "route": "authority", "kind": "order"}
    answer = do(cast.moussa, "person", child, "begin_placement", on="2010", **bed)
    assert "Write with whom, or where, the child lives." in answer.content.decode()
    answer = do(cast.moussa, "person", child, "begin_placement", on="2010", host="x", number="1",
                **bed)  # fmt: skip
    assert "Write number, date and authority" in answer.content.decode()
    assert not Placement.objects.exists()


def test_a_full_house_is_said_at_the_bed(cast, stage, village, child):
    small = a_family(village, by=cast.moussa, name="Famille Koné", beds=1)
    placed(a_child(by=cast.moussa, place=stage.socoura, given="Ali"), small, by=cast.moussa)
    bed = f"house:{house_of(small, CAME).pk}"
    answer = do(cast.moussa, "person", child, "begin_placement", village=village.pk, on="2012",
                bed=bed, route="authority", kind="order")  # fmt: skip
    assert "is full (1 beds)" in answer.content.decode()


def test_the_life_of_a_placement_through_its_forms(cast, village, family, child):
    placement = placed(child, family, by=cast.moussa)
    other = a_family(village, by=cast.moussa, name="Famille Koné")
    do(cast.moussa, "placement", placement, "move_house", on="01/09/2011",
       bed=f"house:{house_of(other, CAME).pk}")  # fmt: skip
    assert stay_of(placement).family == other
    do(cast.moussa, "placement", placement, "end_placement", on="2013", reason="ran_away")
    placement.refresh_from_db()
    assert placement.end_reason == "ran_away"
    do(cast.moussa, "placement", placement, "reopen_placement", on="2014",
       bed="form:kinship_care_extended_family", host="la grand-mère")  # fmt: skip
    assert placement_of(child).route == "returned"


def test_flight_and_return_of_one_child(cast, stage, village, family, child):
    host = a_village(by=cast.mariam, place=stage.sanankoroba, name="Sanankoroba")
    placement = placed(child, family, by=cast.moussa)
    do(cast.mariam, "placement", placement, "relocate", village=host.pk, house="", on="11/04/2012")
    assert stay_of(placement).village == host
    do(cast.mariam, "placement", placement, "come_home", on="04/07/2013")
    assert [s.why for s in Stay.objects.order_by("since")] == ["arrival", "relocation", "return"]


def test_a_village_with_house_family_and_mother_is_built_through_the_forms(cast, stage):
    client = browser(cast.moussa)
    assert client.get("/villages/new/").status_code == 200
    client.post("/villages/new/", {"name": "Socoura", "place": str(stage.socoura.pk),
                                   "opened": "1997", "form_id": str(uuid4())})  # fmt: skip
    village = Village.objects.get()
    do(cast.moussa, "village", village, "open_house", name="Maison 1", form="sos_house",
       capacity=10, since="05/01/1998")  # fmt: skip
    house = House.objects.get()
    do(cast.moussa, "house", house, "found_family", name="Famille Diarra", since="1998")
    family = house.homes.get().family
    woman = a_child(by=cast.moussa, place=stage.socoura, given="Kadia", born=date(1970, 1, 1))
    do(cast.moussa, "family", family, "assign_carer", person=woman.code, role="mother", on="1998")
    carer = family.carers.get()
    do(cast.moussa, "carer", carer, "record_training", topic="Secours", held_on="1999", days=3)
    do(cast.moussa, "house", house, "change_capacity", capacity=8, on="2005")
    do(cast.moussa, "village", village, "open_house", name="Maison 2", form="sos_house",
       capacity=10, since="2000")  # fmt: skip
    second = House.objects.get(name="Maison 2")
    do(cast.moussa, "family", family, "move_family", house=second.pk, on="2006")
    do(cast.moussa, "carer", carer, "end_assignment", on="2010", reason="retraite")
    carer.refresh_from_db()
    assert (house_of(family, date(2007, 1, 1)), carer.until.year) == (second, 2010)
    do(cast.moussa, "house", house, "close_house", on="2011")
    house.refresh_from_db()
    assert house.until.year == 2011


def test_several_of_one_name_ask_for_the_code(cast, stage, family):
    for _n in range(2):
        a_child(by=cast.moussa, place=stage.socoura, given="Kadia", born=date(1970, 1, 1))
    answer = do(cast.moussa, "family", family, "assign_carer", person="Kadia Guindo",
                role="aunt", on="2010")  # fmt: skip
    assert "write the code" in answer.content.decode()
    answer = do(cast.moussa, "family", family, "assign_carer", person="Zzz", role="aunt", on="2010")
    assert "enter the person first" in answer.content.decode()


def test_who_proposes_a_separation_has_no_button_to_approve_it(cast, stage, village, young):
    other = a_child(by=cast.moussa, place=stage.socoura, given="Ali")
    do(cast.moussa, "person", young, "name_siblings", other=other.code, on="2022")
    do(cast.moussa, "person", young, "propose_split", reason="risk_of_abuse", on="04/03/2022",
       contact_plan="visites chaque mois", review_on="2022-09-01")  # fmt: skip
    split = SiblingSplit.objects.get()
    address = f"/care/split/{split.pk}/approve_split/"
    assert browser(cast.moussa).get(address).status_code == 404
    assert address not in page(cast.moussa, f"/people/{young.pk}/")
    assert address in page(cast.mariam, f"/people/{young.pk}/")
    assert address in page(cast.mariam, "/")
    do(cast.mariam, "split", split, "approve_split", on="05/03/2022")
    assert "to be reviewed on" in page(cast.mariam, f"/people/{young.pk}/")
    assert "live apart: look at it again" in page(cast.moussa, "/")


def test_an_exception_waits_on_the_day_of_the_national_office(cast, stage):
    baby = a_child(by=cast.moussa, place=stage.socoura, given="Issa", born=date(2008, 9, 1))
    propose_exception(
        baby, by=cast.moussa, code="emergency", must_end_by=date(2010, 12, 1), on=CAME
    )
    assert "An exception for a child under three" in page(cast.mariam, "/")
    assert "An exception for a child under three" not in page(cast.moussa, "/")


def test_a_document_that_runs_out_stands_on_my_day(cast, village, family, young):
    placement = placed(young, family, by=cast.moussa, on=date(2023, 3, 1))
    do(cast.moussa, "placement", placement, "add_document", kind="order", number="1/2023",
       issued_on="2023-03-01", authority="juge", expires_on="2024-03-01")  # fmt: skip
    assert "document runs out" in page(cast.moussa, "/")
    do(cast.moussa, "placement", placement, "add_document", kind="order", number="2/2024",
       issued_on="2024-03-01", authority="juge")  # fmt: skip
    assert "document runs out" not in page(cast.moussa, "/")


def test_a_split_is_proposed_for_one_of_a_group_only(cast, stage, child):
    other = a_child(by=cast.moussa, place=stage.socoura, given="Ali")
    group = name_siblings([child, other], by=cast.moussa, on=CAME)
    propose_split(group, child, by=cast.moussa, reason="no_room", contact_plan="une visite",
                  review_on=date(2010, 6, 1), on=CAME)  # fmt: skip
    answer = browser(cast.moussa).get(f"/care/person/{child.pk}/propose_split/")
    assert answer.status_code == 302


def test_every_verb_of_the_table_has_an_address_of_its_own():
    assert len({(d.kind, d.verb) for d in DEEDS}) == len(DEEDS)


def test_a_child_in_another_form_of_care_stands_outside_the_houses(cast, village, child):
    begin_placement(child, by=cast.moussa, village=village, form="kafala", on=CAME, host="Adama")
    shown = page(cast.moussa, f"/villages/{village.pk}/")
    assert "Outside the houses" in shown
    assert "kafala: Adama" in shown
    assert "Adama" not in page(cast.mariam, f"/villages/{village.pk}/")


def test_a_sister_named_after_the_placement_stands_on_my_day_until_somebody_decides(
    cast, stage, village, family, young
):
    sister = a_child(by=cast.moussa, place=stage.socoura, given="Ami", born=date(2017, 1, 1))
    other = a_family(village, by=cast.moussa, name="Famille Koné")
    placed(young, family, by=cast.moussa, on=date(2024, 1, 1))
    placed(sister, other, by=cast.moussa, on=date(2024, 2, 1))
    said = "Brothers and sisters live apart and nobody decided it"
    assert said not in page(cast.moussa, "/")
    name_siblings([young, sister], by=cast.moussa, on=date(2024, 3, 1))
    assert said in page(cast.moussa, "/")
    assert "in care, Famille Koné" in page(cast.moussa, f"/people/{young.pk}/")
    do(cast.moussa, "person", sister, "propose_split", reason="no_room", on="02/03/2024",
       contact_plan="une visite", review_on="2024-06-01")  # fmt: skip
    do(cast.mariam, "split", SiblingSplit.objects.get(), "approve_split", on="03/03/2024")
    assert said not in page(cast.moussa, "/")


def test_a_death_leads_to_the_end_of_the_placement_and_of_the_assignment(
    cast, stage, village, family, child
):
    placement = placed(child, family, by=cast.moussa)
    woman = a_child(by=cast.moussa, place=stage.socoura, given="Kadia", born=date(1970, 1, 1))
    carer = assign_carer(woman, by=cast.moussa, role="mother", on=CAME, family=family)
    for person in (child, woman):
        record_death(person, by=cast.moussa, on=date(2011, 1, 1))
    shown = page(cast.moussa, "/")
    assert f"/care/placement/{placement.pk}/end_placement/" in shown
    assert f"/care/carer/{carer.pk}/end_assignment/" in shown
    do(cast.moussa, "placement", placement, "end_placement", on="01/01/2011", reason="deceased")
    do(cast.moussa, "carer", carer, "end_assignment", on="01/01/2011")
    assert "/end_" not in page(cast.moussa, "/")
