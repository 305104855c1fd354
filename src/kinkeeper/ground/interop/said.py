"""Sentences that are written down now and read later, in the reader's own language.

Kept as the English sentence and its facts; translated when shown. A fact may be a sentence too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, override

Text = str | Promise


@dataclass(frozen=True)
class Said:
    """A sentence without its language. Facts are text, numbers or other sentences."""

    text: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def kept(self) -> dict[str, Any]:
        """As JSON keeps it."""
        facts = {k: v.kept() if isinstance(v, Said) else v for k, v in self.facts.items()}
        return {"text": self.text, "facts": facts}

    def __str__(self) -> str:
        if not self.text:
            return ""  # the translation of nothing is the head of the catalogue
        facts = {k: str(v) if isinstance(v, Said) else v for k, v in self.facts.items()}
        return gettext(self.text) % facts if facts else gettext(self.text)


def said(sentence: Text, **facts: Any) -> Said:
    """A sentence (an English text to translate, or one marked with gettext_lazy) and its facts."""
    with override(None):
        return Said(str(sentence), facts)


def from_kept(kept: Mapping[str, Any] | None) -> Said:
    """What `kept` wrote. An empty sentence for nothing."""
    if not kept:
        return Said("")
    facts = {k: from_kept(v) if isinstance(v, dict) else v for k, v in kept["facts"].items()}
    return Said(kept["text"], facts)
