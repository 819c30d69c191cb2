"""A web application on a port of this machine, for as long as a block runs."""

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

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


def post_and_leave(
    address: str, body: Mapping[str, Any], begun: threading.Event, headers: Mapping[str, str] | None = None
) -> None:
    """Posts, and hangs up as soon as the work is `begun`, without a reply."""
    parts = urlsplit(address)
    with closing(HTTPConnection(parts.hostname or HOST, parts.port)) as connection:
        connection.request(
            "POST", parts.path, json.dumps(body), {"content-type": "application/json", **(headers or {})}
        )
        assert begun.wait(20)
