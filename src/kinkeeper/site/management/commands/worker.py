"""`./kinkeeper worker`: does what the web server put off: imports, reports, exports."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandParser

from kinkeeper.site.command_line import OfficeCommand


class Command(OfficeCommand):
    help = "Faire les travaux différés, jusqu’à Ctrl-C · run the put-off work, until stopped"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--once",
            action="store_true",
            help="faire ce qui attend, puis finir · do what waits, then end",
        )

    def handle(self, *_args: Any, once: bool, **_options: Any) -> None:
        call_command("db_worker", queue_name="*", batch=once, verbosity=0)
