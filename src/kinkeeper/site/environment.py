"""Settings that come from the environment, read as plain typed values."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SQLITE_START = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"  # a power cut must not lose an acknowledged record
    "PRAGMA foreign_keys=ON;"
    "PRAGMA secure_delete=ON;"
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA cache_size=-16000;"
    "PRAGMA mmap_size=134217728;"
)


def read_text(name: str, default: str) -> str:
    return os.environ.get(name) or default


def words(name: str, default: str) -> list[str]:
    return read_text(name, default).replace(",", " ").split()


def flag(name: str, default: bool) -> bool:  # noqa: FBT001 - reads like the setting it is
    value = os.environ.get(name, "").strip().lower()
    return value in {"1", "yes", "true", "on", "oui"} if value else default


def database(data: Path) -> dict[str, Any]:
    """Connection of `DATABASE_URL`, or SQLite in the data folder.

    Raises ValueError for an address that is not postgres://.
    """
    address = os.environ.get("DATABASE_URL", "")
    return postgres(address) if address else sqlite(data / "kinkeeper.sqlite3")


def sqlite(file: Path) -> dict[str, Any]:
    """WAL, FULL, IMMEDIATE: Django's defaults fail most concurrent writes (docs/decisions/0003)."""
    return {
        "ENGINE": "kinkeeper.site.in_turn",
        "NAME": str(file),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 60,
            "transaction_mode": "IMMEDIATE",
            "init_command": SQLITE_START,
        },
    }


def postgres(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        message = "DATABASE_URL must begin with postgres:// (SQLite is used without it)."
        raise ValueError(message)
    query = dict(item.split("=", 1) for item in parts.query.split("&") if "=" in item)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def rooms_of(package: str, folder: Path) -> list[str]:
    """The rooms of a part of the house: its folders that register something in `apps.py`."""
    return [f"{package}.{apps.parent.name}" for apps in sorted(folder.glob("*/apps.py"))]
