"""Attendance of a session and a loss of care, from phones that had no network."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kinkeeper.ground.sync.tests.make import a_phone
from kinkeeper.ground.sync.tests.phone import Link, Phone
from kinkeeper.mission.casework.tests.make import a_family
from kinkeeper.mission.people.queries import members_of
from kinkeeper.mission.strengthening.actions import offer_session
from kinkeeper.mission.strengthening.models import LossOfCare, SessionInvitation
from kinkeeper.mission.strengthening.tests.make import identified

TODAY = timezone.localdate()


def grown(family):
    return next(m.person for m in members_of(family) if m.relation == "head")


def children(family):
    return [m.person for m in members_of(family) if m.relation == "child"]


@pytest.fixture
def families(stage, cast):
    found = [a_family(by=cast.awa, place=stage.kita_town, name=n) for n in ("Traoré", "Keïta")]
    for family in found:
        identified(family, by=cast.awa, on=TODAY - timedelta(days=900))
    return found


@pytest.fixture
def session(families, stage, cast):
    invited = [grown(family).pk for family in families]
    told = {"held_on": TODAY, "topic": "Parler avec son enfant", "invited": invited}
    return offer_session(by=cast.awa, place=stage.kita_town, **told)


@pytest.fixture
def phones(families, session, stage, cast):
    made = [
        Phone(a_phone(by=cast.fatim, account=cast.awa, place=stage.kita, label=label))
        for label in ("bleu", "rouge")
    ]
    for phone in made:
        assert phone.settle(Link())
    return made


def came(phone, session, *people, was=()):
    told = {"session": str(session.pk), "came": [str(one.pk) for one in people]}
    phone.write("strengthening.attendance", told | {"was": [str(one.pk) for one in was]})
    assert phone.settle(Link())
    assert phone.queue == []


def present():
    rows = SessionInvitation.objects.filter(attended=True)
    return set(rows.values_list("person", flat=True))


def test_who_was_invited_travels_and_who_came_arrives(phones, session, families):
    kinds = [kind for kind, _n, _v in phones[0].rows.values()]
    assert kinds.count("strengthening.attendance") == 2
    mother = grown(families[0])
    came(phones[0], session, mother)
    assert present() == {mother.pk}


def test_two_phones_at_one_session_do_not_take_each_others_names_away(phones, session, families):
    one, other = map(grown, families)
    came(phones[0], session, one)
    came(phones[1], session, other)
    assert present() == {one.pk, other.pk}


def test_a_name_that_was_seen_as_present_can_be_taken_back(phones, session, families):
    one, other = map(grown, families)
    came(phones[0], session, one, other)
    came(phones[0], session, other, was=[one, other])
    assert present() == {other.pk}


def test_a_phone_of_before_adds_names_and_takes_none_away(phones, session, families):
    one, other = map(grown, families)
    came(phones[0], session, one)
    told = {"session": str(session.pk), "came": [str(other.pk)]}
    phones[1].write("strengthening.attendance", told)
    assert phones[1].settle(Link())
    assert present() == {one.pk, other.pk}


def lost(child, **more):
    told = {"person": str(child.pk), "happened_on": TODAY.isoformat(), "cause": "migration"}
    return told | {"now_with": "Chez sa tante", "note": "Le père est parti."} | more


def test_a_loss_of_care_arrives_with_where_the_child_is(phones, families):
    child = children(families[0])[0]
    phones[0].write("strengthening.loss", lost(child))
    assert phones[0].settle(Link())
    kept = LossOfCare.objects.get()
    assert (kept.person, kept.cause, kept.now_with) == (child, "migration", "Chez sa tante")


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"happened_on": (TODAY + timedelta(days=1)).isoformat()}, "happened_on"),
        ({"happened_on": "2026-02-31"}, "happened_on"), ({"cause": "rumour"}, "cause"),
    ],
)  # fmt: skip
def test_a_loss_that_cannot_be_stays_in_the_box(phones, families, told, field):
    phones[0].write("strengthening.loss", lost(children(families[0])[0], **told))
    assert phones[0].settle(Link())
    assert [*phones[0].boxed()[0].sentences] == [field]
    assert not LossOfCare.objects.exists()


def test_a_grown_person_loses_no_parental_care(phones, families):
    phones[0].write("strengthening.loss", lost(grown(families[0])))
    assert phones[0].settle(Link())
    assert phones[0].boxed()
    assert not LossOfCare.objects.exists()
