"""The tables of conversations and their turns in the library file.

`searched` is what a search reads: the words of a title or a turn, in one case. Nothing refers to articles, so that
a conversation stays readable when an article that it cites is deleted.
"""

from corpus.database import Migration

MIGRATIONS = (
    Migration(
        "conversations",
        1,
        (
            """CREATE TABLE conversation (
                id TEXT PRIMARY KEY, title TEXT NOT NULL, searched TEXT NOT NULL, created_at TEXT NOT NULL,
                updated_at TEXT NOT NULL
            ) STRICT""",
            "CREATE INDEX conversation_by_time ON conversation (updated_at)",
            """CREATE TABLE turn (
                id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
                number INTEGER NOT NULL, question TEXT NOT NULL, asked_on TEXT, answered_at TEXT NOT NULL,
                answer TEXT NOT NULL, searched TEXT NOT NULL,
                good INTEGER, reason TEXT, rated_at TEXT,
                UNIQUE (conversation_id, number)
            ) STRICT""",
        ),
    ),
)
