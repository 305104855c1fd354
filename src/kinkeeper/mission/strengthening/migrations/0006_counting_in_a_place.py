"""Apart from the filling before it: PostgreSQL changes no column while its keys wait for a check."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("strengthening", "0005_place_of_the_accompanied")]

    operations = [
        migrations.AlterField(
            "targetperson",
            "place",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.place",
            ),
        ),
        migrations.RemoveIndex("targetperson", "target_of"),
        migrations.RemoveIndex("targetperson", "target_on"),
        migrations.AddIndex(
            "targetperson",
            models.Index(fields=["part", "person", "place", "since", "until"], name="target_on"),
        ),
    ]
