"""A web application on a port of this machine, for as long as a block runs."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from assistant.connections import Connection

HOST = "127.0.0.1"


@contextmanager
def running(app: ASGIApp, http: type[Connection] = Connection) -> Iterator[str]:
    """Its address, without a slash at the end."""
    config = uvicorn.Config(
        app, host=HOST, port=0, http=http, ws="none", log_level="warning", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.01)
    try:
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://{HOST}:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)
    assert not thread.is_alive()
