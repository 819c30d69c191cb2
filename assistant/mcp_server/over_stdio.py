"""The protocol over the standard streams of a process that an agent started.

Knows nothing of tools.
"""

import anyio
from mcp.server.stdio import stdio_server

from assistant.mcp_server.server import build_server
from assistant.mcp_server.tools import Served


def serve_stdio(library: Served, *, may_add: bool = False) -> None:
    """Answer until the streams are closed; nothing else may be written to them meanwhile."""
    anyio.run(_serve, library, may_add)


async def _serve(library: Served, may_add: bool) -> None:
    server = build_server(library, may_add=may_add)
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())
