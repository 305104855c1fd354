"""What the commands of `./kinkeeper` have in common: the language of the terminal, a database that
is ready, and errors as one sentence on standard error with an exit code that means it."""

import errno
import os
import sys
from argparse import SUPPRESS
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from kinkeeper.ground.text.language import spoken
from kinkeeper.site.arguments import with_help
from kinkeeper.site.databases import clear_sentences
from kinkeeper.site.help_text import NAME
from kinkeeper.site.preflight import WRONG_SETTING, Stop
from kinkeeper.site.programme import bring_up_to_date, is_new, pending

BAD_ARGUMENTS = 2


def terminal_language(environment: Mapping[str, str]) -> str:
    """English where the terminal speaks it, else French."""
    named = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    first = next((name for name in named if name), "")
    return spoken(first) if first.lower().startswith("en") else "fr"


class OfficeCommand(BaseCommand):
    """The settings of Django's own commands are not shown to an office."""

    suppressed_base_arguments = {
        "--version", "--settings", "--pythonpath", "--traceback", "--no-color", "--force-color",
        "--verbosity", "--skip-checks",
    }  # fmt: skip

    in_terminal = False
    needs_database = True

    def run_from_argv(self, argv: list[str]) -> None:
        self.in_terminal = True
        translation.activate(terminal_language(os.environ))
        try:
            super().run_from_argv(argv)
        except CommandError as wrong:
            complain(with_help(str(wrong), argv[1]), BAD_ARGUMENTS)

    def create_parser(self, prog_name: str, subcommand: str, **more: Any) -> CommandParser:
        """One that raises what is wrong with the arguments instead of printing it in English."""
        self._called_from_command_line = False
        parser = super().create_parser(prog_name, subcommand, **more)
        for action in parser._actions:
            if "--skip-checks" in action.option_strings:
                action.help = SUPPRESS
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        if not self.in_terminal:
            return super().execute(*args, **options)
        try:
            if self.needs_database:
                prepare()
            return super().execute(*args, **options)
        except CommandError as wrong:
            complain(str(wrong), wrong.returncode)
        except Stop as stop:
            complain(in_terminal(stop), stop.code)


def in_terminal(stop: Stop) -> str:
    return stop.english if spoken() == "en" else stop.french


def prepare() -> None:
    """A new data folder gets its database, as `./start` makes it. One that an older version wrote
    is left alone: whoever runs on it should stop first. Raises CommandError, or Stop where the
    database does not answer."""
    with clear_sentences(settings.DATA):
        if not pending():
            return
        if is_new():
            bring_up_to_date(to=sys.stderr)
            return
    sentence = _("The database is older than this version: stop Kinkeeper, then run ./start.")
    raise CommandError(sentence, returncode=WRONG_SETTING)


def complain(sentence: str, code: int) -> NoReturn:
    print(f"{NAME}: {sentence}", file=sys.stderr)  # noqa: T201 - the terminal's own error
    sys.exit(code)


def sentences_of(wrong: ValidationError) -> Iterator[str]:
    """Each with the name of its field, where it has one: no form stands around it here."""
    named = getattr(wrong, "error_dict", None)
    if named is None:
        yield from wrong.messages
        return
    for field, errors in named.items():
        for message in ValidationError(errors).messages:
            plain = {"where": field, "why": message}
            yield message if field == NON_FIELD_ERRORS else _("%(where)s: %(why)s") % plain


def unusable(problem: OSError) -> str:
    """Why a file named on the command line cannot be read or written, as a sentence."""
    why = {
        errno.ENOENT: _("There is no file %(file)s."),
        errno.EISDIR: _("%(file)s is a folder, not a file."),
        errno.EACCES: _("This user has no right to the file %(file)s."),
    }.get(problem.errno or 0, _("The file %(file)s cannot be used: %(reason)s."))
    return why % {"file": problem.filename or "", "reason": problem.strerror or ""}


def day_of(text: str | None, option: str) -> date | None:
    """None where the option is not given. Raises CommandError, returncode 2, for no day."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        sentence = _("%(option)s: “%(text)s” is not a day; write it as 2018-12-31.")
        raise CommandError(
            sentence % {"option": option, "text": text}, returncode=BAD_ARGUMENTS
        ) from error
