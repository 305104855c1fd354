"""The server as it ships, with another version of the app: for the update while data waits. While
a file `shut` lies beside that app nothing can be sent."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kinkeeper.site.wsgi import application as ours

# isort: split
from kinkeeper.site.field import views

__all__ = ["application"]

views.BUILT = Path(os.environ["KINKEEPER_NEWER_APP"])
views.built.cache_clear()


def application(environ: dict[str, Any], answer: Any) -> Iterable[bytes]:
    shut = (views.BUILT.parent / "shut").exists()
    if shut and environ["PATH_INFO"].startswith("/api/field/"):
        answer("503 Service Unavailable", [("Content-Length", "0")])
        return [b""]
    return ours(environ, answer)
