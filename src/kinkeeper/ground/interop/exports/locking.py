"""Workbooks that leave are locked: AES with a password nobody but their author has seen."""

import io
import secrets

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for one another when they are read aloud."""
GROUPS, GROUP = 4, 4


def new_password() -> str:
    """16 signs of 31: 79 bits, in groups that can be read over the telephone."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def locked(workbook: bytes, password: str) -> bytes:
    """The workbook, readable only with the password (ECMA-376 agile encryption)."""
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415 - slow, and few need it

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook)).encrypt(password, out)
    return out.getvalue()
