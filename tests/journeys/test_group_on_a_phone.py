"""Groups of the community where there is no network: a session counted by sex and age, and the
meeting of a savings group as totals. What a sheet cannot say is refused on the phone; both come to
the office."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import field
from tests.journeys.hands import fill, new_name, send, today
from tests.journeys.test_field import open_phone

pytestmark = pytest.mark.journey


def test_groups_are_counted_without_a_network(enter, browser, programme):
    awa = enter("awa")
    context, phone, _words = open_phone(browser, programme, enter("fatim"))
    field.deed(phone, "Séances")
    group = group_with_a_new_cycle(awa, phone.locator("ul.list li b").all_inner_texts())
    field.home(phone)
    villages = phone.locator("ul.list li small:first-of-type").all_inner_texts()
    topic = offer_a_session(awa, {village.split(" · ")[0] for village in villages})
    phone.locator(".status .send").click()
    field.all_sent(phone)
    context.set_offline(True)
    field.deed(phone, "Séances")
    club = phone.locator("ul.list li b", has_text="Club").first.inner_text()
    came = tick_who_came(phone, topic)
    said = count_a_session(phone, club)
    write_a_meeting(phone, group)
    field.home(phone)
    expect(phone.locator(".status")).to_contain_text("3 à envoyer")

    context.set_offline(False)
    phone.locator(".status .send").click()
    field.all_sent(phone)
    awa.goto("/sessions/")
    awa.locator("main").get_by_role("link", name=topic).click()
    expect(awa.locator("main label", has_text=came).locator("[name=came]")).to_be_checked()
    awa.goto("/community/gatherings/")
    row = awa.locator("main tr", has_text=said)
    expect(row).to_contain_text(club)
    expect(row.locator("td.strong")).to_have_text("21")
    open_group(awa, group)
    meeting = awa.locator("main details[open] tbody tr").first
    assert meeting.locator("td").all_inner_texts()[:3] == ["18", "2", "40"]


def offer_a_session(office: Page, villages: set[str]) -> str:
    """In the first of these where somebody would be invited."""
    topic = f"Parler avec son enfant {new_name()}"
    for village in sorted(villages):
        office.goto("/sessions/new/")
        place = office.locator("[name=place] option", has_text=village).first
        if place.count():
            fill(office, place=place.get_attribute("value"), held_on=today(), topic=topic)
            send(office, having="topic")
            if "/new/" not in office.url:
                return topic
    raise AssertionError(villages)


def tick_who_came(phone: Page, topic: str) -> str:
    phone.locator("ul.list li button", has_text=topic).click()
    first = phone.locator("form label.tick").first
    name = first.inner_text().strip()
    first.locator("input").check()
    field.save(phone)
    return name


def open_group(office: Page, name: str) -> None:
    office.goto("/community/?sort=savings")
    with office.expect_navigation():
        office.locator("main").get_by_role("link", name=name, exact=True).click()


def group_with_a_new_cycle(office: Page, known: list[str]) -> str:
    """One that the phone has. Begun today, so that no meeting of today can be there already."""
    groups = office.request.get("/api/community/structures?sort=savings").json()
    for group in (g for g in groups if g["name"] in known):
        office.goto(f"/community/structures/{group['id']}/cycle/")
        if office.locator("[name=share_xof]").count():
            fill(office, since=today(), share_xof="500", social_xof="100", every_days="7")
            send(office, having="share_xof")
            return str(group["name"])
    raise AssertionError(groups)


def count_a_session(phone: Page, club: str) -> str:
    """Nine girls and twelve boys; the total on the sheet was wrong. What was said there."""
    phone.locator("ul.list li button", has_text=club).click()
    field.deed(phone, "Séance")
    said = f"La route est longue {new_name()}"
    field.put(phone, kind="session", theme="schooling", messages=said, said="20")
    field.put(phone, **{"n F 6-11": "9", "n M 6-11": "7", "n M 12-17": "5"})
    expect(phone.locator(".tally")).to_have_text("21")
    phone.locator("form button.main").click()
    expect(phone.get_by_role("alert")).to_contain_text("font 21, mais le total")
    field.put(phone, said="21")
    field.save(phone)
    expect(phone.locator("ul.waiting li")).to_have_count(1)
    phone.locator("button.back").click()
    return said


def write_a_meeting(phone: Page, group: str) -> None:
    """Twenty people cannot buy more than five shares each."""
    phone.locator("ul.list li button", has_text=group).click()
    field.deed(phone, "Réunion du groupe")
    field.put(phone, women="18", men="2", shares="101", lent="5 000", social_in="2 000")
    phone.locator("form button.main").click()
    expect(phone.get_by_role("alert")).to_contain_text("20 personnes peuvent acheter 100 parts")
    field.put(phone, shares="40")
    field.save(phone)
    expect(phone.locator("ul.waiting li")).to_contain_text("Réunion du groupe")
