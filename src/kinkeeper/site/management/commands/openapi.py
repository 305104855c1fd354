"""`./kinkeeper openapi`: the description of the JSON API, as docs/openapi.json holds it."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from kinkeeper.site.api import description


class Command(BaseCommand):
    help = "Print the description of the JSON API (OpenAPI 3.1)."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(json.dumps(description(), indent=1, sort_keys=True, ensure_ascii=False))
