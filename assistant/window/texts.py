"""Every sentence that the chat window says by itself.

Plain text, never HTML. Knows nothing of where it is shown.
"""

from datetime import date

from assistant.answer import Coverage
from assistant.window.asked import LibraryStatus
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
