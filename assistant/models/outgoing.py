"""What goes out to a model server: to one origin, through no redirect, with no header that the protocol does not need.

Client libraries of providers take headers, keys and addresses from variables of their own, and follow redirects with
keys in headers that HTTP clients do not know for keys. Each request passes here last. Knows nothing of providers.
"""

from collections.abc import MutableMapping
from typing import Any, Protocol

from assistant.errors import ModelUnavailableError
from assistant.models.address import is_local, origin
from assistant.models.choice import ModelChoice
from assistant.models.failure import CodedError

CONNECT_S = 5.0
# Nobody is asked for long after the limit for the first words; whoever calls keeps the limit itself.
_AFTER_S = 5.0
_SENT = frozenset(
    (
        "accept",
        "accept-encoding",
        "anthropic-version",
        "connection",
        "content-length",
        "content-type",
        "host",
        "user-agent",
        "x-stainless-raw-response",  # says nothing, and is how Anthropic's library tells its own calls apart
    )
)
_KEYS = frozenset(("authorization", "x-api-key", "x-goog-api-key"))


class Request(Protocol):
    """A request of httpx or httpx2, which are alike."""

    @property
    def url(self) -> object:
        """Where it goes."""
        ...

    @property
    def headers(self) -> MutableMapping[str, str]:
        """Its headers, names in any case."""
        ...


class Response(Protocol):
    """A response of either."""

    @property
    def status_code(self) -> int:
        """Of HTTP."""
        ...

    @property
    def headers(self) -> MutableMapping[str, str]:
        """Its headers, names in any case."""
        ...

    def raise_for_status(self) -> object:
        """Raise for anything but success."""
        ...


class Outgoing:
    """Checks what goes out to the server of one model."""

    def __init__(self, choice: ModelChoice) -> None:
        self._origin = origin(choice.address)
        self._key = choice.key
        # A proxy passes https on unread; anything else it would read, with the key and the articles.
        self._proxies = self._origin[0] == "https" and not is_local(choice.address)
        self.read_s = choice.timeout_s + _AFTER_S

    def options(self) -> dict[str, Any]:
        """Arguments for an HTTP client that waits."""
        return self._common() | {"event_hooks": {"request": [self.check], "response": [_refuse]}}

    def options_async(self) -> dict[str, Any]:
        """The same for one that is awaited."""

        async def check(request: Request) -> None:
            self.check(request)

        async def refuse(response: Response) -> None:
            _refuse(response)

        return self._common() | {"event_hooks": {"request": [check], "response": [refuse]}}

    def check(self, request: Request) -> None:
        """Take what is not needed off a request. Raises ModelUnavailableError where it would go elsewhere."""
        if origin(str(request.url)) != self._origin:
            raise ModelUnavailableError("The model's server was to be asked at another address than the one set.")
        for name in list(request.headers):
            if name.lower() not in _SENT and not self._is_our_key(name, request.headers[name]):
                del request.headers[name]
        # A kept connection would belong to the event loop of one call, and be dead or foreign at the next.
        request.headers["connection"] = "close"
        # The limit of bytes is for those on the wire; a few of them, unpacked, could fill the memory.
        request.headers["accept-encoding"] = "identity"

    def _is_our_key(self, name: str, value: str) -> bool:
        return (
            name.lower() in _KEYS
            and self._key is not None
            and value.removeprefix("Bearer ") == self._key.get_secret_value()
        )

    def _common(self) -> dict[str, Any]:
        return {
            "follow_redirects": False,
            "trust_env": self._proxies,
            "timeout": (CONNECT_S, self.read_s, self.read_s, CONNECT_S),
        }


def _refuse(response: Response) -> None:
    """A body that is coded, before it is read; and a redirect, since not every library takes it for an error."""
    if response.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise CodedError
    if 300 <= response.status_code < 400:
        response.raise_for_status()
