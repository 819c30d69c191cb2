"""The names that articles can be narrowed by, as the library spells them, and those that come near to a wrong one.

Knows nothing of what is done with a name.
"""

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from corpus.database import Database
from corpus.filters import Kind
from corpus.language import language_code
from corpus.normalising import one_line

ANSWERING = """article JOIN version INDEXED BY version_facts ON version.article_id = article.id
    AND version.number = article.current_version"""
# The version that answers, or the newest where none does: retired articles are listed too.
LISTED = """article JOIN version INDEXED BY version_facts ON version.article_id = article.id
    AND version.number = coalesce(article.current_version,
        (SELECT max(number) FROM version AS newest WHERE newest.article_id = article.id))"""
_NAMES: dict[Kind, str] = {
    "outlets": f"SELECT outlet AS name, NULL AS means FROM {LISTED} WHERE outlet IS NOT NULL",
    "authors": f"SELECT value AS name, NULL AS means FROM {LISTED}, json_each(version.authors)",
    "languages": f"SELECT language AS name, NULL AS means FROM {LISTED} WHERE language IS NOT NULL",
    "tags": f"SELECT value AS name, NULL AS means FROM {LISTED}, json_each(version.tags)",
    "articles": "SELECT id AS name, NULL AS means FROM article",
    "sources": """SELECT id AS name, NULL AS means FROM source UNION ALL SELECT address, id FROM source
        UNION ALL SELECT title, id FROM source WHERE title IS NOT NULL""",
}
_NEAREST = 3


def key_of(kind: Kind, name: str) -> str:
    """Equal for names that mean the same: any case and spacing, and any form of a language's code; ids as they are."""
    if kind == "articles":
        return name
    tidy = one_line(name).casefold()
    return (language_code(tidy) or tidy) if kind == "languages" else tidy


class Names:
    """The names of one library."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._read: tuple[int, dict[Kind, dict[str, tuple[str, ...]]]] = (-1, {})

    def spelled(self, kind: Kind, name: str) -> tuple[str, ...]:
        """How articles have this name, the commonest spelling first; of a source, its id; () where nothing has it."""
        return self._all(kind).get(key_of(kind, name), ())

    def all(self, kind: Kind) -> list[str]:
        """Every name, each in its commonest spelling."""
        return [spellings[0] for spellings in self._all(kind).values()]

    def nearest(self, kind: Kind, name: str) -> list[str]:
        """At most three names that `name` may stand for: those that it is a part of, then those spelled alike."""
        known, key = self._all(kind), key_of(kind, name)
        parts = sorted((other for other in known if key and key in other), key=lambda other: (len(other), other))
        alike = get_close_matches(key, known, _NEAREST)
        return [known[near][0] for near in list(dict.fromkeys([*parts, *alike]))[:_NEAREST]]

    def titled(self, article_ids: Collection[str]) -> dict[str, str]:
        """The titles of these articles by id."""
        rows = self._database.query_in(
            "SELECT article_id, title FROM version WHERE article_id IN ({marks}) ORDER BY number", article_ids
        )
        return {row["article_id"]: row["title"] for row in rows}

    def _all(self, kind: Kind) -> dict[str, tuple[str, ...]]:
        """Every name of a kind by its key; read once after each change, which takes 10 to 30 ms of 10,000 articles."""
        changes = self._database.changes
        if self._read[0] != changes:
            self._read = (changes, {})
        names = self._read[1]
        if kind not in names:
            rows = self._database.query(
                f"SELECT name, means, count(*) AS n FROM ({_NAMES[kind]}) GROUP BY name, means ORDER BY n DESC, name"
            )
            names[kind] = _by_key(kind, ((row["name"], row["means"] or row["name"]) for row in rows))
        return names[kind]


def _by_key(kind: Kind, spellings: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for name, means in spellings:
        found.setdefault(key_of(kind, name), {})[means] = None
    return {key: tuple(means) for key, means in found.items()}
