"""What a feed is: a title, and entries that each announce an article.

Knows nothing of formats. Every text here is plain text: no markup of a feed gets any further.
"""

from dataclasses import dataclass

from corpus.article import Publication
from corpus.dates import parse_date


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that an entry brings along, such as the sound of a podcast; `size_bytes` is what the feed claims."""

    url: str
    media_type: str | None = None
    size_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry, as its feed tells it; None, "" or () where the feed does not say, so nothing is certain to be there.

    `guid` names the entry within its feed and is as written, but for Atom's relative ones. `url` is the page of the
    article (http or https, absolute). `text` is the fullest text that the feed gives, with paragraphs parted by blank
    lines; `summary` the shorter one, where there are two. `published_original` and `updated_original` are strings as
    written: an entry that only says when it was changed has no publication.
    """

    guid: str | None = None
    url: str | None = None
    title: str | None = None
    text: str = ""
    summary: str = ""
    authors: tuple[str, ...] = ()
    published_original: str | None = None
    updated_original: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()

    @property
    def published(self) -> Publication | None:
        """When the article was published, None where the feed does not say or says it in no way that can be read."""
        return parse_date(self.published_original) if self.published_original else None

    @property
    def updated(self) -> Publication | None:
        """When the entry was last changed, None as for `published`."""
        return parse_date(self.updated_original) if self.updated_original else None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was at one time, its entries in the feed's order (newest first, as a rule).

    `format` is its name for people ("RSS 2.0"). `url` is the page that the feed belongs to, not the feed's own address.
    `notes` say, for people, what was wrong with the feed and with its entries; a feed without entries always has one.
    """

    format: str
    title: str | None
    url: str | None
    entries: tuple[FeedEntry, ...]
    notes: tuple[str, ...] = ()
    language: str | None = None
