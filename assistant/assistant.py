"""The assistant: one library, asked, added to and looked at. Every door calls this and nothing below it.

What it can do is in `assistant.abilities`; here is what concerns it as a whole. Knows nothing of terminals, windows or
HTTP.
"""

from pathlib import Path
from types import TracebackType
from typing import Self

from assistant.abilities.article_keeping import ArticleKeeping
from assistant.abilities.asking import Asking
from assistant.abilities.parts import Parts
from assistant.abilities.source_following import SourceFollowing
from assistant.abilities.text_checking import TextChecking
from assistant.abilities.working import Working
from assistant.access.tokens import Tokens
from assistant.introduction import Introduction
from assistant.status import Status
from corpus.database import Database
from index.backup import Manifest, back_up


class Assistant(Asking, TextChecking, ArticleKeeping, SourceFollowing, Working):
    """Answers questions over the articles of one data directory, which it holds until `close`."""

    def __init__(self, parts: Parts, introduction: Introduction) -> None:
        super().__init__(parts)
        self.introduction = introduction

    @property
    def database(self) -> Database:
        """The library file, for doors that keep something of their own in it."""
        return self._parts.database

    def back_up(self, file: Path) -> Manifest:
        """Write the library into one file, while it is in use. Raises BackupError."""
        return back_up(self._parts.database, file)

    def status(self) -> Status:
        """What the library holds."""
        counts = self._parts.library.counts()
        passages = self._parts.updater.passages()
        return Status(
            data_directory=str(self._parts.directory.path),
            articles=counts.articles,
            versions=counts.versions,
            newest=counts.newest,
            passages=passages,
            waiting_articles=counts.waiting,
            embedding_model=self._parts.updater.model,
            model=self._parts.model_status(),
        )

    def announce(self, address: str, key: str) -> None:
        """Leave the address of the server over this library in its directory, for this user's programs."""
        self._parts.directory.announce(address, key)

    @property
    def tokens(self) -> Tokens:
        """Who may come in over the network."""
        return self._parts.tokens

    def stop_working(self) -> None:
        """Have everything in the background end soon; it goes on when the library is opened again."""
        self._parts.inbox.leave()
        self._parts.runner.stop_all()
        self._parts.polling.stop()

    def close(self) -> None:
        """Let go of the data directory."""
        self.stop_working()
        self._parts.updater.close()
        self._parts.runner.join()
        self._parts.reader.close()
        self._parts.database.close()
        self._parts.directory.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()
