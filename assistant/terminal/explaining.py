"""What went wrong, said on stderr, and the exit code for it.

Knows nothing of what was tried.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from assistant.errors import AssistantError, ConversationNotFoundError, HeldError, TurnNotFoundError, UsageError
from assistant.terminal.printing import err, plain, print_json
from corpus.errors import ArticleNotFoundError, CorpusError, SourceNotFoundError
from index.errors import IndexingError

_NOT_FOUND = (ArticleNotFoundError, SourceNotFoundError, ConversationNotFoundError, TurnNotFoundError)
DONE, SOME_SKIPPED, WRONG_USE, REFUSED, HELD, BROKEN = range(6)


@contextmanager
def errors_explained(*, as_json: bool) -> Iterator[None]:
    """Turn what went wrong into a message on stderr and the exit code."""
    try:
        yield
    except (CorpusError, IndexingError, AssistantError) as error:
        _show_error(error, str(error), as_json=as_json)
        raise typer.Exit(_exit_code(error)) from error
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:  # the one broad handler of this door: whatever broke must not look like an answer
        message = f"{type(error).__name__}: {error}. This is a fault of the program; the library is as it was."
        _show_error(error, message, as_json=as_json)
        raise typer.Exit(BROKEN) from error


@contextmanager
def wrong_use_explained() -> Iterator[None]:
    """Say what is wrong with one question of a chat, and let the chat go on."""
    try:
        yield
    except UsageError as error:
        err.print(f"[bold red]Error:[/] {plain(str(error))}")


def _show_error(error: Exception, message: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"error": {"code": type(error).__name__, "message": message}})
    err.print(f"[bold red]Error:[/] {plain(message)}")


def _exit_code(error: Exception) -> int:
    if isinstance(error, HeldError):
        return HELD
    return WRONG_USE if isinstance(error, (UsageError, *_NOT_FOUND)) else BROKEN
