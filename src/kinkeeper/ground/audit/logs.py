"""The logs the chain covers. Each room that keeps one says how its lines are digested anew."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Log:
    """digests: keys -> {key: digest} of those that are there. above: all keys beyond one."""

    name: str
    digests: Callable[[list[int]], dict[int, str]]
    above: Callable[[int], set[int]]


_LOGS: dict[str, Log] = {}


def offer_log(log: Log) -> None:
    _LOGS[log.name] = log


def logs() -> dict[str, Log]:
    return dict(_LOGS)
