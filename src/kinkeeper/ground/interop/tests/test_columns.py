from datetime import date

import pytest
from django.utils.translation import gettext_lazy, override
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.ground.interop.cells import RawLine
from kinkeeper.ground.interop.columns import (
    find_headings,
    guess_columns,
    plain,
    reference_day,
)
from kinkeeper.ground.interop.profile import Field, Profile
from kinkeeper.ground.interop.said import Said, from_kept, said

FIELDS = (
    Field("number", "number", ("N° famille", "N° ménage"), "number", doubtful=("N°",)),
    Field("given", "given name", ("prénom enfant",), "name", group="child", doubtful=("prénom",)),
    Field("sex", "sex", ("sexe enfant",), "sex", group="child", doubtful=("sexe", "genre")),
    Field("birth", "birth", ("date de naissance", "né(e) le"), "date", group="child"),
    Field("adult", "caregiver", ("prénom tuteur",), "name", group="adult", doubtful=("prénom",)),
    Field("adult.sex", "sex of it", ("sexe tuteur", "sexe t1"), "sex", group="adult",
          doubtful=("sexe",)),
    Field("link", "relation", ("lien",), "name", group="adult"),
)  # fmt: skip
PROFILE = Profile("p", "p", FIELDS, (), (), lambda _f: None, None, None)


def lines(*rows):
    return [RawLine(n, dict(enumerate(row))) for n, row in enumerate(rows, 1)]


def mapped(*rows):
    head = find_headings(lines(*rows), PROFILE)
    return {head.columns[i].caption: g.field for i, g in guess_columns(head, PROFILE).items()}


def test_titles_above_the_headings_are_not_headings():
    head = find_headings(
        lines(["Registre"], ["mis à jour le", date(2018, 6, 30)], ["N° famille", "Prénom enfant"],
              ["1", "Awa"]), PROFILE,
    )  # fmt: skip
    assert (head.row, len(head.above), len(head.below)) == (3, 2, 1)


@pytest.mark.parametrize(
    "title",
    [
        ["mis à jour le", date(2018, 6, 30)],
        ["Liste arrêtée au 30/06/2018"],
        ["Situation au 30 juin 2018"],
        ["x", "mise à jour : 30.06.2018"],
    ],
)
def test_the_day_of_the_list_stands_above_the_headings(title):
    head = find_headings(lines(title, ["N° famille", "Prénom enfant"], ["1", "Awa"]), PROFILE)
    assert reference_day(head, today=date(2026, 1, 1)) == date(2018, 6, 30)


def test_captions_are_recognised_whatever_their_accents_and_signs():
    found = mapped(
        ["n° FAMILLE", "Prenom  Enfant", "Né(e) le :", "Sexes"], ["1", "Awa", "2009", "F"]
    )
    assert list(found.values()) == ["number", "given", "birth", "sex"]


def test_a_slip_of_the_pen_is_forgiven():
    assert mapped(["N° famile", "Prénom enfnat", "x"], ["1", "Awa", "?"])["N° famile"] == "number"


def test_a_column_full_of_f_and_m_is_a_sex_without_any_caption():
    found = mapped(
        ["N° famille", "Prénom enfant", "Colonne X"], *[["1", "Awa", s] for s in "FMFMF"]
    )
    assert found["Colonne X"] == "sex"


def test_equal_captions_go_to_the_person_they_stand_beside():
    rows = [["Prénom", "Sexe", "Lien", "Prénom", "Sexe", "Né(e) le"],
            ["Awa", "F", "mère", "Issa", "M", "2009"], ["Sira", "F", "mère", "Oumou", "F", "2010"]]  # fmt: skip
    head = find_headings(lines(*rows), PROFILE)
    found = [g.field for g in guess_columns(head, PROFILE).values()]
    assert found == ["adult", "adult.sex", "link", "given", "sex", "birth"]
    assert [c.key for c in head.columns][3:5] == ["Prénom#2", "Sexe#2"]


def test_cells_that_contradict_their_caption_make_it_less_sure():
    good = find_headings(lines(["Prénom enfant", "Sexe enfant"], ["Awa", "F"]), PROFILE)
    odd = find_headings(lines(["Prénom enfant", "Sexe enfant"], ["Awa", "Kita"]), PROFILE)
    assert guess_columns(odd, PROFILE)[1].sure < guess_columns(good, PROFILE)[1].sure


def test_another_order_of_headings_is_another_list():
    one = find_headings(lines(["N° famille", "Prénom enfant"], ["1", "Awa"]), PROFILE)
    same = find_headings(lines(["n° FAMILLE", "prenom enfant"], ["2", "Issa"]), PROFILE)
    other = find_headings(lines(["Prénom enfant", "N° famille"], ["Awa", "1"]), PROFILE)
    assert one.signature == same.signature != other.signature


@given(text=st.text(max_size=40))
def test_a_caption_in_plain_letters_stays_plain(text):
    assert plain(plain(text)) == plain(text)


def test_a_sentence_is_kept_without_its_language():
    inner = said(gettext_lazy("Continue"))
    kept = said("%(a)s: %(b)d", a=inner, b=3).kept()
    with override("en"):
        assert str(from_kept(kept)) == "Continue: 3"
    with override("fr"):
        assert str(from_kept(kept)) == "Continuer: 3"
    assert str(from_kept(None)) == str(Said("")) == ""
