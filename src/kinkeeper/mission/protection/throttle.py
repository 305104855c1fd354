"""Slowing down who sends too much or guesses receipts, without keeping an address anywhere.

Counted in the memory of this process, under a keyed digest of the address whose key is made anew
with every window and never leaves the memory. The clock is monotonic: setting the machine's clock
back opens nothing.
"""

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Throttle:
    """At most `each` from one address and `all_` from everybody within `seconds`."""

    each: int
    all_: int
    seconds: int
    clock: Callable[[], float] = time.monotonic
    _began: float = -1.0
    _key: bytes = b""
    _counts: dict[bytes, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def is_shut(self, address: str) -> bool:
        with self._lock:
            self._turn()
            whole = sum(self._counts.values())
            return whole >= self.all_ or self._counts.get(self._who(address), 0) >= self.each

    def count(self, address: str) -> None:
        with self._lock:
            self._turn()
            who = self._who(address)
            self._counts[who] = self._counts.get(who, 0) + 1

    def reset(self) -> None:
        with self._lock:
            self._began = -1.0
            self._counts.clear()

    def _turn(self) -> None:
        now = self.clock()
        if self._began < 0 or now - self._began >= self.seconds:
            self._began, self._key = now, secrets.token_bytes(32)
            self._counts.clear()

    def _who(self, address: str) -> bytes:
        return hmac.new(self._key, address.encode(), hashlib.sha256).digest()[:16]


TELLING = Throttle(each=10, all_=300, seconds=3600)
GUESSING = Throttle(each=5, all_=200, seconds=900)
