"""`./kinkeeper import register FILE`: what an office does on the import pages, for a machine.
`./kinkeeper import project FILE`: the sheet of a project, its framework and its budget.

Without `--yes` it only reports, and nothing at all is written. Decisions nobody can be asked for
take the proposed answer (a child written twice is one, an unusable date is not known) and are
listed; a locality that is not in the tree is added below `--under`, or below the country.
Exit codes: 0 done; 1 a person must look (something did not enter); 2 unusable file or arguments.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import account_called
from kinkeeper.ground.interop import actions, queries
from kinkeeper.ground.interop.actions.mapping import Purpose
from kinkeeper.ground.interop.file_problems import FileProblem
from kinkeeper.ground.interop.models import Batch, State
from kinkeeper.ground.places.actions import load_mali
from kinkeeper.ground.places.models import Level, Place
from kinkeeper.ground.places.queries import country, places_called
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.projects.actions import load_sheet
from kinkeeper.mission.projects.queries import project_called
from kinkeeper.mission.projects.sheets import sheet_codes, sheet_of
from kinkeeper.site.command_line import OfficeCommand, sentences_of, unusable
from kinkeeper.site.import_project import loaded_project
from kinkeeper.site.import_report import as_lines, report

LOOK, UNUSABLE = 1, 2
KEPT = (State.APPLIED, State.STOPPED)
PIECE = 1 << 16


class Command(OfficeCommand):
    help = "Apporter une liste ou la fiche d’un projet · bring a list or a project's sheet"

    def add_arguments(self, parser: CommandParser) -> None:
        lists = parser.add_subparsers(dest="list", required=True, metavar="register|project")
        register = lists.add_parser(
            "register", help="une liste de familles · a register of families"
        )
        register.add_argument("file", type=Path)
        register.add_argument("--project", default="", help="code du projet · code of its project")
        register.add_argument(
            "--mapping", type=Path, help='JSON : {"en-tête": "donnée"} · {"heading": "fact"}'
        )
        register.add_argument(
            "--under", default="", help="lieu des localités nouvelles · place of unknown ones"
        )
        project = lists.add_parser(
            "project", help="la fiche d’un projet (TOML) · a project's sheet"
        )
        project.add_argument("file", type=Path)
        for one in (register, project):
            one.add_argument(
                "--as", dest="email", default="", help="compte qui importe · account that imports"
            )
            one.add_argument(
                "--yes", action="store_true", help="entrer dans le registre · write it down"
            )
        register.add_argument("--json", action="store_true", help="objet JSON · one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            work = {"register": self._register, "project": self._project}
            work[options["list"]](options)
        except (FileProblem, OSError, ValueError) as problem:
            raise CommandError(_sentence(problem), returncode=UNUSABLE) from problem
        except ValidationError as wrong:
            raise CommandError(" ".join(sentences_of(wrong)), returncode=UNUSABLE) from wrong
        except Refused as refused:
            sentence = _("This account may not import lists.")
            raise CommandError(sentence, returncode=UNUSABLE) from refused

    def _register(self, options: dict[str, Any]) -> None:
        said = self._work(options)
        self._tell(said, as_json=options["json"])
        if options["yes"] and (said["state"] != State.APPLIED or said["not_entered"]):
            sentence = _("Not everything has entered the register: a person must look.")
            raise CommandError(sentence, returncode=LOOK)

    def _project(self, options: dict[str, Any]) -> None:
        by, keep = _account(options["email"]), options["yes"]
        if keep and country() is None:
            load_mali(by=machine())
        for line in loaded_project(options["file"].read_bytes(), by=by, keep=keep):
            self.stdout.write(line)

    def _work(self, options: dict[str, Any]) -> dict[str, Any]:
        """Without yes the staged list is thrown away again; so is one that cannot be used."""
        mapping, by = _mapping(options["mapping"]), _account(options["email"])
        self._say(_("Reading the list"))
        batch = actions.take_in(
            _pieces(options["file"]), name=options["file"].name, by=by, profile="register",
            at_once=True,
        )  # fmt: skip
        try:
            batch = self._prepared(batch, by, mapping, options)
            if options["yes"]:
                tell = self._progress(_("Entering the register"))
                batch = actions.start_applying(batch, by=by, at_once=True, tell=tell)
            return report(batch)
        finally:
            if batch.state not in KEPT:
                actions.throw_away(batch)

    def _prepared(
        self, batch: Batch, by: Account, mapping: dict[str, str], options: dict[str, Any]
    ) -> Batch:
        yes, parent = options["yes"], _parent(options["under"], load=options["yes"])
        columns = actions.named_columns(batch, mapping)
        project = _project(options["project"], by, load=yes)
        purpose = Purpose(project, batch.reference_day, None)
        batch = actions.confirm_columns(batch, columns, by=by, purpose=purpose, remember=yes)
        if yes and parent is not None:
            for locality in queries.open_localities(batch):
                actions.create_place(locality, parent=parent, by=by)
        tell = self._progress(_("Checking every line"))
        batch = actions.check(batch, tell=tell)
        actions.decide_all(batch)
        return actions.check(batch, tell=tell)

    def _progress(self, what: str) -> actions.Tell:
        def tell(done: int, work: int) -> None:
            if self.stderr.isatty():
                self.stderr.write(f"\r{what}: {done}/{work} ", ending="\n" if done == work else "")

        return tell

    def _say(self, sentence: str) -> None:
        if self.stderr.isatty():
            self.stderr.write(sentence)

    def _tell(self, said: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(said, ensure_ascii=False))
            return
        for line in as_lines(said):
            self.stdout.write(line)


def _sentence(problem: Exception) -> str:
    return unusable(problem) if isinstance(problem, OSError) else str(problem)


def _account(email: str) -> Account:
    account = account_called(email) if email else machine()
    if account is None:
        raise CommandError(_("Nobody logs in with this address."), returncode=UNUSABLE)
    return account


def _parent(under: str, *, load: bool) -> Place | None:
    """The place below which unknown localities are added: the one named (a unit rather than a
    village of that name), else the country. In a folder without places our table of Mali is
    loaded first, if `load`."""
    if load and country() is None:
        load_mali(by=machine())
    if not under:
        return country()
    found = places_called(under)
    if not found:
        sentence = _("There is no place called “%(place)s” to add localities below.")
        raise CommandError(sentence % {"place": under}, returncode=UNUSABLE)
    return next((place for place in found if place.level != Level.VILLAGE), found[0])


def _project(code: str, by: Account, *, load: bool) -> UUID | None:
    if not code:
        return None
    project = project_called(code, by=by)
    if project is None and code.upper() in sheet_codes():
        if not load:
            return None
        project = load_sheet(sheet_of(code.upper()), by=machine())
    if project is None:
        sentence = _("There is no project “%(code)s”.") % {"code": code}
        raise CommandError(sentence, returncode=UNUSABLE)
    found: UUID = project.pk
    return found


def _mapping(file: Path | None) -> dict[str, str]:
    """{column of the list: fact}. Raises CommandError for anything else."""
    if file is None:
        return {}
    try:
        found = json.loads(file.read_text("utf-8"))
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(v, str) for v in found.values()):
        sentence = _('%(file)s is no mapping: write {"Heading": "fact", ...} as JSON.')
        raise CommandError(sentence % {"file": file}, returncode=UNUSABLE)
    return found


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as source:
        while piece := source.read(PIECE):
            yield piece
