"""Addresses of pages on the web: what may be kept and linked as one, and what it tells.

Knows nothing of articles, and opens no connection.
"""

from urllib.parse import urlsplit

from corpus.normalising import normalise

LONGEST_URL = 2048
"""Characters; what is longer is no address that a browser would open."""


def is_address(text: str) -> bool:
    """Whether it is meant as an address on the web, and not as a path."""
    return "://" in text or text.lower().startswith("feed:")


def web_address(url: str | None) -> str | None:
    """The address where it is http or https with a host and nothing hidden in it, else None."""
    address = normalise(url or "").strip()
    if not address or len(address) > LONGEST_URL or any(c.isspace() for c in address):
        return None
    try:
        parts = urlsplit(address)
        return address if parts.scheme.lower() in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def host(url: str | None) -> str | None:
    """The host of an address without www: the outlet where none is named."""
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None


def names_a_page(url: str) -> bool:
    """Not the address of a whole site, which careless pages give as theirs: it would make all of them one article."""
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query)
