"""Marks: what stands in the database instead of an id or a receipt, made with a key outside it.

Whoever holds the database alone can neither say whom a mark means nor try receipts against it.
"""

import hashlib
import hmac
from pathlib import Path
from uuid import UUID

from argon2.low_level import Type, hash_secret_raw
from django.conf import settings

from kinkeeper.ground.vault.actions import secret_file

# Argon2id, 64 MiB, 3 rounds: a tenth of a second for us, years for who tries all receipts.
MEMORY_KIB, ROUNDS = 65536, 3


def _key() -> bytes:
    return secret_file(Path(settings.LEDGER_KEY_FILE).with_name("marks.key"))


def mark_of(kind: str, pk: UUID) -> str:
    """The same for the same id and kind; `account` and `person` do not meet."""
    return hmac.new(_key(), f"{kind}:{pk}".encode(), hashlib.sha256).hexdigest()


def receipt_mark(receipt: str) -> str:
    """A slow hash; one salt per installation, so that the receipt alone finds its report."""
    salt = hmac.new(_key(), b"salt of receipts", hashlib.sha256).digest()[:16]
    slow = hash_secret_raw(
        receipt.encode(), salt, time_cost=ROUNDS, memory_cost=MEMORY_KIB, parallelism=1,
        hash_len=32, type=Type.ID,
    )  # fmt: skip
    return hmac.new(_key(), slow, hashlib.sha256).hexdigest()
