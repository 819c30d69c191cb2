"""Recognises a caller by token or session.

Knows nothing of what callers want. One decision for every transport: a header or a cookie, nothing else.
"""

import logging
import time
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Protocol

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers

from assistant.access.denial import NO_TOKEN, WRONG_TOKEN, Denial
from assistant.access.origin import was_forwarded
from assistant.access.scopes import THIS_MACHINE, Access
from assistant.access.tokens import PREFIX, Token
from corpus.errors import DatabaseError

COOKIE = "assistant_session"
NOTED_EVERY_S = 3600.0
_log = logging.getLogger(__name__)


class TokenStore(Protocol):
    """Where tokens and sessions are looked up; `assistant.access.tokens.Tokens` is one."""

    def find(self, written: str) -> Token | None:
        """The token that is written so."""
        ...

    def is_valid(self, token_id: int) -> bool:
        """Whether a token is still there."""
        ...

    def note_use(self, token_id: int) -> None:
        """Remember the day that a token was used on."""
        ...

    def begin_session(self, token: Token) -> str:
        """A browser session; gives what its cookie holds."""
        ...

    def of_session(self, cookie: str) -> Token | None:
        """The token behind a session."""
        ...

    def end_session(self, cookie: str) -> None:
        """Sign out."""
        ...


class NoTokens:
    """A store without tokens, for a server that this machine alone reaches."""

    def find(self, written: str) -> Token | None:
        """None."""
        return None

    def is_valid(self, token_id: int) -> bool:
        """False."""
        return False

    def note_use(self, token_id: int) -> None:
        """There is nothing to remember."""

    def begin_session(self, token: Token) -> str:
        """Never called, as there is no token."""
        raise NotImplementedError

    def of_session(self, cookie: str) -> Token | None:
        """None."""
        return None

    def end_session(self, cookie: str) -> None:
        """There is nothing to end."""


@dataclass(frozen=True, slots=True)
class Callers:
    """Who calls. With `token_required`, or through a proxy, nobody is let in without a token."""

    tokens: TokenStore
    token_required: bool
    _noted: dict[int, float] = field(default_factory=dict)

    def recognise(self, headers: Headers) -> Access | Denial:
        """What the caller may do, or why nothing.

        A token that is presented is checked, also where none is needed: one that was revoked must not work again, and
        one for asking must not delete. Where none is needed, what does not look like a token of ours counts as none:
        many clients cannot be told to send no key.
        """
        written, cookie = _bearer(headers), session_cookie(headers)
        is_checked = written is not None and (self.token_required or written.startswith(PREFIX))
        if written is not None and is_checked:
            return _access(self.tokens.find(written)) or WRONG_TOKEN
        token = self.tokens.of_session(cookie) if cookie else None
        if token:
            return Access(token.name, token.scope, token.id)
        return NO_TOKEN if self.token_required or was_forwarded(headers) else THIS_MACHINE

    def still_may(self, access: Access) -> bool:
        """Whether what was decided still holds; asked again while a long response is on its way."""
        return access.token_id is None or self.tokens.is_valid(access.token_id)

    async def note_use(self, access: Access) -> None:
        """Remember that a token was used, seldom enough that it costs nothing."""
        now = time.monotonic()
        if access.token_id is None or self._noted.get(access.token_id, -NOTED_EVERY_S) > now - NOTED_EVERY_S:
            return
        self._noted[access.token_id] = now
        try:
            await run_in_threadpool(self.tokens.note_use, access.token_id)
        except DatabaseError as error:  # a full disk, say: whoever asks is answered all the same
            _log.warning("That a token was used could not be noted: %s", error)


def session_cookie(headers: Headers) -> str | None:
    """What the cookie of a browser session holds."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return None
    return found.value if found else None


def _bearer(headers: Headers) -> str | None:
    """The token in the one `Authorization` header; "" where that is something else, which no token is."""
    sent = headers.getlist("authorization")
    if not sent:
        return None
    scheme, _, written = sent[0].partition(" ")
    return written.strip() if len(sent) == 1 and scheme.lower() == "bearer" else ""


def _access(token: Token | None) -> Access | None:
    return Access(token.name, token.scope, token.id) if token else None
