"""How far a long command is, on stderr.

Knows nothing of what is done.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from assistant.terminal.printing import err

if TYPE_CHECKING:
    from index.progress import UpdateProgress


@contextmanager
def update_progress(*, quiet: bool) -> Iterator[Callable[["UpdateProgress"], None]]:
    """A progress bar on stderr with passages a second and the time left; none where `quiet` or nothing is to do."""
    columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn()
    bar = Progress(*columns, console=err, transient=True)
    begun: dict[str, float] = {}
    task = bar.add_task("Reading articles", total=None)

    def show(progress: "UpdateProgress") -> None:
        since = begun.setdefault(progress.stage, time.monotonic())
        if progress.stage == "reading":
            bar.update(task, description=f"Read {progress.articles:,} articles")
        else:
            rate = progress.passages / max(time.monotonic() - since, 0.1)
            text = f"Indexed {progress.passages:,} passages ({rate:,.0f}/s)"
            bar.update(task, description=text, completed=progress.characters, total=progress.characters_total)

    if quiet:
        yield lambda progress: None
        return
    with bar:
        yield show


@contextmanager
def evaluation_progress(
    *, quiet: bool
) -> Iterator[tuple[Callable[["UpdateProgress"], None], Callable[[int, int], None]]]:
    """Progress of indexing, then of asking."""
    with update_progress(quiet=quiet) as progress:

        def asking(done: int, total: int) -> None:
            if not quiet and (done % 20 == 0 or done == total):
                err.print(f"Asked {done} of {total} questions")

        yield progress, asking
