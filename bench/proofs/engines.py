"""The same proof on PostgreSQL, where its programs are installed."""

import os
import subprocess
import sys
import tempfile

from django.db import connection

from tests import postgres


def again_on_postgres(part: str) -> None:
    """Exits as the proof there exits, where it fails."""
    programs = postgres.binaries()
    if connection.vendor == "postgresql" or not programs:
        return
    with tempfile.TemporaryDirectory() as data, postgres.cluster(programs) as address:
        surroundings = os.environ | {"KINKEEPER_DATA": data, "DATABASE_URL": address}
        command = [sys.executable, "-m", "bench", part]
        code = subprocess.run(command, env=surroundings, check=False).returncode
    if code:
        sys.exit(code)
