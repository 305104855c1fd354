"""What a phone sends that cannot be right: asked again there, everything typed still in its box."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.translation import override

from kinkeeper.ground.sync.tests.make import a_phone
from kinkeeper.ground.sync.tests.phone import Link, Phone
from kinkeeper.mission.health.actions import Values, measure
from kinkeeper.mission.health.models import Measurement
from kinkeeper.mission.health.tests.make import a_girl


def days(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def girl(stage, cast):
    """Fifteen months old today, measured three weeks ago."""
    child = a_girl(by=cast.awa, place=stage.kita_town, born=days(-457))
    before = Values(weight=Decimal("7.2"), lenhei=Decimal("75.0"), position="l", oedema="0")
    measure(child, by=cast.awa, on=days(-20), values=before)
    return child


@pytest.fixture
def phone(stage, cast, girl):
    return Phone(a_phone(by=cast.fatim, account=cast.awa, place=stage.kita))


def typed(girl, **more):
    return {
        "person": str(girl.pk), "on": timezone.localdate().isoformat(), "weight": "6.9",
        "lenhei": "75.0", "position": "l", "muac_mm": 112, "oedema": "0", **more,
    }  # fmt: skip


# Values that cannot be: no "I looked again" makes them right.
IMPOSSIBLE = {
    "grams for kilograms": {"weight": "6900"},
    "a weight of nought": {"weight": "0"},
    "a weight below nought": {"weight": "-6.9"},
    "no number": {"weight": "NaN"},
    "millimetres for centimetres": {"lenhei": "750"},
    "metres for centimetres": {"lenhei": "0.75"},
    "centimetres for millimetres": {"muac_mm": 11},
    "half a millimetre": {"muac_mm": 112.5},
    "31 February": {"on": "2026-02-31"},
    "a day ahead": {"on": days(2).isoformat()},
    "before the birth": {"on": days(-500).isoformat()},
    "neither lying nor standing": {"position": "x"},
    "oedema of a fifth grade": {"oedema": "5"},
    "two decimals of a centimetre": {"lenhei": "75.25"},
    "nothing at all": {"weight": None, "lenhei": None, "muac_mm": None, "oedema": ""},
}
UNUSUAL = {
    "a height that shrinks": {"lenhei": "70.0"},
    "the taller twin": {"lenhei": "88.0"},
}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_what_cannot_be_is_asked_again_and_never_lost(phone, girl, name, language):
    sent = typed(girl, **IMPOSSIBLE[name])
    with override(language):
        phone.write("health.measure", sent)
        assert phone.settle(Link())
    (asked,) = phone.boxed()
    assert any(asked.sentences.values())
    assert asked.values == sent
    assert Measurement.objects.count() == 1


@pytest.mark.parametrize("name", UNUSUAL)
def test_what_is_unusual_is_kept_as_typed_once_it_is_confirmed(phone, girl, name):
    sent = typed(girl, **UNUSUAL[name])
    phone.write("health.measure", sent)
    assert phone.settle(Link())
    (asked,) = phone.boxed()
    assert asked.values == sent
    assert Measurement.objects.count() == 1
    phone.look_again(asked)
    assert phone.settle(Link())
    assert Measurement.objects.get(on=timezone.localdate()).lenhei == Decimal(sent["lenhei"])


def test_a_child_of_five_months_that_stood_is_asked_about(cast, stage):
    small = a_girl(by=cast.awa, place=stage.kita_town, born=days(-150))
    phone = Phone(a_phone(by=cast.fatim, account=cast.awa, place=stage.kita))
    sent = typed(small, weight="6.4", lenhei="63.0", position="h", muac_mm=132)
    with override("en"):
        phone.write("health.measure", sent)
        assert phone.settle(Link())
    (asked,) = phone.boxed()
    said = "A child below nine months was measured standing."
    assert asked.sentences == {"position": [said]}
    assert asked.doubts == ["stands"]
    phone.look_again(asked)
    assert phone.settle(Link())
    kept = Measurement.objects.get()
    assert (kept.position, kept.confirmed) == ("h", ["stands"])


def test_only_doubts_that_were_shown_are_confirmed(phone, girl):
    """She looked again at the height, and typed another weight: that one is asked about anew."""
    phone.write("health.measure", typed(girl, lenhei="70.0"))
    assert phone.settle(Link())
    (asked,) = phone.boxed()
    assert asked.doubts == ["shrinks"]
    phone.look_again(asked, weight="9.9")
    assert phone.settle(Link())
    assert "weight_jump" in asked.doubts
    assert Measurement.objects.count() == 1
    phone.look_again(asked)
    assert phone.settle(Link())
    assert Measurement.objects.get(on=timezone.localdate()).confirmed == asked.doubts


@pytest.mark.parametrize("yes", [True, ["no_such_doubt"]])
def test_a_yes_to_nothing_that_was_shown_confirms_nothing(phone, girl, yes):
    phone.write("health.measure", typed(girl, lenhei="70.0", sure=yes))
    assert phone.settle(Link())
    assert phone.boxed()[0].doubts == ["shrinks"]
    assert Measurement.objects.count() == 1


WORDS = {
    "31 February": ("on", "There is no such day", "Ce jour n’existe pas"),
    "no number": ("weight", "Write a number in digits", "Écrivez un nombre en chiffres"),
    "half a millimetre": ("muac_mm", "Write a whole number", "Écrivez un nombre entier"),
}


@pytest.mark.parametrize("name", WORDS)
def test_a_day_or_a_number_that_is_none_is_said_beside_its_field(phone, girl, name):
    field, english, french = WORDS[name]
    sent = typed(girl, **IMPOSSIBLE[name])
    phone.write("health.measure", sent)
    for language, said in (("en", english), ("fr", french)):
        with override(language):
            assert phone.settle(Link())
        (asked,) = phone.boxed()
        ((at, (sentence,)),) = asked.sentences.items()
        assert (at, sentence.startswith(said)) == (field, True)
        asked.state = "waiting"
