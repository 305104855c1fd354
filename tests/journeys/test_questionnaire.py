"""A questionnaire is brought by the national office, filled in for a family, and scored; food is
asked in its season."""

import pytest
from playwright.sync_api import Page, expect

from kinkeeper.ground.instruments.workbook import as_workbook
from tests.journeys.hands import new_name, no_complaint
from tests.journeys.stories import write_family

pytestmark = pytest.mark.journey
LABEL = "label::English (en)"


def workbook(code: str, title: str) -> bytes:
    return as_workbook({
        "survey": [
            {"type": "integer", "name": "meals", LABEL: "Meals yesterday", "required": "yes",
             "constraint": ". <= 5", "constraint_message::English (en)": "Five at most."},
            {"type": "select_one yn", "name": "ill", LABEL: "Was anybody ill?", "required": "yes"},
            {"type": "text", "name": "illness", LABEL: "Of what?", "relevant": "${ill} = 'y'",
             "required": "yes", "class": "3"},
        ],
        "choices": [
            {"list_name": "yn", "name": "y", LABEL: "Yes"},
            {"list_name": "yn", "name": "n", LABEL: "No"},
        ],
        "settings": [{"form_title": title, "form_id": code, "subject": "family", "version": "1",
                      "default_language": "English (en)"}],
        "scores": [{"score": "meals", "rule": "sum", LABEL: "Meals a day"}],
        "score_parts": [{"score": "meals", "question": "meals"}],
        "bands": [
            {"score": "meals", "set": "ours", "up_to": "2", "code": "few", LABEL: "Too few",
             "tone": "bad"},
            {"score": "meals", "set": "ours", "code": "well", LABEL: "Enough", "tone": "good"},
        ],
    })  # fmt: skip


def test_a_questionnaire_is_brought_filled_in_and_scored(enter):
    name = new_name()
    title, code = f"Meals {name}", f"meals-{name.lower()}"[:40]
    mariam = enter("mariam", language="en")
    brings(mariam, workbook(code.upper(), title))
    expect(mariam.locator("main")).to_contain_text("cannot be a form_id")
    brings(mariam, workbook(code, title))
    expect(mariam.locator("h1")).to_have_text(title)
    no_complaint(mariam)

    awa = enter("awa", language="en")
    family = write_family(awa, name)
    asks(awa, family, title)
    awa.fill('[name="q.meals"]', "9")
    awa.check('[name="q.ill"][value="y"]', force=True)
    save(awa)
    expect(awa.locator(".wrong-text")).to_contain_text("Five at most.")
    expect(awa.locator("main")).to_contain_text("1 more question is asked")
    awa.fill('[name="q.meals"]', "2")
    awa.fill('[name="q.illness"]', "malaria")
    save(awa)
    expect(awa.locator("main")).to_contain_text("The answers are kept.")
    expect(awa.locator("main .chip").first).to_have_text("Too few")
    expect(awa.locator("main dl")).to_contain_text("malaria")
    awa.goto(family)
    expect(awa.locator("#questionnaires")).to_contain_text("Meals a day 2")


def brings(page: Page, data: bytes) -> None:
    page.goto("/questionnaires/import/")
    page.set_input_files(
        "[name=file]", {"name": "q.xlsx", "mimeType": "application/octet-stream", "buffer": data}
    )
    with page.expect_navigation():
        page.locator("main form .bar button").click()


def asks(page: Page, family: str, title: str) -> None:
    page.goto(family)
    page.locator("#questionnaires summary").last.click()
    with page.expect_navigation():
        page.get_by_role("link", name=title).click()


def save(page: Page) -> None:
    with page.expect_navigation():
        page.locator('button[name="do"][value="save"]').click()
