"""What the buttons of the library do, and how a page names it.

A button holds the name of a deed and the id, or address, that it is done to. Knows nothing of how buttons look.
"""

from collections.abc import Callable

from assistant.errors import UsageError
from assistant.window.asked import Collected, Keeping, Stopped
from assistant.window.phrases import source_added, source_updated
from assistant.window.program_words import in_words
from assistant.window.texts import Texts
from corpus.errors import ArticleNotFoundError, FetchError, SourceNotFoundError, UnreadableError
from index.updating import Progress

ADD, UPDATE, RETRY, STOP = "add", "update", "retry", "stop"
PAUSE, RESUME, REMOVE, DELETE = "pause", "resume", "remove", "delete"

_FOR_THE_USER = (UsageError, FetchError, UnreadableError, ArticleNotFoundError, SourceNotFoundError)
"""What is no fault of the program: a wrong address, a site that does not answer, something that is gone by now."""


class Refused(Exception):
    """It was not done, for a reason that is no fault of the program; the message says which."""


class Deeds:
    """Does what a button asks, and tells how far it is while it takes long."""

    def __init__(self, library: Keeping) -> None:
        self._library = library
        self.running = library.running

    def do(self, say: Texts, name: str, subject: str) -> str:
        """Do it to the end; returns what to tell, empty where the lists tell it. Raises Refused."""
        deed = self._deeds(say).get(name)
        if deed is None or not subject.strip():
            raise Refused(say("library.nothing_to_do"))
        try:
            return deed(subject.strip() if name == ADD else subject) or ""
        except _FOR_THE_USER as error:
            raise Refused(in_words(say, str(error))) from error

    def _deeds(self, say: Texts) -> dict[str, Callable[[str], str | None]]:
        library = self._library
        return {
            ADD: lambda address: self._add(say, address),
            UPDATE: lambda id: self._run(say, id, library.update_source),
            RETRY: lambda id: self._run(say, id, library.retry_source),
            STOP: self.running.stop,
            PAUSE: library.pause_source,
            RESUME: library.resume_source,
            REMOVE: library.remove_source,
            DELETE: library.remove,
        }

    def _add(self, say: Texts, address: str) -> str:
        with self.running.begun(address) as begun:
            if begun is None:
                return ""
            return source_added(say, self._library.add_source(address, begun.progress, begun.stopped))

    def _run(self, say: Texts, source_id: str, run: Callable[[str, Progress, Stopped], Collected]) -> str:
        with self.running.begun(source_id) as begun:
            if begun is None:
                return ""
            collected = run(source_id, begun.progress, begun.stopped)
            return source_updated(say, collected.source.name, collected.line, collected.stopped)
