"""A child arrives with her brother: referral, enquiry, necessity, options, committee, document of
the authority, both in one SOS family, first review. In French, the social worker on a phone."""

import io
import re
from datetime import date, timedelta

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.hands import fill, follow, new_name, no_complaint, send, today
from tests.journeys.stories import days_ago

pytestmark = pytest.mark.journey

PHONE = {"width": 360, "height": 740}
FILE = re.compile(r"/admissions/[0-9a-f-]{36}/$")
OPTIONS = ("family", "kinship", "kafala", "foster", "sos_family", "specialised")


@pytest.fixture
def bakary(enter):
    page = enter("bakary")
    page.set_viewport_size(PHONE)
    return page


@pytest.fixture
def mariam(enter):
    return enter("mariam")


def test_a_child_arrives_with_her_brother(bakary, mariam):
    name = new_name()
    address = refer(bakary, name)
    step(bakary, address, "enquire", on=days_ago(15))
    not_yet(bakary, address, "La santé d’un enfant n’a pas été examinée.")
    poverty_is_no_ground(bakary, address)
    enquire(bakary, address)
    hear(bakary, address)

    step(bakary, address, "find_necessary", note="Plus personne ne prend soin d’eux.")
    waits_for_a_colleague(bakary, address, "find_necessary")
    decide(mariam, address, "find_necessary")
    stands(bakary, address, "prise en charge nécessaire")

    compare(bakary, address)
    step(bakary, address, "choose_care")
    decide(mariam, address, "choose_care")
    record_document(bakary, address)
    stands(bakary, address, "autorisée")
    place(mariam, address)
    stands(bakary, address, "placés")
    printed(mariam, address)

    children = people_of(bakary, address)
    assert len(children) == 2
    families = {sos_family_of(bakary, child) for child in children}
    assert len(families) == 1
    first_review(bakary, children[0])


def refer(page: Page, name: str) -> str:
    """Two children nobody in the register is, referred by the judge. The address of the file."""
    page.goto("/admissions/new/")
    village = page.locator("main [name=village] option").filter(has_text="Sanankoroba")
    day = date.today() - timedelta(days=20)  # noqa: DTZ011 - the server's own clock
    fill(
        page, village=village.get_attribute("value"), on=day.strftime("%d/%m/%Y"),
        authority="judge", authority_name="Tribunal pour enfants de Bamako", letter="45/TPE",
        situation="Trouvés seuls après le décès de leur grand-mère.",
        rows__0__given_name="Kadidia", rows__0__family_name=name, rows__0__sex="F",
        rows__0__birth="vers 2017", rows__1__given_name="Lassine", rows__1__family_name=name,
        rows__1__sex="M", rows__1__birth="2020",
    )  # fmt: skip
    fits(page)
    send(page)
    no_complaint(page)
    expect(page).to_have_url(FILE)
    expect(page.locator("h1")).to_contain_text(f"Kadidia {name}, Lassine {name}")
    return page.url


def step(page: Page, address: str, verb: str, **values: str) -> None:
    page.goto(f"{address}step/{verb}/")
    fits(page)
    fill(page, **values)
    send(page)
    no_complaint(page)
    expect(page).to_have_url(FILE)


def not_yet(page: Page, address: str, why: str) -> None:
    """What is missing stands under the button before anybody presses it."""
    page.goto(address)
    fits(page)
    expect(page.locator(".deed ul.missing").first).to_contain_text(why)


def poverty_is_no_ground(page: Page, address: str) -> None:
    page.goto(f"{address}enquiry/")
    fill(page, grounds="poverty")
    send(page)
    expect(page.locator(".deed ul.missing").first).to_contain_text("La pauvreté seule n’est jamais")


def enquire(page: Page, address: str) -> None:
    page.goto(f"{address}enquiry/")
    fits(page)
    fill(
        page, visited_on=french(10), mother="dead", father="lost", grounds="no_caregiver",
        kin="Une tante à Ségou, malade, ne peut pas.", summary="La voisine les nourrit.",
    )  # fmt: skip
    send(page)
    no_complaint(page)


def hear(page: Page, address: str) -> None:
    """Each child in the form it can: the girl speaks, her brother draws."""
    for number, (form, said) in enumerate(
        (("spoken", "Rester avec Lassine"), ("drawn", "Lui, elle"))
    ):
        page.goto(f"{address}voices/")
        fits(page)
        with page.expect_navigation():
            page.locator('main a[href*="/voices/"]').nth(number).click()
        fill(page, view_form=form, view=said, heard_on=days_ago(9), health_seen_on=days_ago(9))
        send(page)
        no_complaint(page)


