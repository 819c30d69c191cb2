"""An answer as HTML: its sentences with markers that open their citations, its sources, and what it rests on.

Knows nothing of refusals and errors, which look different on purpose.
"""

from collections.abc import Collection, Sequence

from assistant.answer import Answer, Citation, Sentence, by_article
from assistant.paragraphs import paragraphs
from assistant.window.markup import escaped, hidden, joined
from assistant.window.mode_html import short_name
from assistant.window.notices_html import notices_html
from assistant.window.phrases import rests_on
from assistant.window.texts import Texts
from assistant.window.views import CitationView

LONGEST_KEPT = 20
"""A marker stays on the line of the word before it, unless that word is so long that a phone could not break it."""

LONGEST_QUOTE = 600
"""Of a quote in the card that a marker shows; the panel shows all of it."""


def working_html(status: str, so_far: str = "") -> str:
    """What is being done, under the part of the reply that stands already."""
    return f'<div class="aa-answer">{so_far}<p class="aa-working">{escaped(status)}</p></div>'


def answer_html(say: Texts, answer: Answer, removed: Collection[int] = ()) -> str:
    """The whole answer; its markers name its citations. `removed` are those whose article is no longer kept."""
    parts = (
        _body(say, answer, removed),
        _worded(say, answer),
        _left_open(say, answer),
        notices_html(say, answer.notices),
        _sources(say, answer, removed),
        f'<p class="aa-rests">{escaped(rests_on(say, answer.coverage))}</p>'
        if answer.coverage and answer.citations
        else "",
    )
    return f'<div class="aa-answer">{"".join(parts)}</div>'


def sentences_html(
    say: Texts, sentences: Sequence[Sentence], citations: Sequence[Citation], turn: str, removed: Collection[int] = ()
) -> str:
    """One paragraph of sentences, each followed by its markers."""
    written = {number for one in sentences if one.support == "supported" for number in one.citations}
    markers = {
        one.number: _marker(say, one, turn, removed=one.number in removed, written=one.number in written)
        for one in citations
    }
    spoken = " ".join(_sentence(sentence, markers) for sentence in sentences)
    return f"<p>{spoken}</p>" if spoken else ""


def _worded(say: Texts, answer: Answer) -> str:
    """Whose words they are, where they are not the articles'."""
    if not any(sentence.support == "supported" for sentence in answer.sentences):
        return ""
    tag = f'<span class="aa-tag">{escaped(say("mode.written"))}</span>'
    name = short_name(answer.model.name) if answer.model else ""
    words = say("answer.worded", model=name) if name else say("answer.worded_by_one")
    return f'<p class="aa-worded">{tag}{escaped(words)}</p>'


def _left_open(say: Texts, answer: Answer) -> str:
    if answer.unanswered:
        return f'<p class="aa-notice">{escaped(say("answer.open", parts="; ".join(answer.unanswered)))}</p>'
    partial = answer.outcome == "partial" and not any(notice.code == "stopped" for notice in answer.notices)
    return f'<p class="aa-notice">{escaped(say("answer.partial"))}</p>' if partial else ""


def byline(say: Texts, outlet: str | None, authors: Sequence[str], published: str | None) -> str:
    """Who published what when, escaped; what is unknown is left out."""
    return joined((outlet, ", ".join(authors), say.day(published)))


def _sentence(sentence: Sentence, markers: dict[int, str]) -> str:
    shown = "".join(markers[number] for number in sentence.citations if number in markers)
    before, space, last = sentence.text.rpartition(" ")
    if len(last) > LONGEST_KEPT:
        before, space, last = sentence.text, "", ""
    text = f'{escaped(before)}{space}<span class="aa-kept">{escaped(last)}{shown}</span>'
    kind = "aa-sentence aa-written" if sentence.support == "supported" else "aa-sentence"
    return f'<span class="{kind}">{text}</span>'


def _marker(say: Texts, citation: Citation, turn: str, *, removed: bool, written: bool) -> str:
    """The link to a citation, with what the card beside it shows; of a `written` sentence it says what it is to it."""
    quote = citation.quote if len(citation.quote) <= LONGEST_QUOTE else citation.quote[:LONGEST_QUOTE] + "…"
    by = say("citation.removed") if removed else byline(say, citation.outlet, citation.authors, citation.published)
    data = f'data-quote="{escaped(quote)}" data-title="{escaped(citation.title or say("untitled"))}" data-by="{by}"'
    if written:
        data += f' data-note="{escaped(say("answer.supported"))}"'
    href = CitationView(turn, citation.number).fragment
    label = f"{hidden(say('citation.source') + ' ')}{citation.number}"
    return f'<a class="aa-cite{" aa-gone" if removed else ""}" href="#{href}" {data}>{label}</a>'


def _body(say: Texts, answer: Answer, removed: Collection[int]) -> str:
    if not answer.sentences:
        return "".join(f"<p>{escaped(line)}</p>" for line in answer.answer.splitlines() if line.strip())
    return "".join(
        _told_by(say, part.told_by) + sentences_html(say, part.sentences, answer.citations, answer.id, removed)
        for part in paragraphs(answer)
    )


def _told_by(say: Texts, source: Citation | None) -> str:
    if source is None:
        return ""
    return f'<p class="aa-told-by">{joined((source.outlet or source.title, say.day(source.published)))}</p>'


def _sources(say: Texts, answer: Answer, removed: Collection[int]) -> str:
    """The cited articles in the order of their first number, each once."""
    if not answer.citations:
        return ""
    entries = "".join(
        _source(say, group, answer.id, group[0].number in removed) for group in by_article(answer.citations)
    )
    return f'<div class="aa-sources"><h4 class="aa-aloud">{escaped(say("answer.sources"))}</h4><ol>{entries}</ol></div>'


def _source(say: Texts, citations: Sequence[Citation], turn: str, removed: bool) -> str:
    first = citations[0]
    href = CitationView(turn, first.number).fragment
    numbers = "".join(f"<span>{citation.number}</span>" for citation in citations)
    title = f'<span class="aa-title">{escaped(first.title or say("untitled"))}</span>'
    by = byline(say, first.outlet, first.authors, first.published)
    gone = f' <span class="aa-tag">{escaped(say("citation.removed"))}</span>' if removed else ""
    return (
        f'<li><a href="#{href}"{" class=aa-gone" if removed else ""}><span class="aa-numbers">{numbers}</span>'
        f'<span class="aa-about-source">{title}<span class="aa-by">{by}{gone}</span></span></a></li>'
    )
