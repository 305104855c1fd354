"""The keys of records move into the store of keys, out of the database and of its copies."""

from django.conf import settings
from django.db import migrations

from kinkeeper.ground.vault import store
from kinkeeper.ground.vault.rules import unseal
from kinkeeper.ground.vault.wrapping import newest, secret_file


def move(apps, schema_editor):
    rows = apps.get_model("vault", "RecordKey").objects.all()
    if not rows.exists():
        return
    old = secret_file(settings.LEDGER_KEY_FILE)
    with store.writing() as at:
        to = newest(at, "care", "")
        at.executemany(
            "INSERT OR IGNORE INTO record_key (record, wrapping, sealed) VALUES (?, ?, ?)",
            [
                (r.bytes, to.id, to.seal(r.bytes, unseal(old, bytes(sealed), about=str(r))))
                for r, sealed in rows.values_list("record", "wrapped").iterator()
            ],
        )


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]
    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.DeleteModel("RecordKey"),
    ]
