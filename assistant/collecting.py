"""A source brought up to date: what is gathered of it becomes answerable, what vanished is retired, and it is recorded.

The order of writes: articles first, then the entries that gave them, then the source itself with the validators of its
documents. A stop at any moment loses nothing: what was not recorded is looked at again. Knows nothing of how sources
are read or when they are due.
"""

import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime

from assistant.jobs import Jobs, JobState
from corpus.article import Article, Skipped
from corpus.errors import CorpusError
from corpus.fetched import Fetched
from corpus.gathering import Gatherers, Visit
from corpus.gathering.visit import Item
from corpus.library import Library
from corpus.scheduling import after_round
from corpus.source import Entry, EntryState, Gathered, Round, Source, SourceKind, Unchanged
from corpus.sources import Sources
from index.errors import IndexingError
from index.progress import Progress, UpdateProgress, ignore
from index.reports import UpdateReport
from index.updating import Updater

WRITTEN_EVERY_S = 0.5
"""How long a gathered article waits for others to be written with it."""

MOST_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Order:
    """How a source is to be updated: `by_hand` where somebody asked for one page, `given` where it was just fetched.

    `in_background`: nobody waits for the result, so that a round without news leaves no job behind.
    """

    by_hand: bool = False
    given: Fetched | None = None
    in_background: bool = False
    stopped: Callable[[], bool] = lambda: False


@dataclass(slots=True)
class Collected:
    """What an update of a source did. `failure` is why the source itself could not be asked or read.

    `feeds` are addresses that it lists; `stopped` says that there is more to do, and the next update goes on there.
    """

    source: Source
    report: UpdateReport = field(default_factory=UpdateReport)
    failure: str | None = None
    notes: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    stopped: bool = False

    @property
    def has_news(self) -> bool:
        """Whether anything was done or went wrong."""
        report = self.report
        return bool(
            self.failure or report.added or report.changed or report.retired or report.restored or report.skipped
        )

    @property
    def line(self) -> str:
        """The result for people, on one line."""
        if self.failure:
            return self.failure
        report = self.report
        named = (
            (len(report.added), "added"),
            (len(report.changed), "changed"),
            (report.unchanged, "unchanged"),
            (len(report.restored), "restored"),
            (len(report.retired), "retired"),
            (len(report.skipped), "skipped"),
        )
        return ", ".join(f"{count:,} {name}" for count, name in named if count) or "nothing new"


