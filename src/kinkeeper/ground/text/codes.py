"""Codes people read aloud and copy by hand: a letter, a hyphen, signs without meaning, a check.

No sign looks like another (no I, L, O, U, S, B, Z, 0, 1), so a code survives bad handwriting. The
last sign is computed from the others: one wrong sign, or two neighbours exchanged, is noticed.
"""

import re
import secrets
from collections.abc import Container

SIGNS = "23456789ACDEFGHJKMNPQRTVWXY"
SIZE = 6
"""Signs after the hyphen, the check among them: 27^5, about 14 million codes for each letter."""

# Written by hand these become each other; only the first of each pair is ever a sign of ours.
_MISREAD = str.maketrans({"S": "5", "B": "8", "Z": "2"})
_SHAPE = re.compile(rf"([A-Z]{{1,3}})-([{SIGNS}]{{4,12}})")


def new_code(prefix: str, *, size: int = SIZE, taken: Container[str] = ()) -> str:
    """A random code such as "F-7K3M9Q" that is not among those taken.

    `prefix` is one to three capital letters, `size` 4 to 12 signs. Two devices may draw the same
    code (1 in 14 million for a pair): the record that arrives second draws again.
    """
    while True:
        body = "".join(secrets.choice(SIGNS) for _sign in range(size - 1))
        code = f"{prefix}-{body}{check_sign(prefix, body)}"
        if not _SHAPE.fullmatch(code):
            message = "a code needs a prefix of 1 to 3 capital letters and 4 to 12 signs"
            raise ValueError(message)
        if code not in taken:
            return code


def is_valid_code(code: str, *, prefix: str = "") -> bool:
    """True when the code is written exactly as we write it and its check sign fits."""
    found = _SHAPE.fullmatch(code)
    if found is None or (prefix and found[1] != prefix):
        return False
    return check_sign(found[1], found[2][:-1]) == found[2][-1]


def read_code(text: str) -> str:
    """The code somebody typed ("f 7k3 m9q", "F7K3M9Q"), as we write it; empty if it is none."""
    head = re.match(r"\s*([A-Za-z]{1,3})[\W_]", text)
    letters = re.sub(r"[\W_]", "", text).upper()
    for cut in (len(head[1]) if head else 1, 1, 2, 3):
        code = f"{letters[:cut]}-{letters[cut:].translate(_MISREAD)}"
        if is_valid_code(code):
            return code
    return ""


def check_sign(prefix: str, body: str) -> str:
    """The sign that closes a code.

    Places weigh 1 (the check), 2, 4, 8 ... from the right and the weighed sum is nought modulo 27.
    No weight and no difference of neighbouring weights has a factor 3, hence no slip is lost.
    """
    total = sum(ord(letter) * 2**at for at, letter in enumerate(prefix))
    total += sum(SIGNS.index(sign) * 2**at for at, sign in enumerate(reversed(body), start=1))
    return SIGNS[-total % len(SIGNS)]
