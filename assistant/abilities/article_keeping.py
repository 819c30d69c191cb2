"""Articles: added, listed, read and removed.

Knows nothing of how anything is asked, nor of sources that are looked at again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from assistant.abilities.kept_job import kept_job, name_of
from assistant.abilities.parts import Ability
from assistant.collected import merge
from assistant.inbox import HandedIn, Inbox
from assistant.intake import Intake, take_in
from assistant.narrowed import wrong_filters_explained
from assistant.stopping import Stopped, never
from corpus.article import Article, Skipped
from corpus.filters import NO_FILTERS, Filters
from corpus.library import Version
from corpus.listing import ListPage
from corpus.reading.draft import Draft, finish, shortened
from index.progress import Progress, ignore
from index.reports import UpdateReport


class ArticleKeeping(Ability):
    """Looks after the articles."""

    def add(self, paths: Sequence[Path], progress: Progress = ignore, stopped: Stopped = never) -> UpdateReport:
        """Read files, folders and archives and make their articles answerable. Hostile ones are read apart."""
        with kept_job(self._parts.jobs, "add", name_of([path.name for path in paths])) as done:
            found = self._parts.reader.read_paths(paths, self._parts.directory.path)
            items = takewhile(lambda item: not stopped(), found)
            report = self.add_articles(items, progress)
            self._parts.sources.entries.welcome([*report.added, *report.changed])
            done(report)
        return report

    @property
    def inbox(self) -> Inbox:
        """Where files go that are handed in."""
        return self._parts.inbox

    def hand_in(self, files: Sequence[HandedIn], progress: Progress = ignore, stopped: Stopped = never) -> UpdateReport:
        """The same for files that came in at a door: each is moved, read under its own name, and deleted."""
        with self._parts.inbox.holding(files) as paths:
            return self.add(paths, progress, stopped)

    def add_text(self, draft: Draft) -> UpdateReport:
        """Make one text answerable that somebody typed or sent. Raises UnreadableError where it holds no text."""
        title = draft.title or shortened(draft.text)
        article = finish(replace(draft, title=title), name=title, place=f"text:{title}\n{draft.text}")
        with kept_job(self._parts.jobs, "add", article.title) as done:
            report = self.add_articles(iter([article]))
            self._parts.sources.entries.welcome([article.id])
            done(report)
        return report

    def add_articles(self, articles: Iterator[Article | Skipped], progress: Progress = ignore) -> UpdateReport:
        """Make articles answerable that were read elsewhere."""
        return self._parts.updater.add(articles, progress)

    def take_in(
        self,
        items: Sequence[str],
        progress: Progress = ignore,
        stopped: Stopped = never,
        *,
        followed: bool = False,
    ) -> Intake:
        """Add whatever somebody names: paths once, web addresses and reading lists as sources; all is read now.

        With `followed`, pages are looked at again on a schedule, and folders are sources too. Raises UsageError.
        """
        intake = take_in(self._parts.keeper, items, progress, stopped, followed=followed)
        if intake.paths:
            merge(intake.report, self.add(intake.paths, progress))
        return intake

    def remove(self, article_id: str) -> None:
        """Delete an article with all its versions; no source brings it back. Raises ArticleNotFoundError."""
        self._parts.sources.entries.turn_down(article_id)
        self._parts.updater.remove(article_id)
        self._parts.conversations.forget_article(article_id)

    def articles(self, filters: Filters = NO_FILTERS) -> Iterator[Version]:
        """The current version of every article, newest publication first. Raises WrongFilterError."""
        with wrong_filters_explained():
            let_through = self._parts.faceting.let_through(filters)
        return (one for one in self._parts.library.articles() if let_through is None or one.article.id in let_through)

    def article(self, article_id: str, version: int | None = None) -> Version:
        """One article as it stands now, or one version of it. Raises ArticleNotFoundError."""
        library = self._parts.library
        return library.current(article_id) if version is None else library.version(article_id, version)

    def versions(self, article_id: str) -> list[Version]:
        """Every version of an article, oldest first. Raises ArticleNotFoundError."""
        return self._parts.library.versions(article_id)

    def listed(self, search: str = "", offset: int = 0, limit: int = 50, filters: Filters = NO_FILTERS) -> ListPage:
        """Some of the articles, newest first, also those that do not answer; `search` narrows them by words.

        Raises WrongFilterError.
        """
        with wrong_filters_explained():
            return self._parts.listing.page(search, offset, limit, filters)
