"""The screens, with everybody of the cast: the whole way by hand, and what others do not see."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from kinkeeper.ground.access.models import Grant, Reading
from kinkeeper.ground.access.roles import YOUTH_COUNSELLOR
from kinkeeper.ground.reports.offers import due_lines, life_facts
from kinkeeper.mission.leaving.actions import Given
from kinkeeper.mission.leaving.lifeline import LANE
from kinkeeper.mission.leaving.models import AllowancePaid, Contact, RhythmSet, SavingsEntry, Way
from kinkeeper.mission.leaving.queries import KINDS, savings_of, state_of
from kinkeeper.mission.leaving.tests.make import FINE, VIEW, Journey
from tests.cast import SINCE, a_person_who_logs_in

OUTSIDE = ("awa", "fatim", "claire", "pierre", "nadia", "nobody")


@pytest.fixture
def salif(enter):
    return enter("salif")


def send(client, name, key, **values):
    """Posts a form that is right; the page it leads to."""
    args = key if isinstance(key, list) else [key]
    sent = {"form_id": str(uuid4()), **{k: v for k, v in values.items() if v is not None}}
    answer = client.post(reverse(name, args=args), sent)
    assert answer.status_code == 302, answer.content.decode()[:4000]
    return answer


def way_of(journey):
    return Way.objects.get(person=journey.person)


def test_the_whole_way_is_gone_by_hand(journey, enter, salif, village):
    moussa, day = enter("moussa"), lambda n: journey.day(n).isoformat()
    send(salif, "youth_prepare", journey.person.pk, on=day(0), planned="vers 2024", note="")
    pk = way_of(journey).pk
    send(salif, "youth_plan_new", pk, on=day(5), own_view=VIEW, told="spoken", planned="07/2024")
    send(salif, "youth_goal_new", pk, on=day(5), domain="money", text="Tenir un cahier",
         who="Kadia", due_on=day(200))  # fmt: skip
    send(salif, "youth_plan_agree", pk, on=day(6))
    send(salif, "savings_open", journey.person.pk, on=day(7), institution="Caisse", number="")
    account = savings_of(journey.person, by=village.salif)[0]
    send(salif, "savings_in", account.pk, on=day(8), francs="20000", source="own")
    papers = {f"state-{kind}": "in_hand" for kind in KINDS}
    send(salif, "youth_papers", pk, **papers)
    send(salif, "youth_allowance_new", pk, francs="15000", period="month", since=day(20))
    allowance = way_of(journey).allowances.get()
    send(salif, "youth_pay", allowance.pk, begins_on=day(20), paid_on=day(21), francs="15000",
         receipt="R-1")  # fmt: skip
    house = str(village.youth_house.pk)
    asked = {"on": day(30), "house": house, "activity": "training", "health_check_on": day(1)}
    send(salif, "youth_step", [pk, "move_to_youth_house"], **asked)
    send(moussa, "youth_step", [pk, "move_to_youth_house"], **asked)
    send(salif, "youth_step", [pk, "plan_leaving"], on=day(700), housing="rented",
         destination="Bamako", activity="work", support_person="Tante",
         follower=str(village.salif.pk))  # fmt: skip
    send(salif, "youth_handover_done", pk, on=day(720), papers=list(KINDS), receipt="F-1")
    leave = {"on": day(730), "reason": "independent_living", "received_by": "Sa tante"}
    send(salif, "youth_step", [pk, "exit"], **leave)
    send(moussa, "youth_step", [pk, "exit"], **leave)
    send(salif, "youth_step", [pk, "accompany"], on=day(735), contact_plan="le dimanche",
         follower=str(village.salif.pk))  # fmt: skip
    send(salif, "youth_contact", pk, held_on=day(760), channel="phone", reached="yes", **FINE)
    send(salif, "youth_support", pk, kind="studies", since=day(800), francs="5000")
    assert state_of(way_of(journey)) == "aftercare"
    assert (Contact.objects.count(), AllowancePaid.objects.count()) == (1, 1)
    assert SavingsEntry.objects.filter(source="handover").count() == 1


def test_what_is_wrong_is_said_on_the_form_and_nothing_is_lost(journey, salif):
    journey.prepare()
    account = journey.put_by(20_000)
    values = {"form_id": str(uuid4()), "on": journey.day(20).isoformat(), "francs": "25000",
              "source": "need", "receipt": "R-9"}  # fmt: skip
    answer = salif.post(reverse("savings_out", args=[account.pk]), values)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Only 20,000" in text
    assert "R-9" in text


def test_a_form_sent_twice_counts_once(journey, salif):
    account = journey.put_by(20_000)
    values = {"form_id": str(uuid4()), "on": journey.day(20).isoformat(), "francs": "500",
              "source": "gift"}  # fmt: skip
    for _again in range(2):
        answer = salif.post(reverse("savings_in", args=[account.pk]), values)
        assert answer.status_code == 302
    account.refresh_from_db()
    assert account.balance == 20_500


def test_the_page_of_the_person_shows_the_way_and_what_is_missing(journey, salif):
    journey.prepare()
    journey.plan()
    text = salif.get(reverse("person", args=[journey.person.pk])).content.decode()
    assert "Growing up and leaving care" in text
    assert VIEW in text
    assert "No savings account is open" in text


def test_the_national_office_reads_no_words_and_no_savings_of_the_child(journey, enter):
    journey.out()
    journey.call(30, note="Elle a pleuré.")
    mariam = enter("mariam")
    for name, key in (("person", journey.person.pk), ("youth_plan", journey.way.pk),
                      ("youth_handover", journey.way.pk)):  # fmt: skip
        text = mariam.get(reverse(name, args=[key])).content.decode()
        assert VIEW not in text
        assert "50,000" not in text
        assert "pleuré" not in text
        assert "Kalaban" not in text
    assert mariam.get(reverse("savings", args=[journey.person.pk])).status_code == 404


def test_whoever_works_elsewhere_is_answered_as_if_it_were_not_there(journey, enter):
    journey.out()
    pages = [
        reverse(name, args=[journey.way.pk])
        for name in ("youth_plan", "youth_papers", "youth_handover", "youth_allowance",
                     "youth_contact")
    ]  # fmt: skip
    for name in OUTSIDE:
        client = enter(name)
        assert {client.get(page).status_code for page in pages} == {404}
        assert client.get(reverse("savings", args=[journey.person.pk])).status_code == 404


def test_the_list_leads_to_a_contact_only_who_may_write_it(journey, enter):
    journey.out()
    address = reverse("youth_contact", args=[journey.way.pk])
    found = {
        n: address in enter(n).get(reverse("aftercare")).content.decode()
        for n in ("salif", "mariam")
    }
    assert found == {"salif": True, "mariam": False}


def test_the_sheet_is_printed_with_lines_to_sign_and_what_is_missing(journey, salif):
    journey.prepare()
    journey.plan()
    journey.put_by(20_000)
    journey.papers(national_id=("missing", ""))
    journey.plan_leaving(40)
    text = salif.get(reverse("youth_handover", args=[journey.way.pk])).content.decode()
    assert text.count('class="sign"') == 4
    assert "20,000" in text
    assert "Neither handed over nor explained:" in text
    seen = Reading.objects.filter(subject=journey.person.pk, door="youth_handover")
    assert seen.exists()


def test_a_contact_before_leaving_leads_back_with_a_sentence(journey, salif):
    journey.prepare()
    answer = salif.get(reverse("youth_contact", args=[journey.way.pk]), follow=True)
    assert "contacts come after leaving" in answer.content.decode()


def test_a_step_that_is_over_says_so_and_one_that_never_was_is_not_found(journey, salif):
    journey.prepare()
    answer = salif.get(reverse("youth_step", args=[journey.way.pk, "exit"]), follow=True)
    assert "not possible from here now" in answer.content.decode()
    assert salif.get(reverse("youth_step", args=[journey.way.pk, "fly"])).status_code == 404


def test_the_director_declines_with_a_reason(journey, enter, village):
    journey.out()
    journey.propose("come_back", 800, "asked", Given(back_to="support"))
    moussa = enter("moussa")
    address = [journey.way.pk, "come_back"]
    assert (
        "asks to come back" in moussa.get(reverse("youth_decline", args=address)).content.decode()
    )
    send(moussa, "youth_decline", address, note="Un logement est trouvé.")
    assert state_of(journey.way) == "independent"


def test_the_lists_show_who_leaves_first_and_whom_to_call(journey, salif, village):
    journey.out()
    other = Journey(village, village.young("Oumou"))
    other.prepare()
    assert "Oumou" in salif.get(reverse("youth_list")).content.decode()
    text = salif.get(reverse("aftercare")).content.decode()
    assert "Fanta" in text
    assert "Oumou" not in text


def test_a_list_asks_no_more_because_it_shows_more(journey, salif, village):
    def asked():
        with CaptureQueriesContext(connection) as found:
            salif.get(reverse("youth_list"))
            salif.get(reverse("aftercare"))
            list(due_lines(village.salif, journey.day(3000)))
        return len(found)

    journey.out()
    first = Journey(village, village.young("Ami"))
    first.prepare()
    first.furnish()
    asked()
    few = asked()
    for name in ("Bintou", "Coumba", "Djeneba"):
        more = Journey(village, village.young(name))
        more.prepare()
        more.furnish()
    assert asked() == few


def test_my_day_says_whom_to_call_what_to_pay_and_what_to_decide(journey, village, cast):
    journey.prepare()
    journey.furnish()
    later = journey.day(400)
    with translation.override("en"):
        what = {str(line.what) for line in due_lines(village.salif, later)}
    assert what >= {"Pay the allowance", "Look at the independence plan again"}
    wanted = Given(
        house=village.youth_house.pk, activity="training", health_check_on=journey.day(1)
    )
    journey.propose("move_to_youth_house", 40, given=wanted)
    [decision] = [x for x in due_lines(village.moussa, later) if x.tone == "decision"]
    assert str(journey.way.pk) in decision.url
    assert list(due_lines(cast.claire, later)) == []


def test_my_day_asks_for_the_contact_that_is_due(journey, village):
    journey.out()
    lines = [x for x in due_lines(village.salif, journey.day(770)) if "contact" in x.url]
    assert len(lines) == 1
    assert lines[0].tone == "late"
    journey.call(31)
    assert not [x for x in due_lines(village.salif, journey.day(770)) if "contact/" in x.url]


def test_when_a_counsellor_has_left_the_others_there_are_told(journey, stage, village):
    other = a_person_who_logs_in("Ina", YOUTH_COUNSELLOR, stage.socoura)
    journey.out()
    later = journey.day(770)
    assert not list(due_lines(other, later))
    Grant.objects.filter(account=village.salif).update(until=SINCE)
    assert list(due_lines(other, later))


def test_the_life_line_tells_preparation_leaving_contacts_and_help(journey, village, cast):
    journey.out()
    journey.call(30)
    journey.take("come_back", 800, "illness", Given(back_to="support"))
    facts = life_facts("people.person", journey.person, village.salif)
    mine = [f for f in facts if f.lane is LANE]
    assert [f.since for f in mine if f.bar] == [journey.day(0), journey.day(730)]
    assert len([f for f in mine if not f.bar]) == 3
    assert life_facts("people.person", journey.person, cast.awa) == []


def test_the_national_office_sets_the_rhythm_on_its_screen(enter, salif):
    mariam = enter("mariam")
    wrong = {"form_id": str(uuid4()), "months": "un, deux", "attempts": 3, "channels": 2,
             "house_age": 14, "leaving_age": 23, "ahead": 24}  # fmt: skip
    assert mariam.post(reverse("rhythm"), wrong).status_code == 200
    answer = mariam.post(reverse("rhythm"), wrong | {"months": "2, 6, 36"})
    assert answer.status_code == 302
    assert RhythmSet.objects.get().months == [2, 6, 36]
    assert salif.get(reverse("rhythm")).status_code == 404
