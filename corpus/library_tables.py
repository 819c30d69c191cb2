"""The tables of articles and their versions, and how an article becomes a row and a row an article.

Knows nothing of when anything is read or written.
"""

import json
from collections.abc import Sequence

from corpus.article import Article, Publication
from corpus.database import Migration, Row

MIGRATIONS = (
    Migration(
        "library",
        1,
        (
            """CREATE TABLE article (
                id TEXT PRIMARY KEY, current_version INTEGER, added_at TEXT NOT NULL
            ) STRICT""",
            """CREATE TABLE version (
                article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE, number INTEGER NOT NULL,
                title TEXT NOT NULL, text TEXT NOT NULL, url TEXT, outlet TEXT, authors TEXT NOT NULL,
                published TEXT, published_original TEXT, language TEXT,
                content_hash TEXT NOT NULL, added_at TEXT NOT NULL,
                PRIMARY KEY (article_id, number)
            ) STRICT""",
        ),
    ),
    Migration(
        "library",
        2,
        (
            "ALTER TABLE article ADD COLUMN retired_at TEXT",
            "ALTER TABLE version ADD COLUMN modified TEXT",
            "ALTER TABLE version ADD COLUMN modified_original TEXT",
        ),
    ),
    Migration(
        "library",
        3,
        (
            "ALTER TABLE version ADD COLUMN tags TEXT NOT NULL DEFAULT '[]'",
            # What articles are filtered and counted by, without a look at their texts: 10,000 in 10 ms, not in 100.
            """CREATE INDEX version_facts ON version
                (article_id, number, outlet, language, published, authors, tags)""",
        ),
    ),
)
VERSION_COLUMNS = """version.article_id, version.number, version.title, version.text, version.url, version.outlet,
    version.authors, version.published, version.published_original, version.language, version.modified,
    version.modified_original, version.added_at, version.tags"""
"""What `article_of` and a version need, for a SELECT."""


def version_row(article: Article, number: int, added_at: str) -> tuple[str | int | None, ...]:
    """A version in the order of its table's columns."""
    published, modified = article.published, article.modified
    return (
        article.id,
        number,
        article.title,
        article.text,
        article.url,
        article.outlet,
        listed(article.authors),
        published.iso if published else None,
        published.original if published else None,
        article.language,
        article.content_hash,
        added_at,
        modified.iso if modified else None,
        modified.original if modified else None,
        listed(article.tags),
    )


def listed(words: Sequence[str]) -> str:
    """Authors or tags, as their column holds them."""
    return json.dumps(words, ensure_ascii=False)


def article_of(row: Row) -> Article:
    """The article as it was in a version."""
    return Article(
        id=row["article_id"],
        title=row["title"],
        text=row["text"],
        url=row["url"],
        outlet=row["outlet"],
        authors=tuple(json.loads(row["authors"])),
        published=_publication(row["published"], row["published_original"]),
        language=row["language"],
        modified=_publication(row["modified"], row["modified_original"]),
        tags=tuple(json.loads(row["tags"])),
    )


def _publication(iso: str | None, original: str | None) -> Publication | None:
    return Publication.from_iso(iso, original) if iso else None
