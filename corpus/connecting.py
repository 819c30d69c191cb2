"""Connections to addresses that were checked, within what one fetch may take.

Knows nothing of HTTP, only of being the network under httpcore. A name is resolved once for a connection, every address
that it has is checked, and the connection goes to one of those very addresses: what the resolver says next changes
nothing. Host header, TLS server name and certificate check keep the name.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpcore

from corpus.errors import FetchTimeoutError, TooLargeError, UnreachableError
from corpus.fetch_policy import check_public
from corpus.web_targets import Target, shown

Resolver = Callable[[str, int], Sequence[str]]
"""Host name and port to IP addresses, best first; raises OSError where there is no such host."""

MOST_TRIED = 4
"""Addresses of one host; each may take the whole time for connecting."""

_MB = 1024 * 1024


def system_resolver(host: str, port: int) -> list[str]:
    """What this machine's own resolver says, in the order of RFC 6724."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True)
class Dialling:
    """How addresses are found and connected to; tests give a small internet of their own.

    `network` is handed nothing but IP addresses.
    """

    resolver: Resolver = system_resolver
    network: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)


class Allowance:
    """What one fetch, all its redirects included, may still take: seconds and bytes on the wire.

    Time passes only while `running`: waiting for one's turn at a host does not count.
    """

    def __init__(self, url: str, *, total_s: float, wire_bytes: int) -> None:
        self._url = shown(url)
        self._total_s, self._wire_bytes = total_s, wire_bytes
        self._left_s, self._left_bytes = total_s, wire_bytes
        self._ends = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """The time of one request."""
        self._ends = time.monotonic() + self._left_s
        try:
            yield
        finally:
            self._left_s = self._ends - time.monotonic()

    def seconds(self, wanted: float | None = None) -> float:
        """As many as wanted, or as are left. Raises FetchTimeoutError where none are."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise FetchTimeoutError(f"{self._url} took longer than {self._total_s:g} s; try again later.")
        return left if wanted is None else min(left, wanted)

    def bytes_to_read(self, wanted: int) -> int:
        """As many as wanted, or one more than are left, which `take` then finds too many."""
        return min(wanted, self._left_bytes + 1)

    def take(self, size: int) -> None:
        """Count what has come. Raises TooLargeError where it was too much."""
        self._left_bytes -= size
        if self._left_bytes < 0:
            raise TooLargeError(f"{self._url} sent more than {self._wire_bytes / _MB:.3g} MB; the rest was not read.")


class CheckedNetwork(httpcore.NetworkBackend):
    """The network for one request to one target; `opened` leaves its addresses unchecked, for hosts of the reader's."""

    def __init__(self, dialling: Dialling, target: Target, allowance: Allowance, *, opened: bool) -> None:
        self._dialling = dialling
        self._target = target
        self._allowance = allowance
        self._opened = opened

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address that answers. Raises RefusedAddressError where one is not public."""
        failure: Exception | None = None
        for address in self._addresses()[:MOST_TRIED]:
            try:
                seconds = self._allowance.seconds(timeout)
                stream = self._dialling.network.connect_tcp(address, port, seconds, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _CountedStream(stream, self._allowance)
        raise failure or UnreachableError(f"{shown(self._target.url)} has no address to connect to.")

    def _addresses(self) -> Sequence[str]:
        addresses = [self._target.host] if self._target.is_numeric else self._resolved()
        if not self._opened:
            for address in addresses:
                check_public(self._target, address)
        return addresses

    def _resolved(self) -> Sequence[str]:
        """In a thread of its own, since the system's resolver knows no time limit."""
        executor = ThreadPoolExecutor(max_workers=1)
        try:
            answer = executor.submit(self._dialling.resolver, self._target.host, self._target.port)
            return answer.result(self._allowance.seconds())
        except TimeoutError as error:
            raise FetchTimeoutError(f"No answer in time to where {self._target.host} is; try again later.") from error
        except OSError as error:
            message = (
                f"{shown(self._target.url)}: no host {self._target.host} is known; check the address and the network."
            )
            raise UnreachableError(message) from error
        finally:
            executor.shutdown(wait=False)


class _CountedStream(httpcore.NetworkStream):
    """A connection whose every read counts."""

    def __init__(self, stream: httpcore.NetworkStream, allowance: Allowance) -> None:
        self._stream = stream
        self._allowance = allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._stream.read(self._allowance.bytes_to_read(max_bytes), self._allowance.seconds(timeout))
        self._allowance.take(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._allowance.seconds(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            seconds = self._allowance.seconds(timeout)
        except FetchTimeoutError:
            self.close()  # httpcore lets go of a stream whose handshake fails, and leaves closing to it
            raise
        return _CountedStream(self._stream.start_tls(ssl_context, server_hostname, seconds), self._allowance)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
