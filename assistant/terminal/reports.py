"""What an update did, in the terminal: of everything together, or of one source.

Knows nothing of how sources are looked at.
"""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from assistant.terminal.printing import out, plain, print_json
from assistant.terminal.sources import source_json

if TYPE_CHECKING:
    from assistant.collected import Collected
    from assistant.intake import Intake
    from index.reports import UpdateReport


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


def show_intake(intake: "Intake", *, as_json: bool) -> None:
    """What was added."""
    if as_json:
        sources = [{**source_json(added.source), "is_new": added.is_new} for added in intake.sources]
        print_json({**asdict(intake.report), "sources": sources, "notes": intake.notes})
        return
    for added in intake.sources:
        verb = "Source" if added.is_new else "Known source"
        out.print(f"{verb} [bold]{added.source.id}[/]: {added.source.kind} {plain(added.source.name)}")
    for note in intake.notes:
        out.print(f"[dim]{plain(note)}[/]")
    show_report(intake.report, as_json=False)


def show_collected(collected: "Collected") -> None:
    """The result of one source, on a line, with reasons below."""
    out.print(f"[bold]{plain(collected.source.name)}[/]: {plain(collected.line)}")
    for note in collected.notes:
        out.print(f"  [dim]{plain(note)}[/]")
    for skipped in collected.report.skipped:
        if skipped.reason != collected.failure:
            out.print(f"  [yellow]Skipped[/] {plain(skipped.name)}: {plain(skipped.reason)}")
    if collected.source.paused:
        out.print(f"  [yellow]Paused:[/] {plain(collected.source.paused)}")


def collected_json(collected: "Collected") -> dict[str, Any]:
    """The result of one source, for programs."""
    return {
        "source": source_json(collected.source),
        **asdict(collected.report),
        "failure": collected.failure,
        "notes": list(collected.notes),
        "stopped": collected.stopped,
    }
