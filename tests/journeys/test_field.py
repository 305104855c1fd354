"""A phone goes to where there is no network: a whole visit is written down, comes home by one sync,
and what the office cannot take is corrected on the phone."""

import json
import re
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from kinkeeper.ground.vault.boxes import new_box_key, open_box
from kinkeeper.site.demonstration.sounds import FOLDER as SOUNDS
from tests.journeys import field
from tests.journeys.hands import new_name
from tests.journeys.programme import Programme

pytestmark = pytest.mark.journey


def a_photo(folder: Path) -> str:
    """A picture as large as a camera makes them."""
    picture = Image.effect_noise((1600, 1200), 60).convert("RGB")
    out = folder / "photo.jpg"
    picture.save(out)
    return str(out)


def open_phone(
    browser: Browser, programme: Programme, office: Page, label: str = "Tecno bleu"
) -> tuple[BrowserContext, Page, str]:
    link = field.code_for(office, account="Awa", place="Kita", label=label)
    context = browser.new_context(base_url=programme.address, viewport=field.SMALL, locale="fr-FR")
    phone = context.new_page()
    password = programme.passwords["awa"]
    words = field.add_phone(phone, link, email="awa@demo.invalid", password=password)
    phone.wait_for_function("navigator.serviceWorker.controller")
    return context, phone, words


def test_a_whole_visit_without_a_network_and_one_sync(enter, browser, programme, tmp_path):
    office = enter("fatim")
    context, phone, words = open_phone(browser, programme, office)
    context.set_offline(True)
    phone.reload()
    field.unlock(phone, words)

    visited = phone.locator("ul.list li b").first.inner_text()
    field.open_family(phone, visited.lower().replace("ou", "u"))
    expect(phone.locator("h1")).to_have_text(visited)
    seen = f"Le toit fuit {new_name()}"
    write_a_visit(phone, seen, a_photo(tmp_path))
    expect(phone.locator("ul.waiting li")).to_have_count(6)
    expect(phone.get_by_role("status").first).to_have_text("C’est gardé dans le téléphone.")
    a_step_of_the_plan_is_done(phone)

    name = register_family(phone, like=visited)
    expect(phone.locator(".status")).to_contain_text("8 à envoyer")
    phone.reload()
    field.unlock(phone, words)
    expect(phone.locator(".status")).to_contain_text("8 à envoyer")

    context.set_offline(False)
    phone.locator(".status .send").click()
    field.all_sent(phone)
    found_in_office(office, visited, seen)
    office.goto(f"/families/?q={name}")
    expect(office.locator("main")).to_contain_text(name)


def write_a_visit(phone: Page, seen: str, photo: str) -> None:
    """What was seen, a service, a photo, a consent signed with a finger, a vaccination, and a child
    that lost parental care."""
    field.deed(phone, "Visite")
    field.put(phone, care="2", food="1", shelter="2", seen=seen)
    field.save(phone)
    field.deed(phone, "Appui")
    nothing_is_chosen(phone)
    field.put(phone, kind="school_kit", person="all", quantity="3")
    field.save(phone)
    field.deed(phone, "Photo")
    field.choose_first(phone, "person")
    phone.set_input_files("[name=picture]", photo)
    field.save(phone)
    field.deed(phone, "Consentement")
    field.choose_first(phone, "person")
    field.put(phone, purpose="services", answer="given")
    sign(phone)
    field.save(phone)
    field.deed(phone, "Vaccinations")
    field.choose_first(phone, "person")
    field.put(phone, source="card")
    phone.locator("form button.main").click()
    expect(phone.get_by_role("alert")).to_have_text("Choisissez au moins une dose.")
    phone.locator("[name=var_1]").check()
    field.save(phone)
    field.deed(phone, "Perte de prise en charge")
    field.choose_first(phone, "person")
    field.put(phone, cause="migration", **{"with": "Chez sa tante"})
    field.save(phone)


