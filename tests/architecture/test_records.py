"""Every model is a Record or says why not; every Record and field declares what it is."""

import pytest
from django.apps import apps
from django.db import models

from kinkeeper.ground.records.models import L2, About, Record
from tests.architecture import exceptions
from tests.architecture.guards import records, tree, words

ABOUT = {"place": "", "read": "people.read", "write": "people.write"}


def own_models():
    return [m for m in apps.get_models() if m.__module__.startswith("kinkeeper.")]


def own_records():
    return [m for m in own_models() if issubclass(m, Record)]


class Unclassed(Record):
    about = About(kind="elsewhere.planted", **ABOUT)
    note = models.TextField()
    name = L2(models.TextField())
    account = L2(models.ForeignKey("access.Account", models.PROTECT, related_name="notes"))

    class Meta:
        app_label = "planted"
        abstract = True


def test_every_model_is_a_record_or_says_why_not():
    assert records.not_records(own_models(), exceptions.MODELS) == []


def test_every_exception_is_a_model_that_exists():
    known = {model._meta.label for model in own_models()}
    assert exceptions.MODELS.keys() - known == set()


def test_a_model_outside_the_ledger_is_caught():
    account = apps.get_model("access", "Account")
    assert records.not_records([account], {})


def test_every_field_of_a_record_has_a_class():
    assert records.unclassed_fields(own_records()) == []


def test_a_field_without_a_class_is_caught():
    assert records.unclassed_fields([Unclassed]) == [
        "planted.Unclassed.note has no class: wrap it in L0 to L4"
    ]


def test_every_record_says_what_it_is():
    assert records.undeclared(own_records()) == []


def test_a_record_of_another_rooms_kind_is_caught():
    assert records.undeclared([Unclassed])


def test_no_kind_is_declared_twice():
    assert records.kinds_twice(own_records()) == []
    assert records.kinds_twice([Unclassed, Unclassed])


def test_ties_across_rooms_have_no_way_back():
    assert records.ties_across_rooms(own_models()) == []


def test_a_named_way_back_across_rooms_is_caught():
    grant = apps.get_model("access", "Grant")
    assert records.ties_across_rooms([grant]) == []
    field = grant._meta.get_field("place")
    remote = field.remote_field
    named, remote.related_name = remote.related_name, "grants"
    try:
        assert records.ties_across_rooms([grant])
    finally:
        remote.related_name = named


def test_every_kind_of_record_is_explained():
    text = (tree.ROOT / "docs" / "words.md").read_text()
    assert words.unexplained([model.about.kind for model in own_records()], text) == []


def test_an_unexplained_kind_is_caught():
    assert words.unexplained(["people.person", "care.stay"], "| `people.person` | personne |") == [
        "`care.stay` has no entry in docs/words.md"
    ]


@pytest.mark.django_db
def test_migrations_are_complete():
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


def test_a_change_without_a_migration_is_caught():
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ModelState, ProjectState

    now = ProjectState.from_apps(apps)
    now.add_model(ModelState("access", "Planted", [("id", models.AutoField(primary_key=True))]))
    before = MigrationLoader(None).project_state()
    assert "access" in MigrationAutodetector(before, now)._detect_changes()
