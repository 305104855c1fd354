"""Every message is in French, and the compiled catalogue is the one of the text."""

import polib
import pytest

from scripts import catalogue
from tests.architecture.guards import tree, words


def test_every_message_is_in_french_and_compiled():
    assert catalogue.check() == []


def test_no_message_is_put_together_before_gettext():
    assert [o for f in tree.code() for o in words.made_up_messages(f)] == []


def test_a_message_put_together_is_caught(planted):
    for text in ('_(f"Hello {name}")', 'gettext("a" + b)', '_("%s" % x)', '_("{}".format(x))'):
        assert words.made_up_messages(planted(text)), text
    assert words.made_up_messages(planted('_("Hello %(name)s") % {"name": 1}')) == []


VIEW = """
from django.utils.translation import gettext as _, ngettext, pgettext
_("Family of %(name)s")
ngettext("%(n)s child", "%(n)s children", 2)
pgettext("month", "May")
"""
PAGE = """{% load i18n %}{% translate "My day" %}
{% blocktranslate count n=n trimmed %}
  One visit of {{ who }}
{% plural %}
  {{ n }} visits of {{ who }}
{% endblocktranslate %}"""
FRENCH = [
    "Family of %(name)s\tFamille de %(name)s\n",
    "%(n)s child\t%(n)s enfant\n",
    "%(n)s children\t%(n)s enfants\n",
    "May\tmai\n",
    "My day\tMa journée\n",
    "One visit of %(who)s\tUne visite de %(who)s\n",
    "%(n)s visits of %(who)s\t%(n)s visites de %(who)s\n",
]


def a_package(folder):
    (folder / "views.py").write_text(VIEW)
    (folder / "page.html").write_text(PAGE)
    return folder


def a_catalogue(folder, lines=FRENCH):
    made = catalogue.updated(polib.POFile(), catalogue.collect(a_package(folder)))
    assert catalogue.fill(made, lines) == []
    catalogue.write(folder / "fr.po", made)
    return folder / "fr.po"


def test_messages_of_code_and_templates_are_collected(tmp_path):
    found = catalogue.collect(a_package(tmp_path))
    assert {(m.context, m.english, m.plural) for m in found.values()} == {
        ("", "Family of %(name)s", ""),
        ("", "%(n)s child", "%(n)s children"),
        ("month", "May", ""),
        ("", "My day", ""),
        ("", "One visit of %(who)s", "%(n)s visits of %(who)s"),
    }


def test_a_filled_catalogue_is_complete(tmp_path):
    assert catalogue.check(tmp_path, a_catalogue(tmp_path)) == []


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("aujourd'hui", "aujourd’hui"),
        ("Famille : %(name)s", "Famille\N{NO-BREAK SPACE}: %(name)s"),
        (
            "dit « oui » ?",
            "dit «\N{NO-BREAK SPACE}oui\N{NO-BREAK SPACE}»\N{NARROW NO-BREAK SPACE}?",
        ),
        ("à 12:30, 'x' : y", "à 12:30, 'x' : y"),
    ],
)
def test_french_is_set_as_a_printer_sets_it(typed, printed):
    assert catalogue.typeset(typed) == printed


def test_collecting_again_keeps_the_french(tmp_path):
    po = a_catalogue(tmp_path)
    before = po.read_bytes()
    catalogue.write(po, catalogue.updated(catalogue.read(po), catalogue.collect(tmp_path)))
    assert po.read_bytes() == before


def test_a_message_without_french_is_caught(tmp_path):
    po = a_catalogue(tmp_path, FRENCH[1:])
    assert catalogue.check(tmp_path, po) == ["no French for 'Family of %(name)s' (views.py)"]


def test_a_new_message_is_caught(tmp_path):
    po = a_catalogue(tmp_path)
    (tmp_path / "forms.py").write_text("_('New')")
    assert catalogue.check(tmp_path, po) == ["not in the catalogue: 'New'"]


def test_a_message_that_is_gone_is_caught(tmp_path):
    po = a_catalogue(tmp_path)
    (tmp_path / "page.html").unlink()
    assert len(catalogue.check(tmp_path, po)) == 2


def test_a_lost_placeholder_is_caught(tmp_path):
    po = a_catalogue(tmp_path, ["Family of %(name)s\tFamille de %(nom)s\n", *FRENCH[1:]])
    assert "other placeholders" in catalogue.check(tmp_path, po)[0]


def test_a_stale_compiled_file_is_caught(tmp_path):
    po = a_catalogue(tmp_path)
    po.with_suffix(".mo").write_bytes(b"old")
    assert catalogue.check(tmp_path, po) == ["fr.mo is stale: run scripts/translations"]


def test_french_that_nobody_asks_for_is_named():
    assert catalogue.fill(polib.POFile(), ["Lost\tPerdu\n"]) == ["Lost"]
