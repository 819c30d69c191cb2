"""The command line: one command for each thing a reader does with a library.

Knows nothing of how things are done or printed. Exit codes: 0 done, 1 done with some items skipped, 2 wrong use, 3 the
articles do not say, 4 another process holds the library, 5 something broke.
"""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

import assistant
from assistant import cli_access, cli_checking, cli_conversations, cli_index, cli_mcp, cli_models, cli_sources, terminal
from assistant.cli_conversations import Going, talking
from assistant.cli_filters import narrowable
from assistant.cli_options import AsJson, Data, Explain, Mode, opened, opened_here, show_intake, working
from corpus.filters import Filters

app = typer.Typer(
    name="assistant",
    help="Ask a library of articles. Every sentence of an answer carries a quote that you can open.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

ArticleId = Annotated[str, typer.Argument(metavar="ARTICLE", help="An id as `assistant articles` lists it.")]


app.add_typer(cli_sources.app, name="sources")
app.add_typer(cli_index.app, name="index")
app.add_typer(cli_conversations.app, name="conversations")
app.add_typer(cli_access.tokens, name="tokens")
app.add_typer(cli_access.service, name="service")


@app.command()
def add(
    items: Annotated[
        list[str], typer.Argument(metavar="ITEM…", help="Files, folders, archives, web addresses, reading lists.")
    ],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Bring articles in: text, Markdown, HTML, PDF, DOCX, EPUB, JSONL, folders and zips; pages, feeds, lists."""
    with working(data, as_json) as (library, progress, stopped):
        intake = library.take_in(items, progress, stopped)
    show_intake(intake, as_json)


app.command()(cli_checking.check)
app.command()(cli_conversations.verify)
app.command()(cli_sources.update)
app.command()(cli_sources.watch)
app.command()(cli_mcp.mcp)
app.command()(cli_models.models)
app.command()(cli_index.backup)
app.command()(cli_index.restore)


@app.command()
@narrowable
def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotation marks.")],
    filters: Filters,
    asked_on: Annotated[
        datetime | None,
        typer.Option(
            "--asked-on",
            formats=["%Y-%m-%d"],
            help="The day it is asked on, by default today. Of a past day: later articles are left out.",
        ),
    ] = None,
    conversation: Going = None,
    mode: Mode = None,
    explain: Explain = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Answer one question, with quotes."""
    day = asked_on.date() if asked_on else None
    with opened(data, as_json) as library:
        answer = library.ask(question, asked_on=day, filters=filters, conversation=conversation, mode=mode)
    terminal.show_answer(answer, as_json=as_json, explain=explain)
    raise typer.Exit(terminal.REFUSED if answer.refusal else terminal.DONE)


@app.command()
@narrowable
def search(
    query: Annotated[str, typer.Argument(help="Words or a question, in quotation marks.")],
    filters: Filters,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many passages at most.")] = 10,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Find passages by meaning and by words, without an answer."""
    with opened(data, as_json) as library:
        passages = library.search(query, filters=filters, limit=limit)
    terminal.show_passages(passages, as_json=as_json)


@app.command()
@narrowable
def chat(
    filters: Filters,
    conversation: Going = None,
    mode: Mode = None,
    explain: Explain = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Ask one question after another; the conversation is kept. An empty line or Ctrl-D ends."""
    with opened(data, as_json) as library, talking(library, conversation) as kept:
        terminal.greet(library.status(), as_json=as_json)
        for question in terminal.questions(quiet=as_json):
            with terminal.wrong_use_explained():
                answer = library.ask(question, filters=filters, conversation=kept, mode=mode)
                terminal.show_answer(answer, as_json=as_json, explain=explain)


@app.command()
@narrowable
def articles(filters: Filters, data: Data = None, as_json: AsJson = False) -> None:
    """List the articles, newest first."""
    with opened(data, as_json) as library:
        found = list(library.articles(filters))
    terminal.show_articles(found, as_json=as_json, narrowed=filters.narrows)


@app.command()
def show(
    article: ArticleId,
    version: Annotated[int | None, typer.Option(help="An earlier version; default: the current one.")] = None,
    all_versions: Annotated[
        bool, typer.Option("--versions", help="Every version, with what it changed in the one before.")
    ] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Print one article as it is kept."""
    with opened(data, as_json) as library:
        versions = library.versions(article)
        if all_versions:
            terminal.show_versions(versions, as_json=as_json)
            return
        found = library.article(article, version)
    terminal.show_article(found, len(versions), as_json=as_json)


@app.command()
def remove(
    article: ArticleId,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Delete an article with all its versions."""
    with opened(data, as_json) as library:
        title = library.article(article).article.title
        if not yes and not as_json:
            typer.confirm(f"Delete “{title}” with all its versions?", abort=True)
        library.remove(article)
    terminal.show_removed(article, title, as_json=as_json)


@app.command()
def status(data: Data = None, as_json: AsJson = False) -> None:
    """Say what the library holds and whether all of it can be searched."""
    with opened(data, as_json) as library:
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
    mode: Annotated[
        Literal["quoting", "writing"], typer.Option("--mode", help="Who words the answers: the articles, or the model.")
    ] = "quoting",
    as_json: AsJson = False,
) -> None:
    """Measure retrieval, answers, citations and refusals over questions, in a library of the measurement's own."""
    with terminal.errors_explained(as_json=as_json), terminal.evaluation_progress(quiet=as_json) as (progress, asking):
        how = assistant.AskedHow(not no_time, held_out, mode)
        evaluation = assistant.evaluate_folder(folder, how, progress=progress, asking=asking)
        if answers:
            answers.write_text("".join(line + "\n" for line in evaluation.lines()), encoding="utf-8")
    terminal.show_figures(evaluation.figures, as_json=as_json)


@app.command()
def serve(
    host: Annotated[
        str | None, typer.Option(help="The address; any but loopback wants a token. Default: ASSISTANT_HOST.")
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="The first port to try. Default: ASSISTANT_PORT.")
    ] = None,
    sample: Annotated[
        bool, typer.Option("--sample", help="Open the sample library, in a directory of its own.")
    ] = False,
    data: Data = None,
) -> None:
    """Open the chat window at http://127.0.0.1:7860."""
    with opened_here(data, as_json=False, sample=sample) as library:
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
