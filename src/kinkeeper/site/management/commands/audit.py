"""`./kinkeeper audit verify [--anchors FILE]`, `./kinkeeper audit anchor [--out FILE]`.

Exit codes: 0 sound; 1 something was changed, taken away or added; 2 unusable file or arguments.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kinkeeper.ground.audit.actions import settle
from kinkeeper.ground.audit.queries import Anchor, Finding, Verified, head, read_anchors, verify
from kinkeeper.site.audit_words import sentence_of
from kinkeeper.site.command_line import BAD_ARGUMENTS, OfficeCommand, unusable

TAMPERED = 1


class Command(OfficeCommand):
    help = (
        "Le registre de ce qui a été lu, écrit et refusé : le vérifier, ou noter sa tête. "
        "The chain of what was read, written and refused: verify it, or note its head elsewhere."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="verify|anchor")
        walk = verbs.add_parser("verify", help="vérifier tout · walk the whole chain")
        walk.add_argument(
            "--anchors",
            type=Path,
            metavar="FILE",
            help="têtes notées ailleurs · heads noted elsewhere",
        )
        walk.add_argument("--json", action="store_true", help="objet JSON · one JSON object")
        note = verbs.add_parser(
            "anchor", help="tête à garder ailleurs · the head, to be kept elsewhere"
        )
        note.add_argument(
            "--out",
            type=Path,
            metavar="FILE",
            help="l’ajouter à ce fichier · add the line to this file",
        )

    def handle(self, *_args: Any, verb: str, **options: Any) -> None:
        settle()
        if verb == "anchor":
            self._anchor(options["out"])
            return
        said = verify(_anchors(options["anchors"]))
        self._tell(said, as_json=options["json"])
        if not said.sound:
            sentence = ngettext(
                "The chain does not hold: %(count)s finding.",
                "The chain does not hold: %(count)s findings.", len(said.findings),
            )  # fmt: skip
            raise CommandError(sentence % {"count": len(said.findings)}, returncode=TAMPERED)

    def _anchor(self, out: Path | None) -> None:
        at = head()
        line = f"{timezone.localdate().isoformat()} {at.number} {at.hash}"
        if out is None:
            self.stdout.write(line)
            return
        try:
            with out.open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")
        except OSError as problem:
            raise CommandError(unusable(problem), returncode=BAD_ARGUMENTS) from problem
        said = _("Head %(number)s noted in %(file)s. Keep the file on another machine or on paper.")
        self.stdout.write(said % {"number": at.number, "file": out})

    def _tell(self, said: Verified, *, as_json: bool) -> None:
        if as_json:
            found = asdict(said) | {"sound": said.sound}
            self.stdout.write(json.dumps(found, cls=DjangoJSONEncoder))
            return
        for finding in said.findings:
            self.stdout.write(_line(finding))
        sentence = _("%(links)s links over %(lines)s lines, %(anchors)s anchors; head %(head)s.")
        where = f"{said.head.number} {said.head.hash[:16]}"
        self.stdout.write(sentence % (asdict(said) | {"head": where}))
        if said.sound:
            self.stdout.write(_("The chain holds: nothing was changed, taken away or added."))


def _line(finding: Finding) -> str:
    when = date_format(timezone.localtime(finding.at), "DATETIME_FORMAT") if finding.at else "–"
    return f"{finding.number:>8}  {when}  {sentence_of(finding)}"


def _anchors(file: Path | None) -> list[Anchor]:
    if file is None:
        return []
    try:
        return read_anchors(file.read_text("utf-8").splitlines())
    except OSError as problem:
        raise CommandError(unusable(problem), returncode=BAD_ARGUMENTS) from problem
    except ValueError as wrong:
        sentence = _("%(file)s holds no anchors: each line is a day, a number and a hash.")
        raise CommandError(sentence % {"file": file}, returncode=BAD_ARGUMENTS) from wrong
