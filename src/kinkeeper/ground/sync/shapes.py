"""The shape of a change as a phone sends it: a value it does not know is not ignored."""

from typing import Annotated, Any

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict


class Strict(Schema):
    model_config = ConfigDict(extra="forbid")


def _codes(sent: Any) -> Any:
    """Phones of before said yes or no to whatever there was: that confirms nothing."""
    return () if isinstance(sent, bool) else sent


Sure = Annotated[frozenset[str], BeforeValidator(_codes)]
"""Codes of the doubts that the phone showed and its person looked at again."""
