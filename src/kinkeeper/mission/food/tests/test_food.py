"""Surveys from answers, areas, alerts, screens, API and measures with the people of the cast."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from kinkeeper.ground.instruments.actions import correct, take_back
from kinkeeper.ground.instruments.models import Answers
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.reports.figures import Asked, State
from kinkeeper.ground.reports.measures import measure_of
from kinkeeper.ground.reports.offers import due_lines, life_facts, sections_of
from kinkeeper.mission.food import measures
from kinkeeper.mission.food.actions import set_alert, set_lean_season
from kinkeeper.mission.food.measures import MEASURES, Families
from kinkeeper.mission.food.models import Survey
from kinkeeper.mission.food.queries import alerts, areas, lean_of, rounds
from kinkeeper.mission.food.rules import LEAN, OUTSIDE, Lean, Round, Seen, Share
from kinkeeper.mission.food.tests.make import (
    BORDERLINE,
    FINE,
    JANUARY,
    JULY,
    NEXT_JULY,
    POOR,
    a_family,
    asked,
    food_answers,
    water_asked,
)
from kinkeeper.mission.people.queries import Homes

OUTSIDE_CAST = ("oumar", "moussa", "hawa", "pierre", "claire", "nadia", "nobody")
PROJECT = UUID(int=9)


@pytest.fixture
def family(cast, stage):
    return a_family(cast.awa, stage.kita_town)


def test_answers_become_a_survey_of_their_season_by_both_pairs(cast, family):
    row = asked(family, by=cast.awa)
    assert row.scores == {"fcs": "29.0", "rcsi": "8", "hdds": "4", "hhs": "0", "lcs_fs": "1"}
    assert (row.bands["fcs 21/35"], row.bands["fcs 28/42"]) == ("borderline", "borderline")
    assert (row.season, row.year) == ("lean", 2024)


def test_a_correction_and_a_taking_back_reach_the_survey(cast, family):
    row = asked(family, by=cast.awa)
    answers = Answers.objects.get(pk=row.answers_id)
    correct(answers, base=answers.version, by=cast.awa, answers=food_answers(FINE))
    row.refresh_from_db()
    assert row.bands["fcs 28/42"] == "acceptable"
    take_back(answers, by=cast.awa)
    row.refresh_from_db()
    assert row.mistaken
    assert areas(Round(2024, LEAN), by=cast.awa) == []


def test_the_lean_season_of_the_nearest_place_holds(cast, stage, family):
    set_lean_season(by=cast.mariam, place=stage.mali, first_month=7, last_month=9, source="SAP")
    set_lean_season(by=cast.mariam, place=stage.kita, first_month=5, last_month=6, source="SAP")
    assert lean_of(stage.kita_town) == Lean(5, 6)
    assert lean_of(stage.socoura) == Lean(7, 9)
    assert asked(family, by=cast.awa).season == "outside"


def test_who_may_set_what(cast, stage):
    for name in ("awa", "fatim", "moussa", "hawa", "pierre", "nobody"):
        with pytest.raises(Refused):
            set_alert(by=getattr(cast, name), sign="rcsi_high", percent=Decimal(10), at_least=3)
        with pytest.raises(Refused):
            set_lean_season(by=getattr(cast, name), place=stage.kita, first_month=6,
                            last_month=8, source="SAP")  # fmt: skip


def five(cast, stage, *days, on):
    found = [a_family(cast.awa, stage.kita_town, f"Famille{n}") for n in range(len(days))]
    return [asked(f, by=cast.awa, on=on, days=d) for f, d in zip(found, days, strict=True)]


def test_an_area_past_its_threshold_is_on_the_day_of_its_coordinator(cast, stage):
    today = date(2024, 7, 20)
    five(cast, stage, POOR, POOR, FINE, FINE, BORDERLINE, on=JULY)
    (area,) = areas(Round(2024, LEAN), by=cast.fatim)
    assert area.shares["fcs_poor_2135"] == Share(2, 5)
    assert area.fcs == (10 + 10 + 66 + 66 + 29) / Decimal(5)
    found = {a.sign.code for a in alerts(by=cast.fatim, today=today)}
    assert found == {"fcs_poor_2135", "fcs_poor_2842"}
    lines = [str(li.what) for li in due_lines(cast.fatim, today) if li.tone == "alarm"]
    assert len(lines) == 2
    assert not [li for li in due_lines(cast.awa, today) if li.tone == "alarm"]
    assert alerts(by=cast.fatim, today=JULY + timedelta(days=93)) == []
    set_alert(by=cast.mariam, sign="fcs_poor_2135", percent=Decimal(50), at_least=5)
    assert {a.sign.code for a in alerts(by=cast.fatim, today=today)} == {"fcs_poor_2842"}


def test_a_new_round_replaces_the_alert_of_the_one_before(cast, stage):
    rows = five(cast, stage, POOR, POOR, POOR, POOR, POOR, on=date(2024, 8, 25))
    families = [row.family for row in rows]
    assert alerts(by=cast.fatim, today=date(2024, 9, 20))
    for one in families:
        asked(one, by=cast.awa, on=date(2024, 9, 15), days=FINE)
    assert not alerts(by=cast.fatim, today=date(2024, 9, 20))


def test_water_stands_beside_food(cast, stage, family):
    asked(family, by=cast.awa)
    row = water_asked(family, by=cast.awa, source="well_open")
    assert row.bands == {"jmp JMP": "unimproved"}
    assert water_asked(family, by=cast.awa, minutes="45").bands == {"jmp JMP": "limited"}
    (area,) = areas(Round(2024, LEAN), by=cast.awa)
    assert (area.households, area.shares["fcs_poor_2135"].whole) == (1, 1)


def loaded(family):
    """As a page loads it: anew."""
    return type(family).objects.get(pk=family.pk)


def section(family, by):
    part = next(s for s in sections_of("people.family") if s.code == "food")
    return part.context(loaded(family), by)


def test_the_page_of_a_family_compares_only_the_same_season(cast, family):
    asked(family, by=cast.awa, on=JULY, days=POOR)
    asked(family, by=cast.awa, on=JANUARY, days=FINE)
    (one,) = section(family, cast.awa)["asked"]
    assert one.compared is None
    assert "ne se comparent pas" in one.why_not or "are not compared" in one.why_not
    asked(family, by=cast.awa, on=NEXT_JULY, days=BORDERLINE)
    (one,) = section(family, cast.awa)["asked"]
    assert one.compared.on == JULY
    assert (one.lines[0].now, one.lines[0].before) == ("29", "10")
    assert section(family, cast.pierre) is None
    assert section(family, cast.mariam)["sensitive"] is False
    life = [f for f in life_facts("people.family", loaded(family), cast.awa) if "20" in f.label]
    assert len(life) == 3


def test_rounds_of_two_seasons_are_refused_beside_each_other(cast, enter, family):
    for on in (JULY, JANUARY, NEXT_JULY):
        asked(family, by=cast.awa, on=on, days=POOR)
    assert rounds(by=cast.awa) == [Round(2025, LEAN), Round(2024, OUTSIDE), Round(2024, LEAN)]
    awa = enter("awa")
    page = awa.get(reverse("food"), {"round": "lean-2025", "beside": "outside-2024"})
    assert "are not compared" in page.content.decode()
    assert "before: " not in page.content.decode()
    page = awa.get(reverse("food"), {"round": "lean-2025", "beside": "lean-2024"})
    assert "before: 100" in page.content.decode()


def test_the_office_sees_no_share_of_few_families(cast, enter, family):
    asked(family, by=cast.awa, days=POOR)
    assert "100" not in enter("mariam").get(reverse("food")).content.decode().split("<tbody>")[1]
    assert "100" in enter("awa").get(reverse("food")).content.decode().split("<tbody>")[1]


def test_a_family_is_asked_from_its_page(enter, family):
    page = enter("awa").get(reverse("food_ask", args=[family.pk, "food"]), follow=True)
    assert "FCSStap" in page.content.decode()


def test_who_does_not_work_here_gets_the_same_404(enter, family):
    for name in OUTSIDE_CAST:
        client = enter(name)
        assert client.get(reverse("food_ask", args=[family.pk, "food"])).status_code == 404
        assert client.get(f"/api/families/{family.pk}/food").status_code == 404
    assert enter("awa").get(reverse("food_ask", args=[family.pk, "fire"])).status_code == 404


def test_the_office_configures_seasons_and_alerts(enter, stage):
    mariam = enter("mariam")
    form = {"form_id": str(uuid4()), "place": str(stage.kita.pk), "first_month": "5",
            "last_month": "7", "source": "SAP 2026"}  # fmt: skip
    page = mariam.post(reverse("food_season"), form, follow=True).content.decode()
    assert "SAP 2026" in page
    assert "May" in page
    form = {"form_id": str(uuid4()), "percent": "35", "at_least": "8"}
    page = mariam.post(reverse("food_alert", args=["rcsi_high"]), form, follow=True)
    assert "35" in page.content.decode()
    for name in ("awa", "fatim"):
        assert enter(name).get(reverse("food_season")).status_code == 404
        assert enter(name).get(reverse("food_settings")).status_code == 200


def test_surveys_and_areas_as_json(cast, enter, family):
    asked(family, by=cast.awa)
    (one,) = enter("awa").get(f"/api/families/{family.pk}/food").json()
    assert one["scores"]["fcs"] == "29.0"
    (office,) = enter("mariam").get(f"/api/families/{family.pk}/food").json()
    assert office["scores"] == {}
    (area,) = enter("awa").get("/api/food/areas?season=lean&year=2024").json()
    assert area["shares"]["fcs_poor_2135"] == {"part": 0, "whole": 1}
    (office,) = enter("mariam").get("/api/food/areas?season=lean&year=2024").json()
    assert office["shares"] == {}
    assert enter("awa").get("/api/food/rounds").json() == [{"season": "lean", "year": 2024}]


# --- measures ---------------------------------------------------------------------------------

ASKED = Asked(PROJECT, date(2024, 6, 1), date(2025, 12, 31))


def surveyed(n, on, *, poor=False, rcsi=5):
    lean = on.month in (6, 7, 8)
    band = "poor" if poor else "acceptable"
    return UUID(int=n), Seen(
        on, Round(on.year, LEAN if lean else OUTSIDE),
        {"fcs": Decimal(10), "rcsi": Decimal(rcsi)}, {"fcs 21/35": band, "fcs 28/42": band},
    )  # fmt: skip


def facts(*surveys, count=4):
    ids = {UUID(int=n) for n in range(1, count + 1)}
    return Families(lambda _asked: ids, surveys, {i: Homes(UUID(int=77)) for i in ids})


def test_the_last_survey_of_the_season_counts_and_the_other_season_never():
    found = facts(
        surveyed(1, JULY, poor=True), surveyed(1, NEXT_JULY), surveyed(1, JANUARY, poor=True),
        surveyed(2, NEXT_JULY, poor=True), surveyed(3, JANUARY), surveyed(9, JULY),
    )  # fmt: skip
    test = measures.in_band("fcs 21/35", "acceptable")
    lean = measures.share_of(found, ASKED, season=LEAN, score="fcs", test=test)
    assert (lean.numerator, lean.denominator, lean.coverage.eligible) == (1, 2, 4)
    outside = measures.share_of(found, ASKED, season=OUTSIDE, score="fcs", test=test)
    assert (outside.numerator, outside.denominator) == (1, 2)


def test_a_mean_says_on_how_many_families_it_stands():
    found = facts(surveyed(1, JULY, rcsi=4), surveyed(2, JULY, rcsi=21))
    figure = measures.mean_of(found, ASKED, season=LEAN, score="rcsi")
    assert (figure.value, figure.denominator, figure.coverage.eligible) == (Decimal("12.5"), 2, 4)
    none = measures.mean_of(found, ASKED, season=OUTSIDE, score="rcsi")
    assert none.state == State.NOT_APPLICABLE


def test_only_families_of_the_places_asked_for_count():
    found = facts(surveyed(1, JULY))
    elsewhere = Asked(PROJECT, ASKED.since, ASKED.on, frozenset({UUID(int=5)}))
    assert found.here(elsewhere) == set()
    here = Asked(PROJECT, ASKED.since, ASKED.on, frozenset({UUID(int=77)}))
    assert len(found.here(here)) == 4


def test_every_measure_names_its_season_and_both_pairs_are_offered():
    codes = {m.code for m in MEASURES}
    assert {"food.fcs_2135.lean", "food.fcs_2842.outside", "food.rcsi_mean.lean"} <= codes
    assert all(measure_of(code).code == code for code in codes)
    assert "{" not in str(measure_of("food.hhs_severe.lean").definition)


def test_the_measures_read_the_records_of_a_project(cast, family):
    from kinkeeper.ground.records.queries import Now

    asked(family, by=cast.awa)
    figure = measure_of("food.fcs_2135.lean").compute(Now(), ASKED)
    assert figure.state == State.NOT_APPLICABLE
    ((found, facts_),) = measures._surveys(Now(), frozenset({family.pk}))
    assert (found, facts_.values["fcs"]) == (family.pk, Decimal("29.0"))
    assert Survey.objects.count() == 1
