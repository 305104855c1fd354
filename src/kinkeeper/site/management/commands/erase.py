"""`./kinkeeper erase CODE`: what would be erased; `--ask`, `--approve`, `--keep` by two accounts.

`--due` lists the people whose time is over, `--again` erases once more whoever an old copy of the
database brought back. Exit codes: 0 done; 1 not possible, with the reason; 2 bad arguments.
"""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import account_called
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.ground.records.erasing import rows_about
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.people.erasing.actions import ask, decide, erase_again
from kinkeeper.mission.people.erasing.process import ERASE, KEEP, KEPT_FOR, REASONS
from kinkeeper.mission.people.queries import (
    Person,
    open_hold,
    past_keeping,
    search_people,
    waiting_erasure,
    was_erased,
)
from kinkeeper.site.command_line import BAD_ARGUMENTS, OfficeCommand

NOT_POSSIBLE = 1
STATES = {
    "asked": gettext_lazy("%(code)s: asked. Another person decides with --approve or --keep."),
    "erased": gettext_lazy("%(code)s: erased, the keys too: old copies cannot be read either."),
    "gone": gettext_lazy("%(code)s: erased already; only code and days are left."),
    "kept": gettext_lazy("%(code)s: kept. Nothing was erased."),
}


class Command(OfficeCommand):
    help = (
        "Effacer une personne : un compte demande, un autre décide. "
        "Erase a person: one account asks for it, another one approves."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "code", nargs="?", default="", help="code de la personne · of the person"
        )
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--ask", choices=[code for code, _label in REASONS], metavar="REASON",
                           help="motif · reason: retention, asked, no_ground")  # fmt: skip
        which.add_argument(
            "--approve",
            action="store_true",
            help="effacer ce qu’un collègue a demandé · erase what a colleague asked for",
        )
        which.add_argument("--keep", action="store_true",
                           help="refuser ce qu’un collègue a demandé · refuse it")  # fmt: skip
        which.add_argument("--due", action="store_true",
                           help="dont le délai est passé · people whose time is over")  # fmt: skip
        which.add_argument(
            "--again", action="store_true",
            help="après le retour d’une ancienne copie · after an old copy was restored",
        )  # fmt: skip
        parser.add_argument("--as", dest="email", default="", metavar="EMAIL",
                            help="compte qui demande ou décide · account that does it")  # fmt: skip
        parser.add_argument("--note", default="",
                            help="ce que le collègue doit savoir · for the colleague")  # fmt: skip
        parser.add_argument("--json", action="store_true", help="objet JSON · one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            said = self._work(options)
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages), returncode=NOT_POSSIBLE) from wrong
        except Refused as refused:
            sentence = _("This account may not do this for this person.")
            raise CommandError(sentence, returncode=NOT_POSSIBLE) from refused
        if options["json"]:
            self.stdout.write(json.dumps(said, ensure_ascii=False))
            return
        for line in _lines(said):
            self.stdout.write(line)

    def _work(self, options: dict[str, Any]) -> dict[str, Any]:
        if options["due"]:
            return {"due": [p.code for p in past_keeping(days=limit_days(KEPT_FOR) or 0)]}
        if options["again"]:
            return {"erased again": erase_again()}
        person = _person(options["code"])
        if options["ask"]:
            ask(person, by=_account(options["email"]), reason=options["ask"], note=options["note"])
            return {"code": person.code, "state": "asked"}
        if options["approve"] or options["keep"]:
            return _decided(person, options)
        if was_erased(person.pk):
            return {"code": person.code, "state": "gone"}
        return _plan(person)


def _lines(said: dict[str, Any]) -> Iterator[str]:
    """What `_work` found, in sentences."""
    if "due" in said:
        yield _("The time of keeping is over for: %(count)s people.") % {"count": len(said["due"])}
        yield from said["due"]
    elif "erased again" in said:
        yield _("Erased again after an old copy: %(count)s people.") % {
            "count": said["erased again"]
        }
    elif "state" in said:
        yield str(STATES[said["state"]]) % said
    else:
        yield from _plan_lines(said)


def _plan_lines(said: dict[str, Any]) -> Iterator[str]:
    yield _("%(code)s: %(rows)s rows would be erased.") % said
    yield from (f"  {name}: {value}" for name, value in said.items() if "." in name)
    if said["held"]:
        yield _("It is held: nothing is erased until the hold is lifted.")
    if said["asked"]:
        yield _("A colleague asked for it; another one decides with --approve or --keep.")
    else:
        yield _("Nobody has asked for it yet: --ask REASON --as EMAIL.")


def _plan(person: Person) -> dict[str, Any]:
    kinds = Counter(row.about.kind for row in rows_about(person))
    return {
        "code": person.code, "rows": kinds.total(), **dict(sorted(kinds.items())),
        "held": open_hold(person.pk) is not None, "asked": waiting_erasure(person.pk) is not None,
    }  # fmt: skip


def _decided(person: Person, options: dict[str, Any]) -> dict[str, Any]:
    asked = waiting_erasure(person.pk)
    if asked is None:
        raise CommandError(
            _("Nobody has asked for this person to be erased."), returncode=NOT_POSSIBLE
        )
    verb = ERASE if options["approve"] else KEEP
    decide(asked, verb, by=_account(options["email"]), note=options["note"])
    return {"code": person.code, "state": "erased" if verb == ERASE else "kept"}


def _person(code: str) -> Person:
    if not code:
        sentence = _("Say which person: ./kinkeeper erase CODE. Codes look like E-7K3M9Q.")
        raise CommandError(sentence, returncode=BAD_ARGUMENTS)
    hits = [h.record for h in search_people(code, by=machine())]
    found = next((p for p in hits if p.code.casefold() == code.casefold()), None)
    if found is None:
        sentence = _("There is no person with the code “%(code)s”.") % {"code": code}
        raise CommandError(sentence, returncode=BAD_ARGUMENTS)
    return found


def _account(email: str) -> Account:
    if not email:
        sentence = _("Say with --as which account asks or decides: an erasure needs two people.")
        raise CommandError(sentence, returncode=BAD_ARGUMENTS)
    account = account_called(email)
    if account is None:
        sentence = _("There is no open account with the address “%(email)s”.") % {"email": email}
        raise CommandError(sentence, returncode=BAD_ARGUMENTS)
    return account
