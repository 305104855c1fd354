"""Who is accompanied lies in the place of the family; so do the steps of a family that moved."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def where_their_family_lives(apps, schema_editor):
    enrolments = apps.get_model("strengthening", "Enrolment").objects
    places = Subquery(enrolments.filter(pk=OuterRef("enrolment")).values("family__place")[:1])
    apps.get_model("strengthening", "TargetPerson").objects.update(place=places)
    families = apps.get_model("people", "FormerPlace").objects.values("family")
    for pk, place in enrolments.filter(family__in=families).values_list("pk", "family__place"):
        for name in ("Stage", "Proposal"):
            apps.get_model("process", name).objects.filter(subject=pk).update(place=place)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_rows_in_a_place"),
        ("places", "0001_initial"),
        ("process", "0003_how_many_stand_where"),
        ("strengthening", "0004_counting_on_a_day"),
    ]

    operations = [
        migrations.AddField(
            "targetperson",
            "place",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.place",
            ),
        ),
        migrations.RunPython(where_their_family_lives, migrations.RunPython.noop),
    ]
