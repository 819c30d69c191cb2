"""What came of asking for a URL, as values.

Knows nothing of connections: headers and statuses in, facts out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_RETRY_AFTER_S = 365 * 24 * 3600.0
"""What is longer is a mistake, and no number to reckon with; how long is really waited is decided elsewhere."""

PERMANENT = (301, 308)
REDIRECTS = (301, 302, 303, 307, 308)

_SECONDS = re.compile(r"[0-9]{1,12}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said to tell its newest version by, kept as it came; they hold for `url` and no other.

    Sent back, they make the answer 304 without a body where nothing has changed (RFC 9110 section 13).
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request brought; header names in lower case, values one character per byte.

    `cut` says that the body goes on and was not read.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    cut: bool = False

    @property
    def location(self) -> str | None:
        """Where a redirect leads, as it was written (bytes that are no UTF-8 as surrogates); None for other answers."""
        value = self.headers.get("location") if self.status in REDIRECTS else None
        return None if value is None else value.encode("latin-1").decode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class Redirect:
    """One hop: the status that sent us on, and the address it sent us to."""

    status: int
    to: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of fetching `url`: the answer of `final_url`, at the end of the redirects.

    `content_type` is what the server claims. The body is unpacked; it is empty for 304, and for other statuses from 400
    on, no more than its beginning is kept.
    """

    url: str
    redirects: tuple[Redirect, ...]
    final_url: str
    status: int
    etag: str | None
    last_modified: str | None
    content_type: str | None
    retry_after_s: float | None
    body: bytes
    cut: bool

    @property
    def ok(self) -> bool:
        """Whether the body is what was asked for."""
        return 200 <= self.status < 300

    @property
    def unchanged(self) -> bool:
        """Whether it is what the validators stand for."""
        return self.status == 304

    @property
    def validators(self) -> Validators:
        """What to send the next time."""
        return Validators(self.final_url, self.etag, self.last_modified)

    @property
    def moved_to(self) -> str | None:
        """Where the address has moved for good: the end of the hops up to which each was 301 or 308.

        None where there is no such hop, or where nothing was found at the end. A hop from https to http is followed,
        but is no move: what was asked for over a safe connection is not asked for over an open one ever after.
        """
        if not (self.ok or self.unchanged):
            return None
        moved, before = None, self.url
        for hop in self.redirects:
            if hop.status not in PERMANENT or _is_downgrade(before, hop.to):
                break
            moved = before = hop.to
        return moved


def retry_after_s(value: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for, given as such or as an HTTP date (RFC 9110 section 10.2.3).

    0 for a date gone by, at most LONGEST_RETRY_AFTER_S, None for what is neither.
    """
    text = (value or "").strip()
    if _SECONDS.fullmatch(text):
        return min(float(text), LONGEST_RETRY_AFTER_S)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):  # what it raises for various nonsense
        return None
    seconds = (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds()
    return min(max(seconds, 0.0), LONGEST_RETRY_AFTER_S)


def _is_downgrade(before: str, after: str) -> bool:
    return before.lower().startswith("https:") and not after.startswith("https:")
