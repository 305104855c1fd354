"""Sealing of bytes: AES-256-GCM with a fresh nonce in front, bound to what it is about."""

import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
KEY_BYTES = 32


def new_key() -> bytes:
    return AESGCM.generate_key(bit_length=KEY_BYTES * 8)


class Cipher:
    """One key for many values: making the cipher takes longer than sealing a short one."""

    def __init__(self, key: bytes) -> None:
        self._aead = AESGCM(key)

    def seal(self, data: bytes, *, about: str) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + self._aead.encrypt(nonce, data, about.encode())

    def unseal(self, sealed: bytes, *, about: str) -> bytes:
        return self._aead.decrypt(sealed[:NONCE], sealed[NONCE:], about.encode())


def seal(key: bytes, data: bytes, *, about: str) -> bytes:
    return Cipher(key).seal(data, about=about)


def unseal(key: bytes, sealed: bytes, *, about: str) -> bytes:
    """Raises cryptography.exceptions.InvalidTag when anything, also `about`, was changed."""
    return Cipher(key).unseal(sealed, about=about)
