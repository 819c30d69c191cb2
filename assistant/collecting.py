"""A source brought up to date: what is gathered of it becomes answerable, what vanished is retired, and it is recorded.

The order of writes: articles first, then the entries that gave them, then the source itself with the validators of its
documents. A stop at any moment loses nothing: what was not recorded is looked at again. Knows nothing of how sources
are read or when they are due.
"""

import threading
from collections.abc import Generator
from contextlib import closing
from datetime import datetime

from assistant.collected import Collected, Order
from assistant.jobs import Jobs, JobState
from assistant.recording import Batch, Recorder
from corpus.article import Skipped
from corpus.errors import CorpusError
from corpus.gathering import Gatherers, Visit
from corpus.gathering.visit import Item
from corpus.scheduling import after_round
from corpus.source import Round, Source, SourceKind
from corpus.sources import Sources
from index.errors import IndexingError
from index.progress import Progress, ignore
from index.reports import UpdateReport

_AS_USUAL = Order()


class Collector:
    """Updates sources, each by one thread at a time."""

    def __init__(self, sources: Sources, gatherers: Gatherers, recorder: Recorder, jobs: Jobs) -> None:
        self._sources = sources
        self._gatherers = gatherers
        self._recorder = recorder
        self._jobs = jobs
        self._turns: dict[str, threading.Lock] = {}

    def update(self, source_id: str, progress: Progress = ignore, order: Order = _AS_USUAL) -> Collected:
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
            entries=self._sources.entries.of(source.id),
            documents=self._sources.documents(source.id),
            given=order.given,
            by_hand=order.by_hand,
            stopped=order.stopped,
        )
        batch = Batch(self._recorder, visit, collected, progress)
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
        # A watched folder is looked at all the time; where nothing is new, nothing is written.
        is_quiet = source.kind is SourceKind.FOLDER and source.last_at and not source.failures
        if not (is_quiet and not collected.has_news):
            changed = after_round(source, round, collected.line, self._now())
            collected.source = self._sources.after_round(changed, round.documents)
        for address in round.feeds:
            self._sources.add(SourceKind.FEED, address, now=self._now())

    def _now(self) -> datetime:
        return self._gatherers.tools.now()


def _state(collected: Collected) -> JobState:
    if collected.stopped:
        return JobState.STOPPED
    return JobState.FAILED if collected.failure else JobState.DONE
