"""The shape of a change as a phone sends it: a value it does not know is not ignored."""

from ninja import Schema
from pydantic import ConfigDict


class Strict(Schema):
    model_config = ConfigDict(extra="forbid")
