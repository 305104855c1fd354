"""Small questionnaires for tests, and their answers; through the room's own actions."""

from datetime import date

from kinkeeper.ground.instruments.actions import answer, keep_version
from kinkeeper.ground.instruments.definition import Form, read_form
from kinkeeper.ground.instruments.workbook import Book, convert_book
from kinkeeper.mission.people.actions import NewMember, NewPerson, register_family
from kinkeeper.mission.people.models import Family

ON = date(2024, 5, 6)
FR = "label::French (fr)"
EN = "label::English (en)"
YES_NO = [
    {"list_name": "yn", "name": "y", FR: "oui", EN: "yes"},
    {"list_name": "yn", "name": "n", FR: "non", EN: "no"},
]


def line(kind, name, words="Mot", **more):
    return {"type": kind, "name": name, FR: words, EN: f"{words} (en)", **more}


def book(*survey, code="essai", subject="family", choices=YES_NO, **sheets):
    """The workbook of a questionnaire; lines are numbered from 2, as in a sheet."""
    settings = [{"form_title": "Essai", "form_id": code, "version": "1", "subject": subject,
                 "default_language": "French (fr)"}]  # fmt: skip
    found = {"survey": survey, "choices": choices, "settings": settings, **sheets}
    return Book({name: list(enumerate(lines, start=2)) for name, lines in found.items()})


def form(*survey, choices=YES_NO) -> Form:
    converted = convert_book(book(*survey, choices=choices))
    assert not converted.problems, [str(p) for p in converted.problems]
    return read_form(converted.xform)


VISIT = (
    line("integer", "meals", "Repas", constraint=". <= 5", required="yes", **{
        "constraint_message::French (fr)": "Cinq au plus."}),
    line("select_one yn", "ill", "Malade ?", required="yes"),
    line("text", "illness", "Quelle maladie ?", relevant="${ill} = 'y'", required="yes",
         **{"class": "3"}),
    line("text", "secret", "Secret", **{"class": "4"}),
    {"type": "begin repeat", "name": "child", FR: "Enfant", EN: "Child"},
    line("text", "given", "Prénom", required="yes"),
    line("integer", "age", "Âge", relevant="${given} != ''"),
    {"type": "end repeat"},
    {"type": "calculate", "name": "ages", "calculation": "sum(${age})"},
)  # fmt: skip
SCORES = {
    "scores": [{"score": "fed", "rule": "sum", "label::French (fr)": "Repas"}],
    "score_parts": [{"score": "fed", "question": "meals", "factor": "2"}],
    "bands": [
        {"score": "fed", "set": "x", "up_to": "4", "code": "few", FR: "peu", "tone": "bad"},
        {"score": "fed", "set": "x", "code": "many", FR: "assez", "tone": "good"},
    ],
}
ANSWERS = {
    "meals": "3", "ill": "y", "illness": "palu", "secret": "chut",
    "child": [{"given": "Sira", "age": "4"}, {"given": "Ba", "age": "7"}],
}  # fmt: skip


def visit_book(**more):
    return book(*VISIT, **{**SCORES, **more})


def a_version(by, **more):
    return keep_version(visit_book(**more), by=by, confirmed=True)


def a_family(by, place, name="Traoré") -> Family:
    member = NewMember(NewPerson("Sira", name, "F"), "head", caregiver=True, primary=True)
    return register_family(by=by, place=place, name=name, members=[member], on=ON)


def some_answers(version, family, *, by, on=ON, answers=None):
    return answer(
        version, by=by, on=on, place=family.place, subject=family, answers=answers or ANSWERS
    )
