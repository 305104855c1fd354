"""Parts of a family's story that several journeys need, told through the screens."""

from datetime import date, timedelta

from playwright.sync_api import Page

from tests.journeys.hands import fill, follow, no_complaint, on_family_page, send, today


def days_ago(number: int) -> str:
    day = date.today() - timedelta(days=number)  # noqa: DTZ011 - the server's own clock
    return day.isoformat()


def write_family(page: Page, name: str) -> str:
    """Looks first, then writes down a mother and three children; the address of the family."""
    page.goto("/families/")
    follow(page, "/families/new/")
    fill(page, given="Sira", family=name)
    send(page, having="given")
    with page.expect_navigation():
        page.locator('main a[href*="go=1"]').click()
    choose_village(page)
    fill(page, head__given_name="Sira", head__sex="F", head__birth="vers 1988")
    children = (("Adama", "M", "12/03/2012"), ("Nana", "F", "2016"), ("Issa", "M", "4 ans"))
    for row, (given, sex, birth) in enumerate(children):
        values = {"given_name": given, "sex": sex, "birth": birth, "relation": "child"}
        fill(page, **{f"rows__{row}__{field}": value for field, value in values.items()})
    send(page)
    no_complaint(page)
    return on_family_page(page)


def choose_village(page: Page) -> None:
    """The first village that is offered."""
    place = page.locator("main [name=place]")
    villages = place.locator("option[value]:not([value=''])")
    place.select_option(villages.last.get_attribute("value"))


def identify(page: Page, address: str) -> None:
    page.goto(address)
    follow(page, "/identify/")
    fill(page, reason="caregiver_lost", identified_by="Comité villageois")
    send(page)
    on_family_page(page)


def record_visit(page: Page, address: str) -> None:
    page.goto(f"{address}visit/")
    fill(page, held_on=today(), purpose="assessment", present="La mère")
    send(page)
    on_family_page(page)


def assess(page: Page, address: str, level: int) -> None:
    """The same level in all eight dimensions, for the family and each child."""
    page.goto(f"{address}assess/")
    for box in page.locator(f'.matrix input[value="{level}"]').all():
        box.check(force=True)
    send(page)
    on_family_page(page)


def draft_and_agree(page: Page, address: str) -> None:
    page.goto(f"{address}plan/")
    fill(page, goals__0__dimension="livelihood", goals__0__statement="Un étal au marché")
    fill(page, promises__0__owner="family", promises__0__promise="Épargner chaque semaine")
    fill(page, promises__1__owner="programme", promises__1__promise="Un fonds de départ")
    send(page)
    no_complaint(page)
    page.goto(f"{address}plan/agree/")
    fill(page, agreed_on=today(), agreed_with="Sira et ses enfants", explained_in="bambara")
    send(page)
    on_family_page(page)


def give_service(page: Page, address: str) -> None:
    page.goto(f"{address}service/")
    fill(page, kind="iga_support", modality="cash", done_on=today(), cost_xof=50_000)
    send(page)
    on_family_page(page)
