"""Step 5: a family from "is it here already?" to active, with proposer and decider kept apart; and
a child that loses parental care, on the coordinator's list the same day."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hands import fill, new_name, no_complaint, on_family_page, send, today
from tests.journeys.stories import (
    assess,
    draft_and_agree,
    give_service,
    identify,
    record_visit,
    write_family,
)

pytestmark = pytest.mark.journey

REPORT = 'main a[href$="/loss-of-care/"]'
ALARM = ".alert-card ul.due"


@pytest.fixture
def awa(enter):
    return enter("awa", language="en")


@pytest.fixture
def fatim(enter):
    return enter("fatim", language="en")


def test_a_family_goes_from_its_first_mention_to_active(awa, fatim):
    address = write_family(awa, new_name())
    identify(awa, address)
    standing(awa, address, "identified")

    screen_it(awa, address)
    standing(awa, address, "screened")
    not_yet(awa, "Conclude the first assessment", "No home visit is recorded.")
    record_visit(awa, address)
    not_yet(awa, "Conclude the first assessment", "The eight dimensions of the family")
    assess(awa, address, 2)
    take_step(awa, address, "assess")
    standing(awa, address, "assessed")

    take_step(awa, address, "admit", agreement_on=today(), assent_on=today())
    waits_for_a_colleague(awa, address, "admit")
    decide_from_my_day(fatim, address, "admit")
    standing(awa, address, "admitted")

    not_yet(awa, "Propose the plan", "The plan has no goal")
    draft_and_agree(awa, address)
    take_step(awa, address, "agree_plan")
    waits_for_a_colleague(awa, address, "agree_plan")
    decide_from_my_day(fatim, address, "agree_plan")
    standing(awa, address, "plan agreed")

    not_yet(awa, "Start the accompaniment", "No service is recorded as given.")
    give_service(awa, address)
    take_step(awa, address, "start")
    standing(awa, address, "active")


def standing(page: Page, address: str, state: str) -> None:
    """Where the family stands, as its page says it."""
    page.goto(address)
    expect(page.locator(".chip").get_by_text(state, exact=True).first).to_be_visible()


def not_yet(page: Page, button: str, why: str) -> None:
    """The button is there, does nothing, and what is missing stands under it."""
    deed = page.locator(".deed").filter(has=page.get_by_role("button", name=button, exact=True))
    expect(deed.get_by_role("button", name=button)).to_have_attribute("aria-disabled", "true")
    expect(deed.locator("ul.missing")).to_contain_text(why)


def screen_it(page: Page, address: str) -> None:
    """Poverty alone is refused and nothing typed is lost; the real risk is accepted."""
    page.goto(f"{address}step/screen/")
    fill(page, branch="capacity", criteria="extreme_poverty", note="Le père est parti en 2025.")
    send(page)
    expect(page.locator("main")).to_contain_text("Poverty alone")
    assert page.input_value("main [name=note]") == "Le père est parti en 2025."
    fill(page, criteria="caregiver_absent_migration", not_only_poverty=True)
    send(page)
    on_family_page(page)


def take_step(page: Page, address: str, verb: str, **values: str) -> None:
    page.goto(f"{address}step/{verb}/")
    fill(page, **values)
    send(page)
    no_complaint(page)
    on_family_page(page)


def waits_for_a_colleague(page: Page, address: str, verb: str) -> None:
    """Who proposed it is offered no decision, also not at the decision's own address."""
    page.goto(address)
    expect(page.get_by_text("Waits for the decision of a colleague.")).to_be_visible()
    expect(page.locator(f'main a[href$="/decline/{verb}/"]')).to_have_count(0)
    page.goto(f"{address}step/{verb}/")
    expect(page.locator("main form [name=form_id]")).to_have_count(0)


def decide_from_my_day(page: Page, address: str, verb: str) -> None:
    """The decision stands first of all on the coordinator's day."""
    page.goto("/")
    path = f"/families/{address.rstrip('/').rsplit('/', 1)[1]}/step/{verb}/"
    line = page.locator(f'{ALARM} a[href="{path}"]')
    unfold(page)
    with page.expect_navigation():
        line.click()
    send(page)
    no_complaint(page)
    on_family_page(page)


def unfold(page: Page) -> None:
    for more in page.locator(".alert-card details > summary").all():
        more.click()


def test_a_child_that_loses_parental_care_is_on_the_coordinators_list_the_same_day(awa, fatim):
    family = open_a_child_in_the_programme(awa)
    with awa.expect_navigation():
        awa.locator(REPORT).click()
    fill(awa, happened_on=today(), cause="abandonment", now_with=f"Chez la voisine {new_name()}")
    told = awa.input_value("main [name=now_with]")
    send(awa)
    no_complaint(awa)
    expect(awa.locator("main")).to_contain_text("Lost parental care")
    child = awa.url

    fatim.goto("/")
    unfold(fatim)
    lost = fatim.locator(f'{ALARM} a[href^="/losses/"]')
    address = open_the_one(fatim, [a.get_attribute("href") for a in lost.all()], told)
    expect(fatim.locator(f'main a[href="{urlsplit(child).path}"]').first).to_be_visible()
    send(fatim)
    fatim.goto("/")
    expect(fatim.locator(f'ul.due a[href="{address}"]')).to_have_count(0)
    standing(awa, family, "active")


def open_a_child_in_the_programme(page: Page) -> str:
    """The page of the first child of an active family; the family's address."""
    page.goto("/programme/?state=active")
    page.goto(page.locator('main a[href^="/families/"]').first.get_attribute("href"))
    family = on_family_page(page)
    for member in page.locator('#members tbody tr:not(:has(.chip)) a[href^="/people/"]').all():
        page.goto(member.get_attribute("href"))
        if page.locator(REPORT).count():
            return family
        page.goto(family)
    pytest.fail("nobody in this family can be reported")


def open_the_one(page: Page, addresses: list[str | None], told: str) -> str:
    """The page, of several, on which this stands."""
    for address in filter(None, addresses):
        page.goto(address)
        if told in page.inner_text("main"):
            return address
    pytest.fail("the loss is not on the coordinator's day")
