"""The tables of the index: generations, their passages with full text, which version is in which, and kept vectors.

Knows nothing of what is written into them.
"""

from corpus.database import Migration

MIGRATIONS = (
    Migration(
        "index",
        1,
        (
            """CREATE TABLE generation (
                number INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL, is_current INTEGER NOT NULL,
                built_at TEXT NOT NULL
            ) STRICT""",
            """CREATE TABLE passage (
                rowid INTEGER PRIMARY KEY, id TEXT NOT NULL, generation INTEGER NOT NULL REFERENCES generation (number),
                article_id TEXT NOT NULL, version INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
                title TEXT NOT NULL, text TEXT NOT NULL,
                UNIQUE (generation, id)
            ) STRICT""",
            "CREATE INDEX passage_article ON passage (article_id)",
            """CREATE VIRTUAL TABLE passage_words USING fts5 (
                title, text, content = 'passage', content_rowid = 'rowid',
                tokenize = 'porter unicode61 remove_diacritics 2'
            )""",
            """CREATE TRIGGER passage_added AFTER INSERT ON passage BEGIN
                INSERT INTO passage_words (rowid, title, text) VALUES (new.rowid, new.title, new.text);
            END""",
            """CREATE TRIGGER passage_deleted AFTER DELETE ON passage BEGIN
                INSERT INTO passage_words (passage_words, rowid, title, text)
                VALUES ('delete', old.rowid, old.title, old.text);
            END""",
        ),
    ),
    Migration(
        "index",
        2,
        (
            # Which version of an article is in which generation: an article without passages is in it as well.
            """CREATE TABLE indexed_version (
                generation INTEGER NOT NULL REFERENCES generation (number), article_id TEXT NOT NULL,
                version INTEGER NOT NULL, PRIMARY KEY (generation, article_id)
            ) STRICT, WITHOUT ROWID""",
            "CREATE INDEX indexed_version_article ON indexed_version (article_id)",
            """INSERT INTO indexed_version SELECT generation.number, article.id, current_version
            FROM article JOIN generation ON is_current WHERE current_version IS NOT NULL""",
            """CREATE TABLE passage_vector (
                passage INTEGER PRIMARY KEY REFERENCES passage (rowid) ON DELETE CASCADE, vector BLOB NOT NULL
            ) STRICT""",
        ),
    ),
)
