"""The panel beside the chat: an article's head, its text or a passage of it with the quote marked, and links out.

Knows nothing of where articles and citations are kept.
"""

from collections.abc import Sequence

from assistant.answer import Citation
from assistant.errors import UncheckedError
from assistant.window.answer_html import byline
from assistant.window.article_html import MOST_CHARACTERS, Excerpt, around, from_start, text_html
from assistant.window.icons import icon
from assistant.window.markup import escaped, icon_button, out_link
from assistant.window.texts import Texts
from assistant.window.versions_html import changed_texts_html, changed_title_html, versions_html
from assistant.window.views import CitationView, VersionView
from corpus.library import Version


def citation_html(say: Texts, citation: Citation, version: Version, view: CitationView, last: int) -> str:
    """The passage of the citation, or its whole article, with the quote marked and a link to the page at these words.

    `last` is the number of the reply's last citation. Raises UncheckedError where the quote does not stand in the
    version, instead of marking other words.
    """
    text = version.article.text
    if text[citation.start : citation.end] != citation.quote:
        raise UncheckedError(f"The quote of source {citation.number} does not stand in its article. Ask again.")
    spans = citation.spans or ((citation.start, citation.end),)
    passage = around(text, spans)
    excerpt = around(text, spans, MOST_CHARACTERS // 2) if view.whole else passage
    links = out_link(citation.link or citation.url, say("panel.open_at_words"))
    if not view.whole and not passage.whole:
        links += _link(CitationView(view.turn, view.number, whole=True).fragment, say("panel.whole"))
    body = text_html(text, excerpt, spans) + _cut(say, view.whole and not excerpt.whole)
    steps = _steps(say, view, last)
    return _panel(say, version, steps, links, f'<div class="{_edges(excerpt, len(text))}">{body}</div>')


def removed_html(say: Texts, citation: Citation, view: CitationView, last: int) -> str:
    """A citation whose article is no longer kept: its quote, as it was checked when the answer was given."""
    head = f'<h2 tabindex="-1">{escaped(citation.title or say("untitled"))}</h2>'
    by = byline(say, citation.outlet, citation.authors, citation.published)
    note = f'<p class="aa-note">{escaped(say("panel.cited_gone"))}</p>'
    links = out_link(citation.link or citation.url, say("panel.open_at_words"))
    body = text_html(citation.quote, from_start(citation.quote))
    header = f'<header>{head}<p class="aa-by">{by}</p>{_leads(links)}</header>'
    return f'{_bar(say, _steps(say, view, last))}{header}{note}<div class="aa-text aa-remembered">{body}</div>'


def article_html(say: Texts, version: Version, versions: Sequence[Version] = (), *, answers: bool = True) -> str:
    """The article from its beginning, with nothing marked, under a list of its `versions` where there are several.

    Where it does not answer, that is said.
    """
    links = out_link(version.article.url, say("panel.open"))
    excerpt = from_start(version.article.text)
    note = "" if answers else f'<p class="aa-note">{escaped(say("panel.answers_nothing"))}</p>'
    text = text_html(version.article.text, excerpt) + _cut(say, not excerpt.whole)
    body = f'<div class="{_edges(excerpt, len(version.article.text))}">{text}</div>'
    return _panel(say, version, "", links, note + versions_html(say, versions, version.number) + body)


def changes_html(say: Texts, before: Version, after: Version, versions: Sequence[Version]) -> str:
    """What changed between two versions of an article, under the list of all its `versions`."""
    head = f'<h2 tabindex="-1">{changed_title_html(say, before.article, after.article)}</h2>'
    about = f'<p class="aa-by">{escaped(say("panel.between", before=before.number, after=after.number))}</p>'
    whole = _link(VersionView(after.article.id, after.number).fragment, say("panel.whole"))
    listed = versions_html(say, versions, after.number, changes=True)
    text = f'<div class="aa-text">{changed_texts_html(say, before.article, after.article)}</div>'
    return f"{_bar(say, '')}<header>{head}{about}{_leads(whole)}</header>{listed}{text}"


def note_html(say: Texts, message: str) -> str:
    """A panel that only says why there is nothing to show."""
    return f'{_bar(say, "")}<p class="aa-note" tabindex="-1">{escaped(message)}</p>'


def _panel(say: Texts, version: Version, steps: str, links: str, body: str) -> str:
    article = version.article
    published = article.published.iso if article.published else None
    by = byline(say, article.outlet, article.authors, published)
    edition = escaped(say("panel.version", number=version.number)) if version.number > 1 else ""
    head = f'<h2 tabindex="-1">{escaped(article.title or say("untitled"))}</h2>'
    about = f'<p class="aa-by">{" · ".join(part for part in (by, edition) if part)}</p>'
    return f"{_bar(say, steps)}<header>{head}{about}{_leads(links)}</header>{body}"


def _steps(say: Texts, view: CitationView, last: int) -> str:
    """Which citation this is, with the way to those before and after it."""
    line = escaped(say("panel.number", number=view.number, last=last))
    before, after = (_step(say, view, number, last) for number in (view.number - 1, view.number + 1))
    return f'<div class="aa-steps">{before}<span>{line}</span>{after}</div>'


def _step(say: Texts, view: CitationView, number: int, last: int) -> str:
    name = "before" if number < view.number else "after"
    label = escaped(say(f"panel.{name}"))
    if not 1 <= number <= last:
        return f'<span class="aa-icon-button aa-nowhere" aria-hidden="true">{icon(name)}</span>'
    href = CitationView(view.turn, number, view.whole).fragment
    return f'<a class="aa-icon-button aa-quiet" href="#{href}" aria-label="{label}" title="{label}">{icon(name)}</a>'


def _link(fragment: str, label: str) -> str:
    return f'<a href="#{fragment}">{escaped(label)}</a>'


def _leads(links: str) -> str:
    return f'<p class="aa-links">{links}</p>' if links else ""


def _cut(say: Texts, is_cut: bool) -> str:
    return f'<p class="aa-note">{escaped(say("panel.cut"))}</p>' if is_cut else ""


def _bar(say: Texts, steps: str) -> str:
    close = icon_button("close", say("panel.close"), "data-do=close-panel", "aa-quiet aa-close")
    return f'<div class="aa-bar">{steps}{close}</div>'


def _edges(excerpt: Excerpt, length: int) -> str:
    """Classes that say on which side the text goes on."""
    before = " aa-more-before" if excerpt.start > 0 else ""
    after = " aa-more-after" if excerpt.end < length else ""
    return f"aa-text{before}{after}"
