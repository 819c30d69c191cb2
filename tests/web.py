"""A scripted web on one loopback port, for tests that fetch: many hosts, told apart by the Host header.

Real sockets and threads; what each path answers is given by the test, down to the bytes where it asks for that.
"""

import contextlib
import socketserver
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import httpcore

from corpus.connecting import Dialling
from corpus.fetch_policy import FetchPolicy
from corpus.fetching import Fetcher

ADDRESS = "127.0.0.1"
PUBLIC_ADDRESS = "93.184.216.34"
LAST_CHUNK = b"0\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked; `host` without its port, `path` with its query, header names in lower case."""

    method: str
    host: str
    path: str
    headers: Mapping[str, str]
    at: float


@dataclass(frozen=True, slots=True)
class Reply:
    """One scripted answer.

    A body that is a function is called for each request, and what it gives is sent piece by piece, chunked unless the
    headers have a Content-Length. `delay_s` passes before the first byte. A `raw` reply is its body and nothing else:
    status line and headers stand in it.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | str | Callable[[], Iterable[bytes]] = b""
    delay_s: float = 0.0
    raw: bool = False

    def head(self) -> bytes:
        """Status line and headers, with the length or the chunking that the body needs."""
        headers = {"Content-Type": "text/html; charset=utf-8", "Connection": "close", **self.headers}
        if "Content-Length" not in headers and self.status not in (204, 304):
            is_known = isinstance(self.body, bytes | str)
            headers |= (
                {"Content-Length": str(len(_encoded(self.body)))} if is_known else {"Transfer-Encoding": "chunked"}
            )
        lines = [f"HTTP/1.1 {self.status} Scripted", *(f"{name}: {value}" for name, value in headers.items())]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")

    def pieces(self) -> Iterable[bytes]:
        """The body as it goes over the wire."""
        if isinstance(self.body, bytes | str):
            yield _encoded(self.body)
        elif self.raw or "Content-Length" in self.headers:
            yield from self.body()
        else:
            for piece in self.body():
                yield b"%x\r\n%b\r\n" % (len(piece), piece)
            yield LAST_CHUNK


Script = Reply | Sequence[Reply] | Callable[[Request], Reply]
"""One reply for ever, one after another with the last for ever, or whatever a function says."""


def redirect(to: str, status: int = 302) -> Reply:
    """A reply that sends elsewhere."""
    return Reply(status, {"Location": to})


def conditional(
    body: bytes | str, *, etag: str, headers: Mapping[str, str] | None = None
) -> Callable[[Request], Reply]:
    """A page that answers 304 to whoever has this ETag already."""
    everywhere = {"ETag": etag, **(headers or {})}

    def answer(request: Request) -> Reply:
        unchanged = request.headers.get("if-none-match") == etag
        return Reply(304, everywhere) if unchanged else Reply(200, everywhere, body)

    return answer


class Web:
    """The server: a context manager. Everything that it counts may be read at any time.

    `requests` are all that were understood, `connections` all that were opened, `body_bytes` what was sent after the
    headers, `most_at_once` the most requests that one host had open at a time. Paths without a script answer 404, also
    /robots.txt.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.requests: list[Request] = []
        self.connections = 0
        self.body_bytes = 0
        self.most_at_once: Counter[str] = Counter()
        self._open: Counter[str] = Counter()
        self._scripts: dict[tuple[str | None, str], Script] = {}
        self._served: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()
        self._tls = tls
        self._server = _Server((ADDRESS, 0), self)
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def add(self, path: str, script: Script | str | bytes, *, host: str | None = None) -> str:
        """Script a path, on one host or on all that have no script of their own for it; returns its URL."""
        self._scripts[host, path] = Reply(body=script) if isinstance(script, str | bytes) else script
        return self.url(path, host or ADDRESS)

    def url(self, path: str = "/", host: str = ADDRESS) -> str:
        """The address of a path on a host."""
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def opened(self, *hosts: str) -> frozenset[str]:
        """What to put in `FetchPolicy.private_hosts`, so that these hosts may be fetched from here."""
        return frozenset(f"{host}:{self.port}" for host in (ADDRESS, *hosts))

    def fetcher(self, *hosts: str) -> Fetcher:
        """A fetcher that may fetch these hosts, and 127.0.0.1, from here and nothing from anywhere else."""
        return Fetcher(FetchPolicy(private_hosts=self.opened(*hosts)), dialling=Dialling(self.resolver))

    def asked(self, path: str, host: str | None = None) -> int:
        """How often a path was asked for, on one host or on all."""
        return sum(request.path == path and host in (None, request.host) for request in self.requests)

    @staticmethod
    def resolver(host: str, port: int) -> list[str]:
        """Every name leads here."""
        return [ADDRESS]

    def answer(self, request: Request) -> Reply:
        """The scripted reply, counted."""
        with self._lock:
            self.requests.append(request)
            hosts = [host for host in (request.host, None) if (host, request.path) in self._scripts]
            script = self._scripts[hosts[0], request.path] if hosts else Reply(404, body="There is no such page here.")
            turn = self._served[request.host, request.path]
            self._served[request.host, request.path] += 1
        if isinstance(script, Reply):
            return script
        return script(request) if callable(script) else script[min(turn, len(script) - 1)]

    def handle(self, handler: "_Handler") -> None:
        """One connection, with one request."""
        with self._lock:
            self.connections += 1
        request = handler.read_request()
        if request is None:
            return
        with contextlib.ExitStack() as stack:
            self._count_open(request.host, 1)
            stack.callback(self._count_open, request.host, -1)
            self._send(handler, self.answer(request), stack.close)

    def _send(self, handler: "_Handler", reply: Reply, about_to_end: Callable[[], None]) -> None:
        """Whoever has the last bytes may ask again before we are back from sending them, hence `about_to_end`."""
        time.sleep(reply.delay_s)
        head = b"" if reply.raw else reply.head()
        is_known = isinstance(reply.body, bytes | str)
        if not is_known:
            handler.wfile.write(head)
        for piece in reply.pieces():
            if is_known or piece == LAST_CHUNK:
                about_to_end()
            with self._lock:
                self.body_bytes += len(piece)
            handler.wfile.write(head + piece if is_known else piece)

    def _count_open(self, host: str, change: int) -> None:
        with self._lock:
            self._open[host] += change
            self.most_at_once[host] = max(self.most_at_once[host], self._open[host])


