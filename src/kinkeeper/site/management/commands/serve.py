"""`./kinkeeper serve`: the web server alone, for a supervisor that also keeps `worker` running."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from kinkeeper.site import preflight, processes
from kinkeeper.site.command_line import OfficeCommand


class Command(OfficeCommand):
    help = "Le serveur web seul (PORT, KINKEEPER_BIND) · the web server alone"

    def handle(self, *_args: Any, **_options: Any) -> None:
        host = os.environ.get("KINKEEPER_BIND") or preflight.HERE_ONLY
        try:
            port = preflight.port_from(os.environ.get("PORT", ""))
            preflight.usable_folder(Path(settings.DATA))
            preflight.free_port(host, port)
        except preflight.Stop as stop:
            sentence = f"{stop.french}\n  {stop.english}"
            raise CommandError(sentence, returncode=stop.code) from stop
        command = processes.web_command(host, port)
        os.execv(command[0], command)  # noqa: S606 - becomes the server, so signals reach it
