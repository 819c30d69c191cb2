"""One HTTP response read into an Answer, no further than it is wanted.

Knows nothing of requests, redirects or addresses, nor of the time that reading takes.
"""

from collections.abc import Iterable, Mapping

import httpcore

from corpus.content_coding import decoded
from corpus.errors import TooLargeError
from corpus.fetched import REDIRECTS, Answer

ERROR_BODY_BYTES = 64 * 1024
"""Of the body of an error, so much is kept: enough to tell what the page says."""

_FIRST_ERROR = 400
_MB = 1024 * 1024


def receive(url: str, response: httpcore.Response, *, limit: int, cut: bool) -> Answer:
    """The answer, its body unpacked; `limit` counts the bytes of that, and `cut` ends the body there.

    The body of a redirect is not read, and that of an error only in its beginning. `url` is what a message calls it.
    Raises TooLargeError where there is more than the limit, before anything is read where the server says so itself,
    ValueError where the body is damaged, and what httpcore raises.
    """
    headers = _headers(response)
    if response.status in REDIRECTS and "location" in headers:
        return Answer(response.status, headers)
    pieces = decoded(response.iter_stream(), headers.get("content-encoding", ""))
    if response.status >= _FIRST_ERROR:
        return Answer(response.status, headers, *_beginning(pieces, min(limit, ERROR_BODY_BYTES)))
    if cut:
        return Answer(response.status, headers, *_up_to(pieces, limit))
    body = bytearray() if _stated_bytes(headers) > limit else _gathered(pieces, limit)
    if max(len(body), _stated_bytes(headers)) > limit:
        raise TooLargeError(f"{url} is larger than {limit / _MB:.3g} MB, the limit; it was not kept.")
    return Answer(response.status, headers, bytes(body))


def _headers(response: httpcore.Response) -> Mapping[str, str]:
    """Each once, the last of several; codings may stand in several (RFC 9110 section 5.3)."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in response.headers:
        name, value = raw_name.decode("ascii").lower(), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name == "content-encoding" and name in headers else value
    return headers


def _stated_bytes(headers: Mapping[str, str]) -> int:
    """The size of the body by its Content-Length, which h11 holds it to; 0 where that is not known."""
    length = headers.get("content-length", "")
    return int(length) if length.isdecimal() and "content-encoding" not in headers else 0


def _gathered(pieces: Iterable[bytes], limit: int) -> bytearray:
    """What comes, until it is more than the limit."""
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > limit:
            break
    return body


def _up_to(pieces: Iterable[bytes], limit: int) -> tuple[bytes, bool]:
    """What comes up to the limit, and whether there was more."""
    body = _gathered(pieces, limit)
    is_cut = len(body) > limit
    del body[limit:]
    return bytes(body), is_cut


def _beginning(pieces: Iterable[bytes], limit: int) -> tuple[bytes, bool]:
    """The same for an error, whose status counts even where its body is damaged."""
    try:
        return _up_to(pieces, limit)
    except (ValueError, httpcore.ProtocolError):
        return b"", True
