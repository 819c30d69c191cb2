"""What the command line prints: answers, lists, reports, progress and errors, for people or as JSON.

Knows nothing of how any of it came about. What comes from articles is printed as plain text, without control codes.
"""

import json
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from assistant.answer import Answer, Citation, by_article
from assistant.errors import AssistantError, HeldError, UsageError
from corpus.changes import changes
from corpus.errors import ArticleNotFoundError, CorpusError, SourceNotFoundError
from index.errors import IndexingError

if TYPE_CHECKING:
    from assistant.assistant import Status
    from assistant.examining import Finding
    from corpus.library import Version
    from index.updating import UpdateProgress, UpdateReport

# Control codes and lone surrogates; format characters stay, some are spelling (zero-width joiners).
_NOT_SHOWN = frozenset(("Cc", "Cs"))
DONE, SOME_SKIPPED, WRONG_USE, REFUSED, HELD, BROKEN = range(6)

_MARKED = {"same": "{}", "removed": "[red strike]\\[-{}-][/]", "added": "[green underline]{{+{}+}}[/]"}

# Neither colours nor emoji codes in what articles say; piped text is not broken into lines.
out = Console(highlight=False, emoji=False, soft_wrap=not sys.stdout.isatty())
err = Console(stderr=True, highlight=False, emoji=False)


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


@contextmanager
def update_progress(*, quiet: bool) -> Iterator[Callable[["UpdateProgress"], None]]:
    """A progress bar on stderr with passages a second and the time left; none where `quiet` or nothing is to do."""
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeRemainingColumn(),
        console=err,
        transient=True,
    )
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


def show_answer(answer: Answer, *, as_json: bool) -> None:
    """The answer with its sources, or the refusal."""
    if as_json:
        print_json(answer.to_json())
        return
    for notice in answer.notices:
        out.print(f"[dim]{plain(notice.text)}[/]")
    if answer.refusal:
        _show_refusal(answer)
        return
    out.print(f"\n{plain(answer.answer)}\n")
    _show_sources(answer.citations)


def show_report(report: "UpdateReport", *, as_json: bool) -> None:
    """What an update did."""
    if as_json:
        print_json(asdict(report))
        return
    counts = f"{len(report.added)} added, {len(report.changed)} changed, {report.unchanged} unchanged"
    out.print(f"{counts}, {len(report.skipped)} skipped.")
    for title in report.foreign:
        out.print(f"[yellow]Not English, answers may be poor:[/] {plain(title)}")
    for skipped in report.skipped:
        out.print(f"[yellow]Skipped[/] {plain(skipped.name)}: {plain(skipped.reason)}")


def show_articles(versions: Sequence["Version"], *, as_json: bool) -> None:
    """A table of the articles."""
    if as_json:
        print_json([article_json(version, with_text=False) for version in versions])
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("Id", "Published", "Outlet", "Title"):
        table.add_column(heading, no_wrap=heading in ("Id", "Published"), overflow="fold")
    for version in versions:
        article = version.article
        day = article.published.day.isoformat() if article.published else "–"
        table.add_row(plain(article.id), day, plain(article.outlet or "–"), plain(article.title))
    out.print(table if versions else "The library is empty. Add articles with: assistant add PATH or URL")


def show_article(version: "Version", versions: int, *, as_json: bool) -> None:
    """One version of an article, whole."""
    if as_json:
        print_json({**article_json(version, with_text=True), "versions": versions})
        return
    article = version.article
    out.print(f"[bold]{plain(article.title)}[/]")
    published = article.published.iso if article.published else "no date"
    known = [
        article.outlet,
        ", ".join(article.authors),
        published,
        article.url,
        f"version {version.number} of {versions}",
    ]
    out.print(f"[dim]{plain(' · '.join(part for part in known if part))}[/]\n")
    out.print(plain(article.text))


def show_versions(versions: Sequence["Version"], *, as_json: bool) -> None:
    """Every version of an article, each with what it changed in the one before."""
    if as_json:
        print_json([article_json(version, with_text=True) for version in versions])
        return
    out.print(f"[bold]{plain(versions[-1].article.title)}[/]")
    for before, after in zip((None, *versions), versions, strict=False):
        modified = after.article.modified
        known = f"seen {after.added_at}" + (f", modified {modified.iso}" if modified else "")
        out.print(f"\n[bold]Version {after.number}[/] [dim]{plain(known)}[/]")
        if before:
            _show_changes(before.article.title, after.article.title)
            _show_changes(before.article.text, after.article.text)
        else:
            out.print(f"[dim]{len(after.article.text):,} characters[/]")


def _show_changes(old: str, new: str) -> None:
    """The paragraphs that differ; what was taken out is red and struck, what was put in green and underlined."""
    for paragraph in changes(old, new):
        if any(piece.kind != "same" for piece in paragraph):
            out.print("".join(_MARKED[piece.kind].format(plain(piece.text)) for piece in paragraph))


