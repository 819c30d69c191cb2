"""The commands about sources: kept, looked at, watched.

Knows nothing of how things are done or printed.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from assistant import terminal, terminal_sources
from assistant.cli_options import AsJson, Data, opened

if TYPE_CHECKING:
    from assistant.collecting import Collected

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
    with (
        opened(data, as_json) as library,
        terminal.update_progress(quiet=as_json) as progress,
        terminal_sources.stoppable() as stopped,
    ):
        intake = library.take_in(addresses, progress, stopped, followed=True)
    terminal_sources.show_intake(intake, as_json=as_json)
    raise typer.Exit(terminal.SOME_SKIPPED if intake.report.skipped else terminal.DONE)


@app.command("list")
def list_sources(data: Data = None, as_json: AsJson = False) -> None:
    """List the sources with their last result, their next look, and what failed."""
    with opened(data, as_json) as library:
        terminal_sources.show_sources(library.sources(), as_json=as_json)


@app.command()
def pause(source: SourceName, data: Data = None, as_json: AsJson = False) -> None:
    """Look at a source no more until it is resumed."""
    with opened(data, as_json) as library:
        found = library.keeper.find(source)
        library.pause_source(found.id)
    terminal_sources.show_done("paused", found, as_json=as_json)


@app.command()
def resume(source: SourceName, data: Data = None, as_json: AsJson = False) -> None:
    """Go on with a source that was paused."""
    with opened(data, as_json) as library:
        found = library.keeper.find(source)
        library.resume_source(found.id)
    terminal_sources.show_done("resumed", found, as_json=as_json)


@app.command("remove")
def remove_source(source: SourceName, data: Data = None, as_json: AsJson = False) -> None:
    """Forget a source; the articles that it gave stay."""
    with opened(data, as_json) as library:
        found = library.keeper.find(source)
        library.remove_source(found.id)
    terminal_sources.show_done("removed", found, as_json=as_json)


@app.command()
def retry(source: SourceName, data: Data = None, as_json: AsJson = False) -> None:
    """Try again what failed in a source, now."""
    with (
        opened(data, as_json) as library,
        terminal.update_progress(quiet=as_json) as progress,
        terminal_sources.stoppable() as stopped,
    ):
        collected = library.retry_source(library.keeper.find(source).id, progress, stopped)
    _finish([collected], as_json)


def update(
    source: Annotated[
        str | None, typer.Argument(metavar="SOURCE", help="An id or address; default: every source.")
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Look at the sources now, and bring in what is new. Ctrl-C stops; the next update goes on there."""
    with (
        opened(data, as_json) as library,
        terminal.update_progress(quiet=as_json) as progress,
        terminal_sources.stoppable() as stopped,
    ):
        if source is None:
            results = list(library.keeper.update_all(progress, stopped))
        else:
            results = [library.update_source(library.keeper.find(source).id, progress, stopped)]
    _finish(results, as_json)


def watch(data: Data = None) -> None:
    """Look at the sources when they are due, and at folders every few seconds, until Ctrl-C."""
    with opened(data, as_json=False) as library, terminal_sources.until_interrupted(library.stop_watching):
        terminal.out.print(f"Watching {len(library.sources()):,} sources (Ctrl-C ends)")
        library.watch(terminal_sources.show_collected)


def _finish(results: list["Collected"], as_json: bool) -> None:
    if as_json:
        terminal.print_json([terminal_sources.collected_json(collected) for collected in results])
    else:
        for collected in results:
            terminal_sources.show_collected(collected)
        if not results:
            terminal.out.print("There is no source to look at. Add one with: assistant sources add ADDRESS")
    skipped = any(collected.report.skipped or collected.stopped for collected in results)
    raise typer.Exit(terminal.SOME_SKIPPED if skipped else terminal.DONE)
