"""Project sheets as data: one TOML file each, in the words of the funder's own sheet."""

import tomllib
from pathlib import Path
from typing import Any

Sheet = dict[str, Any]
FOLDER = Path(__file__).parent


class NoSuchSheet(LookupError):
    """There is no sheet of this code."""


def sheet_codes() -> list[str]:
    return sorted(file.stem.upper() for file in FOLDER.glob("*.toml"))


def sheet_of(code: str) -> Sheet:
    """Raises NoSuchSheet."""
    if code.upper() not in sheet_codes():
        raise NoSuchSheet(code)
    return tomllib.loads((FOLDER / f"{code.lower()}.toml").read_text(encoding="utf-8"))
