"""Sources in the terminal: a list of them with what is wrong, and what was changed about one.

Knows nothing of how sources are looked at.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rich.table import Table

from assistant.terminal.printing import out, plain, print_json

if TYPE_CHECKING:
    from assistant.keeping import SourceState
    from corpus.source import Source

_MOST_TROUBLES = 5


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
