"""The one door to the network: everything that comes from a source comes through here.

Knows nothing of feeds, articles or manners; whose turn it is, a gate decides (`corpus/politeness.py`). Speaks HTTP/1.1
through httpcore, the engine of httpx: what httpx would add are cookies, proxies from the environment, redirects that
are not checked and decoders without a limit, none of which is wanted here. Each request has a connection of its own
and carries nothing that was learnt from an earlier one, except validators.
"""

import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, partial
from urllib.parse import urljoin

import httpcore

from corpus.connecting import Allowance, CheckedNetwork, Dialling
from corpus.content_coding import ACCEPTED
from corpus.errors import (
    BrokenResponseError,
    FetchTimeoutError,
    RedirectError,
    RefusedAddressError,
    UnreachableError,
)
from corpus.fetch_policy import FetchPolicy
from corpus.fetched import Answer, Fetched, Redirect, Validators, retry_after_s
from corpus.normalising import one_line
from corpus.receiving import receive
from corpus.web_targets import Target, refused, shown, target_of

Ask = Callable[[], Answer]
Gate = Callable[[Target, Ask], Answer]
"""Lets one request through, first or redirected: it asks when it may, and hands on the answer."""

_ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8"
_SENDABLE = re.compile(r"[!-~\x80-\xff](?:[ -~\x80-\xff]{0,1000}[!-~\x80-\xff])?")
_REASON_CHARACTERS = 160


@dataclass(frozen=True, slots=True)
class _Asking:
    """What holds for each request of one fetch."""

    validators: Validators | None
    limit: int
    cut: bool


def straight_through(target: Target, ask: Ask) -> Answer:
    """The gate that is always open."""
    return ask()


class Fetcher:
    """Fetches URLs within a policy. Holds no state, so that threads may share it.

    `dialling` says where hosts are, `now` what the time is for dates in headers, `tls` whom to trust: by default the
    certificates of this machine and those of certifi.
    """

    def __init__(
        self,
        policy: FetchPolicy,
        *,
        dialling: Dialling | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.policy = policy
        self._dialling = dialling or Dialling()
        self._now = now
        self._tls = tls

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        """Read when it is first needed: it takes 40 ms."""
        return self._tls or httpcore.default_ssl_context()

    def fetch(
        self,
        url: str,
        validators: Validators | None = None,
        max_bytes: int | None = None,
        *,
        cut: bool = False,
        gate: Gate = straight_through,
    ) -> Fetched:
        """What `url` gives, redirects followed; any status is a result, also an error's.

        A body of more than `max_bytes` (at most the policy's, and that by default) is an error, or with `cut`, ends
        there. Validators are sent to the address that they hold for. Each redirect is checked as the first address is,
        and none leads from a public host to one of the reader's own.

        Raises the FetchErrors of this package: RefusedAddressError, UnreachableError, FetchTimeoutError, TooLargeError,
        RedirectError and BrokenResponseError; and what the gate raises.
        """
        most = self.policy.decoded_bytes
        asking = _Asking(validators, most if max_bytes is None else min(max_bytes, most), cut)
        allowance = Allowance(url, total_s=self.policy.total_s, wire_bytes=self.policy.wire_bytes)
        target = target_of(url)
        self.policy.check(target)
        route, redirects = [target.url], list[Redirect]()
        while True:
            answer = gate(target, partial(self._ask, target, asking, allowance))
            if answer.location is None:
                return self._fetched(url, tuple(redirects), target, answer)
            target = self._next(target, answer.location)
            self._check_route(route, target)
            route.append(target.url)
            redirects.append(Redirect(answer.status, target.url))

    def _next(self, before: Target, location: str) -> Target:
        try:
            after = target_of(urljoin(before.url, location))
            self.policy.check_redirect(before, after)
        except ValueError as error:  # urljoin cannot read some brackets
            raise refused(location, f"{shown(before.url)} redirects to it, and it cannot be read") from error
        except RefusedAddressError as error:
            raise RefusedAddressError(f"{shown(before.url)} redirects to what is not opened. {error}") from error
        return after

    def _check_route(self, route: list[str], target: Target) -> None:
        if len(route) > self.policy.max_redirects:
            raise RedirectError(f"{shown(route[0])} redirects more than {self.policy.max_redirects} times.")
        if target.url in route:
            raise RedirectError(f"{shown(route[0])} redirects in a circle, which sites do that want cookies.")

    def _ask(self, target: Target, asking: _Asking, allowance: Allowance) -> Answer:
        url = httpcore.URL(
            scheme=target.scheme.encode(), host=target.host.encode(), port=target.port, target=target.path.encode()
        )
        network = CheckedNetwork(self._dialling, target, allowance, opened=self.policy.opens(target))
        trust = self._trust if target.scheme == "https" else None
        timeouts = {"connect": self.policy.connect_s, "read": self.policy.read_s, "write": self.policy.read_s}
        with (
            _translated(target, allowance),
            allowance.running(),
            httpcore.HTTPConnection(url.origin, ssl_context=trust, network_backend=network) as connection,
            connection.stream(
                "GET", url, headers=self._headers(target, asking), extensions={"timeout": timeouts}
            ) as response,
        ):
            return receive(shown(target.url), response, limit=asking.limit, cut=asking.cut)

    def _headers(self, target: Target, asking: _Asking) -> list[tuple[bytes, bytes]]:
        headers = {
            "Host": target.authority,
            "User-Agent": self.policy.introduction,
            "Accept": _ACCEPT,
            "Accept-Encoding": ACCEPTED,
            "Connection": "close",
        }
        kept = asking.validators
        if kept and kept.url == target.url:
            headers |= {"If-None-Match": kept.etag or "", "If-Modified-Since": kept.last_modified or ""}
        return [(k.encode(), v.encode("latin-1")) for k, v in headers.items() if _SENDABLE.fullmatch(v)]

    def _fetched(self, url: str, redirects: tuple[Redirect, ...], target: Target, answer: Answer) -> Fetched:
        return Fetched(
            url=url,
            redirects=redirects,
            final_url=target.url,
            status=answer.status,
            etag=answer.headers.get("etag"),
            last_modified=answer.headers.get("last-modified"),
            content_type=answer.headers.get("content-type"),
            retry_after_s=retry_after_s(answer.headers.get("retry-after"), self._now()),
            body=answer.body,
            cut=answer.cut,
        )


@contextmanager
def _translated(target: Target, allowance: Allowance) -> Iterator[None]:
    url = shown(target.url)
    try:
        yield
    except httpcore.TimeoutException as error:
        allowance.seconds()  # raises where the last wait was short because no more time was left in all
        raise FetchTimeoutError(f"{url} did not answer in time; try again later.") from error
    except httpcore.NetworkError as error:
        raise UnreachableError(f"{url} cannot be reached: {_reason(error)}; try again later.") from error
    except httpcore.ProtocolError as error:
        raise BrokenResponseError(f"{url} gave an answer that is not HTTP or breaks off: {_reason(error)}.") from error
    except ValueError as error:  # by `receive`
        raise BrokenResponseError(f"{url} gave an answer that cannot be read: {error}.") from error


def _reason(error: Exception) -> str:
    cause = error.__cause__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted ({cause.verify_message.rstrip('.')})"
    text = (isinstance(cause, OSError) and cause.strerror) or str(error)
    return one_line(text)[:_REASON_CHARACTERS].rstrip(".")
