"""The commands about sources: kept, looked at, watched.

Knows nothing of how things are done or printed.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant import terminal
from assistant.cli_options import AsJson, Data, opened, opened_here, show_intake, working

if TYPE_CHECKING:
    from assistant.client.contract import AnyAssistant
    from assistant.collected import Collected

app = typer.Typer(help="Where articles come from: add, list, pause, resume, retry, remove.", no_args_is_help=True)

SourceName = Annotated[str, typer.Argument(metavar="SOURCE", help="An id or address from `assistant sources list`.")]


@app.command("add")
def add_sources(
    addresses: Annotated[
        list[str], typer.Argument(metavar="ADDRESS…", help="A feed, page, sitemap, folder, OPML file or reading list.")
    ],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Keep sources, read them now, and look at them again on their schedule."""
    with working(data, as_json) as (library, progress, stopped):
        intake = library.take_in(addresses, progress, stopped, followed=True)
    show_intake(intake, as_json)


@app.command("list")
def list_sources(data: Data = None, as_json: AsJson = False) -> None:
    """List the sources with their last result, their next look, and what failed."""
    with opened(data, as_json) as library:
        terminal.show_sources(library.sources(), as_json=as_json)


@app.command()
def pause(source: SourceName, data: Data = None, as_json: AsJson = False) -> None:
    """Look at a source no more until it is resumed."""
    _do("paused", source, data, as_json, lambda library, id: library.pause_source(id))


@app.command()
def resume(source: SourceName, data: Data = None, as_json: AsJson = False) -> None:
    """Go on with a source that was paused."""
    _do("resumed", source, data, as_json, lambda library, id: library.resume_source(id))


@app.command("remove")
def remove_source(source: SourceName, data: Data = None, as_json: AsJson = False) -> None:
    """Forget a source; the articles that it gave stay."""
    _do("removed", source, data, as_json, lambda library, id: library.remove_source(id))


@app.command()
def retry(source: SourceName, data: Data = None, as_json: AsJson = False) -> None:
    """Try again what failed in a source, now."""
    with working(data, as_json) as (library, progress, stopped):
        collected = library.retry_source(library.find_source(source).id, progress, stopped)
    _finish([collected], as_json)


def update(
    source: Annotated[
        str | None, typer.Argument(metavar="SOURCE", help="An id or address; default: every source.")
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Look at the sources now, and bring in what is new. Ctrl-C stops; the next update goes on there."""
    with working(data, as_json) as (library, progress, stopped):
        if source is None:
            results = library.update_sources(progress, stopped)
        else:
            results = [library.update_source(library.find_source(source).id, progress, stopped)]
    _finish(results, as_json)


def watch(data: Data = None) -> None:
    """Look at the sources when they are due, and at changed folders within about a second, until Ctrl-C."""
    with opened_here(data, as_json=False) as library, terminal.until_interrupted(library.stop_watching):
        terminal.out.print(f"Watching {len(library.sources()):,} sources (Ctrl-C ends)")
        library.watch(terminal.show_collected)


def _do(
    done: str, source: str, data: Path | None, as_json: bool, change: Callable[["AnyAssistant", str], object]
) -> None:
    """Change the source that is named so, and say what was done."""
    with opened(data, as_json) as library:
        found = library.find_source(source)
        change(library, found.id)
    terminal.show_done(done, found, as_json=as_json)


def _finish(results: list["Collected"], as_json: bool) -> None:
    if as_json:
        terminal.print_json([terminal.collected_json(collected) for collected in results])
    else:
        for collected in results:
            terminal.show_collected(collected)
        if not results:
            terminal.out.print("There is no source to look at. Add one with: assistant sources add ADDRESS")
    skipped = any(collected.report.skipped or collected.stopped for collected in results)
    raise typer.Exit(terminal.SOME_SKIPPED if skipped else terminal.DONE)
