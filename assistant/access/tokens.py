"""Tokens and the browser sessions that stand on them, in the library's SQLite.

Knows nothing of requests. Only hashes are kept. A plain SHA-256 is right here, and a slow password hash would be waste:
the secrets are 256 random bits, so that there is nothing to guess whatever a guess costs (NIST SP 800-63B, 5.1.2.2,
look-up secrets of 112 bits and more).
"""

import hashlib
import hmac
import re
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from assistant.access.scopes import Scope
from assistant.errors import UsageError
from corpus.database import Database, Migration, Row, Value

MIGRATIONS = (
    Migration(
        "access",
        1,
        (
            """CREATE TABLE access_token (
                id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, scope TEXT NOT NULL,
                hash BLOB NOT NULL, created_at TEXT NOT NULL, used_on TEXT
            ) STRICT""",
            """CREATE TABLE access_session (
                id INTEGER PRIMARY KEY AUTOINCREMENT, hash BLOB NOT NULL, expires_at TEXT NOT NULL,
                token_id INTEGER NOT NULL REFERENCES access_token (id) ON DELETE CASCADE
            ) STRICT""",
        ),
    ),
)
PREFIX = "assistant_"
"""What every token begins with, so that people and secret scanners know one when they see it."""

SESSION_DAYS = 30
MOST_NAME_CHARACTERS = 60
_SECRET_BYTES = 32
_WRITTEN = re.compile(r"([0-9]{1,18})_([A-Za-z0-9_-]{43})")


@dataclass(frozen=True, slots=True)
class Token:
    """One token, without its secret. `created_at` is a UTC ISO instant, `used_on` the last day of use, or None."""

    id: int
    name: str
    scope: Scope
    created_at: str
    used_on: str | None


@dataclass(frozen=True, slots=True)
class Issued:
    """A new token with its secret, which is shown once and kept nowhere."""

    token: Token
    secret: str


class Tokens:
    """The tokens of one library. Every question goes to the file, so that a token revoked elsewhere ends at once."""

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now

    def add(self, name: str, scope: Scope) -> Issued:
        """Make a token. Raises UsageError for a name that is taken, blank, or too long."""
        wanted, secret = _checked_name(name), secrets.token_urlsafe(_SECRET_BYTES)
        with self._database.transaction():
            if self._database.query_one("SELECT id FROM access_token WHERE name = ?", (wanted,)):
                raise UsageError(f"There is a token named {wanted} already. Choose another name, or revoke it first.")
            self._database.execute(
                "INSERT INTO access_token (name, scope, hash, created_at) VALUES (?, ?, ?, ?)",
                (wanted, scope, _hash(secret), self._now().isoformat(timespec="seconds")),
            )
            row = self._database.query_one("SELECT * FROM access_token WHERE name = ?", (wanted,))
        assert row is not None  # it was just written
        return Issued(_token(row), f"{PREFIX}{row['id']}_{secret}")

    def all(self) -> list[Token]:
        """Every token, the oldest first."""
        return [_token(row) for row in self._database.query("SELECT * FROM access_token ORDER BY id")]

    def revoke(self, name: str) -> Token:
        """End a token and the sessions that stand on it. Raises UsageError where there is none of this name."""
        with self._database.transaction():
            row = self._database.query_one("SELECT * FROM access_token WHERE name = ?", (name,))
            if row is None:
                raise UsageError(f"There is no token named {name}. See: assistant tokens list")
            self._database.execute("DELETE FROM access_token WHERE id = ?", (row["id"],))
        return _token(row)

    def find(self, written: str) -> Token | None:
        """The token that is written so, or None for one that is wrong or revoked."""
        prefixed = written.startswith(PREFIX)
        return self._look_up("SELECT * FROM access_token WHERE id = ?", written[len(PREFIX) :]) if prefixed else None

    def is_valid(self, token_id: int) -> bool:
        """Whether a token is still there."""
        return self._database.query_one("SELECT id FROM access_token WHERE id = ?", (token_id,)) is not None

    def note_use(self, token_id: int) -> None:
        """Remember the day that a token was used on; no more than that, so that it tells nobody's habits."""
        today = self._now().date().isoformat()
        self._database.execute("UPDATE access_token SET used_on = ? WHERE id = ?", (today, token_id))

    def begin_session(self, token: Token) -> str:
        """A browser session that lasts as long as its token, `SESSION_DAYS` at most; gives what the cookie holds."""
        secret, now = secrets.token_urlsafe(_SECRET_BYTES), self._now()
        with self._database.transaction():
            self._database.execute("DELETE FROM access_session WHERE expires_at < ?", (_instant(now),))
            self._database.execute(
                "INSERT INTO access_session (hash, expires_at, token_id) VALUES (?, ?, ?)",
                (_hash(secret), _instant(now + timedelta(days=SESSION_DAYS)), token.id),
            )
            row = self._database.query_one("SELECT max(id) AS id FROM access_session")
        assert row is not None  # it was just written
        return f"{row['id']}_{secret}"

    def of_session(self, cookie: str) -> Token | None:
        """The token behind a session, or None for one that is wrong, over, or whose token was revoked."""
        return self._look_up(
            """SELECT token.id, name, scope, created_at, used_on, session.hash FROM access_session AS session
            JOIN access_token AS token ON token.id = token_id WHERE session.id = ? AND expires_at > ?""",
            cookie,
            (_instant(self._now()),),
        )

    def end_session(self, cookie: str) -> None:
        """Sign out. A session that is over already is no error."""
        if self.of_session(cookie):
            self._database.execute("DELETE FROM access_session WHERE id = ?", (int(cookie.partition("_")[0]),))

    def _look_up(self, sql: str, written: str, more: tuple[Value, ...] = ()) -> Token | None:
        """By its number, which is no secret; the secret is then compared in constant time."""
        parts = _WRITTEN.fullmatch(written)
        row = self._database.query_one(sql, (int(parts[1]), *more)) if parts else None
        if parts is None or row is None or not hmac.compare_digest(row["hash"], _hash(parts[2])):
            return None
        return _token(row)


def _checked_name(name: str) -> str:
    wanted = name.strip()
    if not wanted or len(wanted) > MOST_NAME_CHARACTERS or any(unicodedata.category(c)[0] == "C" for c in wanted):
        raise UsageError(f"A token's name has 1 to {MOST_NAME_CHARACTERS} characters that can be seen.")
    return wanted


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("ascii")).digest()


def _instant(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _token(row: Row) -> Token:
    return Token(row["id"], row["name"], Scope(row["scope"]), row["created_at"], row["used_on"])
