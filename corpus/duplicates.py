"""Which articles of the library are prints of one text: grouped, none dropped.

What is a copy is decided by `corpus.likeness`, what is a group by `corpus.grouping`, where both are kept is
`corpus.signed_texts`. Nothing of the whole library is ever in memory.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.article import Article
from corpus.database import Database
from corpus.errors import ArticleNotFoundError
from corpus.grouping import group
from corpus.library import Library
from corpus.likeness import Print
from corpus.signatures import Signature, Signer
from corpus.signed_texts import MIGRATIONS, SignedText, SignedTexts

__all__ = ["MIGRATIONS", "Duplicates"]

_AT_ONCE = 50  # articles of one transaction: others that write wait for a fifth of a second
_NEAREST, _OLDEST = 12, 4
"""Likely copies that are read: the nearest, and the oldest, so that many copies still hang together."""

_ENOUGH = 8
"""Copies in one group that make an article a member without more ado, of 16 that could be read: it follows the nearest
of them. 10,000 copies took 31 s so, on 2 cores; with links between all that were compared they did not end."""

_MOST_PRINTS = 256  # some 40 kB each


@dataclass(frozen=True, slots=True)
class _Draft:
    """An article as it is now, signed; without an article where none answers under this id."""

    article_id: str
    article: Article | None = None
    signature: Signature | None = None


@dataclass(frozen=True, slots=True)
class _Copies:
    """What an article is a copy of: texts that it is linked with, or one that it follows."""

    linked: tuple[int, ...] = ()
    followed: int | None = None


class Duplicates:
    """The groups of copies among the articles that answer questions.

    `pause` is called between two articles, so that others get a word in.
    """

    def __init__(self, database: Database, library: Library, pause: Callable[[], None] = lambda: None) -> None:
        self._database = database
        self._library = library
        self._texts = SignedTexts(database)
        self._pause = pause

    def update(self, article_ids: Iterable[str]) -> None:
        """Group these articles anew, by their current versions; those that were retired or removed leave their groups.

        Unchanged ones cost a look at their text. A stop leaves whole groups: the rest is `outdated` still.
        """
        comparing = _Comparing(self._library)
        waiting = deque(dict.fromkeys(article_ids))
        while waiting:
            batch = [waiting.popleft() for _ in range(min(_AT_ONCE, len(waiting)))]
            drafts = [draft for article_id in batch if (draft := self._draft(article_id))]
            if drafts or self._texts.waiting_of(batch):
                waiting.extend(self._replace(batch, drafts, comparing))

    def outdated(self) -> list[str]:
        """The articles to `update`: new, changed, retired or removed since they were grouped; in order of their ids."""
        return self._texts.waiting()

    def groups(self, article_ids: Iterable[str]) -> dict[str, str]:
        """The name of the group of each article, which is the id of one of them; an article alone is its own group."""
        names = {article_id: article_id for article_id in article_ids}
        return names | self._texts.lead_articles(list(names))

    def members(self, name: str) -> list[str]:
        """The articles of the group that `groups` calls so, in order of their ids; at least the one it is named for."""
        return self._texts.led_by(name) or [name]

    @cached_property
    def _signer(self) -> Signer:
        return Signer()

    def _draft(self, article_id: str) -> _Draft | None:
        """What is to be written of an article; None where nothing changed. Signing needs no transaction."""
        self._pause()
        article = _current(self._library, article_id)
        kept = self._texts.of(article_id)
        if (kept and kept.content_hash) == (article and article.content_hash):
            return None
        return _Draft(article_id, article, self._signer.sign(article)) if article else _Draft(article_id)

    def _replace(self, batch: Sequence[str], drafts: Sequence[_Draft], comparing: "_Comparing") -> list[str]:
        """Write a batch; returns the articles that are to be grouped anew because what they followed is gone."""
        orphans: list[str] = []
        with self._database.transaction():
            touched: set[int] = set()
            for draft in drafts:
                kept = self._texts.of(draft.article_id)
                if kept:
                    forgotten = self._texts.forget(kept)
                    touched |= forgotten.copies
                    orphans += forgotten.orphans
                if draft.article and draft.signature:
                    touched |= self._write(draft.article, draft.signature, comparing)
            self._regroup(touched)
            self._texts.cross_off(batch)
        return orphans

    def _write(self, article: Article, signature: Signature, comparing: "_Comparing") -> set[int]:
        """Keep a signature and its links; returns its text, which is grouped with its copies then."""
        likely = self._texts.likely_copies(signature, _NEAREST, _OLDEST)
        copies = comparing.copies(article, signature, likely)
        if copies.followed is not None:
            self._texts.put_follower(article, signature, copies.followed)
            return set()
        return {self._texts.put(article, signature, copies.linked)}

    def _regroup(self, touched: set[int]) -> None:
        """Group anew all texts that hang together with these."""
        while touched:
            texts = self._texts.hanging_together(touched.pop())
            touched -= texts.keys()
            linked = self._texts.copies(texts)
            leads = group({texts[text_id]: {texts[copy] for copy in linked[text_id]} for text_id in texts})
            ids = {article_id: text_id for text_id, article_id in texts.items()}
            self._texts.set_leads({ids[article_id]: ids[lead] for article_id, lead in leads.items()})


class _Comparing:
    """Compares articles word for word, for as long as one update takes: what was read is kept for the next."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._prints: dict[str, Print | None] = {}

    def copies(self, article: Article, signature: Signature, likely: Iterable[SignedText]) -> _Copies:
        """Which of the likely ones, nearest first, an article is a copy of; not all are read where enough are found."""
        ours = self._prints[article.id] = Print.of(article)
        linked: list[int] = []
        nearest: dict[int, int] = {}
        found: Counter[int] = Counter()
        for other in likely:
            if other.signature.digest != signature.digest and not self._is_copy(ours, other.article_id):
                continue
            linked.append(other.id)
            if other.lead_id is not None:
                followed = nearest.setdefault(other.lead_id, other.id)
                found[other.lead_id] += 1
                if found[other.lead_id] == _ENOUGH:
                    return _Copies(followed=followed)
        return _Copies(tuple(linked))

    def _is_copy(self, ours: Print, other_id: str) -> bool:
        other = self._print_of(other_id)
        return other is not None and ours.is_copy(other)

    def _print_of(self, article_id: str) -> Print | None:
        """None where it is gone already and its own update is still to come."""
        if article_id not in self._prints:
            if len(self._prints) >= _MOST_PRINTS:
                self._prints.clear()
            article = _current(self._library, article_id)
            self._prints[article_id] = Print.of(article) if article else None
        return self._prints[article_id]


def _current(library: Library, article_id: str) -> Article | None:
    try:
        return library.current(article_id).article
    except ArticleNotFoundError:
        return None
