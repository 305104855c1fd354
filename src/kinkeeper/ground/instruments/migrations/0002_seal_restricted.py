"""Restricted answers that lay in clear in their rows are sealed, each with its row's own key."""

import json
from base64 import b64encode

from django.db import migrations

from kinkeeper.ground.vault.actions import keys_for, seal_for


def seal(apps, schema_editor):
    rows = apps.get_model("instruments", "Answers").objects
    for pk, place, said in rows.exclude(restricted={}).values_list("pk", "place", "restricted"):
        if "sealed" in said:
            continue
        keys = keys_for([pk], place=place)
        about = f"instruments.answers:restricted:{place}"
        data = json.dumps(said, ensure_ascii=False).encode()
        text = b64encode(seal_for(pk, data, about=about, keys=keys)).decode()
        rows.filter(pk=pk).update(restricted={"sealed": text})


class Migration(migrations.Migration):
    dependencies = [("instruments", "0001_initial")]

    operations = [migrations.RunPython(seal, migrations.RunPython.noop)]
