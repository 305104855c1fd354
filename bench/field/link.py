"""A slow, breaking line between the browser and the server: a TCP proxy that counts bytes.

The browser's own throttling does not reach a service worker; this does.
"""

import asyncio
import threading
import time
from contextlib import suppress

SHARE = {"down": 1, "up": 0.4}
"""GPRS gives 20 kbit/s up where it gives 50 down."""


class Line:
    """kbit: bits a second down (up: two fifths of it), None for as fast as it goes. delay: seconds
    of one way. cut: bytes after which each connection breaks, None for never."""

    def __init__(self, port: int) -> None:
        self.target = port
        self.kbit: float | None = None
        self.delay, self.cut = 0.0, None
        self.up = self.down = self.cuts = 0
        self.open: set[asyncio.StreamWriter] = set()
        self.loop = asyncio.new_event_loop()
        self.port = 0
        ready = threading.Event()
        threading.Thread(target=self._run, args=(ready,), daemon=True).start()
        ready.wait()

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        self.loop.run_forever()

    def lead_to(self, port: int) -> None:
        """Another server answers from now on; connections that a browser keeps are broken."""
        self.target = port
        for end in list(self.open):
            self.loop.call_soon_threadsafe(end.transport.abort)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(2 * self.delay)
        try:
            other, back = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.close()
            return
        used = [0]
        self.open.add(writer)
        ways = (self._carry(reader, back, "up", used), self._carry(other, writer, "down", used))
        await asyncio.wait(map(asyncio.ensure_future, ways), return_when=asyncio.FIRST_COMPLETED)
        self.open.discard(writer)
        for end in (writer, back):
            with suppress(Exception):
                end.transport.abort()

    async def _carry(self, source, sink, way: str, used: list[int]) -> None:
        """What comes is on its way at once; it arrives when the line has carried it."""
        waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        handing = asyncio.ensure_future(self._hand_on(waiting, sink))
        free = 0.0
        with suppress(ConnectionError, OSError):
            while data := await source.read(1460):
                setattr(self, way, getattr(self, way) + len(data))
                used[0] += len(data)
                if self.cut is not None and used[0] > self.cut:
                    self.cuts += 1
                    handing.cancel()
                    return
                free = max(free, time.monotonic()) + self._seconds(len(data), way)
                waiting.put_nowait((free + self.delay, data))
        waiting.put_nowait((0, b""))
        await handing

    def _seconds(self, size: int, way: str) -> float:
        return 0 if self.kbit is None else size / (self.kbit * 125 * SHARE[way])

    async def _hand_on(self, waiting, sink) -> None:
        with suppress(ConnectionError, OSError):
            while True:
                due, data = await waiting.get()
                if not data:
                    return
                await asyncio.sleep(max(0, due - time.monotonic()))
                sink.write(data)
                await sink.drain()
