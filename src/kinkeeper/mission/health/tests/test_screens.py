"""The screens with everybody of the cast."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from kinkeeper.ground.access.models import Reading
from kinkeeper.mission.health.actions import Values, set_protocol
from kinkeeper.mission.health.models import Measurement, Protocol, Referral
from kinkeeper.mission.health.protocols import DEFAULT
from kinkeeper.mission.health.tests.make import FOUND_ON, Walk, a_girl, measured

OUTSIDE = ("oumar", "moussa", "claire", "pierre", "hawa", "nadia", "nobody")


@pytest.fixture
def girl(cast, stage):
    """Fifteen months old today."""
    return a_girl(
        by=cast.awa, place=stage.kita_town, born=timezone.localdate() - timedelta(days=457)
    )


def typed(girl, **more):
    return {
        "form_id": str(uuid4()), "on": timezone.localdate().isoformat(),
        "place": str(girl.place_id), "weight": "6,9", "lenhei": "75,0", "position": "l",
        "muac_mm": "112", "oedema": "0", **more,
    }  # fmt: skip


def address(name, *args):
    return reverse(name, args=args)


def test_a_thin_child_is_measured_and_what_was_found_is_said_at_once(girl, enter):
    awa = enter("awa")
    assert "Sira" in awa.get(address("measure", girl.pk)).content.decode()
    page = awa.post(address("measure", girl.pk), typed(girl), follow=True).content.decode()
    assert "Severe acute malnutrition: weight for height, MUAC. Refer the child today." in page
    assert "found malnourished" in page
    assert "Refer to a health centre" in page


def test_the_same_form_twice_counts_once(girl, enter):
    awa, form = enter("awa"), typed(girl)
    for _ in range(2):
        awa.post(address("measure", girl.pk), form)
    assert Measurement.objects.count() == 1


def test_an_unusual_value_is_asked_on_the_same_page_and_what_was_typed_stays(girl, enter):
    awa, form = enter("awa"), typed(girl, weight="24")
    page = awa.post(address("measure", girl.pk), form).content.decode()
    assert "This weight is very unusual at this age." in page
    assert 'value="24"' in page
    assert 'name="sure_flag_wei"' in page
    sure = {"sure_flag_wei": "on", "sure_flag_wfl": "on"}
    awa.post(address("measure", girl.pk), form | sure)
    assert Measurement.objects.get().confirmed == ["flag_wei", "flag_wfl"]


def test_half_of_the_questions_answered_is_not_enough(girl, enter):
    form = typed(girl, weight="24") | {"sure_flag_wei": "on"}
    page = enter("awa").post(address("measure", girl.pk), form).content.decode()
    assert "for this length or height" in page
    assert not Measurement.objects.exists()


def test_a_measurement_is_corrected_taken_back_and_computed_again(girl, cast, enter):
    row, awa = measured(girl, by=cast.awa, on=timezone.localdate()), enter("awa")
    form = typed(girl, muac_mm="113", base=row.version)
    assert awa.get(address("measurement", row.pk)).status_code == 200
    awa.post(address("measurement", row.pk), form)
    row.refresh_from_db()
    assert row.muac_mm == 113
    assert awa.post(address("measurement_compute", row.pk)).status_code == 302
    awa.post(address("measurement_take_back", row.pk))
    row.refresh_from_db()
    assert row.mistaken
    assert "Recorded in error" in awa.get(address("measurement", row.pk)).content.decode()


def test_the_growth_page_has_charts_with_a_table_beside_them(girl, cast, enter):
    measured(girl, by=cast.awa, on=timezone.localdate())
    page = enter("awa").get(address("growth", girl.pk)).content.decode()
    assert page.count("<svg") >= 6  # three charts, wide and narrow
    assert "Weight for length" in page
    assert "−3.29 SD" in page


def test_the_national_office_reads_that_a_child_was_measured_but_not_what(girl, cast, enter):
    measured(girl, by=cast.awa, on=timezone.localdate())
    mariam = enter("mariam")
    for page in (
        mariam.get(address("growth", girl.pk)),
        mariam.get(address("person", girl.pk)),
        mariam.get(address("nutrition")),
    ):
        said = page.content.decode()
        assert page.status_code == 200
        assert "6.9" not in said
        assert "malnutrition" not in said.lower()


@pytest.mark.parametrize("name", OUTSIDE)
def test_nobody_outside_finds_the_child_or_its_case(girl, cast, enter, name):
    case = Walk(girl, cast.awa, cast.fatim)
    row = measured(girl, by=cast.awa, on=timezone.localdate())
    client = enter(name)
    for url in (
        address("measure", girl.pk),
        address("growth", girl.pk),
        address("measurement", row.pk),
        address("nutrition_step", case.case().pk, "refer"),
        address("nutrition_slip", case.case().pk),
        address("measure_again", case.case().pk),
    ):
        assert client.get(url).status_code == 404


def test_a_child_is_referred_and_the_slip_is_there_to_print(girl, cast, enter):
    measured(girl, by=cast.awa, on=timezone.localdate())
    case, awa = Walk(girl, cast.awa, cast.fatim).case(), enter("awa")
    form = {
        "form_id": str(uuid4()), "on": timezone.localdate().isoformat(), "reason": "urenas",
        "centre": "CSRéf de Kita", "agreed_by": "Awa Keïta", "signs": "fièvre", "note": "",
    }  # fmt: skip
    answer = awa.post(address("nutrition_step", case.pk, "refer"), form)
    assert answer.url == address("nutrition_slip", case.pk)
    slip = awa.get(answer.url).content.decode()
    for said in ("CSRéf de Kita", "Sira Keïta", "fièvre", "112 mm", "−3.29 SD", "URENAS"):
        assert said in slip
    assert Referral.objects.count() == 1


def test_an_end_is_proposed_declined_and_decided_on_the_pages(girl, cast, enter):
    measured(girl, by=cast.awa, on=timezone.localdate())
    case, awa, fatim = Walk(girl, cast.awa, cast.fatim).case(), enter("awa"), enter("fatim")
    form = {"form_id": str(uuid4()), "on": timezone.localdate().isoformat(), "reason": "refused"}
    awa.post(address("nutrition_step", case.pk, "stop"), form | {"note": ""})
    assert "Confirm the end of the follow-up" in fatim.get("/").content.decode()
    decline = address("nutrition_decline", case.pk, "stop")
    assert "refuses" in fatim.get(decline).content.decode()
    fatim.post(decline, {"form_id": str(uuid4()), "note": "revoyez la mère"})
    assert "Propose to end" in awa.get(address("person", girl.pk)).content.decode()


def test_a_step_that_is_gone_leads_back_and_an_unknown_one_is_not_found(girl, cast, enter):
    measured(girl, by=cast.awa, on=timezone.localdate())
    case, awa = Walk(girl, cast.awa, cast.fatim).case(), enter("awa")
    assert awa.get(address("nutrition_step", case.pk, "recover")).status_code == 302
    assert awa.get(address("nutrition_step", case.pk, "fly")).status_code == 404
    assert awa.get(address("nutrition_slip", case.pk)).status_code == 404


def test_my_day_says_that_the_child_is_to_be_referred(girl, cast, enter):
    measured(girl, by=cast.awa, on=timezone.localdate() - timedelta(days=3))
    for name in ("awa", "fatim"):
        page = enter(name).get("/").content.decode()
        assert "Refer the child" in page
        assert "Sira" in page
    assert "Refer the child" not in enter("oumar").get("/").content.decode()


def test_the_list_shows_who_is_to_be_measured_this_month(girl, cast, enter):
    awa = enter("awa")
    page = awa.get(address("nutrition"), {"only": "month"}).content.decode()
    assert "Sira" in page
    assert "1 child from 6 to 59 months, 0 measured this month" in page
    measured(girl, by=cast.awa, on=timezone.localdate())
    assert "Sira" not in awa.get(address("nutrition"), {"only": "month"}).content.decode()
    thin = awa.get(address("nutrition"), {"only": "thin", "place": girl.place_id}).content.decode()
    assert "Sira" in thin
    assert "severe acute malnutrition" in thin


def test_opening_a_child_is_written_down(girl, cast, enter):
    enter("awa").get(address("growth", girl.pk))
    assert Reading.objects.filter(subject=girl.pk, door="growth").exists()


def test_the_protocol_is_read_by_workers_and_set_by_the_national_office(cast, enter):
    assert "WHO and UNICEF" in enter("awa").get(address("nutrition_protocol")).content.decode()
    assert enter("awa").get(address("nutrition_protocol_new")).status_code in {403, 404}
    mariam = enter("mariam")
    page = mariam.get(address("nutrition_protocol_new")).content.decode()
    assert 'value="115"' in page
    form = {
        "form_id": str(uuid4()), "since": timezone.localdate().isoformat(), "name": "PCIMA 2022",
        "source": "PCIMA, novembre 2022", "muac_severe": "115", "muac_moderate": "125",
        "whz_severe": "-3", "whz_moderate": "-2", "school_muac_severe": "130",
        "school_muac_moderate": "145", "baz_severe": "-3", "baz_moderate": "-2",
    }  # fmt: skip
    mariam.post(address("nutrition_protocol_new"), form)
    assert Protocol.objects.get().name == "PCIMA 2022"
    assert "PCIMA 2022" in enter("awa").get(address("nutrition_protocol")).content.decode()


def test_the_tables_for_the_phone_carry_the_protocol_in_force(cast, enter):
    set_protocol(by=cast.mariam, since=FOUND_ON, name="PCIMA 2022", source="x", thresholds=DEFAULT)
    found = enter("awa").get(address("nutrition_tables")).json()
    assert found["protocol"]["name"] == "PCIMA 2022 (04/06/2018)"
    assert found["protocol"]["muac_severe"] == 115
    assert found["tables"]["wfl"]["first"] == 450


def test_the_page_of_the_curves_tells_how_it_went(girl, enter, cast):
    for days, weight in ((120, "8.6"), (60, "7.0"), (20, "8.6")):
        on = timezone.localdate() - timedelta(days=days)
        values = Values(weight=Decimal(weight), lenhei=Decimal("73.0"), position="l", oedema="0")
        sure = frozenset({"weight_jump"})
        measured(girl, by=cast.awa, on=on, values=values, confirmed=sure)
    page = enter("awa").get(address("growth", girl.pk)).content.decode()
    assert "Measured 3 times in 3 months." in page
    assert "lowest −" in page
    assert "still followed." in page
    assert (
        "What the curves tell"
        not in enter("mariam").get(address("growth", girl.pk)).content.decode()
    )


def days(number):
    return timezone.localdate() + timedelta(days=number)


BAD = {
    "grams for kilograms": ({"weight": "6900"}, "In grams that would be 6.9 kg"),
    "a weight of nought": ({"weight": "0"}, "0 cannot be: between 0.3 and 200"),
    "nothing at all": (
        {"weight": "", "lenhei": "", "muac_mm": "", "oedema": ""},
        "fill in at least one value",
    ),
    "millimetres for centimetres": ({"lenhei": "750"}, "In millimetres that would be 75 cm"),
    "metres for centimetres": ({"lenhei": "0,75"}, "In metres that would be 75 cm"),
    "centimetres for millimetres": ({"muac_mm": "11"}, "In centimetres that would be 110 mm"),
    "a height that shrinks": ({"lenhei": "70,0"}, "smaller now?"),
    "the taller twin": ({"lenhei": "88,0"}, "so fast?"),
    "two decimals of a centimetre": ({"lenhei": "75,25"}, "1 decimal place"),
    "31 February": ({"on": "31/02/2026"}, "31/02/2026"),
    "a day ahead": ({"on": days(2).isoformat()}, "lies in the future"),
    "before the birth": ({"on": days(-500).isoformat()}, "before the birth"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_right_is_asked_again_with_everything_that_was_typed(
    girl, enter, cast, name
):
    before = Values(weight=Decimal("7.2"), lenhei=Decimal("75.0"), position="l", oedema="0")
    measured(girl, by=cast.awa, on=days(-20), values=before)
    changed, said = BAD[name]
    given = typed(girl, **changed)
    page = enter("awa").post(address("measure", girl.pk), given).content.decode()
    assert said in page
    for field in ("weight", "lenhei", "muac_mm"):
        assert not given[field] or f'value="{given[field]}"' in page
    assert Measurement.objects.count() == 1


def test_a_standing_child_of_five_months_is_asked_about_and_kept_when_it_is_so(cast, stage, enter):
    small = a_girl(by=cast.awa, place=stage.kita_town, born=days(-150))
    awa, given = (
        enter("awa"),
        typed(small, weight="6,4", lenhei="63,0", position="h", muac_mm="132"),
    )
    page = awa.post(address("measure", small.pk), given).content.decode()
    assert "below nine months was measured standing" in page
    awa.post(address("measure", small.pk), {**given, "sure_stands": "on"})
    assert Measurement.objects.get().confirmed == ["stands"]