def waits_for_a_colleague(page: Page, address: str, verb: str) -> None:
    page.goto(address)
    expect(page.get_by_text("Attend la décision")).to_be_visible()
    expect(page.locator(f'main a[href$="/decline/{verb}/"]')).to_have_count(0)


def decide(page: Page, address: str, verb: str) -> None:
    """The decision stands on the day of the national office; two clicks lead to it."""
    page.goto("/")
    path = f"/admissions/{address.rstrip('/').rsplit('/', 1)[1]}/step/{verb}/"
    for more in page.locator("main details > summary").all():
        more.click()
    with page.expect_navigation():
        page.locator(f'main a[href="{path}"]').first.click()
    fill(page, members="Direction, une mère SOS, assistante sociale", with_authority="yes")
    send(page)
    no_complaint(page)
    expect(page).to_have_url(FILE)


def stands(page: Page, address: str, state: str) -> None:
    page.goto(address)
    expect(page.locator(".chip").get_by_text(state, exact=True).first).to_be_visible()


def compare(page: Page, address: str) -> None:
    page.goto(f"{address}options/")
    fits(page)
    verdicts = {f"verdict_{kind}": "no" for kind in OPTIONS} | {"verdict_sos_family": "best"}
    whys = {f"why_{kind}": "Vu avec l’autorité" for kind in OPTIONS}
    fill(page, **verdicts, **whys)
    send(page)
    no_complaint(page)


def record_document(page: Page, address: str) -> None:
    """An expired one is refused and nothing typed is lost; the right one comes with its scan."""
    page.goto(f"{address}step/authorise/")
    fits(page)
    fill(page, kind="order", number="127/TPE", issued_on=days_ago(30), authority="Juge des enfants",
         expires_on=days_ago(3))  # fmt: skip
    send(page)
    expect(page.locator(".wrong-text").first).to_contain_text("a expiré le")
    assert page.input_value("main [name=number]") == "127/TPE"
    fill(page, issued_on=days_ago(1), expires_on=ahead(300))
    page.locator("main [name=scan]").set_input_files(
        {"name": "ordonnance.png", "mimeType": "image/png", "buffer": a_scan()}
    )
    send(page)
    no_complaint(page)
    expect(page.locator("main")).to_contain_text("127/TPE")
    expect(page.locator('main a[href*="/papers/"]')).to_be_visible()


def place(page: Page, address: str) -> None:
    page.goto(f"{address}step/place/")
    choice = page.locator("main [name=home] option").nth(1)
    fill(page, home=choice.get_attribute("value"))
    send(page)
    no_complaint(page)
    expect(page).to_have_url(FILE)


def printed(page: Page, address: str) -> None:
    page.goto(address)
    follow(page, "/print/")
    expect(page.locator("main")).to_contain_text("Signatures")
    expect(page.locator("main")).to_contain_text("une mère SOS")


def people_of(page: Page, address: str) -> list[str]:
    page.goto(address)
    links = page.locator('main table a[href^="/people/"]').all()
    return [link.get_attribute("href") or "" for link in links]


def sos_family_of(page: Page, child: str) -> str:
    page.goto(child)
    link = page.locator('main a[href^="/care/families/"]').first
    return link.get_attribute("href") or ""


def first_review(page: Page, child: str) -> None:
    page.goto(child)
    fits(page)
    follow(page, "/review/")
    fits(page)
    fill(
        page, held_on=today(), participants="Kadidia, la mère SOS, le service social",
        view_form="spoken", view="Je suis avec mon frère, c’est bien.", necessary="yes",
        adequate="yes", contact="phone", outcome="continue",
    )  # fmt: skip
    send(page)
    no_complaint(page)
    expect(page.locator("#following")).to_contain_text("Je suis avec mon frère")


def fits(page: Page) -> None:
    """Nothing is wider than the phone."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def french(days: int) -> str:
    return (date.today() - timedelta(days=days)).strftime("%d/%m/%Y")  # noqa: DTZ011


def ahead(days: int) -> str:
    return (date.today() + timedelta(days=days)).isoformat()  # noqa: DTZ011


def a_scan() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 90), "white").save(out, "PNG")
    return out.getvalue()
