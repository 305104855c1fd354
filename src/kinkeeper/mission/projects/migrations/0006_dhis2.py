"""Which identifiers of a DHIS2 stand for our codes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0005_transparency")]
    operations = [
        migrations.AddField(
            model_name="project",
            name="dhis2",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
