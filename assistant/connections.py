"""A connection of a client: given up where the head of a request does not come in time, and where too many are open.

uvicorn limits neither, and its limit on work at once answers everybody with 503. Its protocol for h11 is taken, which
is in pure Python and limits the size of a head, where httptools takes one without an end. The bodies of requests are
timed by the gate. Knows nothing of what is asked.
"""

import asyncio
from collections.abc import Iterator

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_S = 20.0
"""How long a head may take, however its bytes are spread; what Apache begins with (mod_reqtimeout, `header=20`)."""

MOST_HEAD_BYTES = 64 * 1024
"""uvicorn's own 16 KB are less than a browser may send in cookies and a long address."""

MOST_OPEN = 500
"""Half of the files that a process of Linux may have open."""


class Connection(H11Protocol):
    """One connection. Of too many, the one goes that has waited longest for a request, so that newcomers are heard."""

    head_s = HEAD_S
    most_open = MOST_OPEN

    _head_timer: asyncio.TimerHandle | None = None
    _idle_since = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """It is there, and owes a head."""
        super().connection_made(transport)
        self._idle_since = self.loop.time()
        self._await_head()
        self._make_room()

    def data_received(self, data: bytes) -> None:
        """A part of a head, after which more is awaited, or of what follows one."""
        super().data_received(data)
        if self._is_asked or self.transport.is_closing():
            self._await_no_head()
        else:
            self._await_head()

    def on_response_complete(self) -> None:
        """It may be asked again; uvicorn closes it where nothing comes."""
        self._idle_since = self.loop.time()
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone."""
        self._await_no_head()
        super().connection_lost(exc)

    @property
    def _is_asked(self) -> bool:
        """Whether a request came and is not answered yet."""
        return self.cycle is not None and not self.cycle.response_complete

    def _await_head(self) -> None:
        """From now on, unless it is awaited already: every byte would begin the time anew."""
        if self._head_timer is None:
            self._head_timer = self.loop.call_later(self.head_s, self.transport.close)

    def _await_no_head(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _make_room(self) -> None:
        opened = list(self._opened())
        if len(opened) > self.most_open:
            idle = [one for one in opened if not one._is_asked and one is not self]
            min(idle, key=lambda one: one._idle_since, default=self).transport.abort()

    def _opened(self) -> Iterator["Connection"]:
        """The open ones of this server."""
        for one in self.connections:
            if isinstance(one, Connection) and not one.transport.is_closing():
                yield one
