"""What commands have in common: their options, the library that they open, and how taking something in ends.

Knows no command.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

import assistant
from assistant import terminal

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.client.contract import AnyAssistant
    from assistant.intake import Intake
    from index.progress import Progress

Data = Annotated[
    Path | None,
    typer.Option(
        "--data", metavar="DIR", help="The data directory. Default: ASSISTANT_DATA, else your user data folder."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Explain = Annotated[
    bool, typer.Option("--explain", help="Say how the answer came about: who worded it, tokens, stages.")
]
Mode = Annotated[
    Literal["quoting", "writing"] | None,
    typer.Option(
        "--mode", help="The articles' own words, or a language model's, each sentence checked. Default: as is set up."
    ),
]


@contextmanager
def opened(data: Path | None, as_json: bool) -> Iterator["AnyAssistant"]:
    """The open library, through the server that has it where one does.

    What goes wrong on the way or inside is explained and becomes the exit code.
    """
    with terminal.errors_explained(as_json=as_json):
        with terminal.update_progress(quiet=as_json) as progress:
            library = assistant.connect(data, progress=progress)
        with library:
            yield library


@contextmanager
def opened_here(data: Path | None, as_json: bool, *, sample: bool = False) -> Iterator["Assistant"]:
    """The library opened in this process; the same for what goes wrong."""
    with terminal.errors_explained(as_json=as_json):
        with terminal.update_progress(quiet=as_json) as progress:
            library = (assistant.open_sample if sample else assistant.open_assistant)(data, progress=progress)
        with library:
            yield library


@contextmanager
def working(data: Path | None, as_json: bool) -> Iterator[tuple["AnyAssistant", "Progress", Callable[[], bool]]]:
    """The open library, where to tell progress, and whether Ctrl-C asked to stop."""
    with (
        opened(data, as_json) as library,
        terminal.update_progress(quiet=as_json) as progress,
        terminal.stoppable() as stopped,
    ):
        yield library, progress, stopped


def show_intake(intake: "Intake", as_json: bool) -> None:
    """Say what came in, and end with the exit code for it."""
    terminal.show_intake(intake, as_json=as_json)
    raise typer.Exit(terminal.SOME_SKIPPED if intake.report.skipped else terminal.DONE)
