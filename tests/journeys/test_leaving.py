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


def test_a_young_woman_leaves_care_and_calls_after_a_year(enter):
    salif, mariam = enter("salif"), enter("mariam")
    young = next(young_women(salif, LEFT + 60))
    her_page = f"/people/{young['person']}/"

    salif.goto(f"/savings/{young['account']}/out/")
    fill(salif, francs=young["balance"] + 1, source="need", receipt="R-1")
    send(salif)
    expect(salif.locator(".wrong-text").first).to_be_visible()

    step(
        salif, young, "plan_leaving", on=days_ago(LEFT + 30), housing="rented",
        destination="Bamako, Kalaban", activity="work", support_person="Tante Kadia",
    )  # fmt: skip
    salif.goto(f"/youth/{young['id']}/step/exit/")
    expect(salif.locator(".missing li")).to_have_count(2)
    assert form_of(salif, "received_by").count() == 0

    salif.goto(f"/youth/{young['id']}/papers/")
    for choice in salif.locator('main select[name^="state-"]').all():
        choice.select_option("in_hand")
    send(salif)
    salif.goto(f"/youth/{young['id']}/handover/")
    expect(salif.locator(".sign")).to_have_count(4)
    follow(salif, "/handover/done/")
    fill(salif, on=days_ago(LEFT + 1), receipt="Fiche 7")
    send(salif)
    no_complaint(salif)
    assert "remis le" in salif.inner_text("main")

    left = {"on": days_ago(LEFT), "reason": "independent_living", "received_by": "Sa tante"}
    step(salif, young, "exit", **left)
    expect(salif.locator("#independence .note")).to_be_visible()
    mariam.goto("/")
    assert mariam.locator(f'a[href$="/youth/{young["id"]}/step/exit/"]').count() == 1
    step(mariam, young, "exit", **left)
    assert "Kalaban" not in mariam.inner_text("main")

    step(salif, young, "accompany", on=days_ago(LEFT - 7), contact_plan="Le dimanche soir")
    salif.goto("/aftercare/")
    assert salif.locator(f'a[href="/youth/{young["id"]}/contact/"]').count() == 1
    salif.goto(f"/youth/{young['id']}/contact/")
    fill(salif, held_on=today(), channel="phone", reached="yes", housing="shared", activity="work",
         income="sometimes", health="good", note="Elle a appelé elle-même.")  # fmt: skip
    send(salif)
    expect(salif.locator(".wrong-text")).to_have_count(1)
    fill(salif, someone="no")
    send(salif)
    no_complaint(salif)
    told = salif.inner_text("#independence")
    assert "12 mois" in told
    assert "pas tous les mois" in told
    [followed] = [f for f in salif.request.get("/api/aftercare").json() if f["id"] == young["id"]]
    assert followed["due_months"] == 24

    back = {"on": today(), "reason": "no_income", "back_to": "support"}
    step(salif, young, "come_back", **back)
    step(mariam, young, "come_back", **back)
    salif.goto(her_page)
    told = salif.inner_text("#independence")
    assert "revenu" in told
    assert "aide : argent" in told.replace("\xa0", " ")
