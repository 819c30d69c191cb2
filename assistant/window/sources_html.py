"""The sources as HTML: what each is, what came of it last, when it is looked at again, and what can be done with it.

Knows nothing of how sources are read.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from assistant.running import Run, Running
from assistant.window import doing
from assistant.window.asked import SourceState
from assistant.window.buttons_html import deed_button
from assistant.window.markup import escaped, joined, out_link
from assistant.window.phrases import last_look, next_look, update_line
from assistant.window.program_words import in_words_html
from assistant.window.texts import Texts
from corpus.source import Entry, Source

MOST_TROUBLES = 12


def sources_html(say: Texts, states: Sequence[SourceState], running: Running, now: datetime) -> str:
    """The list, with what is just being added before it."""
    known = {name for state in states for name in (state.source.id, state.source.address)}
    adding = "".join(_adding(say, run) for run in running.all() if run.subject not in known)
    rows = "".join(_source(say, state, _run(state.source, running), now) for state in states)
    if not adding and not rows:
        return f'<p class="aa-soft">{escaped(say("sources.none"))}</p>'
    return f'<ul class="aa-rows">{adding}{rows}</ul>'


def _run(source: Source, running: Running) -> Run | None:
    """One that is being added is a source already while its first look goes on, under its address."""
    return running.find(source.id) or running.find(source.address)


def _adding(say: Texts, run: Run) -> str:
    stop = deed_button(doing.STOP, run.subject, say("sources.stop"), about=run.subject)
    line = _working(say, run)
    title = (
        f'<p class="aa-row-head"><span class="aa-title">{escaped(say("sources.adding", name=run.subject))}</span></p>'
    )
    return f'<li><div class="aa-row-text">{title}{line}</div><div class="aa-deeds">{stop}</div></li>'


def _source(say: Texts, state: SourceState, run: Run | None, now: datetime) -> str:
    source = state.source
    kind = f'<span class="aa-kind">{escaped(say(f"sources.{source.kind.value}"))}</span>'
    head = f'<span class="aa-title">{escaped(source.name)}</span> {kind}'
    return (
        f'<li><div class="aa-row-text"><p class="aa-row-head">{head}</p>{_address(source)}'
        f'<p class="aa-soft">{_state(say, state, now)}</p>{_working(say, run) if run else ""}</div>'
        f'<div class="aa-deeds">{"".join(_buttons(say, source, run))}</div>{_troubles(say, state)}</li>'
    )


def _address(source: Source) -> str:
    """Where it is, unless its name says that already."""
    if source.name == source.address:
        return ""
    return f'<p class="aa-by">{out_link(source.address, source.address) or escaped(source.address)}</p>'


def _state(say: Texts, state: SourceState, now: datetime) -> str:
    articles = say.counted("articles", state.counts.articles)
    return joined((last_look(say, state.source, now), articles, next_look(say, state.source, now)))


def _working(say: Texts, run: Run) -> str:
    line = update_line(say, run.progress, run.elapsed_s) if run.progress else say("sources.starting")
    return f'<p class="aa-working">{escaped(line)}</p>'


def _buttons(say: Texts, source: Source, run: Run | None) -> Iterator[str]:
    if run:
        yield deed_button(doing.STOP, run.subject, say("sources.stop"), about=source.name)
    else:
        yield deed_button(doing.UPDATE, source.id, say("sources.update"), about=source.name)
    if source.paused is None:
        yield deed_button(doing.PAUSE, source.id, say("sources.pause"), about=source.name)
    else:
        yield deed_button(doing.RESUME, source.id, say("sources.resume"), about=source.name)
    confirm = say("sources.sure_remove", name=source.name)
    yield deed_button(doing.REMOVE, source.id, say("sources.remove"), about=source.name, confirm=confirm)


def _troubles(say: Texts, state: SourceState) -> str:
    """What could not be read and why, to be unfolded."""
    if not state.troubles:
        return ""
    source = state.source
    entries = "".join(_trouble(say, entry) for entry in state.troubles[:MOST_TROUBLES])
    if len(state.troubles) > MOST_TROUBLES:
        entries += f"<li>{escaped(say('more', number=say.number(len(state.troubles) - MOST_TROUBLES)))}</li>"
    again = deed_button(doing.RETRY, source.id, say("sources.again"), about=source.name)
    summary = escaped(say.counted("troubles", len(state.troubles)))
    key = f'data-key="troubles {escaped(source.id)}"'
    return f"<details {key}><summary>{summary}</summary><ul>{entries}</ul>{again}</details>"


def _trouble(say: Texts, entry: Entry) -> str:
    name = entry.told.title or entry.url or entry.key
    reason = in_words_html(say, entry.reason or "")
    return f"<li><strong>{out_link(entry.url, name) or escaped(name)}</strong>: {reason}</li>"