def show_removed(article_id: str, title: str, *, as_json: bool) -> None:
    """That an article is gone."""
    if as_json:
        print_json({"removed": article_id})
        return
    out.print(f"Deleted “{plain(title)}”.")


def show_status(status: "Status", searchable: int, *, as_json: bool) -> None:
    """What the library holds."""
    if as_json:
        print_json({**asdict(status), "searchable_passages": searchable})
        return
    out.print(f"{status.articles:,} articles ({status.versions:,} versions), newest {status.newest or 'undated'}")
    out.print(f"{searchable:,} of {status.passages:,} passages searchable")
    if status.waiting_articles:
        out.print(f"[yellow]{status.waiting_articles:,} articles wait to be indexed[/]")
    out.print(f"[dim]{plain(status.data_directory)} · {status.embedding_model}[/]")


def show_figures(figures: dict[str, Any], *, as_json: bool) -> None:
    """The figures of an evaluation."""
    if as_json:
        print_json(figures)
        return
    table = Table(box=None, pad_edge=False)
    table.add_column("Measure")
    table.add_column("Value", justify="right")
    for group, values in figures.items():
        for name, value in values.items() if isinstance(values, dict) else [("", values)]:
            shown = " · ".join(f"{of} {one}" for of, one in value.items()) if isinstance(value, dict) else str(value)
            table.add_row(f"{group} {name}".strip(), shown)
    out.print(table)


def show_findings(findings: Sequence["Finding"], *, as_json: bool) -> None:
    """What the doctor found."""
    if as_json:
        print_json([asdict(finding) for finding in findings])
        return
    for finding in findings:
        mark = "[green]ok[/]  " if finding.ok else "[red]bad[/] "
        out.print(f"{mark}{plain(finding.name)}: {plain(finding.text)}")


def greet(status: "Status", *, as_json: bool) -> None:
    """The first line of a chat."""
    if not as_json:
        out.print(f"{status.articles:,} articles. Ask; an empty line ends.")


def questions(*, quiet: bool) -> Iterator[str]:
    """What is typed, line by line, until an empty line or the end of input."""
    while True:
        try:
            line = input("" if quiet else "\n> ").strip()
        except EOFError:
            return
        if not line:
            return
        yield line


def announce(address: str, other_port: bool) -> None:
    """Where the window is."""
    if other_port:
        out.print("[yellow]The wanted port is taken; the next free one is used.[/]")
    out.print(f"The assistant is open at [bold]{address}[/] (Ctrl-C ends)")


def _show_sources(citations: Sequence[Citation]) -> None:
    """Each cited article once, with its quotes below."""
    for group in by_article(citations):
        first = group[0]
        known = [first.outlet, first.published[:10] if first.published else None]
        about = " · ".join(part for part in known if part)
        out.print(f"[bold]{plain(first.title)}[/]" + (f" [dim]({plain(about)})[/]" if about else ""))
        for citation in group:
            out.print(f"  [bold cyan]\\[{citation.number}][/] [dim]“{plain(citation.quote)}”[/]")
        if first.link:
            out.print(f"      {plain(first.link)}", style="dim", soft_wrap=True)


def _show_refusal(answer: Answer) -> None:
    refusal = answer.refusal
    assert refusal is not None  # the caller looked
    lines = [plain(refusal.reason)]
    if refusal.nearest:
        lines += [
            "",
            "What comes nearest:",
            *(f"- {plain(near.title)} [dim]{plain(near.article_id)}[/]" for near in refusal.nearest),
        ]
    out.print(Panel("\n".join(lines), title="The articles do not say", border_style="yellow"))


def article_json(version: "Version", *, with_text: bool) -> dict[str, Any]:
    """An article as its JSON has it."""
    article = version.article
    fields: dict[str, Any] = {
        "id": article.id,
        "version": version.number,
        "title": article.title,
        "url": article.url,
        "outlet": article.outlet,
        "authors": list(article.authors),
        "published": article.published.iso if article.published else None,
        "language": article.language,
        "modified": article.modified.iso if article.modified else None,
        "added_at": version.added_at,
    }
    return {**fields, "text": article.text} if with_text else fields


def _show_error(error: Exception, message: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"error": {"code": type(error).__name__, "message": message}})
    err.print(f"[bold red]Error:[/] {plain(message)}")


def _exit_code(error: Exception) -> int:
    if isinstance(error, HeldError):
        return HELD
    return WRONG_USE if isinstance(error, (UsageError, ArticleNotFoundError, SourceNotFoundError)) else BROKEN


def print_json(value: Any) -> None:
    """A value on stdout, for programs."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def plain(text: str) -> str:
    """The text without terminal control codes, and with nothing that rich would read as markup."""
    return escape("".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _NOT_SHOWN))
