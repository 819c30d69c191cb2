"""The key that a server makes for other programs of its user, beside the tokens of the library; gone when it ends.

Knows nothing of how the key reaches them.
"""

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime

from assistant.access.callers import TokenStore
from assistant.access.scopes import Scope
from assistant.access.tokens import PREFIX, Token

_ID = 0
"""No token of the library has it: they count from 1."""

_SESSION = "local_"


@dataclass(frozen=True, slots=True)
class WithLocalKey:
    """The tokens of a library, and one more that is kept in memory only, as its sessions are, and may do everything."""

    tokens: TokenStore
    secret: str = field(default_factory=lambda: f"{PREFIX}local_{secrets.token_urlsafe(32)}", repr=False)
    since: datetime = field(default_factory=lambda: datetime.now(UTC))
    _sessions: set[str] = field(default_factory=set, repr=False)

    def find(self, written: str) -> Token | None:
        """The token that is written so."""
        if hmac.compare_digest(written.encode(), self.secret.encode()):
            return self._local()
        return self.tokens.find(written)

    def is_valid(self, token_id: int) -> bool:
        """Whether a token is still there."""
        return token_id == _ID or self.tokens.is_valid(token_id)

    def note_use(self, token_id: int) -> None:
        """Remember the day that a token was used on."""
        if token_id != _ID:
            self.tokens.note_use(token_id)

    def begin_session(self, token: Token) -> str:
        """A browser session; gives what its cookie holds."""
        if token.id != _ID:
            return self.tokens.begin_session(token)
        cookie = f"{_SESSION}{secrets.token_urlsafe(32)}"
        self._sessions.add(cookie)
        return cookie

    def of_session(self, cookie: str) -> Token | None:
        """The token behind a session."""
        if not cookie.startswith(_SESSION):
            return self.tokens.of_session(cookie)
        known = [hmac.compare_digest(cookie.encode(), one.encode()) for one in tuple(self._sessions)]
        return self._local() if any(known) else None

    def end_session(self, cookie: str) -> None:
        """Sign out."""
        if cookie in self._sessions:
            self._sessions.discard(cookie)
        else:
            self.tokens.end_session(cookie)

    def _local(self) -> Token:
        return Token(_ID, "the command line", Scope.ADMIN, self.since.isoformat(timespec="seconds"), None)
