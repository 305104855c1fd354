"""What the figures were measured on, without its name; and where they are kept."""

import json
import os
import platform
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connection

FIGURES = Path(__file__).resolve().parent.parent / "docs" / "figures"


def machine() -> dict[str, Any]:
    """Cores, memory in GB, versions; `load` is what else was running: mean of one minute."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "processor": _after(Path("/proc/cpuinfo"), "model name"),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "load": round(os.getloadavg()[0], 1),
    }


def _after(file: Path, word: str) -> str:
    lines = file.read_text().splitlines() if file.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(word)), "")


def now() -> str:
    """The moment as figures keep it."""
    return datetime.now(UTC).replace(microsecond=0).isoformat()


def keep(name: str, found: dict[str, Any], *, command: str) -> None:
    """Writes docs/figures/NAME.json with machine, day and command beside what was found."""
    FIGURES.mkdir(parents=True, exist_ok=True)
    whole = {"measured": now(), "command": command, "machine": machine(), **found}
    text = json.dumps(whole, indent=1, ensure_ascii=False)
    (FIGURES / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def on_this_engine(name: str) -> str:
    """Figures of PostgreSQL stand beside those of SQLite."""
    return f"{name}-postgresql" if connection.vendor == "postgresql" else name


def kept(name: str) -> dict[str, Any] | None:
    file = FIGURES / f"{name}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None


def day_of(found: dict[str, Any]) -> str:
    """The day on which figures were measured, as in 2026-11-26."""
    return str(found["measured"])[:10]
