"""A young woman leaves care and calls after a year: the plan is there, papers and savings go into
her hands, two people let her go, and when she calls her counsellor writes it down and helps."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hands import fill, follow, form_of, no_complaint, send, today
from tests.journeys.stories import days_ago

pytestmark = pytest.mark.journey

LEFT = 370


def young_women(page: Page, after: int) -> Iterator[dict[str, Any]]:
    """Of the youth houses, whose house and whose savings did not change in so many days."""
    limit = (date.today() - timedelta(days=after)).isoformat()  # noqa: DTZ011 - the server's clock
    for young in page.request.get("/api/youth").json():
        if young["state"] != "youth_house" or young["since"] > limit:
            continue
        book = page.request.get(f"/api/people/{young['person']}/savings").json()
        if book and max(e["on"] for e in book[0]["entries"]) < limit:
            page.goto(f"/people/{young['person']}/")
            if "féminin" in page.inner_text("header.page-head"):
                yield young | {"balance": book[0]["balance"], "account": book[0]["id"]}


def step(page: Page, young: dict[str, Any], verb: str, **values: Any) -> None:
    """One step of the way, on its form."""
    page.goto(f"/youth/{young['id']}/step/{verb}/")
    fill(page, **values)
    send(page)
    no_complaint(page)


def refuse_more_than_there_is(page: Page, young: dict[str, Any]) -> None:
    page.goto(f"/savings/{young['account']}/out/")
    fill(page, francs=young["balance"] + 1, source="need", receipt="R-1")
    send(page)
    expect(page.locator(".wrong-text").first).to_be_visible()


def prepare_to_leave(page: Page, young: dict[str, Any]) -> None:
    """Where to, whom to count on; and no exit before the papers and the savings."""
    step(
        page, young, "plan_leaving", on=days_ago(LEFT + 30), housing="rented",
        destination="Bamako, Kalaban", activity="work", support_person="Tante Kadia",
    )  # fmt: skip
    page.goto(f"/youth/{young['id']}/step/exit/")
    expect(page.locator(".missing li")).to_have_count(2)
    assert form_of(page, "received_by").count() == 0


def hand_over(page: Page, young: dict[str, Any]) -> None:
    """The checklist, the sheet with its lines to sign, papers and savings into her hands."""
    page.goto(f"/youth/{young['id']}/papers/")
    for choice in page.locator('main select[name^="state-"]').all():
        choice.select_option("in_hand")
    send(page)
    page.goto(f"/youth/{young['id']}/handover/")
    expect(page.locator(".sign")).to_have_count(4)
    follow(page, "/handover/done/")
    fill(page, on=days_ago(LEFT + 1), receipt="Fiche 7")
    send(page)
    no_complaint(page)
    assert "remis le" in page.inner_text("main")


def let_go(salif: Page, mariam: Page, young: dict[str, Any]) -> None:
    """He proposes, she decides; she reads no address."""
    left = {"on": days_ago(LEFT), "reason": "independent_living", "received_by": "Sa tante"}
    step(salif, young, "exit", **left)
    expect(salif.locator("#independence .note")).to_be_visible()
    mariam.goto("/")
    assert mariam.locator(f'a[href$="/youth/{young["id"]}/step/exit/"]').count() == 1
    step(mariam, young, "exit", **left)
    assert "Kalaban" not in mariam.inner_text("main")


def she_calls(page: Page, young: dict[str, Any]) -> None:
    """A year later; an answer that was forgotten is asked for, the others stay."""
    page.goto(f"/youth/{young['id']}/contact/")
    fill(page, held_on=today(), channel="phone", reached="yes", housing="shared", activity="work",
         income="sometimes", health="good", note="Elle a appelé elle-même.")  # fmt: skip
    send(page)
    expect(page.locator(".wrong-text")).to_have_count(1)
    fill(page, someone="no")
    send(page)
    no_complaint(page)
    told = page.inner_text("#independence")
    assert "12 mois" in told
    assert "pas tous les mois" in told


def test_a_young_woman_leaves_care_and_calls_after_a_year(enter):
    salif, mariam = enter("salif"), enter("mariam")
    young = next(young_women(salif, LEFT + 60))
    refuse_more_than_there_is(salif, young)
    prepare_to_leave(salif, young)
    hand_over(salif, young)
    let_go(salif, mariam, young)
    step(salif, young, "accompany", on=days_ago(LEFT - 7), contact_plan="Le dimanche soir")
    she_calls(salif, young)
    known = {f["id"]: f for f in salif.request.get("/api/aftercare").json()}
    assert known[young["id"]]["due_months"] == 24

    back = {"on": today(), "reason": "no_income", "back_to": "support"}
    step(salif, young, "come_back", **back)
    step(mariam, young, "come_back", **back)
    salif.goto(f"/people/{young['person']}/")
    told = salif.inner_text("#independence")
    assert "aide : argent" in told.replace("\xa0", " ")
