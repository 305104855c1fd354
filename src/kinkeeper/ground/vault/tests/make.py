"""A vault of its own for one test: its own folder, nothing of another test in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.test import override_settings

from kinkeeper.ground.vault import store
from kinkeeper.ground.vault.wrapping import forget_opened


@contextmanager
def vault_in(folder: Path) -> Iterator[Path]:
    files: dict[str, Any] = {
        "VAULT_FILE": folder / "keys" / "vault.sqlite3",
        "LEDGER_KEY_FILE": folder / "keys" / "ledger.key",
    }
    with override_settings(**files):
        forget_opened()
        yield folder
        store.close()
    forget_opened()
