"""`./kinkeeper check`: is this installation sound? One line a question; exit code 1 when not."""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands.check import Command as DjangoCheck
from django.db import connection
from django.utils.translation import gettext as _

from kinkeeper.site.command_line import OfficeCommand, in_terminal
from kinkeeper.site.databases import clear_sentences
from kinkeeper.site.preflight import Stop
from kinkeeper.site.programme import pending

WANTED = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}


@dataclass(frozen=True)
class Finding:
    question: str
    sound: bool
    mend: str = ""


class Command(OfficeCommand, DjangoCheck):
    needs_database = False
    help = "Cette installation est-elle saine ? · is this installation sound?"

    def handle(self, *app_labels: Any, **options: Any) -> None:
        if app_labels or options.get("list_tags") or options.get("tags") or options.get("deploy"):
            DjangoCheck.handle(self, *app_labels, **options)
            return
        self.check(databases=options.get("databases"))
        findings = [finding for look in LOOKS for finding in look()]
        for finding in findings:
            mark = "✓" if finding.sound else "✗"
            tail = "" if finding.sound else f" – {finding.mend}"
            self.stdout.write(f"{mark} {finding.question}{tail}")
        if not all(finding.sound for finding in findings):
            raise CommandError(_("Something is not sound, see above."), returncode=1)


def _database() -> Iterator[Finding]:
    try:
        with clear_sentences(settings.DATA):
            waiting = pending()
    except Stop as stop:
        yield Finding(_("the database answers"), sound=False, mend=in_terminal(stop))
        return
    yield Finding(
        _("the database is up to date"), waiting == 0, _("run ./start, it keeps a copy first")
    )
    if connection.vendor == "sqlite":
        for name, wanted in WANTED.items():
            found = str(_pragma(name)).lower()
            yield Finding(f"SQLite {name} = {wanted}", found == wanted, f"= {found}")


def _pragma(name: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        row = cursor.fetchone()
    return row[0] if row else ""


def _keys() -> Iterator[Finding]:
    django_key = settings.DATA / "keys" / "django.key"
    for file in (settings.LEDGER_KEY_FILE, settings.VAULT_FILE, django_key):
        here = file.exists()
        private = here and not stat.S_IMODE(file.stat().st_mode) & 0o077
        yield Finding(
            _("key %(name)s is there and private") % {"name": file.name},
            private,
            _("keep it with mode 600, and a copy in a safe place"),
        )


def _folders() -> Iterator[Finding]:
    for folder in (settings.DATA, Path(settings.MEDIA_ROOT)):
        usable = not folder.exists() or os.access(folder, os.W_OK)
        yield Finding(
            _("folder %(name)s can be written") % {"name": folder.name},
            usable,
            _("give this user the right to write there"),
        )


LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (_database, _keys, _folders)
