"""What commands have in common: their options, and the library that they open.

Knows no command.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import assistant
from assistant import terminal

if TYPE_CHECKING:
    from assistant.assistant import Assistant

Data = Annotated[
    Path | None,
    typer.Option(
        "--data", metavar="DIR", help="The data directory. Default: ASSISTANT_DATA, else your user data folder."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


@contextmanager
def opened(data: Path | None, as_json: bool, *, sample: bool = False) -> Iterator["Assistant"]:
    """The open library; what goes wrong on the way or inside is explained and becomes the exit code."""
    with terminal.errors_explained(as_json=as_json):
        with terminal.update_progress(quiet=as_json) as progress:
            library = (assistant.open_sample if sample else assistant.open_assistant)(data, progress=progress)
        with library:
            yield library
