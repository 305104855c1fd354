"""Where Chromium is, and how it is started: quiet, and without calling home."""

import shutil
from pathlib import Path

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """The Chromium of Debian or Ubuntu, or one in PATH; None where there is none."""
    places = ["/usr/bin/chromium", "/usr/bin/chromium-browser"]
    return next((p for p in places if Path(p).exists()), None) or shutil.which("chromium")
