"""Sources: added, looked at now or when they are due, paused and removed.

Knows nothing of how a source is read.
"""

from assistant.abilities.parts import Ability
from assistant.collected import Collected
from assistant.keeping import Keeper, SourceState
from assistant.polling import Told, tell_nobody
from assistant.stopping import Stopped, never
from corpus.source import Source
from index.progress import Progress, ignore


class SourceFollowing(Ability):
    """Looks after the sources."""

    @property
    def keeper(self) -> Keeper:
        """The sources, for those who need more than the methods below."""
        return self._parts.keeper

    def sources(self) -> list[SourceState]:
        """Every source with what came of it, in the order they were added."""
        return self._parts.keeper.states()

    def find_source(self, name: str) -> Source:
        """A source by its id or its address. Raises SourceNotFoundError."""
        return self._parts.keeper.find(name)

    def add_source(self, address: str, progress: Progress = ignore, stopped: Stopped = never) -> Source:
        """Keep a page, feed, sitemap, folder or reading list as a source, and look at it at once.

        Raises UsageError for what is no source, FetchError where nothing can be had. The feeds of a reading list
        become sources that are due.
        """
        added = self._parts.keeper.add(address)
        return self._parts.keeper.first_look(added, progress, stopped).source

    def update_source(self, source_id: str, progress: Progress = ignore, stopped: Stopped = never) -> Collected:
        """Look at a source now. Raises SourceNotFoundError."""
        return self._parts.keeper.update(source_id, progress, stopped)

    def update_sources(self, progress: Progress = ignore, stopped: Stopped = never) -> list[Collected]:
        """Look now at every source that is not paused and is to be looked at more than once."""
        return list(self._parts.keeper.update_all(progress, stopped))

    def retry_source(self, source_id: str, progress: Progress = ignore, stopped: Stopped = never) -> Collected:
        """Try again what failed in a source. Raises SourceNotFoundError."""
        return self._parts.keeper.retry(source_id, progress, stopped)

    def pause_source(self, source_id: str) -> None:
        """Look at a source no more. Raises SourceNotFoundError."""
        self._parts.keeper.pause(source_id)

    def resume_source(self, source_id: str) -> None:
        """Go on with a source. Raises SourceNotFoundError."""
        self._parts.keeper.resume(source_id)

    def remove_source(self, source_id: str) -> None:
        """Forget a source; the articles that it gave stay. Raises SourceNotFoundError."""
        self._parts.keeper.remove(source_id)

    def poll(self) -> None:
        """Look at the sources when they are due, in the background, until `close`."""
        self._parts.polling.start()

    def look(self, told: Told = tell_nobody) -> None:
        """Look once at every source that is due now."""
        self._parts.polling.look(told)

    def watch(self, told: Told = tell_nobody) -> None:
        """The same here and now, until `stop_watching` is called from elsewhere; every result with news is told."""
        self._parts.polling.run(told)

    def stop_watching(self) -> None:
        """End `poll` and `watch` for good; safe to call from a signal handler."""
        self._parts.polling.stop()
