"""The command line: one command for each thing a reader does with a library.

Knows nothing of how things are done or printed. Exit codes: 0 done, 1 done with some items skipped, 2 wrong use, 3 the
articles do not say, 4 another process holds the library, 5 something broke.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import assistant
from assistant import terminal

if TYPE_CHECKING:
    from assistant.assistant import Assistant

app = typer.Typer(
    name="assistant",
    help="Ask a library of articles. Every sentence of an answer carries a quote that you can open.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Data = Annotated[
    Path | None,
    typer.Option(
        "--data", metavar="DIR", help="The data directory. Default: ASSISTANT_DATA, else your user data folder."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
ArticleId = Annotated[str, typer.Argument(metavar="ARTICLE", help="An id as `assistant articles` lists it.")]


@app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files, folders and archives.")],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Bring articles into the library: text, Markdown, HTML, PDF, DOCX, EPUB, JSONL, folders and zips of them."""
    with _opened(data, as_json) as library, terminal.update_progress(quiet=as_json) as progress:
        report = library.add(paths, progress)
    terminal.show_report(report, as_json=as_json)
    raise typer.Exit(terminal.SOME_SKIPPED if report.skipped else terminal.DONE)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotation marks.")],
    asked_on: Annotated[
        datetime | None,
        typer.Option("--asked-on", formats=["%Y-%m-%d"], help="The day it is asked on; default: today."),
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Answer one question, with quotes."""
    with _opened(data, as_json) as library:
        answer = library.ask(question, asked_on=asked_on.date() if asked_on else None)
    terminal.show_answer(answer, as_json=as_json)
    raise typer.Exit(terminal.REFUSED if answer.refusal else terminal.DONE)


@app.command()
def chat(data: Data = None, as_json: AsJson = False) -> None:
    """Ask one question after another. An empty line or Ctrl-D ends."""
    with _opened(data, as_json) as library:
        terminal.greet(library.status(), as_json=as_json)
        for question in terminal.questions(quiet=as_json):
            with terminal.wrong_use_explained():
                terminal.show_answer(library.ask(question), as_json=as_json)


@app.command()
def articles(data: Data = None, as_json: AsJson = False) -> None:
    """List the articles, newest first."""
    with _opened(data, as_json) as library:
        terminal.show_articles(list(library.articles()), as_json=as_json)


@app.command()
def show(
    article: ArticleId,
    version: Annotated[int | None, typer.Option(help="An earlier version; default: the current one.")] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Print one article as it is kept."""
    with _opened(data, as_json) as library:
        found, versions = library.article(article, version), library.versions(article)
    terminal.show_article(found, len(versions), as_json=as_json)


@app.command()
def remove(
    article: ArticleId,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Delete an article with all its versions."""
    with _opened(data, as_json) as library:
        title = library.article(article).article.title
        if not yes and not as_json:
            typer.confirm(f"Delete “{title}” with all its versions?", abort=True)
        library.remove(article)
    terminal.show_removed(article, title, as_json=as_json)


@app.command()
def status(data: Data = None, as_json: AsJson = False) -> None:
    """Say what the library holds and whether all of it can be searched."""
    with _opened(data, as_json) as library:
        terminal.show_status(library.status(), library.searchable_passages(), as_json=as_json)


@app.command("eval")
def evaluate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder with articles and questions.jsonl.")],
    no_time: Annotated[bool, typer.Option("--no-time", help="Ignore the day that questions were asked on.")] = False,
    held_out: Annotated[
        bool, typer.Option("--held-out", help="Only the half of the questions that calibration leaves out.")
    ] = False,
    answers: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write every question with its whole answer, one a line.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Measure retrieval, answers, citations and refusals over questions, in a library of the measurement's own."""
    with terminal.errors_explained(as_json=as_json), terminal.evaluation_progress(quiet=as_json) as (progress, asking):
        evaluation = assistant.evaluate_folder(
            folder, with_time=not no_time, held_out=held_out, progress=progress, asking=asking
        )
        if answers:
            answers.write_text("".join(line + "\n" for line in evaluation.lines()), encoding="utf-8")
    terminal.show_figures(evaluation.figures, as_json=as_json)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="The address; loopback only. Default: ASSISTANT_HOST.")] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="The first port to try. Default: ASSISTANT_PORT.")
    ] = None,
    sample: Annotated[
        bool, typer.Option("--sample", help="Open the sample library, in a directory of its own.")
    ] = False,
    data: Data = None,
) -> None:
    """Open the chat window at http://127.0.0.1:7860."""
    with _opened(data, as_json=False, sample=sample) as library:
        assistant.serve_window(library, terminal.announce, host=host, port=port)


@app.command()
def doctor(data: Data = None, as_json: AsJson = False) -> None:
    """Check the installation and the library, and say what to do about what is wrong."""
    with terminal.errors_explained(as_json=as_json):
        findings = assistant.examine(data)
    terminal.show_findings(findings, as_json=as_json)
    raise typer.Exit(terminal.DONE if all(finding.ok for finding in findings) else terminal.BROKEN)


def main() -> None:
    """The console script."""
    app()


@contextmanager
def _opened(data: Path | None, as_json: bool, *, sample: bool = False) -> Iterator["Assistant"]:
    """The open library; what goes wrong on the way or inside is explained and becomes the exit code."""
    with terminal.errors_explained(as_json=as_json):
        with terminal.update_progress(quiet=as_json) as progress:
            library = (assistant.open_sample if sample else assistant.open_assistant)(data, progress=progress)
        with library:
            yield library
