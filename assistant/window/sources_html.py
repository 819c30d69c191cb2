"""The sources as HTML: what each is, what came of it last, when it is looked at again, and what can be done with it.

Knows nothing of how sources are read.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from assistant.window import doing, texts
from assistant.window.asked import SourceState
from assistant.window.buttons_html import deed_button
from assistant.window.markup import escaped, joined, out_link
from assistant.window.running import Run, Running
from corpus.source import Entry, Source

MOST_TROUBLES = 12


def sources_html(states: Sequence[SourceState], running: Running, now: datetime) -> str:
    """The list, with what is just being added before it."""
    known = {name for state in states for name in (state.source.id, state.source.address)}
    adding = "".join(_adding(run) for run in running.all() if run.subject not in known)
    rows = "".join(_source(state, _run(state.source, running), now) for state in states)
    if not adding and not rows:
        return f'<p class="aa-soft">{escaped(texts.NO_SOURCES)}</p>'
    return f'<ul class="aa-rows">{adding}{rows}</ul>'


def _run(source: Source, running: Running) -> Run | None:
    """One that is being added is a source already while its first look goes on, under its address."""
    return running.find(source.id) or running.find(source.address)


def _adding(run: Run) -> str:
    stop = deed_button(doing.STOP, run.subject, texts.STOP, about=run.subject)
    line = _working(run, texts.STARTING)
    title = f'<p class="aa-row-head"><span class="aa-title">{escaped(f"{texts.ADDING} {run.subject}")}</span></p>'
    return f'<li><div class="aa-row-text">{title}{line}</div><div class="aa-deeds">{stop}</div></li>'


def _source(state: SourceState, run: Run | None, now: datetime) -> str:
    source = state.source
    head = (
        f'<span class="aa-title">{escaped(source.name)}</span> <span class="aa-kind">{texts.KINDS[source.kind]}</span>'
    )
    return (
        f'<li><div class="aa-row-text"><p class="aa-row-head">{head}</p>{_address(source)}'
        f'<p class="aa-soft">{_state(state, now)}</p>{_working(run, texts.STARTING) if run else ""}</div>'
        f'<div class="aa-deeds">{"".join(_buttons(source, run))}</div>{_troubles(state)}</li>'
    )


def _address(source: Source) -> str:
    """Where it is, unless its name says that already."""
    if source.name == source.address:
        return ""
    return f'<p class="aa-by">{out_link(source.address, source.address) or escaped(source.address)}</p>'


def _state(state: SourceState, now: datetime) -> str:
    articles = texts.counted(state.counts.articles, "article")
    return joined((texts.last_look(state.source, now), articles, texts.next_look(state.source, now)))


def _working(run: Run, at_first: str) -> str:
    line = texts.update_line(run.progress, run.elapsed_s) if run.progress else at_first
    return f'<p class="aa-working">{escaped(line)}</p>'


def _buttons(source: Source, run: Run | None) -> Iterator[str]:
    if run:
        yield deed_button(doing.STOP, run.subject, texts.STOP, about=source.name)
    else:
        yield deed_button(doing.UPDATE, source.id, texts.UPDATE_NOW, about=source.name)
    if source.paused is None:
        yield deed_button(doing.PAUSE, source.id, texts.PAUSE, about=source.name)
    else:
        yield deed_button(doing.RESUME, source.id, texts.RESUME, about=source.name)
    confirm = texts.remove_source(source)
    yield deed_button(doing.REMOVE, source.id, texts.REMOVE, about=source.name, confirm=confirm)


def _troubles(state: SourceState) -> str:
    """What could not be read and why, to be unfolded."""
    if not state.troubles:
        return ""
    source = state.source
    entries = "".join(_trouble(entry) for entry in state.troubles[:MOST_TROUBLES])
    if len(state.troubles) > MOST_TROUBLES:
        entries += f"<li>and {len(state.troubles) - MOST_TROUBLES:,} more</li>"
    again = deed_button(doing.RETRY, source.id, texts.TRY_AGAIN, about=source.name)
    summary = escaped(texts.troubles(len(state.troubles)))
    key = f'data-key="troubles {escaped(source.id)}"'
    return f"<details {key}><summary>{summary}</summary><ul>{entries}</ul>{again}</details>"


def _trouble(entry: Entry) -> str:
    name = entry.told.title or entry.url or entry.key
    return f"<li><strong>{out_link(entry.url, name) or escaped(name)}</strong>: {escaped(entry.reason or '')}</li>"
