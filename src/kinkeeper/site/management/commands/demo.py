"""`./kinkeeper demo [--seed N]`: build the demonstration programme in an empty data folder."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from kinkeeper.site.command_line import OfficeCommand
from kinkeeper.site.demonstration.build import NotEmpty, build
from kinkeeper.site.demonstration.cast import DOMAIN, MEMBERS, Setting
from kinkeeper.site.programme import demonstration_people

SEED = 2003


class Command(OfficeCommand):
    help = "Le programme de démonstration, personnes inventées · the demonstration programme"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--seed",
            type=int,
            default=SEED,
            help="autre graine, autres personnes · another seed, other people",
        )

    def handle(self, *_args: Any, seed: int, **_options: Any) -> None:
        began = time.monotonic()
        try:
            setting = build(seed=seed, say=self.stderr.write)
        except NotEmpty as error:
            raise CommandError(
                _("People are in this data folder already. Set KINKEEPER_DATA to another folder.")
            ) from error
        _keep_logins(setting)
        self.stdout.write(f"{time.monotonic() - began:.1f} s")
        for french, english in demonstration_people(settings.DATA):
            self.stdout.write(f"{french}\n  {english}")


def _keep_logins(setting: Setting) -> None:
    """For `./start` to print; readable by this user only."""
    lines = [
        "\t".join((f"{m.key}@{DOMAIN}", setting.passwords[m.key], who_fr, m.who_en))
        for m in MEMBERS
        for who_fr in (f"{m.name}, {m.who_fr}",)
    ]
    file = settings.DATA / "demonstration"
    file.touch(mode=0o600)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
