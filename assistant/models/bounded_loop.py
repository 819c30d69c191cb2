"""An event loop that answers for the connections made in it: none gives more bytes than a limit, none outlives it.

Client libraries bound neither: an endless line would fill the memory, and a call that is cancelled in a TLS handshake
leaves its connection open. Knows nothing of what is sent.
"""

import asyncio
from typing import Any
from weakref import WeakSet

MOST_BYTES = 8_000_000
"""Of one connection; an answer streams some 300 bytes a token."""

_LAST_STEPS_S = 1.0  # what was cancelled has so long to close its connections


class BoundedLoop(asyncio.SelectorEventLoop):
    """Selects on every platform; it needs no more than sockets."""

    def __init__(self) -> None:
        super().__init__()
        self._connected = WeakSet[asyncio.Transport]()

    async def create_connection(self, *args: Any, **options: Any) -> Any:
        """As the original does."""
        transport, protocol = await super().create_connection(*args, **options)
        if isinstance(protocol, asyncio.Protocol):
            transport.set_protocol(_Bounded(transport, protocol))
        self._connected.add(transport)
        return transport, protocol

    async def last_steps(self) -> None:
        """What was cancelled closes its connections and generators, but is not waited for long; then all are closed."""
        if tasks := asyncio.all_tasks() - {asyncio.current_task()}:
            _, late = await asyncio.wait(tasks, timeout=_LAST_STEPS_S)
            for task in late:
                task.cancel()
        # Not awaited itself: a generator that hangs while it is closed would hold up whoever calls next.
        closing = asyncio.create_task(self.shutdown_asyncgens())
        await asyncio.wait((closing,), timeout=_LAST_STEPS_S)
        closing.cancel()
        for transport in list(self._connected):
            transport.abort()
        await asyncio.sleep(0)  # in which they are closed


class _Bounded(asyncio.Protocol):
    """Passes everything on, and cuts the connection where too much comes."""

    def __init__(self, transport: asyncio.Transport, inner: asyncio.Protocol) -> None:
        self._transport = transport
        self._inner = inner
        self._left = MOST_BYTES

    def data_received(self, data: bytes) -> None:
        self._left -= len(data)
        if self._left < 0:
            self._transport.abort()
        else:
            self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        return self._inner.eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        self._inner.connection_lost(exc)

    def pause_writing(self) -> None:
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        self._inner.resume_writing()
