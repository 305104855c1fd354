"""The screens with everybody of the cast."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.queries import stage_of
from kinkeeper.mission.community.models import (
    Capacity,
    Gathering,
    Gift,
    HouseholdMoney,
    SavingsMeeting,
    ShareOut,
    Structure,
)
from kinkeeper.mission.community.process import ORGANISATION
from kinkeeper.mission.community.tests.make import (
    BEGUN,
    a_cycle,
    a_session,
    a_structure,
    a_walk,
    levels,
)
from kinkeeper.mission.strengthening.tests.make import a_family

OUTSIDE = ("oumar", "moussa", "claire", "pierre", "hawa", "nadia", "nobody")
SORTS = ("organisation", "committee", "club", "savings", "garden", "granary", "asset")


def address(name, *args):
    return reverse(name, args=args)


def sent(**typed):
    return {"form_id": str(uuid4()), **typed}


def grid(**cells):
    """girls=, boys=: children of 6 to 11; unknown=: neither sex nor age noted."""
    where = {"girls": "F_6-11", "boys": "M_6-11", "unknown": "x_x", "women": "F_18+"}
    return {f"counts_{where[who]}": str(n) for who, n in cells.items()}


@pytest.mark.parametrize("sort", SORTS)
def test_the_page_of_each_sort_opens_with_its_sheets(cast, stage, enter, sort):
    of = a_structure(by=cast.awa, place=stage.kita_town, sort=sort)
    awa = enter("awa")
    page = awa.get(address("structure", of.pk)).content.decode()
    assert of.name in page
    for link in {part.split('"')[0] for part in page.split('href="')[1:]}:
        if link.startswith(address("structure", of.pk)) and link != address("structure", of.pk):
            assert awa.get(link).status_code == 200, link


def test_nobody_outside_meets_a_structure(cast, stage, enter):
    of = a_structure(by=cast.awa, place=stage.kita_town)
    for name in OUTSIDE:
        assert enter(name).get(address("structure", of.pk)).status_code == 404, name
        assert of.name not in enter(name).get(address("community")).content.decode()


def test_the_national_office_reads_and_does_not_write(cast, stage, enter):
    of = a_structure(by=cast.awa, place=stage.kita_town)
    mariam = enter("mariam")
    page = mariam.get(address("structure", of.pk)).content.decode()
    assert "Record a sheet" not in page
    Stage.objects.filter(subject=of.pk).update(note="dit le chef, entre nous")
    for name, met in (("awa", True), ("mariam", False)):
        page = enter(name).get(address("structure", of.pk)).content.decode()
        assert ("entre nous" in page) == met
    assert mariam.get(address("structure_gathering", of.pk)).status_code == 404


def test_a_structure_is_recorded_from_its_form(stage, enter):
    form = sent(
        sort="club", name="Club de Badia", place=str(stage.badia.pk), since="2018-02-01", type=""
    )
    page = enter("awa").post(address("structure_new"), form, follow=True).content.decode()
    assert "The structure is recorded." in page
    assert Structure.objects.get().place == stage.badia


def test_a_sheet_sent_twice_counts_once(cast, stage, enter):
    club = a_structure(by=cast.awa, place=stage.kita_town, sort="club")
    form = sent(kind="session", theme="rights", held_on="2018-03-01", **grid(girls=9, boys=7))
    awa = enter("awa")
    for _time in range(2):
        awa.post(address("structure_gathering", club.pk), form)
    assert Gathering.objects.count() == 1


def test_what_was_typed_stays_when_the_sexes_do_not_make_the_total(cast, stage, enter):
    club = a_structure(by=cast.awa, place=stage.kita_town, sort="club")
    form = sent(
        kind="session", theme="rights", held_on="2018-03-01", said="20", facilitator="Madou",
        **grid(girls=9, boys=7),
    )  # fmt: skip
    page = enter("awa").post(address("structure_gathering", club.pk), form).content.decode()
    assert "make 16, but the total on the sheet is 20" in page
    assert 'value="Madou"' in page
    assert 'value="9"' in page
    form |= grid(unknown=4)
    enter("awa").post(address("structure_gathering", club.pk), form)
    assert Gathering.objects.get().counts[""] == {"": 4}


def test_an_unusual_number_is_confirmed_on_the_same_page(cast, stage, enter):
    club = a_structure(by=cast.awa, place=stage.kita_town, sort="club")
    form = sent(kind="session", theme="rights", held_on="2018-03-01", **grid(girls=90))
    awa, url = enter("awa"), address("structure_gathering", club.pk)
    page = awa.post(url, form).content.decode()
    assert "90 people are many" in page
    assert 'name="sure_club"' in page
    awa.post(url, form | {"sure_club": "on"})
    assert Gathering.objects.count() == 1


@pytest.mark.parametrize("typed", ["-3", "abc", "1.5", "9999999"])
def test_what_is_no_number_of_people_is_said(cast, stage, enter, typed):
    club = a_structure(by=cast.awa, place=stage.kita_town, sort="club")
    form = sent(kind="session", theme="rights", held_on="2018-03-01")
    page = enter("awa").post(
        address("structure_gathering", club.pk), form | {"counts_F_6-11": typed}
    )
    assert "is not a number of people" in page.content.decode()


def test_a_meeting_and_a_share_out_on_paper(cast, stage, enter):
    group = a_structure(by=cast.awa, place=stage.kita_town, sort="savings")
    a_cycle(group, by=cast.awa)
    awa = enter("awa")
    meeting = sent(held_on="2018-02-01", women="18", men="2", shares="50", box="9 800")
    awa.post(address("structure_meeting", group.pk), meeting)
    assert SavingsMeeting.objects.get().box == 9_800
    page = awa.get(address("structure", group.pk)).content.decode()
    assert "counted cash is not what is computed" in page
    out = sent(held_on="2018-12-01", members="20", shares="50", per_share="200", paid="9000")
    url = address("structure_share-out", group.pk)
    said = awa.post(url, out).content.decode()
    assert "make 10000, but 9000 were paid" in said
    awa.post(url, out | {"paid": "10000", "kept": "", "explained": "200 francs perdus"})
    assert ShareOut.objects.get().explained


def test_a_paper_with_its_picture(cast, stage, enter):
    of = a_structure(by=cast.awa, place=stage.kita_town)
    image = BytesIO()
    Image.new("RGB", (40, 30)).save(image, "JPEG")
    scan = SimpleUploadedFile("recu.jpg", image.getvalue(), content_type="image/jpeg")
    form = sent(kind="receipt", number="0421", dated_on="2017-05-02", authority="Préfet", scan=scan)
    awa = enter("awa")
    page = awa.post(address("structure_paper", of.pk), form, follow=True).content.decode()
    link = page.split('href="')
    scans = [part.split('"')[0] for part in link if part.startswith(f"{of_url(of)}papers/")]
    assert awa.get(scans[0])["Content-Type"] == "image/jpeg"
    assert enter("oumar").get(scans[0]).status_code == 404


def of_url(of):
    return address("structure", of.pk)


def test_the_whole_capacity_on_one_screen(cast, stage, enter):
    walk = a_walk(awa=cast.awa, fatim=cast.fatim, place=stage.kita_town)
    walk.map()
    walk.partner()
    form = sent(
        held_on="2018-03-01", facilitator="Oumar", agreed_by="Sira", agreed_on="2018-03-01",
        **{f"score_{code}": "2" for code in levels(2)},
        **{f"shows_{code}": "cahier" for code in levels(2)},
    )  # fmt: skip
    awa, url = enter("awa"), address("capacity_new", walk.of.pk)
    wrong = awa.post(url, form | {"shows_A1": ""}).content.decode()
    assert "Write what shows it, from level 2 on: A1." in wrong
    page = awa.post(url, form, follow=True).content.decode()
    assert "Capacity by domain" in page
    shown = awa.get(address("capacity", Capacity.objects.get().pk)).content.decode()
    assert "Under the funder" in shown
    assert "institutional" in shown


def test_autonomy_is_proposed_by_awa_and_decided_by_fatim(cast, stage, enter):
    walk = a_walk(awa=cast.awa, fatim=cast.fatim, place=stage.kita_town)
    walk.to_reassessed()
    awa, fatim = enter("awa"), enter("fatim")
    missing = awa.get(address("structure_step", walk.of.pk, "prepare")).content.decode()
    assert "too few times without" in missing
    walk.act_alone(timezone.localdate())
    walk.commit()
    step = lambda verb: address("structure_step", walk.of.pk, verb)
    today = timezone.localdate().isoformat()
    awa.post(step("prepare"), sent(on=today, note=""))
    awa.post(step("declare"), sent(on=today, agreed_by="Sira", note=""))
    home = fatim.get("/", follow=True).content.decode()
    assert walk.of.name in home
    fatim.post(step("declare"), sent(on=today, agreed_by="Sira", note=""))
    assert stage_of(ORGANISATION, walk.of.pk).state == "autonomous"
    assert "autonomous" in fatim.get(of_url(walk.of)).content.decode()


def test_a_proposal_is_declined_with_its_reason(cast, stage, enter):
    walk = a_walk(awa=cast.awa, fatim=cast.fatim, place=stage.kita_town)
    walk.propose("end", 3, reason="merged")
    url = address("structure_decline", walk.of.pk, "end")
    assert enter("awa").get(url).status_code == 404
    page = enter("fatim").post(url, sent(note="pas encore"), follow=True).content.decode()
    assert "Declined" in page


def test_the_money_of_a_household_and_its_activities(cast, stage, enter):
    family = a_family(by=cast.awa, place=stage.kita_town)
    awa = enter("awa")
    form = sent(held_on="2018-05-01", income_trade="20 000", spending_school="3000")
    awa.post(address("money_new", family.pk), form)
    assert HouseholdMoney.objects.get().income["trade"] == 20_000
    again = awa.get(address("money_new", family.pk)).content.decode()
    assert "The same questions as on" in again
    awa.post(address("activity_new", family.pk), sent(kind="trade", since="2018-05-02", note=""))
    page = awa.get(address("family", family.pk)).content.decode()
    assert "Small trade" in page
    assert "20000" in page.replace("\u202f", "").replace("\xa0", "").replace(",", "")
    seen = enter("mariam").get(address("family", family.pk)).content.decode()
    assert "was asked about its money once" in seen
    assert enter("mariam").get(address("money_new", family.pk)).status_code == 404


def test_help_to_a_family_is_chosen_from_those_near(cast, stage, enter):
    family = a_family(by=cast.awa, place=stage.kita_town)
    garden = a_structure(by=cast.awa, place=stage.kita_town, sort="garden")
    form = sent(on="2018-06-01", family=str(family.pk), families="", kg="25", worth_xof="6000")
    enter("awa").post(address("structure_gift", garden.pk), form)
    assert Gift.objects.get().family_id == family.pk


def test_an_event_of_a_place_and_one_in_error(stage, enter):
    form = sent(
        place=str(stage.badia.pk), theme="birth_registration", channel="radio",
        held_on="2018-04-02", **grid(women=120), people="100",
    )  # fmt: skip
    awa = enter("awa")
    page = awa.post(address("event_new"), form, follow=True).content.decode()
    assert "birth registration" in page
    held = Gathering.objects.get()
    awa.post(address("gathering_take_back", held.pk))
    assert Gathering.objects.get().mistaken


def test_thresholds_are_read_by_all_and_changed_by_the_national_office(enter):
    assert "Thresholds" in enter("awa").get(address("community_norms")).content.decode()
    assert enter("awa").get(address("community_norm", "activities")).status_code == 404
    mariam = enter("mariam")
    mariam.post(address("community_norm", "activities"), sent(value="6"))
    price = sent(month="2018-03-15", value="104,5", source="INSTAT")
    mariam.post(address("price_new"), price)
    page = mariam.get(address("community_norms")).content.decode()
    assert "set by the office" in page
    assert "INSTAT" in page
    assert mariam.get(address("community_norm", "nothing")).status_code == 404


def test_my_day_says_what_is_late(cast, stage, enter):
    group = a_structure(by=cast.awa, place=stage.kita_town, sort="savings", name="Jigiya")
    a_cycle(group, by=cast.awa)
    of = a_structure(by=cast.awa, place=stage.kita_town, name="Sigida")
    walk = a_walk(awa=cast.awa, fatim=cast.fatim, place=stage.kita_town)
    walk.to_reassessed()
    from kinkeeper.mission.community import actions

    soon = timezone.localdate() + timedelta(days=20)
    actions.record_paper(
        of, by=cast.awa, kind="receipt", dated_on=BEGUN, number="7", authority="Préfet", until=soon
    )
    a_session(group, by=cast.awa, on=BEGUN)
    home = enter("awa").get("/", follow=True).content.decode()
    for sentence in (
        "No meeting is recorded", "The legal receipt runs out", "Assess the capacity again",
    ):  # fmt: skip
        assert sentence in home