class Collector:
    """Updates sources, each by one thread at a time."""

    def __init__(self, sources: Sources, gatherers: Gatherers, updater: Updater, library: Library, jobs: Jobs) -> None:
        self._sources = sources
        self._gatherers = gatherers
        self._updater = updater
        self._library = library
        self._jobs = jobs
        self._turns: dict[str, threading.Lock] = {}

    def update(self, source_id: str, progress: Progress = ignore, order: Order = Order()) -> Collected:
        """Bring one source up to date. Raises SourceNotFoundError, and what breaks the library itself.

        A source whose server asked to be left alone is left alone, also by hand.
        """
        with self._turns.setdefault(source_id, threading.Lock()):
            source = self._sources.get(source_id)
            now = self._now()
            if source.not_before and source.not_before > now:
                until = f"{source.not_before:%Y-%m-%d %H:%M %Z}"
                failure = f"its server asked to be left alone until {until}"
                return Collected(source, UpdateReport(skipped=[Skipped(source.address, failure)]), failure)
            return self._recorded(source, progress, order)

    def _recorded(self, source: Source, progress: Progress, order: Order) -> Collected:
        """The update as a job, which is begun when there is something to record of it."""
        collected = Collected(source)
        job = None if order.in_background else self._jobs.begin("update", source.name, source.id)
        try:
            self._collect(collected, progress, order)
        except (CorpusError, IndexingError, OSError) as error:
            job = job or self._jobs.begin("update", source.name, source.id)
            self._jobs.end(job, JobState.FAILED, collected.report, str(error))
            raise
        if job is None and collected.has_news:
            job = self._jobs.begin("update", source.name, source.id)
        if job is not None:
            self._jobs.end(job, _state(collected), collected.report, collected.failure)
        return collected

    def _collect(self, collected: Collected, progress: Progress, order: Order) -> None:
        source = collected.source
        visit = Visit(
            source=source,
            entries=self._sources.entries(source.id),
            documents=self._sources.documents(source.id),
            given=order.given,
            by_hand=order.by_hand,
            stopped=order.stopped,
        )
        batch = _Batch(self, visit, collected, progress)
        collected.stopped = True
        with closing(self._gather(visit)) as items:
            for item in items:
                if order.stopped():
                    break
                if isinstance(item, Round):
                    batch.write()
                    self._end(item, collected)
                    return
                batch.take(item)
        batch.write()

    def _gather(self, visit: Visit) -> Generator[Item, None, None]:
        yield from self._gatherers.gather(visit)

    def _end(self, round: Round, collected: Collected) -> None:
        """The round was whole: its validators count from now on."""
        collected.stopped = False
        collected.failure, collected.notes, collected.feeds = round.failure, round.notes, round.feeds
        if round.failure and not collected.report.skipped:
            collected.report.skipped.append(Skipped(collected.source.address, round.failure))
        source = collected.source
        # A watched folder is looked at every few seconds; where nothing is new, nothing is written.
        is_quiet = source.kind is SourceKind.FOLDER and source.last_at and not source.failures
        if not (is_quiet and not collected.has_news):
            changed = after_round(source, round, collected.line, self._now())
            collected.source = self._sources.after_round(changed, round.documents)
        for address in round.feeds:
            self._sources.add(SourceKind.FEED, address, now=self._now())

    def keep(self, visit: Visit, gathered: Sequence[Gathered], progress: Progress) -> UpdateReport:
        """Make what was gathered answerable, retire what is gone, and record both."""
        articles = [
            self._settled(article, visit.entries.get(item.entry.key))
            for item in gathered
            for article in item.articles
            if article.id not in item.entry.unwanted_ids
        ]
        report = self._updater.add(articles, progress) if articles else UpdateReport()
        leaving = self._leaving(visit, gathered)
        if leaving:
            report.retired += self._updater.retire(leaving).retired
        self._sources.record(visit.source.id, gathered, self._now())
        report.skipped += (skipped for item in gathered for skipped in _skipped(item))
        return report

    def _settled(self, article: Article, known: Entry | None) -> Article:
        """An article that another source gave already, in the same words: this one fills only what is missing.

        Otherwise two sources that differ in an author's name would each make a version of the other's article.
        """
        if known and article.id in known.article_ids:
            return article
        latest = self._library.latest(article.id)
        if latest is None or (latest.article.title, latest.article.text) != (article.title, article.text):
            return article
        before = latest.article
        return replace(
            before,
            url=before.url or article.url,
            outlet=before.outlet or article.outlet,
            authors=before.authors or article.authors,
            published=before.published or article.published,
        )

    def _leaving(self, visit: Visit, gathered: Sequence[Gathered]) -> list[str]:
        """The articles that these entries gave and give no more, unless another entry gives them."""
        there = [item.entry for item in gathered if item.entry.state is not EntryState.VANISHED]
        given = {id for entry in there for id in entry.article_ids}
        gave: dict[str, None] = {}
        for item in gathered:
            known = visit.entries.get(item.entry.key)
            gave.update(dict.fromkeys(known.article_ids if known else ()))
        candidates = [id for id in gave if id not in given and self._library.latest(id)]
        keys = {item.entry.key for item in gathered}
        claimed = self._sources.claimed(candidates, except_for=(visit.source.id, keys))
        return [id for id in candidates if id not in claimed]

    def _now(self) -> datetime:
        return self._gatherers.tools.now()


@dataclass(slots=True)
class _Batch:
    """What was gathered and is not yet written. Changes as items come."""

    collector: Collector
    visit: Visit
    collected: Collected
    progress: Progress
    gathered: list[Gathered] = field(default_factory=list)
    articles: int = 0
    seen: int = 0
    written_at: float = float("-inf")

    def take(self, item: Gathered | Unchanged) -> None:
        """One more; what waited long enough is written."""
        self.seen += 1
        self.progress(UpdateProgress("reading", articles=self.seen))
        if isinstance(item, Unchanged):
            self.collected.report.unchanged += 1
            return
        self.gathered.append(item)
        self.articles += len(item.articles)
        waited_s = time.monotonic() - self.written_at
        if self.articles >= MOST_AT_ONCE or (self.articles and waited_s >= WRITTEN_EVERY_S):
            self.write()

    def write(self) -> None:
        """Write what there is."""
        if self.gathered:
            merge(self.collected.report, self.collector.keep(self.visit, self.gathered, self._indexing))
        self.gathered, self.articles, self.written_at = [], 0, time.monotonic()

    def _indexing(self, progress: UpdateProgress) -> None:
        """The updater's own count of what it reads is of this batch only."""
        if progress.stage != "reading":
            self.progress(progress)


def merge(whole: UpdateReport, part: UpdateReport) -> None:
    """Add what `part` reports to `whole`."""
    whole.added += part.added
    whole.changed += part.changed
    whole.unchanged += part.unchanged
    whole.skipped += part.skipped
    whole.foreign += part.foreign
    whole.retired += part.retired
    whole.restored += part.restored


def _skipped(item: Gathered) -> Sequence[Skipped]:
    if item.skipped or not item.entry.reason or item.articles:
        return item.skipped
    return (Skipped(item.entry.url or item.entry.key, item.entry.reason),)


def _state(collected: Collected) -> JobState:
    if collected.stopped:
        return JobState.STOPPED
    return JobState.FAILED if collected.failure else JobState.DONE
