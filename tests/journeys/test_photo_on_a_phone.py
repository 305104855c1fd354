"""A photo is taken where there is no network: drawn anew on the phone, looked at before it is
saved, taken again, and counted in the office beside the visit."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys import field
from tests.journeys.hands import new_name
from tests.journeys.test_field import found_in_office, open_phone

pytestmark = pytest.mark.journey
WHERE = "Kita, 13.04 N 9.49 W"
DRAWN = """width => {
  const shown = document.querySelector('.preview img');
  return shown?.complete && shown.naturalWidth === width;
}"""


def a_photo(folder: Path, name: str, size: tuple[int, int]) -> str:
    """As a camera makes it, with the place written in it."""
    picture = Image.effect_noise(size, 60).convert("RGB")
    told = Image.Exif()
    told[270] = WHERE
    out = folder / name
    picture.save(out, exif=told)
    return str(out)


def test_a_photo_is_looked_at_taken_again_and_counted_in_the_office(
    enter, browser, programme, tmp_path
):
    office = enter("fatim")
    context, phone, _words = open_phone(browser, programme, office)
    context.set_offline(True)
    visited = phone.locator("ul.list li b").first.inner_text()
    field.open_family(phone, visited)
    seen = f"Photo prise {new_name()}"
    field.deed(phone, "Visite")
    field.put(phone, seen=seen)
    field.save(phone)
    field.deed(phone, "Photo")
    field.choose_first(phone, "person")
    person = phone.locator("[name=person]").input_value()
    take_it_twice(phone, tmp_path)
    label = f"La maison {new_name()}"
    field.put(phone, label=label)
    field.save(phone)

    context.set_offline(False)
    field.home(phone)
    phone.locator(".status .send").click()
    field.all_sent(phone)
    found_in_office(office, visited, seen)
    office.goto(f"/people/{person}/")
    pictures = office.locator("main figure", has_text=label)
    expect(pictures).to_have_count(1)
    address = pictures.locator("a").get_attribute("href")
    kept = office.request.get(f"{programme.address}{address}").body()
    assert WHERE.encode() not in kept


def take_it_twice(phone: Page, folder: Path) -> None:
    """What is no picture is said; the first one was the wrong way round."""
    broken = folder / "broken.jpg"
    broken.write_bytes(b"no picture")
    phone.set_input_files("[name=picture]", broken)
    expect(phone.get_by_role("alert")).to_contain_text("n’est pas une image")
    shape = "i => [i.naturalWidth, i.naturalHeight]"
    for name, size, drawn in (
        ("a.jpg", (1600, 1200), [1024, 768]),
        ("b.jpg", (600, 800), [600, 800]),
    ):
        phone.set_input_files("[name=picture]", a_photo(folder, name, size))
        shown = phone.locator(".preview img")
        expect(shown).to_be_visible()
        phone.wait_for_function(DRAWN, arg=drawn[0])
        assert shown.evaluate(shape) == drawn
    expect(phone.get_by_role("alert")).to_have_count(0)