def a_step_of_the_plan_is_done(phone: Page) -> None:
    """By one touch, in the first family whose plan has a step."""
    field.home(phone)
    for number in range(phone.locator("ul.list li button").count()):
        phone.locator("ul.list li button").nth(number).click()
        step = phone.locator("section ul.list li > button", has_text="C’est fait").first
        if step.count():
            step.click()
            return expect(phone.locator("ul.waiting")).to_contain_text("Plan · pas encore envoyé")
        field.home(phone)
    raise AssertionError


def nothing_is_chosen(phone: Page) -> None:
    """What nobody chose is not saved, and said in the language of the phone."""
    assert phone.locator("form :checked:not(option)").count() == 0
    phone.locator("form button.main").click()
    said = "fields => fields.map(f => f.validationMessage)"
    assert "Remplissez ce champ." in phone.locator("form [name=kind]").evaluate_all(said)
    expect(phone.locator("form button.main")).to_be_enabled()


def sign(phone: Page) -> None:
    box = phone.locator("canvas").bounding_box()
    assert box
    phone.mouse.move(box["x"] + 30, box["y"] + 40)
    phone.mouse.down()
    phone.mouse.move(box["x"] + 180, box["y"] + 90, steps=8)
    phone.mouse.up()


def register_family(phone: Page, *, like: str) -> str:
    """Search before create shows who sounds alike; then a new one, a mother and her child."""
    name = new_name()
    field.home(phone)
    field.deed(phone, "Nouvelle famille")
    phone.fill("[name=name]", like.lower().replace("ou", "u"))
    expect(phone.locator(".alike")).to_contain_text(like)
    phone.fill("[name=name]", name)
    field.choose_first(phone, "place")
    phone.locator("button", has_text="Ajouter un membre").click()
    for n, (given, birth) in enumerate((("Assétou", "1990"), ("Karim", "2019"))):
        phone.locator("[name^='given ']").nth(n).fill(given)
        phone.locator("[name^='family ']").nth(n).fill(name)
        phone.locator("[name^='birth ']").nth(n).fill(birth)
        phone.locator("[name^='sex '][value=F]").nth(n).check(force=True)
        phone.locator("[name^='relation ']").nth(n).select_option("child" if n else "head")
    phone.locator("[name^='caregiver ']").first.check(force=True)
    field.save(phone)
    return name


def found_in_office(office: Page, family: str, seen: str) -> None:
    """On the page of one of the families of that name stands what was written on the phone."""
    office.goto(f"/families/?q={family}")
    pages = [a.get_attribute("href") for a in office.locator("main table a").all()]
    for page in dict.fromkeys(p for p in pages if re.fullmatch(r"/families/[0-9a-f-]{36}/", p)):
        office.goto(page)
        if seen in office.locator("main").inner_text():
            return
    raise AssertionError(seen)


def test_a_refused_change_is_corrected_on_the_phone(enter, browser, programme):
    """The family was known only later than the visit says: the office answers with a sentence."""
    _context, phone, _words = open_phone(browser, programme, enter("fatim"))
    phone.locator("ul.list li button").first.click()
    field.deed(phone, "Visite")
    field.put(phone, day="1991-01-01", seen="trop tôt")
    field.save(phone)
    phone.go_back()
    phone.locator(".status button.wrong").click(timeout=field.LONG)
    expect(phone.locator(".card .wrong")).to_contain_text("vérifiez l’année")
    phone.locator(".card button", has_text="Corriger").click()
    expect(phone.locator(".field:has([name=day]) .wrong")).to_contain_text("vérifiez l’année")
    expect(phone.locator("[name=seen]")).to_have_value("trop tôt")
    field.put(phone, day=phone.locator("[name=day]").get_attribute("max"))
    field.save(phone)
    field.all_sent(phone)
    expect(phone.locator(".card")).to_have_count(0)
    measure_twice_on_one_day(phone)


