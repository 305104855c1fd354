"""`./kinkeeper import register FILE`: what an office does on the import pages, for a machine.

Without `--yes` it only reports. Decisions nobody can be asked for take the proposed answer
(doubles as one, an unreadable cell as empty); a locality that is not in the tree is added below
`--under`, or below the country. Exit codes: 0 done, 1 somebody must look, 2 unusable file.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import account_called
from kinkeeper.ground.interop import actions, queries
from kinkeeper.ground.interop.actions.mapping import Purpose
from kinkeeper.ground.interop.file_problems import FileProblem
from kinkeeper.ground.interop.models import Batch, State
from kinkeeper.ground.places.queries import country, places_called
from kinkeeper.mission.projects.actions import load_sheet
from kinkeeper.mission.projects.queries import project_called
from kinkeeper.mission.projects.sheets import sheet_codes, sheet_of

UNUSABLE, LOOK = 2, 1
PIECE = 1 << 16


class Command(BaseCommand):
    help = "Import an office's list: `import register FILE`. Without --yes it only reports."

    def add_arguments(self, parser: CommandParser) -> None:
        lists = parser.add_subparsers(dest="list", required=True)
        register = lists.add_parser("register", help="a register of families and children")
        register.add_argument("file", type=Path)
        register.add_argument("--project", default="", help="code of the project it belongs to")
        register.add_argument("--mapping", type=Path, help="JSON: column of the list -> fact")
        register.add_argument(
            "--under", default="", help="place below which unknown ones are added"
        )
        register.add_argument("--as", dest="email", default="", help="account that imports")
        register.add_argument("--yes", action="store_true", help="enter it into the register")
        register.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        by = _account(options["email"])
        try:
            batch = self._prepared(by, options)
            said = _report(batch)
            if options["yes"]:
                self._say(_("Entering the register..."))
                batch = _applied(batch, by)
                said |= _result(batch)
            else:
                actions.cancel(batch)
        except (FileProblem, OSError) as problem:
            raise CommandError(str(problem), returncode=UNUSABLE) from problem
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages), returncode=LOOK) from wrong
        self._tell(said, as_json=options["json"])
        if options["yes"] and batch.state != State.APPLIED:
            raise CommandError(_("Not everything has entered the register."), returncode=LOOK)

    def _prepared(self, by: Account, options: dict[str, Any]) -> Batch:
        self._say(_("Reading the list..."))
        name = options["file"].name
        batch = actions.take_in(
            _pieces(options["file"]), name=name, by=by, profile="register", at_once=True
        )
        wanted = json.loads(options["mapping"].read_text("utf-8")) if options["mapping"] else {}
        columns = actions.named_columns(batch, wanted)
        purpose = Purpose(_project(options["project"], by), batch.reference_day, None)
        batch = actions.confirm_columns(batch, columns, by=by, purpose=purpose)
        _settle_places(batch, options["under"], by)
        self._say(_("Checking every line..."))
        batch = actions.check(batch)
        actions.decide_all(batch)
        return actions.check(batch)

    def _say(self, sentence: str) -> None:
        if self.stderr.isatty():
            self.stderr.write(sentence)

    def _tell(self, said: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(said, ensure_ascii=False))
            return
        for name, value in said.items():
            self.stdout.write(f"{name}: {value}")


def _applied(batch: Batch, by: Account) -> Batch:
    """Here and now, also what a page would leave to the worker."""
    batch = actions.start_applying(batch, by=by)
    if batch.state != State.APPLIED:
        actions.apply_job(str(batch.pk), str(by.pk))
        batch.refresh_from_db()
    return batch


def _account(email: str) -> Account:
    account = account_called(email) if email else machine()
    if account is None:
        raise CommandError(_("Nobody logs in with this address."), returncode=UNUSABLE)
    return account


def _project(code: str, by: Account) -> UUID | None:
    if not code:
        return None
    project = project_called(code, by=by)
    if project is None and code.upper() in sheet_codes():
        project = load_sheet(sheet_of(code.upper()), by=machine())
    if project is None:
        sentence = _("There is no project “%(code)s”.") % {"code": code}
        raise CommandError(sentence, returncode=UNUSABLE)
    found: UUID = project.pk
    return found


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as source:
        while piece := source.read(PIECE):
            yield piece


def _settle_places(batch: Batch, under: str, by: Account) -> None:
    """Localities that are not in the tree are added as villages, and said in the report."""
    found = places_called(under) if under else []
    parent = found[0] if found else country()
    if parent is None or (under and not found):
        raise CommandError(
            _("There is no such place to add localities below."), returncode=UNUSABLE
        )
    for locality in queries.open_localities(batch):
        actions.create_place(locality, parent=parent, by=by)


def _report(batch: Batch) -> dict[str, Any]:
    kinds = {str(k.kind): k.count for k in queries.kinds_of(batch)}
    aside = queries.set_aside(batch).count()
    return {
        "lines": batch.total, "set_aside": aside, "questions": kinds,
        "would_do": batch.counts,
    }  # fmt: skip


def _result(batch: Batch) -> dict[str, Any]:
    return {"state": batch.state, "done": batch.result.get("counts", {}),
            "ledger_lines": batch.result.get("ledger", 0)}  # fmt: skip
