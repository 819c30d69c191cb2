"""Tells a request of the window's own page from one that another page made in the user's browser.

Knows nothing of what is asked for.
"""

from urllib.parse import urlsplit


def is_own_page(origin: str | None, host: str | None) -> bool:
    """Whether a request that changes something comes from where it goes to.

    Browsers send the header `Origin` with each such request, `null` for a page without an address; programs that are no
    browser send none, and could do anything anyhow (OWASP, Cross-Site Request Forgery Prevention).
    """
    return origin is None or (host is not None and urlsplit(origin).netloc.lower() == host.lower())
