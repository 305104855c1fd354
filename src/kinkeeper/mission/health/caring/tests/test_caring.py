"""Illness, long illness, what a child can do, talks and centres: rules, screens, API, figures."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from kinkeeper.ground.instruments.actions import answer, correct, put_in, take_back
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.reports.figures import Asked
from kinkeeper.ground.reports.offers import due_lines, life_facts
from kinkeeper.ground.text.dates import rough
from kinkeeper.mission.casework.queries import Participant
from kinkeeper.mission.health.caring import actions, measures, queries, rules
from kinkeeper.mission.health.caring.measures import Children, Ill
from kinkeeper.mission.health.models import Consultation, Functioning, GroupTalk, LongIllness, Talk
from kinkeeper.mission.health.tests.make import a_girl

TODAY = timezone.localdate()
BORN = TODAY - timedelta(days=7 * 365)


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.fixture
def girl(cast, stage):
    return a_girl(by=cast.awa, place=stage.kita_town, born=BORN)


@pytest.fixture
def centre(cast, stage):
    return actions.add_centre(
        by=cast.awa, place=stage.kita_town, name="CSRéf de Kita", kind="csref",
        services=["consultation", "ureni"], since=ago(400),
    )  # fmt: skip


def fell_ill(girl, cast, **more):
    return actions.record_consultation(
        girl, by=cast.awa, **{"occasion": "ill", "ill_since": ago(5), **more}
    )


def due_of(account, name):
    return [li for li in due_lines(account, TODAY) if name in li.url]


# --- illness ----------------------------------------------------------------------------------


def test_an_ill_child_stands_on_the_list_until_somebody_has_seen_it(girl, cast, centre):
    row = fell_ill(girl, cast)
    (line,) = due_of(cast.awa, f"{row.pk}/seen")
    assert (line.due_on, line.tone) == (ago(3), "late")
    assert not due_of(cast.oumar, f"{row.pk}/seen")
    actions.seen_by_somebody(
        row, by=cast.awa, on=ago(1), centre=centre, diagnoses=["malaria"], sent_to=centre
    )
    assert not due_of(cast.awa, f"{row.pk}/seen")
    (line,) = due_of(cast.awa, f"{row.pk}/arrived")
    assert line.due_on == ago(1) + timedelta(days=7)
    actions.arrived(row, by=cast.awa, on=TODAY)
    assert not due_of(cast.awa, str(row.pk))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ill_since": None}, "ill_since"),
        ({"occasion": "check", "ill_since": None}, "on"),
        ({"on": ago(9)}, "on"),
        ({"ill_since": TODAY + timedelta(days=1)}, "ill_since"),
        ({"ill_since": BORN - timedelta(days=1)}, "ill_since"),
        ({"diagnoses": ["malaria"]}, "on"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(girl, cast, values, field):
    with pytest.raises(ValidationError) as told:
        fell_ill(girl, cast, **values)
    assert set(told.value.error_dict) == {field}
    assert not Consultation.objects.exists()


def test_restricted_text_is_sealed_in_the_row_and_read_by_its_author_alone(girl, cast):
    row = fell_ill(girl, cast, on=ago(4), diagnoses=["other"], detail="secret tenu")
    with connection.cursor() as cursor:
        cursor.execute("SELECT detail FROM health_consultation")
        ((kept,),) = cursor.fetchall()
    assert "secret" not in kept
    mine, hers = (
        queries.health_of(girl, by=who).consultations[0] for who in (cast.awa, cast.fatim)
    )
    assert (mine.secret, hers.secret, hers.row.pk) == ("secret tenu", "", row.pk)


def test_what_was_recorded_in_error_counts_nowhere(girl, cast):
    row = fell_ill(girl, cast)
    actions.take_back_consultation(row, by=cast.awa)
    assert not due_of(cast.awa, str(row.pk))
    assert row.ill_since not in [f.since for f in life_facts("people.person", girl, cast.awa)]


@pytest.mark.parametrize("name", ["oumar", "moussa", "mariam", "pierre", "hawa", "nobody"])
def test_nobody_outside_writes_here(girl, cast, name):
    with pytest.raises(Refused):
        actions.record_consultation(
            girl, by=getattr(cast, name), occasion="check", on=ago(1)
        )  # fmt: skip


# --- long illness -----------------------------------------------------------------------------


def test_an_appointment_is_due_and_one_missed_needs_another(girl, cast):
    illness = actions.begin_illness(
        girl, by=cast.awa, condition="epilepsy", since=ago(100), next_on=ago(2)
    )
    assert due_of(cast.awa, f"{illness.pk}/appointment")
    with pytest.raises(ValidationError) as told:
        actions.keep_appointment(illness, by=cast.awa, on=ago(2), kept=False, next_on=None)
    assert set(told.value.error_dict) == {"next_on"}
    later = TODAY + timedelta(days=60)
    actions.keep_appointment(illness, by=cast.awa, on=ago(2), kept=True, next_on=later)
    assert LongIllness.objects.get().next_on == later
    assert not due_of(cast.awa, f"{illness.pk}/appointment")
    actions.end_illness(illness, by=cast.awa, on=TODAY)
    with pytest.raises(ValidationError):
        actions.keep_appointment(illness, by=cast.awa, on=TODAY, kept=True, next_on=None)


def test_a_restricted_illness_says_what_it_is_in_the_sealed_field(girl, cast):
    with pytest.raises(ValidationError):
        actions.begin_illness(girl, by=cast.awa, condition="restricted", since=ago(9))


# --- what a child can do ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "found"),
    [({"seeing": 2, "walking": 2}, False), ({"seeing": 3}, True), ({"speaking": 4}, True)],
)
def test_a_lot_of_difficulty_in_one_domain_is_a_disability(girl, cast, answers, found):
    row = actions.record_functioning(girl, by=cast.awa, on=ago(1), answers=answers)
    assert row.disabled is found


@given(st.dictionaries(st.sampled_from(rules.DOMAINS), st.sampled_from([None, 1, 2, 3, 4])))
@settings(max_examples=50)
def test_an_answer_nobody_knew_never_makes_a_disability(answers):
    known = {name: value for name, value in answers.items() if value}
    assert rules.disabled(answers) is rules.disabled(known) is any(v > 2 for v in known.values())


def test_the_short_set_is_asked_from_five_years_on_and_not_empty(cast, stage):
    small = a_girl(by=cast.awa, place=stage.kita_town, born=ago(1500))
    with pytest.raises(ValidationError) as told:
        actions.record_functioning(small, by=cast.awa, on=TODAY, answers={"seeing": 1})
    assert set(told.value.error_dict) == {"on"}


def test_nothing_answered_is_no_answer(girl, cast):
    for answers in ({}, {"seeing": None}, {"flying": 1}):
        with pytest.raises(ValidationError):
            actions.record_functioning(girl, by=cast.awa, on=TODAY, answers=answers)


# --- talks ------------------------------------------------------------------------------------


def test_the_notes_of_a_talk_are_the_counsellors_own(girl, cast, enter):
    actions.hold_talk(
        girl, by=cast.awa, on=ago(10), topic="grief", notes="elle rêve", next_on=ago(1)
    )
    assert "elle rêve" in enter("awa").get(page_of(girl)).content.decode()
    other = enter("fatim").get(page_of(girl)).content.decode()
    assert "elle rêve" not in other
    assert "loss and grief" in other
    assert due_of(cast.awa, "health/talk")
    assert not due_of(cast.fatim, "health/talk")
    actions.hold_talk(girl, by=cast.awa, on=TODAY, topic="grief")
    assert not due_of(cast.awa, "health/talk")
    with connection.cursor() as cursor:
        cursor.execute("SELECT notes FROM health_talk")
        assert not [kept for (kept,) in cursor.fetchall() if "rêve" in kept]
    assert Talk.objects.count() == 2


def page_of(girl):
    return reverse("child_health", args=[girl.pk])


def test_a_group_is_counted_and_nobody_named(cast, stage, enter):
    awa = enter("awa")
    typed = {
        "form_id": str(uuid4()), "on": TODAY.isoformat(), "place": str(stage.kita_town.pk),
        "topic": "growing", "led_by": "la sage-femme", "heads_F_1": "12", "heads_M_1": "-3",
    }  # fmt: skip
    page = awa.post(reverse("group_talk_new"), typed).content.decode()
    assert "12" in page
    assert not GroupTalk.objects.exists()
    unsaid = awa.post(reverse("group_talk_new"), {**typed, "heads_M_1": "8", "topic": ""})
    assert unsaid.status_code != 302, "the first subject of the list is nobody's choice"
    page = awa.post(reverse("group_talk_new"), {**typed, "heads_M_1": "8"}, follow=True)
    assert GroupTalk.objects.get().heads == {"F:6-11": 12, "M:6-11": 8}
    assert ">20<" in page.content.decode()
    with pytest.raises(ValidationError):
        actions.hold_group(
            by=cast.awa, place=stage.kita_town, on=TODAY, topic="growing", led_by="x", heads={}
        )


# --- centres ----------------------------------------------------------------------------------


def test_a_centre_says_how_it_works_and_when_somebody_made_sure(centre, cast):
    (site,) = queries.centres(by=cast.awa, today=TODAY)
    assert (site.status.status, site.old) == ("open", True)  # nobody checked it for 400 days
    actions.check_status(centre, by=cast.awa, on=ago(1))
    actions.set_status(
        centre, by=cast.awa, status="reduced", since=TODAY, services=["consultation"], why="crue"
    )
    (site,) = queries.centres(by=cast.awa, today=TODAY)
    assert (site.status.status, site.old, site.tone) == ("reduced", False, "warn")
    assert "consult" in site.services.lower()
    assert queries.working_on(centre.pk, ago(3)) == "open"
    assert queries.working_on(centre.pk, TODAY) == "reduced"
    assert not queries.centres(by=cast.oumar, today=TODAY)


@pytest.mark.parametrize(
    ("status", "why", "field"), [("reduced", "crue", "services"), ("closed", " ", "why")]
)
def test_a_status_says_what_is_left_and_why(centre, cast, status, why, field):
    with pytest.raises(ValidationError) as told:
        actions.set_status(centre, by=cast.awa, status=status, since=TODAY, why=why)
    assert set(told.value.error_dict) == {field}


# --- screens and API --------------------------------------------------------------------------


def test_from_ill_to_seen_on_the_screens(girl, centre, enter):
    awa = enter("awa")
    url = reverse("consultation_new", args=[girl.pk])
    typed = {"form_id": str(uuid4()), "occasion": "ill", "ill_since": "31/02/2026"}
    page = awa.post(url, typed).content.decode()
    assert "31/02/2026" in page
    page = awa.post(url, {**typed, "ill_since": ago(3).isoformat()}, follow=True)
    assert "not seen yet" in page.content.decode()
    row = Consultation.objects.get()
    page = awa.get(reverse("consultation_seen", args=[row.pk])).content.decode()
    assert "CSRéf de Kita (Kita ville) · open" in page
    done = {
        "form_id": str(uuid4()), "on": ago(1).isoformat(), "centre": str(centre.pk),
        "diagnoses": ["malaria", "anaemia"], "treatment": "ACT",
    }  # fmt: skip
    page = awa.post(reverse("consultation_seen", args=[row.pk]), done, follow=True)
    assert "malaria, anaemia" in page.content.decode()
    row.refresh_from_db()
    assert (row.on, row.centre, row.treatment) == (ago(1), centre, "ACT")


def test_who_accompanies_nobody_here_meets_nothing(girl, centre, enter):
    for name in ("oumar", "moussa", "claire", "pierre", "nobody"):
        other = enter(name)
        for url in (page_of(girl), reverse("health_centre", args=[centre.pk])):
            assert other.get(url).status_code == 404
    page = enter("mariam").get(page_of(girl)).content.decode()
    assert "read by those who accompany it" in page


def test_the_api_writes_once_and_says_what_is_wrong(girl, centre, enter):
    awa = enter("awa")
    at = f"/api/people/{girl.pk}/consultations"
    body = {"occasion": "check", "form_id": str(uuid4())}
    assert awa.post(at, body, "application/json").status_code == 422
    right = {**body, "on": str(ago(2)), "centre": str(centre.pk), "diagnoses": ["well"]}
    made = [awa.post(at, right, "application/json").json() for _twice in range(2)]
    assert made[0] == made[1]
    assert Consultation.objects.get().pk == UUID(made[0]["id"])
    wrong = {"occasion": "check", "on": str(ago(2)), "centre": str(uuid4())}
    assert awa.post(at, wrong, "application/json").status_code == 422
    found = awa.get("/api/health-centres").json()
    assert [(c["name"], c["status"]) for c in found] == [("CSRéf de Kita", "open")]
    answers = {"on": str(ago(1)), "answers": {"seeing": 3}}
    done = awa.post(f"/api/people/{girl.pk}/functioning", answers, "application/json")
    assert done.status_code == 200


# --- figures ----------------------------------------------------------------------------------

FIRST, LAST = date(2018, 4, 1), date(2018, 6, 30)
ASKED = Asked(UUID(int=9), FIRST, LAST)


def crowd(*ill, answers=()):
    ids = [UUID(int=n) for n in range(1, 6)]
    return Children(
        taking_part=tuple(Participant(i, None, date(2017, 1, 1), None) for i in ids),
        births={i: rough(date(2010, 1, 1), "day") for i in ids},
        ill=tuple(Ill(UUID(int=n), since, seen) for n, since, seen in ill),
        answers=tuple((UUID(int=n), on, found) for n, on, found in answers),
    )


def test_care_within_two_weeks_of_the_first_illness():
    may = date(2018, 5, 1)
    figure = measures.access_to_care(
        crowd(
            (1, may, may + timedelta(days=14)), (2, may, may + timedelta(days=15)),
            (3, may, None), (4, LAST - timedelta(days=3), None),
            (1, may + timedelta(days=20), None),
        ),
        ASKED,
    )  # fmt: skip
    assert (figure.numerator, figure.denominator) == (1, 3)
    assert [int(d.value) for d in figure.details] == [1]


def test_the_last_answers_tell_of_a_disability():
    answers = (
        (1, date(2018, 1, 1), True), (1, date(2018, 6, 1), False), (2, date(2017, 5, 1), True),
        (3, date(2018, 7, 1), True),
    )  # fmt: skip
    figure = measures.with_disability(crowd(answers=answers), ASKED)
    assert (figure.numerator, figure.denominator, figure.coverage.eligible) == (1, 2, 5)


# --- the short set as a questionnaire ---------------------------------------------------------


def test_the_questionnaire_is_kept_corrected_and_taken_back(girl, cast):
    version = put_in("washington-short-set", by=cast.machine)
    names = ("seeing", "hearing", "walking", "remembering", "selfcare", "communicating")
    said = {f"wg_{name}": "1" for name in names} | {"wg_walking": "3", "wg_hearing": "9"}
    told = answer(
        version, by=cast.awa, on=ago(3), place=girl.place, answers=said, subject=girl
    )  # fmt: skip
    row = Functioning.objects.get()
    assert (row.person, row.on, row.walking, row.hearing) == (girl, ago(3), 3, None)
    assert row.disabled
    correct(told, base=told.version, by=cast.awa, answers=said | {"wg_walking": "2"})
    row.refresh_from_db()
    assert (row.walking, row.disabled) == (2, False)
    told.refresh_from_db()
    take_back(told, by=cast.awa)
    assert not queries.health_of(girl, by=cast.awa).functioning
