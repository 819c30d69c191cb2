"""What a door needs of a caller and takes from one.

Knows nothing of which doors there are.
"""

from dataclasses import dataclass
from typing import Literal

from assistant.access.scopes import Scope

JSON = "application/json"
MULTIPART = "multipart/form-data"
OPEN: Literal["open"] = "open"
CLOSED: Literal["closed"] = "closed"
Needs = Scope | Literal["open", "closed"]
"""A scope; or open to everybody; or closed to everybody."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a door needs, and the media types it takes. `page`: people open it, also by a link from elsewhere.

    `asset`: it is the same for everybody, may be kept by the browser, and counts towards no limit. `full_is_busy`: it
    says 503 where its own queue is full.
    """

    needs: Needs
    accepts: tuple[str, ...] = (JSON,)
    page: bool = False
    asset: bool = False
    full_is_busy: bool = False
