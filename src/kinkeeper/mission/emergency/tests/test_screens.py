"""The screens: who meets what, what they say, what they do once."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from kinkeeper.ground.access.models import Account, Reading
from kinkeeper.ground.access.roles import DIRECTOR
from kinkeeper.mission.education.actions import register_facility, state_service
from kinkeeper.mission.emergency import actions
from kinkeeper.mission.emergency.models import CheckIn, Line, RelocationReview, SiteStatus
from kinkeeper.mission.emergency.queries import away_children, lines_of, state_of
from kinkeeper.mission.emergency.tests.make import ALERT, CANARY
from tests.cast import a_person_who_logs_in

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def enter(cast):
    def come_in(name):
        client = Client(headers={"accept-language": "en"})
        client.cookies["django_language"] = "en"
        account = Account.objects.get(email=f"{name}@exemple.invalid")
        client.force_login(account, backend=BACKEND)
        return client

    return come_in


def form(**values):
    return {"form_id": str(uuid4()), **values}


def at(name, walk, *more):
    return reverse(name, args=[walk.movement.pk, *more])


def test_an_alert_is_given_once_and_leads_to_its_page(walk, enter):
    moussa = enter("moussa")
    sent = form(village=str(walk.home.pk), on=ALERT.isoformat(), hazard="flood", threat="crue",
                sources="radio")  # fmt: skip
    first = moussa.post(reverse("evacuation_new"), sent)
    assert moussa.post(reverse("evacuation_new"), sent).url == first.url
    shown = moussa.get(first.url).content.decode()
    assert "flood" in shown
    assert "crue" in moussa.get(first.url).content.decode()
    assert "Socoura" in moussa.get(reverse("evacuations")).content.decode()


def test_the_list_is_filled_changed_and_seated(walk, enter):
    walk.make_alert()
    walk.make_pending()
    walk.make_ordered()
    moussa = enter("moussa")
    moussa.post(at("manifest_fill", walk, "out"), form())
    assert len(lines_of(walk.out)) == 7
    sent = form(name="Issa", role="staff", household="", goes="no", why_stays="", health="")
    assert moussa.post(at("manifest_add", walk, "out"), sent).status_code == 200
    assert moussa.post(
        at("manifest_add", walk, "out"), {**sent, "why_stays": "garde l'école"}
    ).url == at("manifest", walk, "out")
    sent = form(name="Convoi 1", destination=str(walk.host.pk), vehicles="un car", seats="5",
                leader="Seydou", route=CANARY)  # fmt: skip
    moussa.post(at("manifest_convoy", walk, "out"), sent)
    page = moussa.get(at("manifest_seats", walk, "out")).content.decode()
    assert "Famille Diarra (3)" in page
    convoy = walk.out.convoys.get()
    moussa.post(at("manifest_seats", walk, "out"), form(h0=str(convoy.pk), h1=str(convoy.pk)))
    assert Line.objects.filter(convoy=convoy.pk).count() == 7
    shown = moussa.get(at("manifest", walk, "out")).content.decode()
    assert 'class="late"' in shown
    assert "stays by choice" in shown
    ali = walk.line("Ali")
    address = reverse("manifest_line", args=[ali.pk])
    assert "Take off the list" in moussa.get(address).content.decode()
    sent = form(household="Famille Diarra", goes="yes", health="asthme", convoy=str(convoy.pk))
    moussa.post(address, sent)
    assert walk.line("Ali").health == "asthme"
    moussa.post(reverse("manifest_line_off", args=[ali.pk]), form())
    assert "Ali" not in {x.name.split()[0] for x in lines_of(walk.out)}


def test_health_needs_stay_below_their_class(walk, enter):
    walk.make_alert()
    actions.list_village(walk.out, by=walk.moussa, on=walk.day(0))
    actions.change_line(walk.line("Ali"), by=walk.moussa, on=walk.day(0), health="épilepsie")
    for name, met in (("moussa", True), ("mariam", False)):
        text = enter(name).get(at("manifest", walk, "out")).content.decode()
        assert ("épilepsie" in text) == met
    one = reverse("manifest_line", args=[walk.line("Ali").pk])
    assert "épilepsie" in enter("moussa").get(one).content.decode()
    assert "épilepsie" not in enter("mariam").get(one).content.decode()
    enter("mariam").post(one, form(household="Famille Diarra", goes="yes", convoy=""))
    assert walk.line("Ali").health == "épilepsie"


def test_people_are_ticked_by_name_and_the_difference_stays_in_sight(walk, enter):
    walk.to("manifest_frozen")
    door = walk.point(walk.out, "departure")
    address = reverse("checkpoint", args=[door.pk])
    moussa = enter("moussa")
    ali = walk.line("Ali")
    rest = [str(x.pk) for x in lines_of(walk.out) if x.goes and x.pk != ali.pk]
    sent = form(present=rest)
    for _twice in range(2):
        assert moussa.post(address, sent).url == address
    assert CheckIn.objects.count() == 6
    shown = moussa.get(address).content.decode()
    assert "difference <strong>1</strong>" in shown
    assert "1 person is not accounted for" in shown
    say = reverse("checkpoint_say", args=[door.pk, ali.pk])
    wrong = moussa.post(say, form(status="hospital", note=""))
    assert "Write which hospital" in wrong.content.decode()
    assert moussa.post(say, form(status="hospital", note="Mopti")).url == address
    assert "difference <strong>0</strong>" in moussa.get(address).content.decode()
    assert "hospital" in moussa.get(say).content.decode()


def test_a_paper_list_is_entered_afterwards(walk, enter):
    walk.to("manifest_frozen")
    door = walk.point(walk.out, "departure")
    oumar = enter("oumar")
    address = reverse("checkpoint_paper", args=[door.pk])
    wrong = oumar.post(address, form(numbers="1-90", on=walk.day(2).isoformat()))
    assert escape("1-90") in wrong.content.decode()
    going = ",".join(str(x.number) for x in lines_of(walk.out) if x.goes)
    assert oumar.post(address, form(numbers=going, on=walk.day(2).isoformat())).status_code == 302
    assert CheckIn.objects.filter(device="paper").count() == 7


def test_somebody_who_is_not_on_the_list_is_added_at_the_checkpoint(walk, enter):
    walk.to("manifest_frozen")
    door = walk.point(walk.out, "departure")
    moussa = enter("moussa")
    moussa.post(reverse("checkpoint_add", args=[door.pk]), form(name="Sidi", role="other"))
    shown = moussa.get(at("manifest", walk, "out")).content.decode()
    assert "1 person was added later" in shown
    assert "Unchanged since" in shown


def test_a_step_that_is_taken_too_early_says_what_is_missing(walk, enter):
    walk.to("manifest_frozen")
    moussa = enter("moussa")
    shown = moussa.get(at("evacuation", walk)).content.decode()
    assert "The count at the departure does not come out" in shown
    walk.count(walk.out, "departure", 2)
    sent = form(on=walk.day(2).isoformat(), note="")
    assert moussa.post(at("evacuation_step", walk, "depart"), sent).status_code == 302
    assert state_of(walk.movement) == "departed"
    arrival = walk.point(walk.out, "arrival")
    assert moussa.get(at("evacuation_counts", walk)).url == reverse("checkpoint", args=[arrival.pk])


def test_the_order_is_proposed_here_and_decided_there(walk, enter):
    walk.make_alert()
    walk.make_pending()
    moussa, mariam = enter("moussa"), enter("mariam")
    sent = form(village=str(walk.host.pk), beds="9", mothers="2", school_places="9")
    moussa.post(at("evacuation_host", walk), sent)
    sent = form(on=walk.day(0).isoformat(), note="vite", transport="cars",
                authority_informed_on=walk.day(0).isoformat())  # fmt: skip
    moussa.post(at("evacuation_step", walk, "order"), sent)
    assert "proposed by Moussa" in mariam.get(at("evacuation", walk)).content.decode()
    assert mariam.post(at("evacuation_decline", walk, "order"), form(note="Attendez")).status_code
    moussa.post(at("evacuation_step", walk, "order"), {**sent, "form_id": str(uuid4())})
    mariam.post(at("evacuation_step", walk, "order"), {**sent, "form_id": str(uuid4())})
    assert state_of(walk.movement) == "ordered"


def test_life_away_is_written_down_by_both_villages(walk, cast, enter, stage):
    a_person_who_logs_in("Kadidia", DIRECTOR, stage.sanankoroba)
    walk.to("arrived")
    host, moussa = enter("kadidia"), enter("moussa")
    assert host.get(reverse("evacuations")).status_code == 200
    assert "no bed yet" in host.get(at("evacuation_settling", walk)).content.decode()
    address = at("evacuation_household", walk) + "?household=Famille%20Diarra"
    assert "Accueil (9 of 9 beds free)" in host.get(address).content.decode()
    sent = form(on=walk.day(4).isoformat(), house=str(walk.guests.pk), school="École A",
                health_check_on=walk.day(4).isoformat())  # fmt: skip
    assert host.post(address, sent).status_code == 302
    child = next(c for c in away_children(walk.movement, walk.day(5)) if c.has_bed)
    one = at("evacuation_child", walk, child.line.pk)
    host.post(one, form(no_school="malade", health_check_on=walk.day(5).isoformat()))
    sent = form(held_on=walk.day(30).isoformat(), welfare="bien", schooling="bien", cost="100")
    host.post(at("evacuation_review", walk), sent)
    assert RelocationReview.objects.count() == 1
    opinion = at("evacuation_opinion", walk, child.line.person_id)
    sent = form(asked_on=walk.day(40).isoformat(), form="drawn", wish="return", words="maman")
    host.post(opinion, sent)
    assert "maman" in moussa.get(at("evacuation_opinions", walk)).content.decode()
    assert "maman" not in enter("mariam").get(at("evacuation_opinions", walk)).content.decode()
    sent = form(held_on=walk.day(50).isoformat(), security="calme", services="eau", safe="on")
    moussa.post(at("evacuation_assessment", walk), sent)
    assert "ground not checked for mines" in moussa.get(at("evacuation", walk)).content.decode()
    assert host.get(at("evacuation_site", walk)).status_code == 404
    sent = form(kind="water", name="Forage", state="closed", since=walk.day(2).isoformat())
    moussa.post(at("evacuation_site", walk), sent)
    assert SiteStatus.objects.get().state == "closed"
    assert "Forage" in host.get(at("evacuation", walk)).content.decode()


def test_the_school_of_the_home_village_is_read_from_the_school_itself(walk, enter):
    walk.to("departed")
    school = register_facility(
        by=walk.moussa, place=walk.home.place, name="École A", kind="school", own=True
    )
    state_service(school, by=walk.moussa, state="reduced", since=walk.day(2), why="quatre restés")
    page = enter("moussa").get(at("evacuation", walk)).content.decode()
    assert "École A" in page
    assert "open, reduced" in page
    assert reverse("schools") in page


@pytest.mark.parametrize("name", ["awa", "fatim", "claire", "pierre", "hawa", "nadia", "personne"])
def test_other_places_and_roles_meet_nothing(walk, enter, name):
    walk.to("arrived")
    client = enter(name)
    arrival = walk.point(walk.out, "arrival")
    ali = walk.line("Ali")
    addresses = [
        at("evacuation", walk), at("manifest", walk, "out"), at("manifest_pdf", walk, "out"),
        at("manifest_xlsx", walk, "out"), at("manifest_fill", walk, "out"),
        at("evacuation_step", walk, "settle"), at("evacuation_settling", walk),
        at("evacuation_child", walk, ali.pk), at("evacuation_opinions", walk),
        at("evacuation_site", walk), at("evacuation_host", walk),
        reverse("checkpoint", args=[arrival.pk]), reverse("checkpoint_paper", args=[arrival.pk]),
        reverse("checkpoint_say", args=[arrival.pk, ali.pk]),
        reverse("manifest_line", args=[ali.pk]), reverse("manifest_line_off", args=[ali.pk]),
    ]  # fmt: skip
    assert {client.get(a).status_code for a in addresses} == {404}
    assert {client.post(a, form()).status_code for a in addresses} == {404}


def test_what_was_met_is_written_down(walk, cast, enter):
    walk.to("manifest_frozen")
    enter("moussa").get(at("manifest_pdf", walk, "out"))
    kinds = Reading.objects.filter(account=cast.moussa.pk, door="manifest_pdf")
    assert set(kinds.values_list("kind", flat=True)) == {"emergency.movement", "people.person"}


def test_the_screens_ask_few_questions(walk, enter, django_assert_max_num_queries):
    walk.to("arrived")
    moussa = enter("moussa")
    moussa.get(at("evacuation", walk))
    with django_assert_max_num_queries(34):  # one for the schools
        moussa.get(at("evacuation", walk))
    with django_assert_max_num_queries(21):
        moussa.get(at("manifest", walk, "out"))
    with django_assert_max_num_queries(21):
        moussa.get(reverse("checkpoint", args=[walk.point(walk.out, "arrival").pk]))
