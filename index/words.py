"""Finds passages by their words, with FTS5 and bm25(), over stems.

Knows nothing of vectors. The table itself belongs to the ledger, whose passages it follows.
"""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass

from corpus.database import Database
from corpus.errors import DatabaseError

# Words that nearly every passage holds: they cost time and rank nothing.
STOP_WORDS = frozenset(
    """a an the of in on at to for from by with and or is was were are be been being has have had do does did will would
    can could may might this that these those which who whom whose what when where why how it its he she they his her
    their as not no s t""".split()
)


@dataclass(frozen=True, slots=True)
class WordHit:
    """One passage that shares words with the query; `score` is bm25, higher is better."""

    passage_id: str
    score: float


class WordSearch:
    """Full-text search over the passages of the current generation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def search(
        self,
        query: str,
        top_k: int,
        without_articles: Collection[str] = (),
        among_articles: Collection[str] | None = None,
    ) -> list[WordHit]:
        """Passages that hold any word of the query, best first; a query without a word gives [].

        Of `among_articles` only, where they are given.
        """
        match = match_expression(query)
        if not match:
            return []
        hidden = sorted(without_articles)
        marks = ",".join("?" * len(hidden))
        among = "" if among_articles is None else "AND passage.article_id IN (SELECT value FROM json_each(?))"
        listed = [] if among_articles is None else [json.dumps(sorted(among_articles))]
        rows = self._database.query(
            f"""SELECT passage.id, -bm25(passage_words) AS score
            FROM passage_words JOIN passage ON passage.rowid = passage_words.rowid
            WHERE passage_words MATCH ? AND passage.article_id NOT IN ({marks}) {among}
            AND passage.generation = (SELECT number FROM generation WHERE is_current)
            ORDER BY score DESC, passage.id LIMIT ?""",
            (match, *hidden, *listed, top_k),
        )
        return [WordHit(row["id"], row["score"]) for row in rows]

    def optimise(self) -> None:
        """Write the full text anew without the words of deleted passages."""
        self._database.execute("INSERT INTO passage_words (passage_words) VALUES ('optimize')")

    def rebuild(self) -> None:
        """Make the full text again from the passages."""
        self._database.execute("INSERT INTO passage_words (passage_words) VALUES ('rebuild')")

    def agree(self) -> bool:
        """Whether the full text holds what the passages say; reads all of both."""
        try:
            self._database.execute("INSERT INTO passage_words (passage_words, rank) VALUES ('integrity-check', 1)")
        except DatabaseError:
            return False
        return True


def words_of(text: str) -> list[str]:
    """The lower-case words of a text, in order."""
    return re.findall(r"\w+", text.lower())


def match_expression(query: str) -> str:
    """Every word of the query, quoted and joined by OR: nothing that a user types is FTS5 syntax."""
    words = dict.fromkeys(words_of(query))
    telling = [word for word in words if word not in STOP_WORDS]
    return " OR ".join(f'"{word}"' for word in telling or words)
