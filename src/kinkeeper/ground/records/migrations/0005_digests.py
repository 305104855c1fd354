"""Each ledger line gets a digest of its values; lines from before are older than the chain."""

from django.db import migrations, models
from django.db.models import Max
from django.utils import timezone

from kinkeeper.ground.audit.starting import start


def begin(apps, schema_editor):
    last = apps.get_model("records", "Change").objects.aggregate(top=Max("seq"))["top"]
    start(apps.get_model("audit", "Link"), "change", last or 0, timezone.now())


class Migration(migrations.Migration):
    dependencies = [("records", "0004_open_clashes"), ("audit", "0001_initial")]
    operations = [
        migrations.AddField("change", "salt", models.BinaryField(null=True)),
        migrations.AddField("change", "digest", models.CharField(blank=True, default="", max_length=64)),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