def measure_twice_on_one_day(phone: Page) -> None:
    """A doubt, not a mistake: it stands beside the day, and goes once somebody says that she looked
    again. What is no number is said before anything is kept."""
    field.home(phone)
    measure_one_with_a_chart(phone)
    child = phone.locator("[name=person]").input_value()
    field.put(phone, weight="", muac="abc")
    phone.locator("form button.main").click()
    said = phone.locator("form [name=muac]").evaluate("e => e.validationMessage")
    assert said == "Écrivez un nombre entier, en chiffres."
    for muac in ("131", "132"):
        field.put(phone, person=child, weight="", muac=muac)
        field.save(phone)
        field.deed(phone, "Mesures")
    field.home(phone)
    phone.locator(".status button.wrong").click(timeout=field.LONG)
    expect(phone.locator(".card button", has_text="Renvoyer")).to_have_count(0)
    for _again in range(4):  # another journey may have measured the same child today
        if phone.locator(".card").count():
            look_again(phone)
    expect(phone.locator(".card")).to_have_count(0)


def look_again(phone: Page) -> None:
    phone.locator(".card button", has_text="Corriger").first.click()
    expect(phone.locator("form .field .wrong").first).to_be_visible()
    phone.locator("[name=sure]").check()
    field.save(phone)
    field.all_sent(phone)


def test_a_lost_phone_erases_itself_at_its_next_contact(enter, browser, programme):
    office = enter("fatim")
    label = new_name()
    _context, phone, _words = open_phone(browser, programme, office, label)
    office.goto("/phones/")
    office.locator("main table a", has_text=label).click()
    office.locator("[name=ending][value=lost]").check(force=True)
    office.locator("form[action$='/end/'] button").click()
    phone.locator(".status .send").click()
    expect(phone.locator("main, .page")).to_contain_text("effacé", timeout=field.LONG)
    assert phone.evaluate("indexedDB.databases().then((d) => d.length)") == 0
    office.reload()
    expect(office.locator("main")).to_contain_text("effacé")


HEARD = """
globalThis.heard = [];
HTMLMediaElement.prototype.play = function () {
  return new Promise((done) => {
    this.oncanplaythrough = () => { heard.push(this.duration); done(); };
  });
};
"""


def test_who_does_not_read_hears_the_choices_and_a_measurement_speaks_at_once(
    enter, browser, programme
):
    context, phone, words = open_phone(browser, programme, enter("fatim"))
    context.add_init_script(HEARD)
    field.deed(phone, "État")
    sounds = len(list(SOUNDS.glob("fr/*.ogg")))
    phone.locator("button:not([lang])", has_text="Français").click()
    expect(phone.locator(".page")).to_contain_text(f"{sounds} sons", timeout=field.LONG)
    speak_english_and_french_again(context, phone)
    field.unlock(phone, words)
    phone.locator("ul.list li button").first.click()
    field.deed(phone, "Visite")
    phone.locator("button.hear:enabled").first.click()
    phone.wait_for_timeout(1000)
    assert phone.evaluate("heard.length === 1 && heard[0] > 0.3")
    field.put(phone, seen="commencé, pas fini")
    phone.wait_for_timeout(800)
    phone.reload()
    field.unlock(phone, words)
    phone.locator("ul.list li button", has_text="Visite").first.click()
    expect(phone.locator("[name=seen]")).to_have_value("commencé, pas fini")
    field.save(phone)

    measure_one_with_a_chart(phone)
    expect(phone.locator(".chart").first).to_contain_text("Poids selon l’âge")
    field.put(phone, muac="112", oedema="3")
    expect(phone.locator(".result")).to_contain_text("Malnutrition aiguë sévère")
    field.save(phone)
    expect(phone.locator("ul.waiting")).to_contain_text("Malnutrition aiguë sévère")


