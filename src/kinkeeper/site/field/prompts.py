"""The choices that can be heard: read from the same file that the app is built from."""

import json
from pathlib import Path

from kinkeeper.ground.sync.offers import Prompt

CHOICES = Path(__file__).parent / "src" / "choices.json"


def prompts() -> list[Prompt]:
    """As the phone names their sounds (`soundOf` in src/choices.js)."""
    tables = json.loads(CHOICES.read_text(encoding="utf-8"))
    return [
        Prompt(f"{table}.{code or 'none'}", words)
        for table, choices in tables.items()
        for code, words in choices.items()
    ]
