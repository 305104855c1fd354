"""Sealing of bytes: AES-256-GCM with a fresh nonce in front, bound to what it is about."""

import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
KEY_BYTES = 32


def new_key() -> bytes:
    return AESGCM.generate_key(bit_length=KEY_BYTES * 8)


def seal(key: bytes, data: bytes, *, about: str) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data, about.encode())


def unseal(key: bytes, sealed: bytes, *, about: str) -> bytes:
    """Raises cryptography.exceptions.InvalidTag when anything, also `about`, was changed."""
    return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], about.encode())
