"""What evacuations put on other pages: due lines, the life line, EM-1, the printed list."""

import io
from datetime import date, timedelta
from uuid import uuid4

import openpyxl
import pytest
import time_machine
from django.core.management import CommandError, call_command

from kinkeeper.ground.records.queries import Now
from kinkeeper.ground.reports.figures import Asked, State
from kinkeeper.mission.emergency import actions, printing
from kinkeeper.mission.emergency.actions import Said
from kinkeeper.mission.emergency.due import due_lines
from kinkeeper.mission.emergency.lifeline import facts_of_person
from kinkeeper.mission.emergency.measures import EM_1
from kinkeeper.mission.emergency.queries import lines_of
from kinkeeper.mission.emergency.tests.make import ALERT


def whats(by, day):
    return [(str(line.what), line.tone) for line in due_lines(by, day)]


def test_a_decision_waits_for_who_did_not_propose(walk):
    walk.make_alert()
    walk.make_pending()
    actions.name_host(
        walk.movement, walk.host, by=walk.moussa, beds=1, mothers=1, school_places=1, on=walk.day(0)
    )
    walk.propose("order", 0, transport="cars", authority_informed_on=walk.day(0))
    assert "decision" in {tone for _w, tone in whats(walk.mariam, walk.day(0))}
    assert "decision" not in {tone for _w, tone in whats(walk.moussa, walk.day(0))}


def test_names_not_accounted_for_on_the_way_are_an_alarm(walk):
    walk.to("departed")
    assert "alarm" not in {tone for _w, tone in whats(walk.moussa, walk.day(2))}
    walk.count(walk.out, "arrival", 3, but=(walk.line("Ali").name,))
    lines = [line for line in due_lines(walk.moussa, walk.day(3)) if line.tone == "alarm"]
    assert len(lines) == 1
    assert "1" in str(lines[0].what)


def test_a_review_is_due_every_month_while_they_are_away(walk):
    walk.to("settled")
    assert reviews_due(walk, 10) == []
    assert reviews_due(walk, 40) == ["late"]
    actions.review_relocation(
        walk.movement, by=walk.moussa, held_on=walk.day(35), welfare="bien", schooling="bien"
    )
    assert reviews_due(walk, 40) == []


def reviews_due(walk, number):
    lines = due_lines(walk.moussa, walk.day(number))
    return [line.tone for line in lines if line.url.endswith("/review/")]


def test_nobody_elsewhere_has_anything_due(walk, cast):
    walk.to("departed")
    assert whats(cast.awa, walk.day(400)) == []
    assert whats(cast.pierre, walk.day(400)) == []


def test_the_life_line_shows_the_time_away_to_those_who_may_meet_it(walk, cast):
    walk.to("returned")
    ali = walk.line("Ali").person
    bar = next(f for f in facts_of_person(ali.pk, walk.moussa) if f.bar)
    assert (bar.since, bar.until) == (walk.day(2), walk.day(406))
    assert list(facts_of_person(ali.pk, cast.pierre)) == []


def test_who_is_in_hospital_is_a_dot_on_the_life_line(walk):
    walk.to("departed")
    ali = walk.line("Ali")
    said = [Said(ali.pk, "hospital", "Ségou")]
    actions.check_in(walk.point(walk.out, "arrival"), said, by=walk.moussa)
    dots = [f for f in facts_of_person(ali.person_id, walk.moussa) if not f.bar]
    assert len(dots) == 1


def asked(walk, *, until=500):
    return Asked(uuid4(), ALERT, ALERT + timedelta(days=until))


def test_em_1_says_whether_every_count_came_out(walk):
    walk.to("returned")
    figure = EM_1.compute(Now(), asked(walk))
    assert (figure.numerator, figure.denominator) == (4, 4)
    assert figure.details[0].value == 0


def test_em_1_counts_a_stop_that_did_not_come_out(walk):
    walk.to("departed")
    stop = actions.plan_stop(walk.out, by=walk.moussa, on=walk.day(2), name="Ségou")
    actions.check_in(stop, [Said(walk.line("Ali").pk)], by=walk.moussa)
    for name in ("arrived", "settled", "assessed", "return_ordered", "return_frozen", "returning",
                 "returned"):  # fmt: skip
        getattr(walk, f"make_{name}")()
    figure = EM_1.compute(Now(), asked(walk))
    assert (figure.numerator, figure.denominator) == (4, 5)
    assert figure.details[0].value == 6


def test_em_1_says_nothing_of_an_evacuation_that_goes_on(walk):
    walk.to("arrived")
    assert EM_1.compute(Now(), asked(walk)).state == State.NOT_APPLICABLE


def test_em_1_agrees_with_a_naive_count(walk):
    walk.to("returned")
    differences = []
    for manifest in (walk.out, walk.back):
        for kind in ("departure", "arrival"):
            point = walk.point(manifest, kind)
            here = set(point.check_ins.filter(withdrawn_at=None).values_list("line", flat=True))
            differences.append(len([x for x in lines_of(manifest) if x.goes and x.pk not in here]))
    figure = EM_1.compute(Now(), asked(walk))
    assert figure.numerator == differences.count(0)


def test_the_printed_list_holds_every_name_with_number_and_totals(walk):
    walk.to("manifest_frozen")
    copy = printing.copy_of(walk.out, health=True)
    data = printing._data(copy)
    rows = [row for group in data["groups"] for row in group["rows"]]
    assert [row["code"][:-1] for row in rows] == [str(n) for n in range(1, 9)]
    assert all(row["code"][-1].isalpha() for row in rows)
    assert data["ticks"] == 3
    assert "8" in data["total"]
    assert printing.pdf(copy).startswith(b"%PDF")


def test_the_workbook_is_text_only_and_hides_what_may_not_be_met(walk):
    walk.make_alert()
    actions.list_village(walk.out, by=walk.moussa, on=walk.day(0))
    ali = walk.line("Ali")
    actions.change_line(ali, by=walk.moussa, on=walk.day(0), health="=HYPERLINK(1)")
    for health in (True, False):
        made = printing.xlsx(printing.copy_of(walk.out, health=health))
        sheet = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
        cells = [c for row in sheet.iter_rows() for c in row if c.value is not None]
        assert {c.data_type for c in cells} == {"s"}
        assert ("=HYPERLINK(1)" in {c.value for c in cells}) == health


@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
def test_the_command_writes_the_list_as_a_file(walk, tmp_path, capsys, ending):
    walk.to("manifest_frozen")
    code = walk.movement.code
    call_command("evacuation", "manifest", code.lower(), format=ending, to=tmp_path)
    (file,) = tmp_path.iterdir()
    assert file.name == f"{code}-out.{ending}"
    assert file.stat().st_mode & 0o077 == 0
    assert str(file) in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("evacuation", "manifest", "E-NOTHING")
    with pytest.raises(CommandError):
        call_command("evacuation", "manifest", code, leg="back", to=tmp_path)


def test_ages_on_the_list_are_those_of_the_day(walk):
    walk.make_alert()
    actions.list_village(walk.out, by=walk.moussa, on=walk.day(0))
    with time_machine.travel(date(2019, 1, 1)):
        assert printing.age_of(walk.line("Ali")) == "10"


def test_ages_on_a_frozen_list_stay_those_of_the_day_it_was_frozen(walk):
    walk.make_alert()
    actions.list_village(walk.out, by=walk.moussa, on=walk.day(0))
    line = walk.line("Ali")
    line.manifest.frozen_on = date(2019, 1, 1)
    with time_machine.travel(date(2031, 1, 1)):
        assert printing.age_of(line) == "10"
