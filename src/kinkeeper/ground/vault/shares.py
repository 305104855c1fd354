"""The installation's key in three shares of words, any two of which give it back (SLIP-39).

Three people in two countries keep one each, on paper. One share alone says nothing about the key.
"""

from pathlib import Path

from django.conf import settings
from shamir_mnemonic import combine_mnemonics, generate_mnemonics
from shamir_mnemonic.utils import MnemonicError

from kinkeeper.ground.vault import store
from kinkeeper.ground.vault.rules import KEY_BYTES
from kinkeeper.ground.vault.wrapping import (
    WrongKey,
    forget_opened,
    installation_key,
    make_secret_file,
    wrapping,
)

NEEDED, MADE = 2, 3


class BadShares(Exception):
    """A word is wrong, a share is there twice, or they are not of the same key."""


class KeyIsThere(Exception):
    """A key file lies there already, and another one than the shares give."""


def make_shares() -> list[str]:
    """Three lines of 33 words. Each call makes other shares; shares of two calls do not mix."""
    groups: list[list[str]] = generate_mnemonics(1, [(NEEDED, MADE)], installation_key())
    return groups[0]


def recover(shares: list[str]) -> Path:
    """Writes the installation's key where it is missing, once it has opened the store of keys.

    Raises BadShares; WrongKey when they are of another installation; KeyIsThere.
    """
    key = combined(shares)
    file: Path = settings.LEDGER_KEY_FILE
    forget_opened()
    if file.exists() and file.read_text(errors="replace").strip() != key.hex():
        raise KeyIsThere
    was_there = file.exists()
    make_secret_file(file, key)
    try:
        _opens_the_store()
    except WrongKey:
        if not was_there:
            file.unlink()
        forget_opened()
        raise
    return file


def combined(shares: list[str]) -> bytes:
    try:
        key: bytes = combine_mnemonics([" ".join(share.lower().split()) for share in shares])
    except (MnemonicError, ValueError, KeyError) as error:
        raise BadShares from error
    if len(key) != KEY_BYTES:
        raise BadShares
    return key


def _opens_the_store() -> None:
    for (number,) in store.connection().execute("SELECT id FROM wrapping").fetchall():
        wrapping(number)
