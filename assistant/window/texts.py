"""Every sentence that the chat window says by itself.

Plain text, never HTML. Knows nothing of where it is shown.
"""

from datetime import date, datetime

from assistant.answer import Coverage
from assistant.window.asked import LibraryStatus
from corpus.listing import ListPage
from corpus.source import Source, SourceKind
from index.reports import IndexState
from index.updating import UpdateProgress

TITLE = "Ask your articles"
PROMISE = "Every answer quotes your articles, word for word. Where they do not say, you are told so."
QUESTION_LABEL = "Your question"
QUESTION_PLACEHOLDER = "Ask a question"
QUESTION_MAX_CHARACTERS = 2000
CONVERSATION_LABEL = "Conversation"
ASK = "Ask"
ADD_ARTICLES = "Add articles"
PANEL_LABEL = "Source"
CLOSE = "Close"
SAID_BY_YOU = "You asked: "
SOURCE = "Source "
SOURCES = "Sources"
COPY = "Copy with sources"
COPIED = "Copied"

ASK_TAB = "Ask"
LIBRARY_TAB = "Library"

STORIES = "In this library"
NO_ARTICLES = "No articles yet. Add some to begin."
SEARCHING = "Searching"

REFUSED = "The articles do not say"
NEAREST = "What comes nearest"
PARTIAL = "The articles answer a part of this only."
BROKE = "Something broke"
BROKE_MEANING = "This is a fault of the program and tells nothing about what the articles say."
BROKE_UNKNOWN = "An unexpected error stopped this. Try again; if it comes back, the program's log names the cause."
UNREACHABLE = "The program does not answer. See whether it still runs, then reload this page."
ANSWER_GONE = "This answer is too far back for its sources to be at hand. Ask the question again to open them."
ARTICLE_GONE = "This article is no longer in the library."
CITED_GONE = "This article was removed from the library after the answer was given."
ANSWERS_NOTHING = "Answers do not use this article: what it came from is gone, or it is not searchable yet."
SAME_TEXT = "The text is the same in both versions."
WHAT_CHANGED = "what changed"
ARTICLE_CUT = "The article is longer than what is shown here."

OPEN_AT_WORDS = "Open at these words"
OPEN_ARTICLE = "Open the article"
WHOLE_ARTICLE = "Whole article"
UNTITLED = "Untitled"

UPLOADING = "Taking the files in"
READY = "You can ask about them now."
NOTHING_ADDED = "Nothing was added"
CHANGED = "The library is up to date"
NOT_READ_WELL = "Not in English: answers about these may be poor"

