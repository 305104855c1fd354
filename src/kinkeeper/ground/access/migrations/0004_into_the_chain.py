"""Readings and refusals enter the chain of the audit; lines from before are older than it."""

from django.db import migrations
from django.db.models import Max
from django.utils import timezone

from kinkeeper.ground.audit.starting import start


def begin(apps, schema_editor):
    for log, name in (("reading", "Reading"), ("refusal", "Refusal")):
        last = apps.get_model("access", name).objects.aggregate(top=Max("pk"))["top"]
        start(apps.get_model("audit", "Link"), log, last or 0, timezone.now())


class Migration(migrations.Migration):
    dependencies = [("access", "0003_alter_grant_role"), ("audit", "0001_initial")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
