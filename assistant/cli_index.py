"""The commands about the index and the library as a whole: rebuild, verify, compact, backup, restore.

Knows nothing of how things are done or printed.
"""

from pathlib import Path
from typing import Annotated

import typer

import assistant
from assistant import terminal
from assistant.cli_options import AsJson, Data, opened

app = typer.Typer(help="The index behind the answers: rebuild, verify, compact.", no_args_is_help=True)


@app.command()
def rebuild(data: Data = None, as_json: AsJson = False) -> None:
    """Build the index anew from the library."""
    with opened(data, as_json) as library, terminal.update_progress(quiet=as_json) as progress:
        library.rebuild_index(progress)
        state = library.index_state()
    terminal.show_index(state, as_json=as_json)


@app.command()
def verify(data: Data = None, as_json: AsJson = False) -> None:
    """Look for what does not agree between library and index, and repair it."""
    with opened(data, as_json) as library, terminal.update_progress(quiet=as_json) as progress:
        verification = library.verify_index(progress)
    terminal.show_verification(verification, as_json=as_json)
    raise typer.Exit(terminal.DONE if verification.sound else terminal.BROKEN)


@app.command()
def compact(data: Data = None, as_json: AsJson = False) -> None:
    """Give back the room of what was deleted: its bytes are nowhere on the disk afterwards."""
    with opened(data, as_json) as library, terminal.update_progress(quiet=as_json) as progress:
        library.compact(progress)
        state = library.index_state()
    terminal.show_index(state, as_json=as_json)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; an older one is replaced.")],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Write the whole library into one file, also while it is in use."""
    with terminal.errors_explained(as_json=as_json):
        manifest = assistant.back_up_library(file, data)
    terminal.show_backup(manifest, str(file), as_json=as_json)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `assistant backup` wrote.")],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Put a library from its backup in place; what is there is moved aside and never deleted."""
    with terminal.errors_explained(as_json=as_json):
        restored = assistant.restore_library(file, data)
    terminal.show_restored(restored, as_json=as_json)
