"""The sheet of any project, from a file: what is wrong is said before anything is loaded."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import translation

from kinkeeper.mission.projects.actions import read_sheet
from kinkeeper.mission.projects.models import BudgetLine, Indicator, Project
from kinkeeper.mission.projects.tests.make import recorde

SHEET = """
code = "EAU"
title_fr = "Eau"
title_en = "Water"
since = 2026-01-01
until = 2027-01-01
budget_minor = 1_000_000
currency = "EUR"
sdgs = [6]
[[results]]
code = "R1"
level = "outcome"
text_fr = "De l'eau"
text_en = "Water"
[[indicators]]
code = "E-1"
result = "R1"
unit = "number"
collected = "entered"
definition_en = "wells"
definition_fr = "puits"
name_fr = "Puits"
name_en = "Wells"
[[indicators.targets]]
day = 2026-01-01
baseline = true
value = 3
source = "enquête"
[[indicators.targets]]
day = 2026-12-31
value = 9
source = "plan"
[[budget_lines]]
code = "L1"
name_fr = "Puits"
name_en = "Wells"
amount_minor = 1_000_000
rate = "655.957"
source = "convention"
"""


@pytest.fixture
def file(cast, stage, tmp_path):
    def write(text):
        path = tmp_path / "sheet.toml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def refused(file, text, language="en"):
    with translation.override(language), pytest.raises(CommandError) as said:
        call_command("import", "project", file(text), yes=True)
    return str(said.value).replace("\N{NO-BREAK SPACE}", " ")


def test_without_yes_the_sheet_is_only_tried(file, capsys):
    with translation.override("en"):
        call_command("import", "project", file(SHEET))
    assert "1 results, 1 indicators, 2 targets and baselines, 1 budget lines" in (
        capsys.readouterr().out
    )
    assert not Project.objects.exists()


def test_a_sheet_is_loaded_with_its_framework_and_its_budget(file):
    call_command("import", "project", file(SHEET), yes=True)
    assert BudgetLine.objects.get().other_minor == 6_559_570
    assert Indicator.objects.get().targets.count() == 2
    call_command("import", "project", file(SHEET), yes=True)
    assert Indicator.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("value = 9", "value = 2"),
         ("the target 2 lies below the baseline 3", "la cible 2 est inférieure")),
        (('rate = "655.957"', 'rate = "655.957"\nother_minor = 5'),
         ("two different amounts", "deux montants différents")),
        (('result = "R1"', 'result = "R9"'), ("no result “R9”", "aucun résultat « R9 »")),
        (('unit = "number"', 'measure = "x.y"'),
         ("nobody computes “x.y”", "personne ne calcule « x.y »")),
        (('title_en = "Water"', ""),
         ("the sheet: “title_en” is missing", "la fiche : il manque « title_en »")),
        (('unit = "number"', 'nom = "x"'), ("“nom” is not known", "« nom » n’est pas connu")),
        (("since = 2026-01-01", 'since = "x"'), ("of another kind", "d’une autre sorte")),
        (('currency = "EUR"', 'currency = "FCFA"'), ("“FCFA” is not known", "« FCFA » n’est pas")),
        (("sdgs = [6]", "sdgs = []"), ("sdgs: This field", "sdgs : Ce champ")),
        (("[[results]]", "[[results"), ("cannot be read", "ne peut pas être lu")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_loaded(file, change, said):
    now, then = change
    wrong = SHEET.replace(now, then, 1)
    assert wrong != SHEET
    assert said[0] in refused(file, wrong)
    assert said[1] in refused(file, wrong, "fr")
    assert not Project.objects.exists()


def test_a_changed_definition_needs_a_version_of_its_own(file):
    call_command("import", "project", file(SHEET), yes=True)
    other = SHEET.replace('"wells"', '"wells that give water"')
    assert "The definition of E-1 has changed" in refused(file, other)
    assert "La définition de E-1 a changé" in refused(file, other, "fr")
    assert Indicator.objects.get().definition_en == "wells"
    newer = other.replace('unit = "number"', 'unit = "number"\ndefinition_version = 2')
    call_command("import", "project", file(newer), yes=True)
    assert Indicator.objects.get().definition_version == 2


def test_our_own_sheet_stands_the_check(cast):
    from kinkeeper.mission.projects.sheets import FOLDER

    assert read_sheet((FOLDER / "recorde.toml").read_bytes())["code"] == "RECORDE"
    assert recorde(cast.mariam).code == "RECORDE"


def test_what_is_no_text_is_refused():
    with pytest.raises(ValidationError):
        read_sheet(b"\xff\xfe")
