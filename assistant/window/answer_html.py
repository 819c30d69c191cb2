"""An answer as HTML: its sentences with markers that open their citations, its sources, and what it rests on.

Knows nothing of refusals and errors, which look different on purpose.
"""

from collections.abc import Sequence

from assistant.answer import Answer, Citation, Sentence, by_article
from assistant.window import texts
from assistant.window.markup import escaped, hidden, joined
from assistant.window.views import CitationView

LONGEST_KEPT = 20
"""A marker stays on the line of the word before it, unless that word is so long that a phone could not break it."""


def question_html(question: str) -> str:
    """What the user asked, as the user typed it."""
    lines = "<br>".join(escaped(line) for line in question.strip().splitlines())
    return f'<div class="aa-question">{hidden(texts.SAID_BY_YOU)}{lines}</div>'


def working_html(status: str, so_far: str = "") -> str:
    """What is being done, under the part of the reply that stands already."""
    return f'<div class="aa-answer">{so_far}<p class="aa-working">{escaped(status)}</p></div>'


def answer_html(answer: Answer, turn: str) -> str:
    """The whole answer; its markers name citations of the reply `turn`."""
    partial = f'<p class="aa-notice">{escaped(texts.PARTIAL)}</p>' if answer.outcome == "partial" else ""
    notices = "".join(f'<p class="aa-notice">{escaped(notice.text)}</p>' for notice in answer.notices)
    parts = (_body(answer, turn), partial, notices, _sources(answer.citations, turn), _footing(answer))
    return f'<div class="aa-answer">{"".join(parts)}</div>'


def sentences_html(sentences: Sequence[Sentence], citations: Sequence[Citation], turn: str) -> str:
    """One paragraph of sentences, each followed by its markers."""
    named = {citation.number: citation for citation in citations}
    spoken = " ".join(_sentence(sentence, named, turn) for sentence in sentences)
    return f"<p>{spoken}</p>" if spoken else ""


def byline(outlet: str | None, authors: Sequence[str], published: str | None) -> str:
    """Who published what when, escaped; what is unknown is left out."""
    return joined((outlet, ", ".join(authors), texts.day(published)))


def _sentence(sentence: Sentence, named: dict[int, Citation], turn: str) -> str:
    markers = "".join(_marker(named[number], turn) for number in sentence.citations if number in named)
    before, space, last = sentence.text.rpartition(" ")
    if len(last) > LONGEST_KEPT:
        before, space, last = sentence.text, "", ""
    return f'{escaped(before)}{space}<span class="aa-kept">{escaped(last)}{markers}</span>'


def _marker(citation: Citation, turn: str) -> str:
    href = CitationView(turn, citation.number).fragment
    label = f"{hidden(texts.SOURCE)}[{citation.number}]"
    return f'<a class="aa-cite" href="#{href}" title="{escaped(citation.title)}">{label}</a>'


def _body(answer: Answer, turn: str) -> str:
    if not answer.sentences:
        return "".join(f"<p>{escaped(line)}</p>" for line in answer.answer.splitlines() if line.strip())
    paragraphs = _paragraphs(answer.answer, answer.sentences)
    return "".join(sentences_html(group, answer.citations, turn) for group in paragraphs)


def _paragraphs(text: str, sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """The sentences, parted where the answer's text begins a new line between two of them."""
    groups: list[list[Sentence]] = [[]]
    position = 0
    for sentence in sentences:
        start = text.find(sentence.text, position)
        if start >= 0 and "\n" in text[position:start] and groups[-1]:
            groups.append([])
        groups[-1].append(sentence)
        position = start + len(sentence.text) if start >= 0 else position
    return groups


def _sources(citations: Sequence[Citation], turn: str) -> str:
    """The cited articles in the order of their first number, each once."""
    if not citations:
        return ""
    entries = "".join(_source(group, turn) for group in by_article(citations))
    return f'<div class="aa-sources">{hidden(texts.SOURCES)}<ol>{entries}</ol></div>'


def _source(citations: Sequence[Citation], turn: str) -> str:
    first = citations[0]
    href = CitationView(turn, first.number).fragment
    numbers = "".join(f"[{citation.number}]" for citation in citations)
    title = f'<span class="aa-title">{escaped(first.title or texts.UNTITLED)}</span>'
    by = f'<span class="aa-by">{byline(first.outlet, (), first.published)}</span>'
    return f'<li><a href="#{href}"><span class="aa-number">{numbers}</span> {title} {by}</a></li>'


def _footing(answer: Answer) -> str:
    """What the answer rests on, and the way to take it elsewhere."""
    rests = texts.rests_on(answer.coverage) if answer.coverage and answer.citations else ""
    copy = f'<button type="button" class="aa-copy">{escaped(texts.COPY)}</button>' if answer.citations else ""
    return f'<p class="aa-footing"><span>{escaped(rests)}</span>{copy}</p>' if rests or copy else ""
