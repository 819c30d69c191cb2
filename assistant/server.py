"""The web application around the window and the API, and the server that runs it.

Knows nothing of the window: `build_app` is given the function that mounts one. Whoever comes in passes the gate of
`assistant.access` first.
"""

import asyncio
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TypeVar

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp

from assistant.access import signing_in
from assistant.access.gate import Gate, Locks
from assistant.api.mounting import mount as mount_api
from assistant.assistant import Assistant
from assistant.client.door import Door as ClientDoor
from assistant.connections import MOST_HEAD_BYTES, Connection
from assistant.errors import UsageError
from assistant.mcp_server.over_http import mount as mount_mcp
from assistant.openai_api.routes import openai_router

A = TypeVar("A")

Watch = Callable[[ASGIApp], ASGIApp]
"""Puts something around an application that sees every request, also those that are refused."""

PORTS_TRIED = 50
GRACE_S = 1.0
SHUTDOWN_S = 2
"""How long answers and uploads that are under way may still take; streams are ended before."""

ENDING_S = 7.0
"""How long after SIGTERM the process is ended by force: the library is whole whenever that happens.

Ten seconds are what service managers grant; a machine that is busy takes its share of them.
"""

_log = logging.getLogger(__name__)


class GatedApp(FastAPI):
    """An application that nothing reaches but through the gate, its own pages for errors included."""

    def __init__(self, locks: Locks) -> None:
        # the pages of FastAPI's own documentation load from elsewhere
        super().__init__(title="Article assistant", docs_url=None, redoc_url=None, openapi_url=None)
        self.locks = locks
        self.watch: Watch = _unwatched
        self.gate: Gate | None = None

    def build_middleware_stack(self) -> ASGIApp:
        """Starlette's, with the gate around it, and whoever watches around the gate; called at the first request."""
        self.gate = Gate(super().build_middleware_stack(), lambda: self.routes, self.locks)
        return self.watch(self.gate)


def build_app(
    assistant: A,
    mount_window: Callable[[FastAPI, A], FastAPI],
    locks: Locks | None = None,
    *,
    agents_may_add: bool = False,
) -> FastAPI:
    """The application with `/healthz`, the API and its other doors, signing in, and the window at `/`, behind the gate.

    Without `locks` it answers to this machine alone, and asks for no token. Over MCP it is read-only unless
    `agents_may_add`.
    """
    app = GatedApp(locks or Locks())
    if isinstance(assistant, Assistant):
        app.watch = mount_api(app, assistant)
        app.include_router(openai_router(assistant))
        app.include_router(ClientDoor(assistant).router())
        mount_mcp(app, assistant, may_add=agents_may_add)
    else:  # a window over something smaller
        app.add_api_route("/healthz", _health, methods=["GET"], openapi_extra={"x-scope": "open"})
    signing_in.mount(app, app.locks.tokens, token_required=app.locks.token_required)
    return mount_window(app, assistant)


def serve(app: FastAPI, host: str, port: int, stopping: Callable[[], None] = lambda: None) -> None:
    """Answer on `host` and `port` until told to stop, then return, `ENDING_S` after SIGTERM at the latest.

    `stopping` is called in a thread as soon as it is told, to end what runs in the background.
    """
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        http=Connection,
        h11_max_incomplete_event_size=MOST_HEAD_BYTES,
        workers=1,  # sessions and the data directory belong to one process
        ws="none",
        log_level="warning",
        log_config=None,  # its lines go where those of the program go
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=SHUTDOWN_S,
    )
    with _outliving_signals(), suppress(KeyboardInterrupt):
        _Server(config, stopping).run()


def free_port(host: str, wanted: int) -> int:
    """The wanted port, or the next one that nobody listens on. Raises UsageError where fifty in a row are taken."""
    last = min(wanted + PORTS_TRIED - 1, 65535)
    for port in range(wanted, last + 1):
        if _is_free(host, port):
            return port
    raise UsageError(f"Ports {wanted} to {last} of {host} are all taken. Choose another one with ASSISTANT_PORT.")


def _unwatched(app: ASGIApp) -> ASGIApp:
    return app


def _health() -> dict[str, str]:
    return {"status": "ok"}


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does: one that just ended is free
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


class _Server(uvicorn.Server):
    """uvicorn's, in a process that is gone `ENDING_S` after SIGTERM, whatever still runs in its threads."""

    def __init__(self, config: uvicorn.Config, stopping: Callable[[], None]) -> None:
        super().__init__(config)
        self._stopping = stopping

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop."""
        if not self.should_exit:
            threading.Thread(target=self._stopping, name="stopping", daemon=True).start()
            if sig == signal.SIGTERM:
                threading.Thread(target=_end_by_force, name="ending", daemon=True).start()
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams after `GRACE_S`, in which answers that are nearly done get through."""
        ending = asyncio.create_task(self._end_streams())
        await super().shutdown(sockets)
        ending.cancel()

    async def _end_streams(self) -> None:
        await asyncio.sleep(GRACE_S)
        gate = getattr(self.config.app, "gate", None)
        if isinstance(gate, Gate):
            await gate.end_streams()


def _end_by_force() -> None:
    time.sleep(ENDING_S)
    _log.warning("What still ran %.0f s after SIGTERM was ended; it goes on at the next start.", ENDING_S)
    os._exit(0)


@contextmanager
def _outliving_signals() -> Iterator[None]:
    """Inside, SIGTERM does not end the process at once: uvicorn raises it again when it is done, before we close."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda sig, frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