class Wire(httpcore.NetworkBackend):
    """What connects; says itself where to and with what."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """As httpcore calls it."""
        return self.connected(host, port, timeout)

    def connected(self, host: str, port: int, timeout: float | None = None) -> httpcore.NetworkStream:
        """A connection for this address."""
        raise NotImplementedError


class Internet(Wire):
    """Stands for the public internet: whatever address and port is dialled, one web answers.

    `dialled` are the addresses in order. Names that are not in `names` lead to a public address.
    """

    def __init__(self, web: Web, names: Mapping[str, Sequence[str]] | None = None) -> None:
        self.dialled: list[str] = []
        self._web = web
        self._names = names or {}

    def dialling(self) -> Dialling:
        """What a fetcher needs to be on this internet."""
        return Dialling(lambda host, port: self._names.get(host, [PUBLIC_ADDRESS]), self)

    def connected(self, host: str, port: int, timeout: float | None = None) -> httpcore.NetworkStream:
        """A connection to the web."""
        self.dialled.append(host)
        return httpcore.SyncBackend().connect_tcp(ADDRESS, self._web.port, timeout)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], web: Web) -> None:
        self.web = web
        super().__init__(address, _Handler)


class _Handler(socketserver.StreamRequestHandler):
    server: _Server

    def setup(self) -> None:
        if self.server.web._tls:
            self.request = self.server.web._tls.wrap_socket(
                self.request, server_side=True, do_handshake_on_connect=False
            )
        super().setup()

    def handle(self) -> None:
        with contextlib.suppress(OSError):  # whoever has read enough hangs up
            self.server.web.handle(self)

    def finish(self) -> None:
        with contextlib.suppress(OSError):
            super().finish()
        self.request.close()

    def read_request(self) -> Request | None:
        """The request, or None where the connection closes before there is one."""
        method, _, rest = self.rfile.readline().decode("latin-1").rstrip("\r\n").partition(" ")
        headers: dict[str, str] = {}
        while line := self.rfile.readline().decode("latin-1").rstrip("\r\n"):
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        host = headers.get("host", "").rpartition(":")[0] or headers.get("host", "")
        return Request(method, host, rest.rpartition(" ")[0], headers, time.monotonic()) if method else None


def _encoded(body: object) -> bytes:
    assert isinstance(body, bytes | str)
    return body.encode() if isinstance(body, str) else body
