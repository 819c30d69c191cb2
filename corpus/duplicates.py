"""Which articles of the library are prints of one text: grouped, none dropped.

Tables of signatures, of the bands that find likely copies, and of the copies found. What is a copy is decided by
`corpus.likeness`, what is a group by `corpus.grouping`. Nothing of the whole library is ever in memory.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from itertools import islice

from corpus.article import Article
from corpus.database import Database, Migration, Row
from corpus.errors import ArticleNotFoundError
from corpus.grouping import group
from corpus.library import Library
from corpus.likeness import Print
from corpus.signatures import Signature, Signer

MIGRATIONS = (
    # After a change in how texts are compared a next step empties these tables: `outdated` then names every article.
    Migration(
        "duplicates",
        1,
        (
            """CREATE TABLE duplicate_text (
                id INTEGER PRIMARY KEY, article_id TEXT NOT NULL UNIQUE, content_hash TEXT NOT NULL,
                numbers BLOB NOT NULL, digest BLOB NOT NULL, lead_id INTEGER
            ) STRICT""",
            "CREATE INDEX duplicate_text_lead ON duplicate_text (lead_id)",
            """CREATE TABLE duplicate_band (
                key INTEGER NOT NULL, text_id INTEGER NOT NULL, PRIMARY KEY (key, text_id)
            ) STRICT, WITHOUT ROWID""",
            # Each pair of copies stands in both directions.
            """CREATE TABLE duplicate_link (
                text_id INTEGER NOT NULL, other_id INTEGER NOT NULL, PRIMARY KEY (text_id, other_id)
            ) STRICT, WITHOUT ROWID""",
        ),
    ),
)
_AT_ONCE = 50  # articles of one transaction: others that write wait for a fifth of a second
_MOST_COMPARED = 16
"""Likely copies that are read, twice: the nearest, and those with most copies, so that a flood of copies costs no more
than a few and still hangs together."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """An article as it is now, signed; without an article where none answers under this id."""

    article_id: str
    article: Article | None = None
    signature: Signature | None = None


class Duplicates:
    """The groups of copies among the articles that answer questions."""

    def __init__(self, database: Database, library: Library) -> None:
        self._database = database
        self._library = library

    def update(self, article_ids: Iterable[str]) -> None:
        """Group these articles anew, by their current versions; those that were retired or removed leave their groups.

        Unchanged ones cost a look at their text. A stop leaves whole groups: the rest is `outdated` still.
        """
        waiting = iter(dict.fromkeys(article_ids))
        while batch := list(islice(waiting, _AT_ONCE)):
            drafts = [draft for article_id in batch if (draft := self._draft(article_id))]
            if drafts:
                self._replace(drafts)

    def outdated(self) -> list[str]:
        """The articles to `update`: new, changed, retired or removed since they were grouped; in order of their ids."""
        rows = self._database.query(
            """SELECT article.id FROM article
            JOIN version ON version.article_id = article.id AND number = current_version
            LEFT JOIN duplicate_text ON duplicate_text.article_id = article.id
            WHERE duplicate_text.content_hash IS NOT version.content_hash
            UNION SELECT article_id FROM duplicate_text
            WHERE article_id NOT IN (SELECT id FROM article WHERE current_version IS NOT NULL) ORDER BY 1"""
        )
        return [row["id"] for row in rows]

    def groups(self, article_ids: Iterable[str]) -> dict[str, str]:
        """The name of the group of each article, which is the id of one of them; an article alone is its own group."""
        names = {article_id: article_id for article_id in article_ids}
        rows = self._database.query_in(
            """SELECT text.article_id, lead.article_id AS lead FROM duplicate_text AS text
            JOIN duplicate_text AS lead ON lead.id = text.lead_id WHERE text.article_id IN ({marks})""",
            list(names),
        )
        names.update((row["article_id"], row["lead"]) for row in rows)
        return names

    def members(self, name: str) -> list[str]:
        """The articles of the group that `groups` calls so, in order of their ids; at least the one it is named for."""
        rows = self._database.query(
            """SELECT article_id FROM duplicate_text JOIN article ON article.id = article_id
            WHERE lead_id = (SELECT id FROM duplicate_text WHERE article_id = ?) AND current_version IS NOT NULL
            ORDER BY article_id""",
            (name,),
        )
        return [row["article_id"] for row in rows] or [name]

    @cached_property
    def _signer(self) -> Signer:
        return Signer()

    def _current(self, article_id: str) -> Article | None:
        try:
            return self._library.current(article_id).article
        except ArticleNotFoundError:
            return None

    def _draft(self, article_id: str) -> _Draft | None:
        """What is to be written of an article; None where nothing changed. Signing needs no transaction."""
        article = self._current(article_id)
        kept = self._kept(article_id)
        if (kept and kept["content_hash"]) == (article and article.content_hash):
            return None
        return _Draft(article_id, article, self._signer.sign(article)) if article else _Draft(article_id)

    def _kept(self, article_id: str) -> Row | None:
        return self._database.query_one(
            "SELECT id, content_hash, numbers FROM duplicate_text WHERE article_id = ?", (article_id,)
        )

    def _replace(self, drafts: Sequence[_Draft]) -> None:
        with self._database.transaction():
            touched: set[int] = set()
            for draft in drafts:
                touched |= self._forget(draft.article_id)
                if draft.article and draft.signature:
                    touched |= self._write(draft.article, draft.signature)
            self._regroup(touched)

    def _forget(self, article_id: str) -> set[int]:
        """Delete all that is known of an article's text; returns the texts that were its copies."""
        kept = self._kept(article_id)
        if kept is None:
            return set()
        text_id = kept["id"]
        copies = {row["other_id"] for row in self._links(text_id)}
        self._database.execute_many(
            "DELETE FROM duplicate_link WHERE text_id = ? AND other_id = ?",
            [pair for copy in copies for pair in ((text_id, copy), (copy, text_id))],
        )
        self._database.execute_many(
            "DELETE FROM duplicate_band WHERE key = ? AND text_id = ?",
            [(key, text_id) for key in Signature(kept["numbers"], b"").bands],
        )
        self._database.execute("DELETE FROM duplicate_text WHERE id = ?", (text_id,))
        return copies

    def _write(self, article: Article, signature: Signature) -> set[int]:
        """Keep a signature and its links; returns its text, which is grouped with its copies then."""
        self._database.execute(
            "INSERT INTO duplicate_text (article_id, content_hash, numbers, digest) VALUES (?, ?, ?, ?)",
            (article.id, article.content_hash, signature.numbers, signature.digest),
        )
        kept = self._kept(article.id)
        assert kept is not None  # it was just written
        text_id = kept["id"]
        self._database.execute_many(
            "INSERT INTO duplicate_link VALUES (?, ?)",
            [pair for copy in self._copies(article, signature) for pair in ((text_id, copy), (copy, text_id))],
        )
        self._database.execute_many(
            "INSERT INTO duplicate_band VALUES (?, ?)", [(key, text_id) for key in signature.bands]
        )
        return {text_id}

    def _copies(self, article: Article, signature: Signature) -> list[int]:
        ours = Print.of(article)
        return [
            row["id"]
            for row in self._likely_copies(signature)
            if row["digest"] == signature.digest or self._is_copy(ours, row["article_id"])
        ]

    def _likely_copies(self, signature: Signature) -> list[Row]:
        rows = self._database.query_in(  # 64 bands: one statement, so that no text comes twice
            """SELECT id, article_id, numbers, digest,
                (SELECT count(*) FROM duplicate_link WHERE text_id = id) AS links FROM duplicate_text
            WHERE id IN (SELECT text_id FROM duplicate_band WHERE key IN ({marks}))""",
            signature.bands,
        )
        likely = [row for row in rows if signature.may_match(row["numbers"])]
        if len(likely) <= _MOST_COMPARED:
            return likely
        nearest = nlargest(_MOST_COMPARED, likely, key=lambda row: signature.similarity(row["numbers"]))
        hubs = nlargest(_MOST_COMPARED, likely, key=lambda row: row["links"])
        return list({row["id"]: row for row in (*nearest, *hubs)}.values())

    def _is_copy(self, ours: Print, other_id: str) -> bool:
        other = self._current(other_id)  # gone already where its own update is still to come
        return other is not None and ours.is_copy(Print.of(other))

    def _links(self, text_id: int) -> list[Row]:
        return self._database.query("SELECT other_id FROM duplicate_link WHERE text_id = ?", (text_id,))

    def _regroup(self, touched: set[int]) -> None:
        """Group anew all texts that hang together with these."""
        while touched:
            texts = self._hanging_together(touched.pop())
            touched -= texts.keys()
            copies = {texts[text_id]: {texts[row["other_id"]] for row in self._links(text_id)} for text_id in texts}
            ids = {article_id: text_id for text_id, article_id in texts.items()}
            leads = [(ids[lead], ids[article_id]) for article_id, lead in group(copies).items()]
            self._database.execute_many(
                "UPDATE duplicate_text SET lead_id = ?1 WHERE id = ?2 AND lead_id IS NOT ?1", leads
            )

    def _hanging_together(self, text_id: int) -> dict[int, str]:
        """This text and all that links lead to, with their articles; {} where it is gone."""
        rows = self._database.query(
            """WITH RECURSIVE reached (id) AS (
                SELECT ? UNION SELECT other_id FROM duplicate_link JOIN reached ON text_id = reached.id
            ) SELECT id, article_id FROM duplicate_text JOIN reached USING (id)""",
            (text_id,),
        )
        return {row["id"]: row["article_id"] for row in rows}
