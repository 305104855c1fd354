"""The settings of the tests: a throw-away data folder in memory, quick passwords, nothing else.

`DATABASE_URL` chooses PostgreSQL, as everywhere. On SQLite the database is a file as in real life
(WAL, several connections), only that the disk is memory where the machine offers one.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
FOLDER = tempfile.mkdtemp(prefix="kinkeeper-test-", dir=MEMORY if MEMORY.is_dir() else None)
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
Path(FOLDER, "static").mkdir()
os.environ["KINKEEPER_DATA"] = FOLDER
os.environ["KINKEEPER_DEMONSTRATION"] = "no"
os.environ["KINKEEPER_SECOND_FACTOR"] = "no"

from kinkeeper.site.settings import *  # noqa: E402, F403 - they read the folder chosen above
from kinkeeper.site.settings import DATABASES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if not DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["TEST"] = {"NAME": str(Path(FOLDER, "test.sqlite3")), "MIGRATE": False}
elif template := os.environ.get("MIGRATED_TEMPLATE"):
    DATABASES["default"]["TEST"] = {"TEMPLATE": template, "MIGRATE": False}
