"""The sheet of project RECORDE, and the rules of lights, quarters and money."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError

from kinkeeper.ground.places.models import Level, PlaceLink
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.models import Change
from kinkeeper.mission.projects.actions import load_sheet
from kinkeeper.mission.projects.models import Indicator, Project, Result, TargetGroup
from kinkeeper.mission.projects.queries import (
    project_called,
    projects_for,
    running_projects,
    sheet_for,
)
from kinkeeper.mission.projects.rules import converted, expected, head_count, light, quarters
from kinkeeper.mission.projects.sheets import NoSuchSheet, sheet_of
from kinkeeper.mission.projects.tests.make import recorde
from tests.cast import a_place

END_2018 = date(2018, 12, 31)


# --- rules ------------------------------------------------------------------------------------


def test_head_counts_are_the_nearest_integers_of_the_published_percentages():
    assert (head_count(905, 42), head_count(289, 69)) == (380, 199)


def test_quarters_cover_the_period_without_gap_or_overlap():
    found = quarters(date(2017, 10, 1), date(2020, 10, 1), most=99)
    assert [q.code for q in found][:2] == ["2017-Q4", "2018-Q1"]
    assert len(found) == 13
    assert found[-1].on == date(2020, 10, 1)
    assert all(a.on + timedelta(days=1) == b.since for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("value", "target", "upward", "tone"),
    [(905, 905, True, "good"), (724, 905, True, "warn"), (723, 905, True, "bad"),
     (0, 0, False, "good"), (1, 0, False, "bad"), (12, 10, False, "warn"), (13, 10, False, "bad"),
     (None, 5, True, ""), (5, None, True, "")],
)  # fmt: skip
def test_the_light_compares_with_the_target(value, target, upward, tone):
    numbers = [None if n is None else Decimal(n) for n in (value, target)]
    assert light(*numbers, upward=upward) == tone


def test_a_growing_number_is_compared_with_an_even_way_to_its_target():
    way = {"target": Decimal(100), "since": date(2018, 1, 1), "day": date(2018, 1, 11)}
    assert expected(**way, on=date(2018, 1, 6)) == 50
    assert expected(**way, on=date(2018, 1, 11)) == 100
    assert expected(**way, on=date(2017, 1, 1)) == 0


def test_francs_become_euros_at_the_fixed_parity():
    cents = converted(10_000_000, paid="XOF", counted="EUR", rate=Decimal("0.001524490"))
    assert cents == 1_524_490


# --- the sheet --------------------------------------------------------------------------------


def test_the_sheet_is_loaded_exactly_as_published(cast):
    project = recorde(cast.mariam)
    assert (project.since, project.until) == (date(2017, 10, 1), date(2020, 10, 1))
    assert (project.budget_minor, project.currency) == (25_000_000, "EUR")
    assert project.sdgs == [1, 3, 10, 16]
    groups = {g.kind: (g.number, g.percent_female, g.derived_female)
              for g in TargetGroup.objects.all()}  # fmt: skip
    assert groups == {
        "children": (905, 42, 380), "families": (190, None, None), "guardians": (289, 69, 199),
        "cbos": (11, None, None), "cbo_members": (456, None, None),
        "inhabitants": (45_796, None, None),
    }  # fmt: skip
    levels = list(Result.objects.order_by("order").values_list("level", flat=True))
    assert levels == ["overall", *["specific"] * 3, *["outcome"] * 7]
    codes = set(Indicator.objects.values_list("code", flat=True))
    assert codes >= {f"P-{n}" for n in range(1, 15)} | {f"FSP-{n}" for n in range(1, 9)}
    assert codes >= {"FSP-1a", "FSP-1b"}


def test_every_indicator_either_computes_or_says_what_it_waits_for(cast):
    recorde(cast.mariam)
    for indicator in Indicator.objects.all():
        waits = bool(indicator.waits_fr) and bool(indicator.waits_en)
        assert indicator.measure or waits, indicator.code


def test_loading_the_sheet_again_changes_nothing(cast):
    recorde(cast.mariam)
    before = Change.objects.count()
    recorde(cast.mariam)
    assert Change.objects.count() == before
    with pytest.raises(NoSuchSheet):
        sheet_of("NOWHERE")


def test_only_the_national_office_loads_a_sheet_and_unknown_places_are_named(cast):
    with pytest.raises(Refused):
        recorde(cast.awa)
    sheet = sheet_of("RECORDE")
    sheet["places"] = [{"name": "Tombouctou", "levels": ["cercle"]}]
    with pytest.raises(ValidationError, match="Tombouctou"):
        load_sheet(sheet, by=cast.mariam)
    assert not Project.objects.exists()


def test_the_sheet_says_the_region_then_and_the_region_today(cast, stage):
    kita_region = a_place("Kita", Level.REGION, stage.mali)
    link = PlaceLink.objects.get(place=stage.kita)
    write(link, by=cast.machine, until=date(2023, 3, 13))
    write(PlaceLink(place=stage.kita, parent=kita_region), by=cast.machine, since=date(2023, 3, 13))
    locations = {one.place.name: one for one in sheet_for(recorde(cast.mariam)).locations}
    assert locations["Kita"].region_then == stage.kayes
    assert locations["Kita"].region_today == kita_region
    assert not locations["Sanankoroba"].moved


def test_a_project_is_read_by_those_who_work_in_its_places_and_by_its_funder(cast):
    project = recorde(cast.mariam)
    for reader in (cast.mariam, cast.fatim, cast.pierre, cast.hawa):
        assert projects_for(reader) == [project]
        assert project_called("recorde", by=reader) == project
    for reader in (cast.moussa, cast.claire, cast.nobody, cast.nadia):
        assert projects_for(reader) == []
    assert running_projects(cast.awa, END_2018) == [(project.pk, "RECORDE")]
    assert running_projects(cast.awa, date(2021, 1, 1)) == []
    assert running_projects(cast.oumar, END_2018) == []
