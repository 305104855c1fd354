"""The frame and its pieces: readable without scripts, under the strict security policy."""

import gzip
import re
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

LAYOUT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted(LAYOUT.glob("templates/**/*.html"))


class Visit(forms.Form):
    place = forms.CharField(label="Place", help_text="Village or quarter.")
    notes = forms.CharField(label="Notes", required=False)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def render(name, **context):
    return render_to_string(
        f"layout/{name}.html", context, RequestFactory().get("/families/?page=2&q=a")
    )


def page(main="", **context):
    template = engines["django"].from_string(
        '{% extends "layout/frame.html" %}{% block title %}T{% endblock %}{% block main %}'
        + main
        + "{% endblock %}"
    )
    return template.render(context, RequestFactory().get("/"))


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_no_template_carries_a_style_or_a_script_of_its_own(file):
    text = file.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", text)
    for opening in re.findall(r"<script[^>]*>", text):
        assert "src=" in opening or 'type="application/json"' in opening


def test_style_sheet_and_script_stay_small():
    for name, most in (("kinkeeper.css", 6500), ("kinkeeper.js", 1700)):
        file = LAYOUT / "static" / "layout" / name
        assert len(gzip.compress(file.read_bytes())) <= most


def test_every_class_named_in_the_guide_is_in_the_style_sheet():
    css = (LAYOUT / "static/layout/kinkeeper.css").read_text()
    tables = re.findall(r"^\| ([^|]*`[^|]*) \|", (LAYOUT / "README.md").read_text(), re.MULTILINE)
    names = [name for cell in tables for name in re.findall(r"`([a-z-]+)`", cell)]
    assert len(names) > 15
    assert not [name for name in names if f".{name}" not in css]


def test_the_frame_says_its_language_and_lets_the_keyboard_skip_the_menu():
    with translation.override("fr"):
        drawn = page()
    assert '<html lang="fr"' in drawn
    assert drawn.index('href="#main"') < drawn.index("<header")
    assert '<main id="main"' in drawn


def test_the_menu_marks_where_we_are():
    entries = [
        {"label": "Families", "url": "/f/", "current": True},
        {"label": "<b>", "url": "/b/", "current": False},
    ]
    menu = [{"label": "Work", "entries": entries}]
    drawn = page(menu=menu)
    assert '<a href="/f/" aria-current="page">Families</a>' in drawn
    assert "<b>" not in drawn


def test_invented_data_are_announced_only_in_the_demonstration():
    assert "Invented data" in page(demonstration=True)
    assert "Invented data" not in page(demonstration=False)


def test_a_wrong_field_carries_its_sentence_joined_to_the_input():
    form = Visit({"place": ""})
    drawn = render("fields", form=form)
    assert 'id="id_place_error"' in drawn
    assert 'aria-describedby="id_place_helptext id_place_error"' in drawn
    assert '<a href="#id_place">' in drawn
    assert "(optional)" in drawn


def test_a_sensitive_field_is_marked_so_that_the_browser_keeps_nothing_of_it():
    assert "data-sensitive" in render("field", field=Visit()["notes"], sensitive=True)
    assert "data-sensitive" not in render("field", field=Visit()["notes"])


def test_a_button_that_cannot_be_used_says_what_is_missing():
    drawn = render(
        "deed", label="Admit", action="/admit/", missing=["the family's <written> consent"]
    )
    assert 'aria-disabled="true"' in drawn
    assert "&lt;written&gt; consent" in drawn
    assert "<form" not in drawn


def test_a_button_with_nothing_missing_is_a_form_that_works_without_scripts():
    drawn = render("deed", label="Admit", action="/admit/", missing=[])
    assert '<form class="deed" method="post" action="/admit/">' in drawn
    assert "csrfmiddlewaretoken" in drawn


def test_the_pager_keeps_the_other_questions_of_the_address():
    drawn = render("pager", page=Paginator(range(90), 25).page(2))
    assert "q=a" in drawn
    assert "page=3" in drawn
    assert "26 to 50 of 90" in drawn


def test_one_page_needs_no_pager():
    assert not render("pager", page=Paginator(range(3), 25).page(1)).strip()


@pytest.mark.parametrize("code", ["400", "403", "404", "500"])
def test_error_pages_speak_both_languages_and_need_nothing(code):
    drawn = render_to_string(f"{code}.html")
    assert 'lang="fr"' in drawn
    assert 'lang="en"' in drawn
    assert 'href="/"' in drawn


def test_a_refusal_may_say_why_but_not_with_markup():
    drawn = render_to_string("403.html", {"exception": "<script>"})
    assert "&lt;script&gt;" in drawn


@pytest.mark.django_db
def test_the_way_in_is_dressed_and_works_without_scripts(client):
    drawn = client.get(reverse("account_login")).content.decode()
    assert 'class="entrance"' in drawn
    assert 'name="login"' in drawn
    assert 'type="password"' in drawn
    assert "layout/kinkeeper.css" in drawn
