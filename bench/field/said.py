"""`python -m bench field-said START`: what visits of the register say that begins so, as JSON."""

import json

from kinkeeper.mission.casework.models import Visit


def main(start: str) -> None:
    rows = Visit.objects.filter(observations__startswith=start)
    print(json.dumps(list(rows.values_list("observations", flat=True)), ensure_ascii=False))
