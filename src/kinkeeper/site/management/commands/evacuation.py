"""`./kinkeeper evacuation manifest CODE --format pdf|xlsx`: the list to carry along, as a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from kinkeeper.mission.emergency import printing
from kinkeeper.mission.emergency.queries import leg_in, manifest_of, movement_called, state_of


class Command(BaseCommand):
    help = "The list of an evacuation by household, with boxes to tick (pdf) or as a workbook."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="manifest")
        manifest = verbs.add_parser("manifest", help="manifest CODE --format pdf|xlsx")
        manifest.add_argument("code", help="code of the evacuation, as E-7K3M9Q")
        manifest.add_argument("--format", choices=["pdf", "xlsx"], default="pdf")
        manifest.add_argument("--leg", choices=["out", "back"], help="else the present way")
        manifest.add_argument("--to", type=Path, help="folder of the file, else the present one")
        manifest.add_argument("--language", choices=["fr", "en"], default="fr")

    def handle(self, *_args: Any, code: str, **options: Any) -> None:
        movement = movement_called(code)
        if movement is None:
            raise CommandError(_("No evacuation has this code: look on the page Evacuations."))
        found = manifest_of(movement, options["leg"] or leg_in(state_of(movement)))
        if found is None:
            raise CommandError(_("There is no list of this way yet."))
        ending = options["format"]
        with translation.override(options["language"]):
            copy = printing.copy_of(found, health=True)
            made = printing.pdf(copy) if ending == "pdf" else printing.xlsx(copy)
        file = (options["to"] or Path.cwd()) / printing.file_name(found, ending)
        file.write_bytes(made)
        file.chmod(0o600)
        self.stdout.write(str(file))
