"""What the command line prints about sources and the index, for people or as JSON.

Knows nothing of how any of it came about.
"""

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from threading import Event
from typing import TYPE_CHECKING, Any

from rich.table import Table

from assistant.terminal import err, out, plain, print_json, show_report

if TYPE_CHECKING:
    from assistant.collecting import Collected
    from assistant.intake import Intake
    from assistant.keeping import SourceState
    from corpus.source import Source
    from index.backup import Manifest, Restored
    from index.reports import IndexState
    from index.verifying import Verification

_MOST_TROUBLES = 5


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Ctrl-C inside ends what is done at the next good moment; a second one ends it at once."""
    asked = Event()
    before = signal.getsignal(signal.SIGINT)

    def stop(number: int, frame: object) -> None:
        asked.set()
        signal.signal(signal.SIGINT, before)
        err.print("Stopping; the next update goes on where this one was.")

    signal.signal(signal.SIGINT, stop)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def until_interrupted(stop: Callable[[], None]) -> Iterator[None]:
    """Ctrl-C and a request to terminate call `stop`."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.getsignal(number) for number in numbers}
    for number in numbers:
        signal.signal(number, lambda number, frame: stop())
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


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


def show_sources(states: Sequence["SourceState"], *, as_json: bool) -> None:
    """Every source, with what is wrong below."""
    if as_json:
        print_json([_state_json(state) for state in states])
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("Id", "Kind", "Articles", "Last look", "Next", "Result", "Source"):
        table.add_column(heading, no_wrap=heading in ("Id", "Kind"), overflow="fold")
    for state in states:
        source = state.source
        table.add_row(
            source.id,
            source.kind,
            f"{state.counts.articles:,}",
            _local(source.last_at),
            "paused" if source.paused else _local(source.next_at) if source.every_s else "when asked",
            plain(source.last_result or "–"),
            plain(source.name),
        )
    out.print(table if states else "There are no sources. Add one with: assistant sources add ADDRESS")
    for state in states:
        _show_troubles(state)


def show_done(verb: str, source: "Source", *, as_json: bool) -> None:
    """That a source was paused, resumed or removed."""
    if as_json:
        print_json({verb: source_json(source)})
        return
    out.print(f"{verb.capitalize()} {plain(source.name)}.")


def source_json(source: "Source") -> dict[str, Any]:
    """A source, for programs."""
    told = asdict(source)
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in told.items()}


def show_verification(verification: "Verification", *, as_json: bool) -> None:
    """What did not agree."""
    if as_json:
        print_json([asdict(finding) for finding in verification.findings])
        return
    for finding in verification.findings:
        mark = "[yellow]repaired[/]" if finding.repaired else "[red]not repaired[/]"
        out.print(f"{mark} {finding.count:,} {plain(finding.text)}")
    if verification.whole:
        out.print("Library and index agree.")


def show_index(state: "IndexState", *, as_json: bool) -> None:
    """How much can be searched."""
    if as_json:
        print_json(asdict(state))
        return
    out.print(f"{state.searchable:,} of {state.total:,} passages searchable")


def show_backup(manifest: "Manifest", file: str, *, as_json: bool) -> None:
    """That a backup was written."""
    if as_json:
        print_json({**asdict(manifest), "file": file})
        return
    out.print(f"{manifest.articles:,} articles ({manifest.library_bytes / 1e6:,.1f} MB) are in {plain(file)}")


def show_restored(restored: "Restored", *, as_json: bool) -> None:
    """What a restore did."""
    aside = str(restored.moved_aside) if restored.moved_aside else None
    if as_json:
        print_json({**asdict(restored.manifest), "moved_aside": aside})
        return
    out.print(f"Restored {restored.manifest.articles:,} articles as of {restored.manifest.made_at}")
    if aside:
        out.print(f"What was there before is in {plain(aside)}")


def _show_troubles(state: "SourceState") -> None:
    source = state.source
    if source.paused:
        out.print(f"[yellow]{source.id}[/] paused: {plain(source.paused)}")
    for entry in state.troubles[:_MOST_TROUBLES]:
        out.print(f"[yellow]{source.id}[/] {plain(entry.url or entry.key)}: {plain(entry.reason or '')}")
    if len(state.troubles) > _MOST_TROUBLES:
        more = len(state.troubles) - _MOST_TROUBLES
        out.print(f"[yellow]{source.id}[/] and {more:,} more; try again: assistant sources retry {source.id}")


def _state_json(state: "SourceState") -> dict[str, Any]:
    troubles = [
        {
            "key": entry.key,
            "url": entry.url,
            "state": entry.state,
            "reason": entry.reason,
            "next_at": entry.next_at.isoformat() if entry.next_at else None,
        }
        for entry in state.troubles
    ]
    return {**source_json(state.source), **asdict(state.counts), "troubles": troubles}


def _local(when: datetime | None) -> str:
    return f"{when.astimezone():%Y-%m-%d %H:%M}" if when else "–"
