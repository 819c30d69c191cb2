"""What a caller may do: ask, write or administer, each including the one before.

Knows nothing of how a caller is recognised.
"""

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """How much a caller may do, the least first; each includes those before it."""

    ASK = "ask"
    WRITE = "write"
    ADMIN = "admin"

    def covers(self, needed: "Scope") -> bool:
        """Whether this is enough where `needed` is asked for."""
        order = list(Scope)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class Access:
    """What the gate decided for one request. No `scope` is nobody's; no `token_id` is where none was needed."""

    name: str
    scope: Scope | None
    token_id: int | None = None

    def may(self, needed: Scope) -> bool:
        """Whether it is enough for what needs this scope."""
        return self.scope is not None and self.scope.covers(needed)


THIS_MACHINE = Access("this machine", Scope.ADMIN)
"""Whoever is at this machine, where the server listens to nobody else and no token is asked for."""

STRANGER = Access("a stranger", None)
"""Whoever shows nothing; gets what is open to everybody."""

STATE_KEY = "access"


def access_of(request: object) -> Access | None:
    """The gate's decision for this request; None for one that never passed the gate.

    Gradio hands its events a wrapper of the request, and its server functions the request itself (gradio 6.31).
    """
    scope = getattr(getattr(request, "request", None) or request, "scope", {})
    found = scope.get("state", {}).get(STATE_KEY)
    return found if isinstance(found, Access) else None


def signed_in_as(request: object) -> str:
    """The name of the token that the caller has signed in with; empty for one who did not."""
    access = access_of(request)
    return access.name if access and access.token_id is not None else ""


def may(request: object, needed: Scope) -> bool:
    """Whether the caller of this request may do what needs this scope; never where the gate was not passed."""
    access = access_of(request)
    return access is not None and access.may(needed)
