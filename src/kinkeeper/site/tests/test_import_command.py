"""`import register` as an office's machine calls it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kinkeeper.ground.interop.models import Batch, Mapping, Spelling
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.models import Change
from kinkeeper.ground.records.queries import Now
from kinkeeper.mission.people.queries import Family, Person
from kinkeeper.mission.strengthening.queries import enrolments
from kinkeeper.mission.strengthening.register.tests import small


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("import", "register", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def code_of(*arguments: str) -> int:
    with pytest.raises(CommandError) as wrong:
        run(*arguments)
    assert str(wrong.value)
    return wrong.value.returncode


def test_without_yes_it_reports_and_writes_nothing(cast):
    before = (Change.objects.count(), Place.objects.count())
    said = json.loads(run(str(small.FILE), "--json"))
    assert (said["would_do"]["new_families"], said["would_do"]["new_children"]) == (6, 16)
    assert {q["kind"] for q in said["questions"]} >= {"double", "birth", "entry"}
    assert (Change.objects.count(), Place.objects.count()) == before
    assert (Batch.objects.count(), Mapping.objects.count(), Spelling.objects.count()) == (0, 0, 0)


def test_with_yes_the_register_is_entered_and_what_a_person_must_see_gives_one(cast):
    assert code_of(str(small.FILE), "--yes", "--under", "Kita") == 1, "two children have no name"
    assert (Family.objects.count(), Person.objects.count()) == (6, 23)
    assert Place.objects.get(name="Digan").path.startswith(Place.objects.get(name="Kita").path)


def test_a_second_time_changes_nothing(cast):
    code_of(str(small.FILE), "--yes")
    before = Change.objects.filter(kind__startswith="people.").count()
    code_of(str(small.FILE), "--yes")
    assert Change.objects.filter(kind__startswith="people.").count() == before


def test_people_read_the_report_in_lines(cast):
    text = run(str(small.FILE))
    assert "R14" in text
    assert "Digan" in text


def test_a_mapping_from_a_file_and_another_account(cast, tmp_path):
    file, mapping = tmp_path / "l.csv", tmp_path / "m.json"
    file.write_text("a;b;c\n1;Badia;Awa Keïta\n1;Badia;Issa Keïta\n")
    mapping.write_text(json.dumps({"a": "number", "b": "place", "c": "child.full"}))
    run(str(file), "--mapping", str(mapping), "--as", cast.awa.email, "--yes")
    assert Person.objects.count() == 2
    assert set(Change.objects.filter(reason="import").values_list("actor", flat=True)) == {
        cast.awa.pk
    }


def test_unusable_files_and_arguments_give_two(cast, tmp_path):
    (tmp_path / "broken.json").write_text("[1]")
    (tmp_path / "text.txt").write_text("Bonjour")
    good = str(small.FILE)
    assert code_of(str(tmp_path / "nowhere.xlsx")) == 2
    assert code_of(str(tmp_path / "text.txt")) == 2
    assert code_of(good, "--project", "NOPE") == 2
    assert code_of(good, "--under", "Atlantis") == 2
    assert code_of(good, "--as", "nobody@exemple.invalid") == 2
    assert code_of(good, "--as", cast.hawa.email) == 2
    assert code_of(good, "--mapping", str(tmp_path / "broken.json")) == 2
    assert Batch.objects.count() == 0


def test_a_project_is_named_by_its_code(cast):
    from kinkeeper.ground.places.actions import load_mali

    load_mali(by=cast.machine)
    code_of(str(small.FILE), "--project", "recorde", "--yes", "--under", "Kita")
    found = enrolments(Now())
    assert len(found) == 6
    assert None not in {row.project for row in found}
