"""A village is evacuated and comes back: from the alert to the arrival at home, on two screens and
on paper. Everything happens on one day here; the way is the same."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.journeys import field
from tests.journeys.hands import fill, no_complaint, send, today

pytestmark = pytest.mark.journey
FEW = 5  # ticked by hand; the others are ticked at once, for time
PHONE = {"width": 360, "height": 740}


def step(page, address, verb, **values):
    page.goto(f"{address}step/{verb}/")
    fill(page, **values)
    send(page)
    no_complaint(page)
    page.goto(address)


def alert(page):
    page.goto("/evacuations/new/")
    fill(page, hazard="conflict", threat="Combats à 40 km", sources="préfet, radio", on=today())
    send(page)
    no_complaint(page)
    return page.url.split("#")[0]


def form_convoy(page, address, leg):
    page.goto(f"{address}list/{leg}/convoy/")
    fill(page, name="Convoi 1", vehicles="cinq cars", seats="400", leader="Seydou", route="N6")
    send(page)
    no_complaint(page)
    page.goto(f"{address}list/{leg}/seats/")
    for choice in page.locator("main select").all():
        choice.select_option(index=1)
    send(page)
    no_complaint(page)


def point(page, address, leg, kind):
    """The address of the first or last checkpoint of a way."""
    page.goto(f"{address}list/{leg}/")
    links = page.locator('main a[href*="/checkpoints/"]')
    return (links.first if kind == "departure" else links.last).get_attribute("href")


def tick_everybody(page, where):
    page.goto(where)
    boxes = page.locator("input[name=present]:not(:disabled)")
    for box in boxes.all()[:FEW]:
        box.check()
    boxes.evaluate_all("boxes => boxes.forEach(box => { box.checked = true })")
    page.locator(".send-bar button").click()
    expect(page.locator(".identity .rest strong")).to_have_text("0")


def settle_all(page, address):
    """House, school and health check, household by household."""
    page.goto(f"{address}settling/")
    links = [a.get_attribute("href") for a in page.locator('a[href*="?household="]').all()]
    assert links
    for link in links:
        page.goto(link)
        page.locator("[name=house]").select_option(index=1)
        fill(page, school="École de Sanankoroba", health_check_on=today())
        send(page)
        no_complaint(page)


def state_well(page, address):
    page.goto(f"{address}site/")
    fill(page, kind="water", name="Forage du village", state="reduced", since=today())
    fill(page, reason="le gardien est resté")
    send(page)
    no_complaint(page)


def hear_everybody(page, address):
    """The first child on the page, as people do; the others by the same form, sent at once."""
    page.goto(f"{address}opinions/")
    links = [a.get_attribute("href") for a in page.locator('main td a[href*="/opinions/"]').all()]
    page.goto(links[0])
    fill(page, form="drawn", wish="return", words="ma maison et le manguier")
    send(page)
    no_complaint(page)
    expect(page.locator("main")).to_contain_text("manguier")
    token = page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value")
    for link in links[1:]:
        sent = {"csrfmiddlewaretoken": token, "form_id": str(uuid4()), "asked_on": today(),
                "form": "spoken", "wish": "return", "words": ""}  # fmt: skip
        answer = page.request.post(
            page.url.split("/evacuations")[0] + link, form=sent, max_redirects=0,
            headers={"referer": page.url},
        )  # fmt: skip
        assert answer.status == 302


def order(moussa, mariam):
    """From the alert to the order: one proposes, another decides."""
    address = alert(moussa)
    step(moussa, address, "submit", options="rester ; partir tous")
    moussa.goto(f"{address}host/")
    host = moussa.locator("[name=village] option", has_text="Sanankoroba")
    fill(moussa, village=host.get_attribute("value"), beds="200", mothers="20", school_places="150")
    send(moussa)
    for page in (moussa, mariam):
        step(page, address, "order", transport="cinq cars", authority_informed_on=today())
    return address


def write_list(page, address):
    """Everybody of the village, and one who stays by choice; frozen, and printed."""
    page.goto(f"{address}list/out/")
    page.locator('form[action$="/fill/"] button').click()
    page.goto(f"{address}list/out/add/")
    fill(page, name="Issa Témé", role="staff", goes="no", why_stays="garde l'école ouverte")
    send(page)
    no_complaint(page)
    form_convoy(page, address, "out")
    step(page, address, "freeze", families_informed_on=today())
    page.goto(f"{address}list/out/")
    expect(page.locator(".identity")).to_be_visible()
    with page.expect_download() as printed:
        page.locator('a[href$="/list.pdf"]').click()
    assert printed.value.suggested_filename.endswith("-out.pdf")


def count_on_paper(page, arrival):
    """All but the first were ticked on the printed list: one name is left over, then none."""
    page.goto(arrival)
    everybody = page.locator("input[name=present]").count()
    page.goto(f"{arrival}paper/")
    fill(page, numbers=f"2-{everybody}", on=today())
    send(page)
    expect(page.locator(".identity .rest strong")).to_have_text("1")
    tick_everybody(page, arrival)


def assess(page, address):
    page.goto(f"{address}assessment/")
    fill(page, security="calme", services="eau, école", mines_checked=True, safe=True)
    send(page, having="security")
    hear_everybody(page, address)
    step(page, address, "assess_return")


def go_home(moussa, mariam, address):
    for page in (moussa, mariam):
        step(page, address, "order_return")
    form_convoy(moussa, address, "back")
    step(moussa, address, "freeze_return")
    tick_everybody(moussa, point(moussa, address, "back", "departure"))
    step(moussa, address, "depart_home")
    tick_everybody(moussa, point(moussa, address, "back", "arrival"))
    step(moussa, address, "return")


def count_where_there_is_no_network(office, browser, programme):
    """On the field app: two names touched in one instant, kept over a restart, and sent."""
    link = field.code_for(office, account="Moussa", place="Socoura", label="Départ")
    context = browser.new_context(base_url=programme.address, viewport=field.SMALL, locale="fr-FR")
    phone = context.new_page()
    password = programme.passwords["moussa"]
    words = field.add_phone(phone, link, email="moussa@demo.invalid", password=password)
    phone.wait_for_function("navigator.serviceWorker.controller")
    context.set_offline(True)
    field.deed(phone, "Évacuation")
    expect(phone.locator("ul.list li").first).to_contain_text("Départ")
    phone.locator("ul.list li button").first.click()
    phone.locator("ul.names .name").evaluate_all(
        "names => names.slice(0, 2).forEach(n => n.click())"
    )
    expect(phone.locator("ul.names .present")).to_have_count(2)
    phone.reload()
    field.unlock(phone, words)
    expect(phone.locator(".status")).to_contain_text("2 à envoyer")
    context.set_offline(False)
    phone.locator(".status .send").click()
    field.all_sent(phone)
    context.close()


def test_a_village_is_evacuated_and_comes_back(enter, browser, programme):
    moussa, mariam = enter("moussa"), enter("mariam")
    address = order(moussa, mariam)
    write_list(moussa, address)

    departure = point(moussa, address, "out", "departure")
    count_where_there_is_no_network(moussa, browser, programme)
    moussa.goto(departure)
    expect(moussa.locator("input[name=present]:disabled")).to_have_count(2)
    phone = enter("moussa")
    phone.set_viewport_size(PHONE)
    tick_everybody(phone, departure)
    assert phone.locator(".big-tick").first.bounding_box()["height"] >= 44
    step(moussa, address, "depart")
    count_on_paper(moussa, point(moussa, address, "out", "arrival"))
    step(moussa, address, "arrive")

    settle_all(enter("fatim"), address)  # beds are given where the beds are
    step(moussa, address, "settle")
    state_well(moussa, address)
    assess(moussa, address)
    go_home(moussa, mariam, address)
    expect(moussa.locator("#away")).to_contain_text("0 enfant")
    expect(moussa.locator("#sites")).to_contain_text("ouvert, réduit")
    assert moussa.locator(".identity").count() == 2
    assert enter("pierre").goto(address).status == 404


def test_the_flight_of_2012_stands_in_the_demonstration_and_comes_out(enter):
    page = enter("moussa")
    page.goto("/evacuations/")
    row = page.locator("main tr", has_text="2012")
    with page.expect_navigation():
        row.locator("a").first.click()
    for way in range(2):
        found = page.locator(".identity").nth(way)
        listed, *counted = (int(n) for n in re.findall(r"\d+", found.inner_text()))
        assert listed > 140
        assert listed == sum(counted[:-1])
        expect(found.locator(".rest")).to_have_text("écart 0")
    expect(page.locator("#sites")).to_contain_text("Jardin d’enfants SOS")
