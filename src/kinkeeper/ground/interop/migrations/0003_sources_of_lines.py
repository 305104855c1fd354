from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("interop", "0002_staged_import")]

    operations = [
        migrations.DeleteModel(name="Source"),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("record", models.UUIDField(db_index=True)),
                ("kind", models.CharField(max_length=60)),
                ("columns", models.JSONField(default=list)),
                ("batch", models.ForeignKey(on_delete=models.deletion.PROTECT, related_name="sources", to="interop.batch")),
                ("line", models.ForeignKey(on_delete=models.deletion.PROTECT, related_name="+", to="interop.line")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("record", "line"), name="source_once")]},
        ),
    ]