def measure_one_with_a_chart(phone: Page) -> None:
    """A child below five, in the first family that has one: its curves come with its weight."""
    for number in range(phone.locator("ul.list li button").count()):
        phone.locator("ul.list li button").nth(number).click()
        field.deed(phone, "Mesures")
        people = phone.locator("[name=person] option:not([value=''])")
        for value in people.evaluate_all("all => all.map((one) => one.value)"):
            field.put(phone, person=value, weight="12,0")
            if phone.locator(".chart").count():
                return
        field.home(phone)


def speak_english_and_french_again(context: BrowserContext, phone: Page) -> None:
    """The phone's own language at first, then the chosen one; it stays, without a network too."""
    phone.locator("button[lang=en]").click()
    expect(phone.locator("h1")).to_have_text("State")
    context.set_offline(True)
    phone.reload()
    expect(phone.locator("form .field")).to_contain_text("Type the four words")
    phone.locator("button[lang=fr]").click()
    expect(phone.locator("form .field")).to_contain_text("Tapez les quatre mots")


def test_what_is_not_sent_is_carried_by_hand_and_only_the_office_opens_it(
    enter, browser, programme, tmp_path
):
    office = enter("fatim")
    context, phone, _words = open_phone(browser, programme, office)
    context.set_offline(True)
    visited = phone.locator("ul.list li b").first.inner_text()
    seen = f"Par fichier {new_name()}"
    phone.locator("ul.list li button").first.click()
    field.deed(phone, "Visite")
    field.put(phone, seen=seen)
    field.save(phone)
    field.home(phone)
    field.deed(phone, "État")
    with phone.expect_download() as waiting:
        phone.locator("button", has_text="Exporter").click()
    file = tmp_path / "phone.json"
    waiting.value.save_as(file)
    assert seen.encode() not in file.read_bytes()
    for _twice in range(2):
        office.goto("/phones/file/")
        office.set_input_files("[name=file]", file)
        office.locator("main form button").click()
        expect(office.locator("main table")).to_contain_text("pris")
    context.set_offline(False)
    phone.locator(".status .send").click()
    field.all_sent(phone)
    found_in_office(office, visited, seen)


def test_a_report_is_sealed_at_once_and_only_the_desk_opens_it(enter, browser, programme):
    """The desk is one of the test's own: it sees what leaves the phone, and opens it."""
    context, phone, words = open_phone(browser, programme, enter("fatim"))
    desk, broken = new_box_key(), [True]
    boxes: list[Any] = []

    def with_desk(route: Route) -> None:
        told = route.fetch().json()
        told["desks"] = {"protection.box": [desk.id, b64encode(desk.public).decode()]}
        route.fulfill(json=told)

    def take(route: Route) -> None:
        if broken:
            return route.abort()
        boxes.append(route.request.post_data_json)
        return route.fulfill(json=None)

    context.route("**/api/field/sync", with_desk)
    context.route("**/api/field/sealed", take)
    with phone.expect_response("**/api/field/sync"):
        phone.locator(".status .send").click()
    field.all_sent(phone)
    story = f"Il dort dehors {new_name()}"
    field.seal_a_report(phone, words, story)
    broken.clear()
    phone.locator(".status .send:enabled").click(timeout=field.LONG)
    field.all_sent(phone)
    (sent,) = boxes
    assert story not in str(sent)
    told = json.loads(open_box(sent["box"], key=desk.private))
    assert (sent["kind"], told["story"], told["danger"]) == ("protection.box", story, "yes")


SLOW_TO_DRAW = """
window.requestAnimationFrame = () => 0;
const soon = window.setTimeout;
window.setTimeout = (work, after = 0, ...more) => soon(work, after + 3000, ...more);
"""


def test_the_app_shows_itself_when_records_are_read_before_it_is_drawn(browser, programme):
    context = browser.new_context(base_url=programme.address, viewport=field.SMALL, locale="fr-FR")
    context.add_init_script(SLOW_TO_DRAW)
    phone = context.new_page()
    phone.goto("/field/#a-code")
    expect(phone.locator("[name=email]")).to_be_visible(timeout=field.LONG // 4)
    context.close()
