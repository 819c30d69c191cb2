"""The place where a text is checked, and what came of it, as HTML: each sentence marked, its quotes behind numbers.

Knows nothing of how a text is checked.
"""

from collections.abc import Mapping

from assistant.answer import Citation
from assistant.support.check_report import CheckedSentence, CheckReport
from assistant.support.text_checking import LONGEST_TEXT
from assistant.support.verdict import Fault
from assistant.window.answer_html import byline
from assistant.window.markup import escaped, hidden
from assistant.window.texts import Texts
from assistant.window.views import CitationView

_STATES = {True: "holds", False: "fails", None: "nothing"}


def check_place_html(say: Texts) -> str:
    """A box for the text, and a place for what comes of it."""
    label = escaped(say("check.label"))
    return (
        f'<div class="aa-check-column"><h2 id="aa-check-head" tabindex="-1">{escaped(say("script.check"))}</h2>'
        f'<p class="aa-soft aa-check-about">{escaped(say("check.about"))}</p>'
        f'<form id="aa-check-form"><textarea id="aa-check-text" rows="7" maxlength="{LONGEST_TEXT}"'
        f' aria-label="{label}" placeholder="{escaped(say("check.placeholder"))}"></textarea>'
        f'<div class="aa-deeds"><button type="submit" class="aa-deed aa-strong">{escaped(say("check.do"))}</button>'
        f'</div></form><div id="aa-checked" role="status"></div></div>'
    )


def report_html(say: Texts, report: CheckReport, run: str) -> str:
    """The sentences in their order; `run` names the report in the links to its citations."""
    quotes = {citation.number: citation for citation in report.citations}
    rows = "".join(_sentence(say, one, quotes, run) for one in report.sentences)
    return f'<p class="aa-check-sum">{escaped(_summary(say, report))}</p><ol class="aa-check-list">{rows}</ol>'


def _summary(say: Texts, report: CheckReport) -> str:
    if not report.judged:
        return say("check.states_nothing")
    held = say.number(report.judged - len(report.unsupported))
    return say("check.all") if report.supported else say("check.some", held=held, judged=say.number(report.judged))


def _sentence(say: Texts, one: CheckedSentence, quotes: Mapping[int, Citation], run: str) -> str:
    state = _STATES[one.supported]
    faults = "".join(f'<p class="aa-fault">{escaped(_told(say, fault))}</p>' for fault in one.faults)
    cited = "".join(_quote(say, quotes[number], run) for number in one.citations if number in quotes)
    return (
        f'<li class="aa-{state}"><span class="aa-check-mark" aria-hidden="true"></span><div>'
        f'<p class="aa-check-sentence">{hidden(say(f"check.{state}") + " ")}{escaped(one.text)}</p>{faults}'
        f"{f'<ul>{cited}</ul>' if cited else ''}</div></li>"
    )


def _told(say: Texts, fault: Fault) -> str:
    return say(f"fault.{fault.kind}", words=fault.words)


def _quote(say: Texts, citation: Citation, run: str) -> str:
    """The quote as a link that opens it in its article."""
    by = byline(say, citation.outlet, (), citation.published)
    title = escaped(citation.title or say("untitled"))
    about = f'<span class="aa-by">{title}{" · " if by else ""}{by}</span>'
    href = CitationView(run, citation.number).fragment
    return f'<li><a href="#{href}"><q>{escaped(citation.quote)}</q>{about}</a></li>'
