"""The server as it ships, with another version of the app: for the update while data waits."""

import os
from pathlib import Path

from kinkeeper.site.wsgi import application

# isort: split
from kinkeeper.site.field import views

__all__ = ["application"]

views.BUILT = Path(os.environ["KINKEEPER_NEWER_APP"])
views.built.cache_clear()
