"""What the window needs of an assistant.

Knows nothing of how questions are answered. `assistant.assistant.Assistant` fits it; so does a small fake.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from assistant.events import Event
from assistant.introduction import Introduction
from corpus.library import Version
from index.updating import Progress, UpdateReport


class LibraryStatus(Protocol):
    """How much there is to ask."""

    @property
    def data_directory(self) -> str:
        """Where the library is kept."""
        ...

    @property
    def articles(self) -> int:
        """How many articles there are."""
        ...

    @property
    def newest(self) -> str | None:
        """The latest day of publication, ISO; None where no article has a date."""
        ...

    @property
    def waiting_articles(self) -> int:
        """How many articles cannot be searched yet."""
        ...


class Asked(Protocol):
    """An assistant that is asked, added to and looked at from the window."""

    @property
    def introduction(self) -> Introduction:
        """What the library is, and questions worth asking first; empty where nothing is known of it."""
        ...

    def stream(self, question: str) -> Iterator[Event]:
        """The answer as it comes about; the last event is `Finished`."""
        ...

    def add(self, paths: Sequence[Path], progress: Progress) -> UpdateReport:
        """Read files and make their articles answerable."""
        ...

    def article(self, article_id: str, version: int | None = None) -> Version:
        """One article as it stands now, or one version of it."""
        ...

    def status(self) -> LibraryStatus:
        """What the library holds."""
        ...
