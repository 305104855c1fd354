"""`./kinkeeper people search TEXT [--json]`: find people and families as the machine sees them."""

import json
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import machine
from kinkeeper.mission.people.queries import Hit, search_families, search_people
from kinkeeper.site.command_line import OfficeCommand

Found = dict[str, str]


class Command(OfficeCommand):
    help = "Chercher une personne ou une famille · find a person or a family"

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="search")
        search = verbs.add_parser(
            "search", help="chercher un nom, un code, un téléphone · a name, a code, a phone"
        )
        search.add_argument("text")
        search.add_argument("--json", action="store_true", help="objet JSON · one JSON object")

    def handle(self, *_args: Any, text: str, **options: Any) -> None:
        by = machine()
        found = [_found("person", hit) for hit in search_people(text, by=by)]
        found += [_found("family", hit) for hit in search_families(text, by=by)]
        if options["json"]:
            self.stdout.write(json.dumps({"text": text, "found": found}, ensure_ascii=False))
            return
        for row in found:
            self.stdout.write("{code:<10} {name:<32} {place:<20} {why}".format(**row))
        if not found:
            self.stderr.write(_("Nobody of this name, code or phone is in the register."))


def _found(kind: str, hit: Hit[Any]) -> Found:
    record = hit.record
    return {
        "kind": kind, "id": str(record.pk), "code": record.code, "name": str(record),
        "place": str(record.place), "why": str(hit.why),
    }  # fmt: skip
