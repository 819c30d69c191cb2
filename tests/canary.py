"""A server of which nothing should ever be asked, and which remembers what was.

Knows nothing of who might ask.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(slots=True)
class Canary:
    """Where it listens, and the paths that it was asked for."""

    address: str
    asked: list[str] = field(default_factory=list)


@contextmanager
def listening(secret: bytes) -> Iterator[Canary]:
    """On a port of its own; it answers everything with the secret."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            canary.asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(secret)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    canary = Canary(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield canary
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
