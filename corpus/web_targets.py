"""A URL taken apart, once: what is checked and what is connected to are the same fields.

Knows nothing of resolving, connecting or what may be opened. Stricter than browsers, which repair what they are given:
two programs that repair differently are how a check is got round.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from urllib.parse import quote

import idna

from corpus.errors import RefusedAddressError
from corpus.normalising import one_line

LONGEST_TARGET = 8000
"""Characters; what RFC 9110 section 4.1 asks every program to support."""

_SHOWN_CHARACTERS = 200
_PORTS = {"http": 80, "https": 443}
_LONGEST_HOST = 253
"""Characters (RFC 1035 section 2.3.4, without the root's)."""

_URL = re.compile(r"([a-z][a-z0-9+.-]*)://([^/?#\\]*)(/[^?#]*)?(\?[^#]*)?(?:#.*)?", re.IGNORECASE | re.DOTALL)
_AUTHORITY = re.compile(r"(?:\[([^\[\]]*)\]|([^\[\]:]*))(?::([0-9]{1,5})?)?")
_NAME = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*", re.ASCII)
_LIKE_A_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)", re.ASCII)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_CREDENTIALS = re.compile(r"^([^:/?#]*:)?([/\\]*)[^/?#]*@")
_KEPT_IN_PATH = "!$%&'()*+,-./:;=@[]_|~"
_KEPT_IN_QUERY = _KEPT_IN_PATH + "?\\^`{}"


@dataclass(frozen=True, slots=True)
class Target:
    """Where one request goes: http or https, a host in lower-case ASCII, a port, and a path with its query.

    The host is a name without the root's dot, an IPv4 address of four numbers, or an IPv6 address without brackets.
    """

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host and port as in the Host header: the scheme's own port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The address in one spelling, in ASCII and without a fragment."""
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def is_numeric(self) -> bool:
        """Whether the host is an IP address and no name."""
        return ":" in self.host or _LIKE_A_NUMBER.fullmatch(self.host) is not None


def target_of(url: str) -> Target:
    """The parts of an address. Raises RefusedAddressError, with the reason, for what is not http or https in full.

    Refused are also names and passwords in it, control characters, backslashes beside the host, hosts that are numbers
    in any but the usual form, zones of IPv6, and percent signs in hosts. International names become ASCII as browsers
    do it (UTS 46), which also makes plain dots and digits of their look-alikes, before anything is checked.
    """
    url = url.strip()
    if _CONTROLS.search(url) or len(url) > LONGEST_TARGET:
        raise refused(url, "it holds control characters" if _CONTROLS.search(url) else "it is too long")
    parts = _URL.fullmatch(url)
    if not parts:
        raise refused(url, "it is not an address in full: http:// or https://, a host, then a path")
    scheme = parts[1].lower()
    if scheme not in _PORTS:
        raise refused(url, "only http and https are opened")
    if "@" in parts[2]:
        raise refused(url, "a name or password stands in it; take out what is before the @")
    host, port = _host_and_port(url, parts[2])
    return Target(scheme, host, _PORTS[scheme] if port is None else port, _path(url, parts[3] or "/", parts[4] or ""))


def shown(url: str) -> str:
    """An address as it may stand in a message: on one line, without credentials, not endlessly long."""
    safe = _CREDENTIALS.sub(r"\1\2", one_line(url))
    return safe if len(safe) <= _SHOWN_CHARACTERS else safe[: _SHOWN_CHARACTERS - 1] + "…"


def refused(url: str, reason: str) -> RefusedAddressError:
    """The error for an address that is not opened."""
    return RefusedAddressError(f"{shown(url) or 'An empty address'} was not opened: {reason}.")


def _host_and_port(url: str, authority: str) -> tuple[str, int | None]:
    parts = _AUTHORITY.fullmatch(authority)
    if not parts:
        raise refused(url, "its host or its port cannot be read")
    host = _ipv6(url, parts[1]) if parts[1] is not None else _name(url, parts[2])
    port = int(parts[3]) if parts[3] else None
    if port is not None and not 0 < port < 65536:
        raise refused(url, f"there is no port {port}")
    return host, port


def _ipv6(url: str, text: str) -> str:
    try:
        ip = IPv6Address(text)
    except ValueError as error:
        raise refused(url, "what stands in brackets is not an IPv6 address") from error
    if ip.scope_id is not None:
        raise refused(url, "an IPv6 address with a zone belongs to one network link")
    return str(ip)


def _name(url: str, text: str) -> str:
    """A name or an IPv4 address; whatever ends in a number is the latter (https://url.spec.whatwg.org/#host-parsing)."""
    name = _ascii(url, text).lower().removesuffix(".")
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_HOST:
        raise refused(url, "it has no host" if not name else "its host is not a name")
    if not _LIKE_A_NUMBER.fullmatch(name):
        return name
    try:
        return str(ip_address(name))
    except ValueError as error:
        raise refused(url, "its host is a number, but not an IP address in the usual form") from error


def _ascii(url: str, name: str) -> str:
    if name.isascii():
        return name
    if len(name) > _LONGEST_HOST:
        raise refused(url, "its host is too long")
    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise refused(url, "its host is not a name that can be registered") from error


def _path(url: str, path: str, query: str) -> str:
    """In ASCII. Bytes of a header that were no UTF-8 (surrogateescape) go out as they came."""
    try:
        kept = quote(path, safe=_KEPT_IN_PATH, errors="surrogateescape")
        return kept + quote(query, safe=_KEPT_IN_QUERY, errors="surrogateescape")
    except UnicodeEncodeError as error:
        raise refused(url, "it holds characters that are none") from error
