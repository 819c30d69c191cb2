"""The command that agents start: the Model Context Protocol over this process's standard streams.

Knows nothing of the protocol. Nothing may be printed here but by the protocol itself.
"""

from typing import Annotated

import typer

import assistant
from assistant.cli_options import Data, opened


def mcp(
    add: Annotated[bool, typer.Option("--add", help="Let the agent add articles; else it can only read.")] = False,
    data: Data = None,
) -> None:
    """Serve the library to an agent over stdio (Model Context Protocol)."""
    with opened(data, as_json=False) as library:
        assistant.serve_stdio(library, may_add=add)
