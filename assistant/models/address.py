"""Addresses of model servers: which may be set, and which two are of one origin.

Such an address is the user's own choice, so that none of the rules for articles' addresses hold: it may well be in
their own network. Knows nothing of providers.
"""

import re
from urllib.parse import SplitResult, urlsplit

from assistant.access.origin import is_loopback
from assistant.errors import UsageError

_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[\w.:-]+")


def checked_address(address: str, *, plain_http: bool) -> str:
    """The address without a slash at its end. `plain_http` allows http to other machines.

    Raises UsageError for what is no http(s) address of a server, naming scheme and host alone: the rest may hold a key.
    """
    if "@" in address:
        raise UsageError(
            "ASSISTANT_MODEL_URL holds a name or password. Take it out, and put the key into ASSISTANT_MODEL_KEY."
        )
    parts = _parts(address)
    if parts is None:
        raise UsageError(
            f"ASSISTANT_MODEL_URL is no address of a server{_named(address)}. It looks like "
            "http://127.0.0.1:8080/v1, in ASCII, without ? and #."
        )
    if parts.scheme == "http" and not is_local(address) and not plain_http:
        raise UsageError(
            f"ASSISTANT_MODEL_URL is on another machine and unencrypted{_named(address)}. Use https, or allow it with "
            "ASSISTANT_MODEL_PLAIN_HTTP=true; then everybody on the way can read questions, passages and the key."
        )
    return address.rstrip("/")


def is_local(address: str) -> bool:
    """Whether it is on this machine."""
    return is_loopback(urlsplit(address).hostname or "")


def origin(address: str) -> tuple[str, str, int]:
    """Scheme, host and port (RFC 6454, section 4): what a key is bound to."""
    parts = urlsplit(address)
    return parts.scheme, parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)


def _named(address: str) -> str:
    """Its scheme and host to be shown after a text; "" where it has none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    host = _HOST.match(parts.hostname or "")
    return f": {parts.scheme}://{host[0]}" if parts.scheme in _PORTS and host else ""


def _parts(address: str) -> SplitResult | None:
    """The parts of an http(s) address that names a host and nothing to ask for, else None."""
    if not address.isascii() or not address.isprintable() or set(address) & set(" ?#\\"):
        return None
    try:
        parts = urlsplit(address)
        return parts if parts.scheme in _PORTS and parts.hostname and parts.port != 0 else None
    except ValueError:  # a port that is no number, a bracket that is not closed
        return None
