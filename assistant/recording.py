"""What was gathered of a source made answerable, and what is gone from it retired; then both are recorded.

The order of writes: articles first, then the entries that gave them. Knows nothing of how sources are read.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from assistant.collected import Collected, merge
from corpus.article import Article, Skipped
from corpus.gathering import Visit
from corpus.library import Library
from corpus.source import Entry, EntryState, Gathered, Unchanged
from corpus.source_entries import SourceEntries
from index.progress import Progress, UpdateProgress
from index.reports import UpdateReport
from index.updating import Updater

WRITTEN_EVERY_S = 0.5
"""How long a gathered article waits for others to be written with it."""

MOST_AT_ONCE = 256


class Recorder:
    """Writes what was gathered, for sources of any kind; `now` gives the time in UTC."""

    def __init__(self, entries: SourceEntries, updater: Updater, library: Library, now: Callable[[], datetime]) -> None:
        self._entries = entries
        self._updater = updater
        self._library = library
        self._now = now

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
        self._entries.record(visit.source.id, gathered, self._now())
        report.unchanged += sum(item.is_confirmed for item in gathered)
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
            modified=before.modified or article.modified,
            tags=before.tags or article.tags,
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
        claimed = self._entries.claimed(candidates, except_for=(visit.source.id, keys))
        return [id for id in candidates if id not in claimed]


@dataclass(slots=True)
class Batch:
    """What was gathered and is not yet written. Changes as items come."""

    recorder: Recorder
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
            merge(self.collected.report, self.recorder.keep(self.visit, self.gathered, self._indexing))
        self.gathered, self.articles, self.written_at = [], 0, time.monotonic()

    def _indexing(self, progress: UpdateProgress) -> None:
        """The updater's own count of what it reads is of this batch only."""
        if progress.stage != "reading":
            self.progress(progress)


def _skipped(item: Gathered) -> Sequence[Skipped]:
    if item.skipped or not item.entry.reason or item.articles:
        return item.skipped
    return (Skipped(item.entry.url or item.entry.key, item.entry.reason),)
