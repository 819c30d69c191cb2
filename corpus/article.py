"""What an article is: a title, a text, and what is known about its publication.

Knows nothing of files, formats or storage.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Publication:
    """When an article was published, as far as its source says.

    `when` is an instant in the zone that its source wrote, or a bare date where only the day is known; `original` is
    the string that the source gave. An unknown publication is None in its place, never the time of reading.
    """

    when: datetime | date
    original: str

    @property
    def day(self) -> date:
        """The day of publication, as it was where the article was published."""
        return self.when.date() if isinstance(self.when, datetime) else self.when

    @property
    def iso(self) -> str:
        """ISO 8601: `2024-11-22T09:30:00+01:00`, or `2024-11-22` where only the day is known."""
        return self.when.isoformat()

    @classmethod
    def from_iso(cls, iso: str, original: str | None = None) -> "Publication":
        """Read back what `iso` wrote. Raises ValueError on anything else."""
        text = original or iso
        if len(iso) == len("2024-11-22"):
            return cls(date.fromisoformat(iso), text)
        return cls(datetime.fromisoformat(iso), text)


@dataclass(frozen=True, slots=True)
class Article:
    """One text as it was published.

    `id` names the article across its versions: given by the source, or derived from its URL or place (`article_id`).
    `language` is an ISO 639-1 code, None when it could not be told. Text is NFC, paragraphs are parted by a blank line.
    `modified` is when the source says that it last changed something; like every date here, None where it does not say.
    `tags` are what its source files it under, as `corpus.tags.tidy_tags` leaves them.
    """

    id: str
    title: str
    text: str
    url: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: Publication | None = None
    language: str | None = None
    modified: Publication | None = None
    tags: tuple[str, ...] = ()

    @property
    def content_hash(self) -> str:
        """sha256 over everything a reader would notice; equal hashes mean nothing to do.

        `modified` is left out: pages set it anew with every deployment. So are `tags`: readers and editors file what
        is written already, and that makes no new version of it.
        """
        published = self.published.iso if self.published else ""
        parts = (self.title, self.text, self.url or "", self.outlet or "", "\x1f".join(self.authors), published)
        return hashlib.sha256("\x1e".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Skipped:
    """One file or record that gave no article, and the reason, worded for the person who added it."""

    name: str
    reason: str


def article_id(key: str) -> str:
    """The id of an article that brings none: 16 hex digits of the sha256 of its URL or place."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
