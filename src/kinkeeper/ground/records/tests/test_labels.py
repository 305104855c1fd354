"""The words of a choice: as Django finds them, for every kind and every choice."""

import pytest
from django.apps import apps
from django.db import models
from django.utils.translation import override

from kinkeeper.ground.records.models import Record

CHOSEN = [
    (model, field)
    for model in apps.get_models()
    if issubclass(model, Record)
    for field in model._meta.concrete_fields
    if field.choices
]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_label_is_the_one_that_django_finds(language):
    with override(language):
        for model, field in CHOSEN:
            for value in ("", None, "unheard of", *dict(field.flatchoices)):
                row = model(**{field.attname: value})
                plain = models.Model._get_FIELD_display(row, field)
                assert getattr(row, f"get_{field.name}_display")() == plain


def test_there_are_many():
    assert len(CHOSEN) > 50
