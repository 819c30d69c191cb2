"""How a library and its installation are: counts, findings of the doctor, figures of an evaluation, where it is open.

Knows nothing of how any of it was found out.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.table import Table

from assistant.terminal.printing import out, plain, print_json

if TYPE_CHECKING:
    from assistant.examining import Finding
    from assistant.status import ModelStatus, Status


def show_status(status: "Status", searchable: int, *, as_json: bool) -> None:
    """What the library holds."""
    if as_json:
        print_json({**asdict(status), "searchable_passages": searchable})
        return
    out.print(f"{status.articles:,} articles ({status.versions:,} versions), newest {status.newest or 'undated'}")
    out.print(f"{searchable:,} of {status.passages:,} passages searchable")
    if status.waiting_articles:
        out.print(f"[yellow]{status.waiting_articles:,} articles wait to be indexed[/]")
    out.print(plain(_model_line(status.model)))
    out.print(f"[dim]{plain(status.data_directory)} · {status.embedding_model}[/]")


def _model_line(model: "ModelStatus | None") -> str:
    """Who writes, and what it cost today."""
    if model is None:
        return "Answers are quotes: no language model is set (ASSISTANT_MODEL)"
    most = f" of {model.tokens_a_day:,}" if model.tokens_a_day is not None else ""
    state = ", resting after failures: answers are quotes" if model.resting else ""
    state = ", today's tokens are spent: answers are quotes" if model.spent else state
    return f"{model.name} writes{state}; {model.tokens_today:,}{most} tokens today"


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


def announce(address: str, other_port: bool) -> None:
    """Where the window is."""
    if other_port:
        out.print("[yellow]The wanted port is taken; the next free one is used.[/]")
    out.print(f"The assistant is open at [bold]{address}[/] (Ctrl-C ends)")
