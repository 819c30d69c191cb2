"""Lines that are put together from several sentences: how much there is, how far something is, when it was last done.

Knows nothing of languages; `assistant.window.texts` does.
"""

from datetime import datetime

from assistant.answer import Answer, Coverage
from assistant.window.asked import LibraryStatus
from assistant.window.mode_html import short_name
from assistant.window.program_words import in_words
from assistant.window.texts import Texts
from corpus.listing import ListPage
from corpus.source import Source
from index.reports import IndexState
from index.updating import UpdateProgress


def library_line(say: Texts, status: LibraryStatus) -> str:
    """`14 articles, newest 13 Dec 2024`."""
    if not status.articles and not status.waiting_articles:
        return say("library.empty")
    parts = [say.counted("articles", status.articles)]
    if status.newest:
        parts.append(say("library.newest", day=say.day(status.newest)))
    if status.waiting_articles:
        parts.append(say("library.waiting", number=say.number(status.waiting_articles)))
    return ", ".join(parts)


def reading(say: Texts, passages: int, articles: int) -> str:
    """`Reading 12 passages from 4 articles`."""
    return say(
        "ask.reading", passages=say.counted("passages", passages), articles=say.counted("from_articles", articles)
    )


def searched(say: Texts, query: str, coverage: Coverage | None) -> str:
    """What a refusal rests on: how many articles were searched, how new they are where all were, and for what."""
    if coverage is None:
        return say("refusal.searched_for", query=query)
    is_dated = coverage.newest and coverage.searched_articles is None
    newest = say("refusal.newest", day=say.day(coverage.newest)) if is_dated else ""
    return say("refusal.searched", articles=_searched_articles(say, coverage), newest=newest, query=query)


def _searched_articles(say: Texts, coverage: Coverage) -> str:
    """`97 articles`, or `19 of 97 articles`."""
    library = say.counted("articles", coverage.library_articles)
    if coverage.searched_articles is None:
        return library
    return say("answer.part_of", part=say.number(coverage.searched_articles), all=library)


def rests_on(say: Texts, coverage: Coverage) -> str:
    """`From 3 articles of 2 outlets`, if any is known, with the independent reports where copies are grouped."""
    articles, outlets = say.counted("from_articles", coverage.articles), say.counted("outlets", coverage.outlets)
    line = say("answer.rests_on", articles=articles, outlets=outlets)
    if not coverage.outlets:
        line = say("answer.rests_on_alone", articles=articles)
    if coverage.independent is not None and coverage.independent != coverage.articles:
        line += f", {say.counted('independent', coverage.independent)}"
    return line


def happened(say: Texts, answer: Answer) -> str:
    """`Searched 97 articles · read 10 passages of 6 articles · 0.24 s`; also for what, if not the question."""
    articles = len({passage.article_id for passage in answer.passages})
    searched_articles = _searched_articles(say, answer.coverage) if answer.coverage else say.counted("articles", 0)
    alone = answer.query == " ".join(answer.question.split())
    parts = [
        say("happened.searched", articles=searched_articles)
        if alone
        else say("happened.searched_for", articles=searched_articles, query=answer.query)
    ]
    if answer.passages:
        passages = say.counted("passages", len(answer.passages))
        parts.append(say("happened.read", passages=passages, articles=say.counted("from_articles", articles)))
    if answer.model:
        spent = answer.model.tokens_in + answer.model.tokens_out
        line = say("happened.cached") if answer.model.cached else say.counted("tokens", spent)
        parts.append(f"{short_name(answer.model.name)}: {line}")
    if total := answer.timings_ms.get("total"):
        parts.append(say("happened.time", seconds=say.number(round(total / 1000, 2))))
    return " · ".join(parts)


def update_line(say: Texts, progress: UpdateProgress, elapsed_s: float) -> str:
    """How far an update is: what was read, then passages, their rate and the time left."""
    if progress.stage == "reading":
        return say("progress.read", articles=say.counted("articles", progress.articles))
    parts = [say("progress.indexed", passages=say.counted("passages", progress.passages))]
    if elapsed_s > 0 and progress.passages:
        parts.append(say("progress.rate", number=say.number(round(progress.passages / elapsed_s))))
    if progress.characters and progress.characters_total > progress.characters:
        left_s = elapsed_s * (progress.characters_total / progress.characters - 1)
        parts.append(say("progress.left", duration=say.duration(left_s)))
    return ", ".join(parts)


def last_look(say: Texts, source: Source, now: datetime) -> str:
    """`Looked at 14:05: 3 new`, or that nobody has looked yet."""
    if source.last_at is None:
        return say("sources.never")
    result = f": {in_words(say, source.last_result)}" if source.last_result else ""
    return say("sources.looked", moment=say.moment(source.last_at, now)) + result


def next_look(say: Texts, source: Source, now: datetime) -> str:
    """When a source is looked at again: at a time, now, only when asked, or not until it is resumed."""
    if source.paused is not None:
        reason = in_words(say, source.paused).rstrip(".")
        by_hand = source.paused.lower().startswith("paused")
        return reason if by_hand else say("sources.paused", reason=reason)
    if source.next_at is None:
        return say("sources.when_asked")
    due = source.next_at <= now
    return say("sources.due") if due else say("sources.next", moment=say.moment(source.next_at, now))


def source_added(say: Texts, source: Source) -> str:
    """What came of adding a source."""
    result = f": {in_words(say, source.last_result)}" if source.last_result else ""
    return say("sources.added", name=source.name) + result


def source_updated(say: Texts, name: str, result: str, stopped: bool) -> str:
    """What came of looking at a source."""
    return say("sources.updated", name=name, result=in_words(say, result)) + (say("sources.stopped") if stopped else "")


def state_line(say: Texts, state: IndexState, waiting: int) -> str:
    """`9 of 9 passages searchable`, with what waits and what is being done about it."""
    total = say.counted("of_passages", state.total)
    parts = [say("index.searchable", searchable=say.number(state.searchable), passages=total)]
    if waiting:
        parts.append(say("index.waiting", articles=say.counted("articles", waiting)))
    if state.rebuilding:
        parts.append(say("index.rebuilding") + _done(state.progress))
    if state.words_only:
        parts.append(say("index.words_meanwhile" if state.rebuilding else "index.words_only"))
    if state.reason and not state.rebuilding:
        parts.append(in_words(say, state.reason))
    return ", ".join(parts)


def page_line(say: Texts, page: ListPage) -> str:
    """`1-50 of 2,017`, or how many there are where they fit on one page."""
    if len(page.articles) == page.total:
        return say.counted("articles", page.total)
    first, last = say.number(page.offset + 1), say.number(page.offset + len(page.articles))
    return say("library.page", first=first, last=last, total=say.number(page.total))


def _done(progress: UpdateProgress | None) -> str:
    if progress is None or not progress.characters_total:
        return ""
    return f" ({100 * progress.characters // progress.characters_total} %)"
