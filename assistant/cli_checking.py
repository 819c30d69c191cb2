"""The command that checks a text against the articles, sentence by sentence.

Knows nothing of how things are done or printed.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant import terminal
from assistant.cli_options import AsJson, Data, opened
from assistant.errors import UsageError

_STDIN = "-"


def check(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text file, or - for what is piped in.")],
    article: Annotated[
        list[str] | None,
        typer.Option("--article", metavar="ARTICLE", help="Against this article, by its id; default: the library."),
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Say of each sentence of a text whether the articles support it. 1 where one is not supported, or nothing is."""
    with opened(data, as_json) as library:
        report = library.check(_read(file), articles=article or ())
    terminal.show_check(report, as_json=as_json)
    raise typer.Exit(terminal.DONE if report.supported else terminal.SOME_SKIPPED)


def _read(file: str) -> str:
    """The text. Raises UsageError where it cannot be read."""
    try:
        found = sys.stdin.buffer.read() if file == _STDIN else Path(file).read_bytes()
        return found.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is no text in UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise UsageError(
            f"{file} cannot be read: {reason}. Name a text file, or - to read what is piped in."
        ) from error
