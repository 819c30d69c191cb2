"""The command about language models.

Knows nothing of how they are looked at or printed. It opens no library, so that it works beside a running server.
"""

from typing import Annotated

import typer

import assistant
from assistant import terminal
from assistant.cli_options import AsJson
from assistant.terminal.models import show_models


def models(
    try_it: Annotated[
        bool, typer.Option("--try", help="Have the model that is set write a sentence, and take the time.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show the language model that is set, and those on this machine that could be."""
    with terminal.errors_explained(as_json=as_json):
        report = assistant.look_at_models(try_it=try_it)
    show_models(report, as_json=as_json)
    if report.problem:
        raise typer.Exit(terminal.BROKEN if report.trial else terminal.WRONG_USE)
