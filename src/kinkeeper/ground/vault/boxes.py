"""Sealed boxes: whoever has a desk's public key can put something in, only the desk takes it out.

{"v": 1, "to": key id, "epk": base64 of the sender's point, "iv": base64, "ct": base64}:
ephemeral ECDH on P-256, HKDF-SHA256 (salt: the bytes of epk), AES-256-GCM. All three are in every
browser (WebCrypto), so that a phone or a public page needs no library of its own.
"""

import hashlib
import os
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = 1
INFO = b"kinkeeper sealed box 1"
CURVE = ec.SECP256R1()
POINT = 65
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class BadBox(Exception):
    """Not a box, not for this key, or changed on its way."""


@dataclass(frozen=True)
class BoxKey:
    """private: PKCS 8, DER. public: the uncompressed point of 65 bytes."""

    id: str
    private: bytes
    public: bytes


def new_box_key() -> BoxKey:
    return _box_key(ec.generate_private_key(CURVE))


def box_key_from(secret: bytes) -> BoxKey:
    """The same key for the same 32 secret bytes, for an office that keeps those in a file."""
    return _box_key(ec.derive_private_key(int.from_bytes(secret) % (ORDER - 1) + 1, CURVE))


def _box_key(pair: ec.EllipticCurvePrivateKey) -> BoxKey:
    private = pair.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = _point(pair.public_key())
    return BoxKey(box_key_id(public), private, public)


def box_key_id(public: bytes) -> str:
    """Which key a box is for: the first 16 hexadecimal digits of the point's SHA-256."""
    return hashlib.sha256(public).hexdigest()[:16]


def seal_box(data: bytes, *, public: bytes) -> dict[str, Any]:
    """What the phone does in its own language. Raises BadBox for no point of the curve."""
    pair = ec.generate_private_key(CURVE)
    epk, iv = _point(pair.public_key()), os.urandom(12)
    ct = AESGCM(_shared(pair, public, salt=epk)).encrypt(iv, data, None)
    return {
        "v": VERSION,
        "to": box_key_id(public),
        "epk": _b64(epk),
        "iv": _b64(iv),
        "ct": _b64(ct),
    }


def open_box(box: Any, *, key: bytes) -> bytes:
    """key: the private key as `new_box_key` made it. Raises BadBox."""
    try:
        pair = serialization.load_der_private_key(key, None)
        if not isinstance(pair, ec.EllipticCurvePrivateKey) or box["v"] != VERSION:
            raise BadBox
        if box["to"] != box_key_id(_point(pair.public_key())):
            raise BadBox
        epk, iv, ct = (b64decode(box[name], validate=True) for name in ("epk", "iv", "ct"))
        return AESGCM(_shared(pair, epk, salt=epk)).decrypt(iv, ct, None)
    except (KeyError, TypeError, ValueError, InvalidTag) as error:
        raise BadBox from error


def _shared(mine: ec.EllipticCurvePrivateKey, theirs: bytes, *, salt: bytes) -> bytes:
    if len(theirs) != POINT:
        raise BadBox
    try:
        other = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, theirs)
    except ValueError as error:
        raise BadBox from error
    secret = mine.exchange(ec.ECDH(), other)
    return HKDF(hashes.SHA256(), 32, salt, INFO).derive(secret)


def _point(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )


def _b64(data: bytes) -> str:
    return b64encode(data).decode()
