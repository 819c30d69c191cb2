"""Who may do what over the network: tokens, and the one gate that every request passes.

Knows nothing of articles or answers. `Scope`, `Access` and `may` are for handlers that decide more finely than their
route; the gate itself is put around the application in `assistant.server`.
"""

from assistant.access.scopes import Access, Scope, may

__all__ = ["Access", "Scope", "may"]
