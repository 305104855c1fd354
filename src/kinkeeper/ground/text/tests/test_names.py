"""Names: keys that meet, keys that do not, the table, likeness, tidying."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.ground.text.names import (
    KEY_LENGTH,
    Level,
    NameProblem,
    clean_name,
    given_names,
    known_names,
    name_variants,
    search_key,
    search_words,
    surnames,
    typed_keys,
    why_alike,
)

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)

ONE_KEY = [
    ("Traoré", "Traore", "Trawore", "TRAORÉ", " traoré "),
    ("Coulibaly", "Kulibali", "Koulibaly", "Coulibali"),
    ("Mamadou", "Mahamadou", "Mamadu"),
    ("Keïta", "Keita", "Keyita", "Keitta"),
    ("Aïssata", "Aissata", "Aïssatou", "Aïchata"),
    ("Diarra", "Djarra", "Jara", "Diarrah"),
    ("Sidibé", "Cidibé", "Sidibè"),
    ("Cissé", "Sissé", "Sise", "Sissey"),
    ("Ouattara", "Wattara"),
    ("Sissoko", "Cissokho"),
    ("Niaré", "Gnaré", "Nyaré", "Ɲaré"),
    ("Dembélé", "Denbele"),
    ("N'Golo", "N’golo", "Ngolo"),
    ("Daouda", "Dauda", "Dawda"),
    ("Touré", "Ture"),
    ("Kassogué", "Kassogé"),
    ("Djénéba", "Jeneba", "Diénéba"),
    ("Awa", "Hawa", "A\u200bwa"),
]
TWO_KEYS = [
    ("Traoré", "Touré"),
    ("Diarra", "Diallo"),
    ("Konaté", "Koné"),
    ("Kanté", "Konaté"),
    ("Awa", "Adama"),
    ("Moussa", "Issa"),
    ("Sow", "Ba"),
    ("Lassana", "Assitan"),
    ("Diabaté", "Diakité"),
    ("Bakary", "Boubacar"),
]


@pytest.mark.parametrize("spellings", ONE_KEY, ids=lambda names: names[0])
def test_spellings_of_one_name_share_a_key(spellings):
    assert len({search_key(name) for name in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), TWO_KEYS)
def test_different_names_keep_different_keys(one, other):
    assert search_key(one) != search_key(other)
    assert search_key(other) not in name_variants(one)
    assert why_alike(one, other).level is Level.DIFFERENT


def test_a_key_keeps_the_words_in_order():
    assert search_key("  Fatoumata   Binta-TRAORÉ ") == "fatumata binta traore"
    assert search_words("Fatoumata Traoré") == ("fatumata", "traore")


@pytest.mark.parametrize("text", ["", " ", "\u200b\u200d", "\u3164", "\u2800", "\u202e", "\n"])
def test_what_shows_nothing_has_no_key(text):
    assert search_key(text) == ""
    assert typed_keys(text) == ()
    assert name_variants(text) == frozenset()


@given(ANY_TEXT)
def test_the_key_of_a_key_is_itself_for_any_text(text):
    key = search_key(text)
    assert search_key(key) == key
    assert len(key) <= KEY_LENGTH
    assert key == " ".join(key.split())


@given(st.text("acdeghijkmnoqstuwxyéïç '", max_size=25))
def test_the_key_of_a_key_is_itself_for_likely_letters(text):
    assert search_key(search_key(text)) == search_key(text)


@given(ANY_TEXT)
def test_keys_do_not_depend_on_case(text):
    assert search_key(text.casefold()) == search_key(text)


def _pairs():
    forms = [
        (name.kind, line, spelling)
        for line, name in enumerate(known_names())
        for spelling in name.spellings
    ]
    return [(a, b) for a, b in combinations(forms, 2) if a[0] == b[0]]


def test_keys_alone_meet_half_of_the_spellings_and_no_other_name():
    met = [(a[1] == b[1]) for a, b in _pairs() if search_key(a[2]) == search_key(b[2])]
    pairs = sum(a[1] == b[1] for a, b in _pairs())
    assert sum(met) / pairs >= 0.5
    assert sum(met) / len(met) >= 0.99


def test_the_table_meets_every_known_spelling():
    for name in known_names():
        keys = name_variants(name.canonical)
        assert all(search_key(spelling) in keys for spelling in name.spellings)


def test_half_typed_names_are_found():
    tried = found = 0
    for name in known_names():
        for spelling in name.spellings:
            for end in range(2, len(spelling) + 1):
                tried += 1
                starts = typed_keys(spelling[:end])
                found += any(search_key(spelling).startswith(start) for start in starts)
    assert found / tried >= 0.99


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Di", "Diarra"),
        ("bo", "Boubacar"),
        ("c", "Cissé"),
        ("coul", "Kulibali"),
        ("trawo", "Traoré"),
    ],
)
def test_a_typed_beginning_finds_the_name(typed, name):
    assert any(search_key(name).startswith(start) for start in typed_keys(typed))


def test_variants_of_a_whole_name_exchange_each_word():
    keys = name_variants("Fatou Kulubali")
    assert search_key("Fatoumata Coulibaly") in keys
    assert search_key("Fatou Kulubali") in keys
    assert len(name_variants("Fatou Mohamed Ibrahima Korotoumou Abdoulaye")) <= 256


def test_related_forms_are_added_only_when_asked_for():
    assert "fanta" not in name_variants("Fatoumata")
    assert "fanta" in name_variants("Fatoumata", related=True)


def test_the_table_gives_weighted_names_of_both_sexes():
    assert {name.canonical for name in given_names("F")} >= {"Fatoumata", "Aminata"}
    assert {name.canonical for name in given_names("M")} >= {"Mamadou", "Moussa"}
    assert surnames()[0].canonical == "Traoré"
    assert all(name.weight > 0 for name in known_names())


@pytest.mark.parametrize(
    ("one", "other", "level", "reason"),
    [
        ("Awa Traoré", "AWA TRAORÉ", Level.EXACT, "same name"),
        ("Awa Traoré", "Hawa Traore", Level.SAME_KEY, "same name, other spelling"),
        ("Awa Traoré", "Traore Awa", Level.SAME_KEY, "same names in another order"),
        (
            "Fatou Traoré",
            "Fatoumata Traore",
            Level.KNOWN_VARIANT,
            "known spellings of the same name",
        ),
        ("El Hadj", "Elhadji", Level.KNOWN_VARIANT, "known spellings of the same name"),
        ("Fanta Koné", "Fatoumata Koné", Level.CLOSE, "related names: may be another person"),
        ("Awa Koné", "Awa Binta Koné", Level.CLOSE, "one of the two has more names"),
        ("Aminata Koné", "Minata Koné", Level.CLOSE, "nearly the same letters"),
        ("Awa Koné", "Moussa Koné", Level.DIFFERENT, "different names"),
        ("Awa Koné", "\u200b", Level.DIFFERENT, "no name to compare"),
    ],
)
def test_likeness_says_how_and_why(one, other, level, reason):
    likeness = why_alike(one, other)
    assert (likeness.level, likeness.why) == (level, reason)
    assert why_alike(other, one) == likeness


@given(ANY_TEXT, ANY_TEXT)
def test_likeness_is_the_same_both_ways_and_between_0_and_1(one, other):
    likeness = why_alike(one, other)
    assert likeness == why_alike(other, one)
    assert 0 <= likeness.score <= 1


@given(
    st.lists(st.sampled_from([s for n in known_names() for s in n.spellings]), max_size=4),
    st.lists(st.sampled_from([s for n in known_names() for s in n.spellings]), max_size=4),
)
def test_likeness_of_whole_names_is_the_same_both_ways(one, other):
    a, b = " ".join(one), " ".join(other)
    assert why_alike(a, b) == why_alike(b, a)


def test_better_levels_score_higher():
    scores = [
        why_alike("Fatoumata Traoré", other).score
        for other in (
            "Fatoumata Traoré",
            "Fatumata Traore",
            "Fatou Traoré",
            "Fanta Traoré",
            "Awa Ba",
        )
    ]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_a_name_is_tidied_and_otherwise_left_as_written():
    assert clean_name("  N\u2019Golo\u200b  Traore\u0301 \n") == "N\u2019Golo Traor\u00e9"
    assert clean_name("") == clean_name("   ") == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a" * 121, "long"),
        ("é" * 500, "long"),
        ("\u200b\u202e", "invisible"),
        ("12345", "letters"),
        ("?!", "letters"),
        ("\u3164", "invisible"),
        ("\u3164" * 500, "invisible"),
    ],
)
def test_a_name_that_is_none_is_refused_with_a_sentence(text, code):
    with pytest.raises(NameProblem) as problem:
        clean_name(text)
    assert problem.value.code == code
    assert str(problem.value)


@given(ANY_TEXT)
def test_a_tidied_name_stays_as_it_is_and_can_be_found(text):
    try:
        name = clean_name(text)
    except NameProblem as problem:
        _ = str(problem)
    else:
        assert clean_name(name) == name
        assert name.encode().decode() == name
        assert bool(name) == bool(search_key(name))
