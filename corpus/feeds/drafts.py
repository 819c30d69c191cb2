"""What a feed's format was read into, and how that becomes a Feed.

Knows nothing of formats: XML and JSON hand over the same drafts, so addresses, guids, authors and texts are settled in
one place.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from corpus.addresses import web_address
from corpus.errors import UnreadableError
from corpus.feeds.feed import Enclosure, Feed, FeedEntry
from corpus.language import language_code
from corpus.normalising import normalise, one_line
from corpus.reading.draft import LONGEST_TITLE, split_names, tidy_names
from corpus.reading.markup import body_text, parse_html

MOST_ENTRIES = 5_000
"""Feeds of whole archives have a few thousand; what comes after stands for nothing new."""

MOST_TAGS = 50
MOST_ENCLOSURES = 20
MOST_NAMED = 5
"""How many are kept of one entry, and how many of a kind a note names."""

LONGEST_GUID = 1_000
"""Characters; longer ones are cut by nobody and meant by nobody: the entry goes by its address then."""

# XHTML closes these at once; read as HTML they would swallow what follows.
_CLOSED_AT_ONCE = re.compile(r"<(?:script|style|iframe|object|video|audio|svg|noscript|title)\b[^<>]*/>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """A text as a feed carries it: `is_html` where it is markup."""

    value: str = ""
    is_html: bool = False

    def plain(self) -> str:
        """The paragraphs, parted by blank lines, without markup; "" where there is no text."""
        if not self.is_html:
            return normalise(self.value)
        if not self.value.strip():
            return ""
        try:
            return normalise(body_text(parse_html(_CLOSED_AT_ONCE.sub(" ", self.value))))
        except UnreadableError:  # only comments, or nothing that is an element
            return ""


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """An entry as its format tells it: strings as written, links still relative."""

    guid: str | None = None
    link: str | None = None
    title: Words = Words()
    texts: tuple[Words, ...] = ()
    summary: Words = Words()
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedDraft:
    """A feed as its format tells it; `notes` hold what was wrong with it so far."""

    format: str
    title: Words
    link: str | None
    entries: Sequence[EntryDraft]
    language: str | None = None
    notes: tuple[str, ...] = ()


def finish_feed(draft: FeedDraft, base: str | None) -> Feed:
    """The feed of a draft; `base` is the address that it came from, for its relative links."""
    entries = [_entry(entry, base, draft.language) for entry in draft.entries[:MOST_ENTRIES]]
    notes = [*draft.notes, *_about_bare(entries)]
    if len(draft.entries) > MOST_ENTRIES:
        notes.append(f"it has {len(draft.entries)} entries; only the first {MOST_ENTRIES} were read")
    if not draft.entries:
        notes.append("the feed has no entries")
    kept, shared = _without_shared_guids(entries)
    return Feed(
        format=draft.format,
        title=_line(draft.title),
        url=absolute(draft.link, base),
        entries=kept,
        notes=(*notes, *shared),
        language=language_code(draft.language),
    )


def absolute(link: str | None, base: str | None) -> str | None:
    """A link of a feed as a web address; None where it is none, or relative without a base."""
    if not link or not link.strip():
        return None
    try:
        return web_address(urljoin(base or "", link.strip()))
    except ValueError:  # brackets in the host that hold no IPv6 address
        return None


def _entry(draft: EntryDraft, base: str | None, language: str | None) -> FeedEntry:
    text = max((words.plain() for words in draft.texts), key=len, default="")
    summary = draft.summary.plain()
    if len(summary) > len(text):
        text, summary = summary, text
    guid = one_line(draft.guid or "")
    return FeedEntry(
        guid=guid if 0 < len(guid) <= LONGEST_GUID else None,
        url=absolute(draft.link, base),
        title=_line(draft.title),
        text=text,
        summary="" if summary == text else summary,
        authors=_authors(draft.authors),
        published_original=_stripped(draft.published),
        updated_original=_stripped(draft.updated),
        language=language_code(draft.language) or language_code(language),
        tags=tuple(dict.fromkeys(filter(None, map(one_line, draft.tags))))[:MOST_TAGS],
        enclosures=tuple(_enclosures(draft.enclosures, base))[:MOST_ENCLOSURES],
    )


def _line(words: Words) -> str | None:
    return one_line(words.plain())[:LONGEST_TITLE] or None


def _stripped(text: str | None) -> str | None:
    return one_line(text or "") or None


def _authors(names: Sequence[str]) -> tuple[str, ...]:
    """Names only: an author who is nothing but an e-mail address stays unnamed."""
    return tidy_names(name for given in names for name in split_names(given) if "@" not in name)


def _enclosures(enclosures: Sequence[Enclosure], base: str | None) -> Iterator[Enclosure]:
    for enclosure in enclosures:
        if url := absolute(enclosure.url, base):
            yield replace(enclosure, url=url)


def _about_bare(entries: Sequence[FeedEntry]) -> Iterator[str]:
    bare = [number for number, entry in enumerate(entries, start=1) if not (entry.url or entry.text)]
    if bare:
        some = ", ".join(map(str, bare[:MOST_NAMED])) + (", …" if len(bare) > MOST_NAMED else "")
        yield f"entries with neither an address nor a text: {some}"


def _without_shared_guids(entries: Sequence[FeedEntry]) -> tuple[tuple[FeedEntry, ...], tuple[str, ...]]:
    """The entries, without guids that stand for several addresses: these name nothing.

    Careless software gives one guid to all entries; believed, each would overwrite the one before.
    """
    addresses = {(entry.guid, entry.url) for entry in entries if entry.guid and entry.url}
    shared = {guid for guid, count in Counter(guid for guid, _ in addresses).items() if count > 1}
    kept = tuple(replace(entry, guid=None) if entry.guid in shared else entry for entry in entries)
    return kept, tuple(
        f"several entries share the guid {guid}; it was left out" for guid in sorted(shared)[:MOST_NAMED]
    )
