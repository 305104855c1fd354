"""Names: tidied as written, turned into search keys, compared. The door to keys and spellings."""

import unicodedata

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.text.keys import (
    KEY_LENGTH,
    is_invisible,
    search_key,
    search_words,
    typed_keys,
)
from kinkeeper.ground.text.likeness import Level, Likeness, why_alike
from kinkeeper.ground.text.problems import NameProblem, shown
from kinkeeper.ground.text.spellings import (
    KnownName,
    given_names,
    known_names,
    name_variants,
    surnames,
)

__all__ = [
    "KEY_LENGTH",
    "NAME_LENGTH",
    "KnownName",
    "Level",
    "Likeness",
    "NameProblem",
    "clean_name",
    "given_names",
    "known_names",
    "name_variants",
    "search_key",
    "search_words",
    "surnames",
    "typed_keys",
    "why_alike",
]

NAME_LENGTH = 120
"""The most characters a name may have."""


INVISIBLE = _("This name has only invisible characters: write it.")
LONG = _("This name has %(count)d characters; at most %(most)d are possible.")
NO_LETTERS = _("“%(name)s” has no letters: write a name.")


def clean_name(text: str) -> str:
    """The name as written, without invisible characters and double spaces, in NFC.

    Raises NameProblem when nothing visible is left (code "invisible"), when it has more than 120
    characters ("long") or no letter at all ("letters"). An empty text stays empty: whether a
    name is needed is for the form to say.
    """
    name = " ".join("".join(_kept(letter) for letter in text).split())
    name = unicodedata.normalize("NFC", name)
    if not name:
        if text.strip():
            raise NameProblem(INVISIBLE, code="invisible")
        return ""
    if len(name) > NAME_LENGTH:
        raise NameProblem(LONG, code="long", count=len(name), most=NAME_LENGTH)
    if not any(letter.isalpha() for letter in name) or not search_key(name):
        raise NameProblem(NO_LETTERS, code="letters", name=shown(name))
    return name


def _kept(letter: str) -> str:
    # Joiners inside a word and marks of direction go; other controls separate words. A lone
    # surrogate cannot be stored by any database.
    if is_invisible(letter):
        return ""
    return " " if unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} else letter