ADD_ADDRESS = "Add a source"
ADDRESS_LABEL = "Address of a page, feed or sitemap, or the path of a folder"
ADDRESS_PLACEHOLDER = "Page, feed, sitemap or folder"
ADD = "Add"
ADDING = "Adding"
ADD_FILES = "Add files"
SOURCES_HEAD = "Sources"
NO_SOURCES = "No sources yet. New articles of a source come in by themselves."
ARTICLES_HEAD = "Articles"
SEARCH_LABEL = "Search titles and outlets"
NOTHING_FOUND = "No title or outlet has all of these words."
NEWER = "Newer"
OLDER = "Older"
UPDATE_NOW = "Update now"
STOP = "Stop"
STOPPED = ". Stopped; the next update goes on from there."
TRY_AGAIN = "Try again"
PAUSE = "Pause"
RESUME = "Resume"
REMOVE = "Remove"
DELETE = "Delete"
CANCEL = "Cancel"
STARTING = "Looking for what is new"
NOTHING_TO_DO = "Nothing was done: it was not said what to do, or to what."
NO_DATE = "no date"
RETIRED = "retired"
NOT_SEARCHABLE_YET = "not searchable yet"
FOREIGN_PAGE = "This was asked for by another page, and was not done."
KINDS = {
    SourceKind.FOLDER: "Folder",
    SourceKind.PAGE: "Page",
    SourceKind.FEED: "Feed",
    SourceKind.SITEMAP: "Sitemap",
    SourceKind.LIST: "Reading list",
}


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 article`, `14 articles`, `2,017 articles`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day(iso: str | None) -> str:
    """`13 Dec 2024` for an ISO day or instant; what is no ISO date is given back as it is, None as an empty string."""
    if not iso:
        return ""
    try:
        found = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{found.day} {found:%b %Y}"


def library_line(status: LibraryStatus) -> str:
    """`14 articles, newest 13 Dec 2024`."""
    if not status.articles and not status.waiting_articles:
        return NO_ARTICLES
    line = counted(status.articles, "article")
    if status.newest:
        line += f", newest {day(status.newest)}"
    if status.waiting_articles:
        line += f", {status.waiting_articles:,} not searchable yet"
    return line


def reading(passages: int, articles: int) -> str:
    """`Reading 12 passages from 4 articles`."""
    return f"Reading {counted(passages, 'passage')} from {counted(articles, 'article')}"


def searched(query: str, coverage: Coverage | None) -> str:
    """What a refusal rests on: how many articles were searched, how new they are, and for what."""
    if coverage is None:
        return f"Searched for “{query}”."
    newest = f", the newest of {day(coverage.newest)}," if coverage.newest else ""
    return f"Searched {counted(coverage.library_articles, 'article')}{newest} for “{query}”."


def rests_on(coverage: Coverage) -> str:
    """`From 3 articles of 2 outlets`, with the number of independent reports where copies are grouped."""
    line = f"From {counted(coverage.articles, 'article')} of {counted(coverage.outlets, 'outlet')}"
    if coverage.independent is not None and coverage.independent != coverage.articles:
        line += f", {counted(coverage.independent, 'independent report')}"
    return line


def update_line(progress: UpdateProgress, elapsed_s: float) -> str:
    """How far an update is: what was read, then passages, their rate and the time left."""
    if progress.stage == "reading":
        return f"Read {counted(progress.articles, 'article')}"
    parts = [f"Indexed {counted(progress.passages, 'passage')}"]
    if elapsed_s > 0 and progress.passages:
        parts.append(f"{progress.passages / elapsed_s:,.0f} a second")
    if progress.characters and progress.characters_total > progress.characters:
        left_s = elapsed_s * (progress.characters_total / progress.characters - 1)
        parts.append(f"about {duration(left_s)} left")
    return ", ".join(parts)


def duration(seconds: float) -> str:
    """`8 s`, `3 min`, `2 h`: as exact as an estimate deserves."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{round(seconds / 3600)} h"


def moment(when: datetime, now: datetime) -> str:
    """`14:05` today, `22 Nov 14:05` this year, `22 Nov 2024 14:05` else; in the zone of `now`."""
    local = when.astimezone(now.tzinfo)
    clock = f"{local:%H:%M}"
    if local.date() == now.date():
        return clock
    return f"{local.day} {local:%b} {clock}" if local.year == now.year else f"{local.day} {local:%b %Y} {clock}"


def last_look(source: Source, now: datetime) -> str:
    """`Looked at 14:05: 3 new`, or that nobody has looked yet."""
    if source.last_at is None:
        return "Not looked at yet"
    result = f": {source.last_result}" if source.last_result else ""
    return f"Looked at {moment(source.last_at, now)}{result}"


def next_look(source: Source, now: datetime) -> str:
    """When a source is looked at again: at a time, now, only when asked, or not until it is resumed."""
    if source.paused is not None:
        reason = source.paused.rstrip(".")
        return reason if reason.lower().startswith("paused") else f"paused: {reason}"
    if source.next_at is None:
        return "looked at when asked"
    return "due now" if source.next_at <= now else f"next at {moment(source.next_at, now)}"


def source_added(source: Source) -> str:
    """What came of adding a source."""
    result = f": {source.last_result}" if source.last_result else ""
    return f"Added “{source.name}”{result}"


def source_updated(name: str, result: str, stopped: bool) -> str:
    """What came of looking at a source."""
    return f"“{name}”: {result}{STOPPED if stopped else ''}"


def troubles(number: int) -> str:
    """How much of a source is not as it should be."""
    return f"{counted(number, 'entry', 'entries')} with a problem"


def state_line(state: IndexState, waiting: int) -> str:
    """`9 of 9 passages searchable`, with what waits and what is being done about it."""
    parts = [f"{state.searchable:,} of {counted(state.total, 'passage')} searchable"]
    if waiting:
        parts.append(f"{counted(waiting, 'article')} waiting")
    if state.rebuilding:
        parts.append(f"the index is being built anew{_done(state.progress)}")
    if state.words_only:
        parts.append(
            "until it is, articles are found by their words only" if state.rebuilding else "found by words only"
        )
    if state.reason and not state.rebuilding:
        parts.append(state.reason)
    return ", ".join(parts)


def _done(progress: UpdateProgress | None) -> str:
    if progress is None or not progress.characters_total:
        return ""
    return f" ({100 * progress.characters // progress.characters_total} %)"


def page_line(page: ListPage) -> str:
    """`1–50 of 2,017`, or how many there are where they fit on one page."""
    if len(page.articles) == page.total:
        return counted(page.total, "article")
    return f"{page.offset + 1:,}–{page.offset + len(page.articles):,} of {page.total:,}"


def version_seen(number: int, added_at: str) -> str:
    """`Version 2, first seen 3 Dec 2024`."""
    return f"Version {number}, first seen {day(added_at)}"


def between(before: int, after: int) -> str:
    """Which versions are compared."""
    return f"What changed from version {before} to version {after}"


def remove_source(source: Source) -> str:
    """The question before a source is removed."""
    return f"Remove the source “{source.name}”? Its articles stay in the library."


def delete_article(title: str) -> str:
    """The question before an article is deleted."""
    return f"Delete “{title}” with all its versions? This cannot be undone."
