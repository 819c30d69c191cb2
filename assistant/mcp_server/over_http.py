"""The protocol over HTTP, at `/mcp` of the same application: stateless, one JSON reply for each request.

Host, origin, tokens and limits are the gate's, which stands around the whole application. Knows nothing of tools.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from assistant.mcp_server.cancelling import Cancelling
from assistant.mcp_server.server import build_server
from assistant.mcp_server.tools import Served

PATH = "/mcp"


class _Endpoint:
    """Hands requests to whatever serves while the application runs; each run of it has a new one."""

    def __init__(self, cancelling: Cancelling) -> None:
        self.manager: StreamableHTTPSessionManager | None = None
        self._cancelling = cancelling

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.manager is not None  # an application is started before it is asked
        await self._cancelling.handle(self.manager.handle_request, scope, receive, send)


def mount(app: FastAPI, library: Served, *, may_add: bool = False) -> None:
    """Answer at `/mcp` while the application runs; call it before whatever takes all paths."""
    cancelling = Cancelling()
    server, endpoint = build_server(library, may_add=may_add, cancelling=cancelling), _Endpoint(cancelling)
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(running: FastAPI) -> AsyncIterator[Any]:
        # Its own check of Host and Origin knows only loopback names with a port; the gate's knows the settings.
        endpoint.manager = StreamableHTTPSessionManager(server, json_response=True, stateless=True)
        async with endpoint.manager.run(), inner(running) as state:
            yield state

    app.router.lifespan_context = lifespan
    # Only POST: without sessions there is nothing to listen to (GET) and nothing to end (DELETE).
    app.router.routes.append(Route(PATH, endpoint, methods=["POST"], include_in_schema=False))
