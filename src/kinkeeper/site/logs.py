"""Logs without values: the class of an error and where it happened, never what it carried."""

import logging
import traceback
from types import TracebackType


class PlacesOnly(logging.Formatter):
    """Message template without its arguments, then `file:line function` of each frame."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s")

    def format(self, record: logging.LogRecord) -> str:
        head = f"{self.formatTime(record)} {record.levelname} {record.name}: {record.msg}"
        return "\n".join([head, *_places(record)])


def _places(record: logging.LogRecord) -> list[str]:
    if not record.exc_info or record.exc_info[0] is None:
        return []
    kind, _value, trace = record.exc_info
    return [f"  {kind.__name__}", *_frames(trace)]


def _frames(trace: TracebackType | None) -> list[str]:
    return [f"  {f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
