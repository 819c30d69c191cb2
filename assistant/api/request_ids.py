"""The id of a request: the one that came with it in `X-Request-Id` where it is fit for a log, else a new one.

Knows nothing of logs and responses.
"""

import re
import uuid
from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers

HEADER = "X-Request-Id"
_FIT = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_KEY = "request_id"


def request_id_of(scope: MutableMapping[str, Any]) -> str:
    """The id of the request with this ASGI scope; made when it is first asked for, and the same from then on."""
    state = scope.setdefault("state", {})
    if _KEY not in state:
        given = Headers(scope=scope).get(HEADER, "")
        state[_KEY] = given if _FIT.fullmatch(given) else uuid.uuid4().hex
    return str(state[_KEY])
