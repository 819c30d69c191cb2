"""Tells requests of this machine and of our own page from those that another site made in somebody's browser.

Knows nothing of tokens. Pure functions over headers.
"""

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers

LOCAL_NAMES = frozenset(("127.0.0.1", "localhost", "[::1]"))
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


def is_loopback(host: str) -> bool:
    """Whether an address to listen on is reached from this machine alone."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_known_host(headers: Headers, names: Collection[str], local_address: str | None) -> bool:
    """Whether the one `Host` of the request is among `names`, or is the very address that the request came in by.

    A page elsewhere whose name is made to point here (DNS rebinding) sends that name. `local_address` is None where
    the server listens to this machine alone.
    """
    sent = headers.getlist("host")
    if len(sent) != 1:
        return False
    name = host_name(sent[0])
    return name in names or (local_address is not None and name == _bracketed(local_address))


def host_name(host: str) -> str:
    """The name in a `Host` header, without its port, in small letters, IPv6 in brackets; as it is where it has none."""
    name = host.strip().lower()
    head, colon, port = name.rpartition(":")
    if colon and port.isascii() and port.isdigit() and not (name.startswith("[") and name.endswith("]")):
        name = head
    return name.removesuffix(".") if name != "." else name


def is_foreign_page(headers: Headers, *, may_be_opened_from_elsewhere: bool) -> bool:
    """Whether a page of another site made a browser send this.

    `Origin` must be ours where it is sent; `null` is nobody's. `Sec-Fetch-Site` tells the rest: a link followed from
    elsewhere is allowed only to a page that `may_be_opened_from_elsewhere`. Programs that are no browser send neither.
    (OWASP, Cross-Site Request Forgery Prevention; W3C Fetch Metadata, Resource Isolation Policy.)
    """
    origins, host = headers.getlist("origin"), headers.get("host", "").lower()
    if any(urlsplit(origin).netloc.lower() != host for origin in origins):
        return True
    site = headers.get("sec-fetch-site", "none")
    if site in ("same-origin", "none"):
        return False
    opened = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return not (may_be_opened_from_elsewhere and opened and not origins)


def was_forwarded(headers: Headers) -> bool:
    """Whether a proxy passed the request on: then the caller may be anybody, wherever the server listens."""
    return any(name in headers for name in _FORWARDED)


def is_encrypted(headers: Headers, scheme: str) -> bool:
    """Whether the browser reached us over https, also where a proxy in front takes that off."""
    return scheme == "https" or headers.get("origin", "").startswith("https://")


def _bracketed(address: str) -> str:
    return f"[{address}]" if ":" in address else address
