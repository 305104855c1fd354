"""`./kinkeeper vault rotate | shares | recover`: the keys of this installation.

Exit codes: 0 done; 1 the shares or the key do not fit; 2 bad arguments.
"""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from kinkeeper.ground.vault.actions import (
    BadShares,
    KeyIsThere,
    WrongKey,
    make_shares,
    recover,
    rotate,
)
from kinkeeper.site.command_line import BAD_ARGUMENTS, OfficeCommand

DOES_NOT_FIT = 1


class Command(OfficeCommand):
    help = (
        "Clés : les renouveler, en faire trois parts, retrouver la clé par deux parts. "
        "Keys: rotate them, print the shares of the installation's key, recover it from two."
    )
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="rotate|shares|recover")
        turn = verbs.add_parser(
            "rotate", help="renouveler ; reprend où c’était arrêté · new keys; goes on"
        )
        turn.add_argument("--json", action="store_true", help="objet JSON · one JSON object")
        verbs.add_parser(
            "shares",
            help="trois parts, deux suffisent · three shares, two of which recover the key",
        )
        back = verbs.add_parser(
            "recover", help="deux parts, une par ligne · two shares, one a line"
        )
        back.add_argument("--share", action="append", default=[], metavar="WORDS",
                          help="une part, deux fois · a share, given twice")  # fmt: skip

    def handle(self, *_args: Any, verb: str, **options: Any) -> None:
        try:
            {"rotate": self._rotate, "shares": self._shares, "recover": self._recover}[verb](
                options
            )
        except WrongKey as wrong:
            sentence = _(
                "The key file is missing, damaged, or not the one this installation’s keys were "
                "sealed with. Nothing was changed. Put the right file back, or run "
                "./kinkeeper vault recover with two shares."
            )
            raise CommandError(sentence, returncode=DOES_NOT_FIT) from wrong

    def _rotate(self, options: dict[str, Any]) -> None:
        done = rotate(self._tell)
        if options["json"]:
            self.stdout.write(json.dumps(asdict(done)))
            return
        sentence = _("%(records)s keys sealed anew, %(wrappings)s wrapping keys, %(seconds).1f s.")
        self.stdout.write(sentence % asdict(done))

    def _shares(self, _options: dict[str, Any]) -> None:
        self.stderr.write(
            _("Copy each share by hand for another person elsewhere; then close this screen.")
        )
        for number, words in enumerate(make_shares(), start=1):
            self.stdout.write(
                _("Share %(number)s of 3, any two recover the key:") % {"number": number}
            )
            self.stdout.write(f"  {words}\n")

    def _recover(self, options: dict[str, Any]) -> None:
        shares = options["share"] or [line.strip() for line in sys.stdin if line.strip()]
        if len(shares) != 2:
            sentence = _("Two shares are needed, each on a line of its own.")
            raise CommandError(sentence, returncode=BAD_ARGUMENTS)
        if shares[0].split() == shares[1].split():
            sentence = _("This is the same share twice: another of the three is needed.")
            raise CommandError(sentence, returncode=DOES_NOT_FIT)
        try:
            file = recover(shares)
        except BadShares as bad:
            sentence = _(
                "These two shares give no key: a word is wrong, or they do not belong together."
            )
            raise CommandError(sentence, returncode=DOES_NOT_FIT) from bad
        except KeyIsThere as there:
            sentence = _("Another key lies there already. Move it away first; nothing was changed.")
            raise CommandError(sentence, returncode=DOES_NOT_FIT) from there
        self.stdout.write(
            _("The key is back: %(file)s. It opens the store of keys.") % {"file": file}
        )

    def _tell(self, done: int, of: int) -> None:
        if self.stderr.isatty():
            what = _("Sealing keys anew")
            self.stderr.write(f"\r{what}: {done}/{of} ", ending="\n" if done == of else "")
