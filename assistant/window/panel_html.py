"""The panel beside the chat: an article's head, its text or a passage of it with the quote marked, and links out.

Knows nothing of where articles and citations are kept.
"""

from collections.abc import Sequence

from assistant.answer import Citation
from assistant.errors import UncheckedError
from assistant.window import texts
from assistant.window.answer_html import byline
from assistant.window.article_html import MOST_CHARACTERS, Excerpt, around, from_start, text_html
from assistant.window.markup import escaped, joined, out_link
from assistant.window.versions_html import changed_texts_html, changed_title_html, versions_html
from assistant.window.views import CitationView, VersionView
from corpus.library import Version


def citation_html(citation: Citation, version: Version, view: CitationView) -> str:
    """The passage of the citation, or its whole article, with the quote marked and a link to the page at these words.

    Raises UncheckedError where the quote does not stand in the version, instead of marking other words.
    """
    text = version.article.text
    if text[citation.start : citation.end] != citation.quote:
        raise UncheckedError(f"The quote of source {citation.number} does not stand in its article. Ask again.")
    spans = citation.spans or ((citation.start, citation.end),)
    passage = around(text, spans)
    excerpt = around(text, spans, MOST_CHARACTERS // 2) if view.whole else passage
    links = out_link(citation.link or citation.url, texts.OPEN_AT_WORDS)
    if not view.whole and not passage.whole:
        whole = CitationView(view.turn, view.number, whole=True)
        links += f'<a href="#{whole.fragment}">{escaped(texts.WHOLE_ARTICLE)}</a>'
    body = text_html(text, excerpt, spans) + _cut(view.whole and not excerpt.whole)
    return _panel(version, excerpt, body, number=f"[{citation.number}] ", links=links)


def article_html(version: Version, versions: Sequence[Version] = (), *, answers: bool = True) -> str:
    """The article from its beginning, with nothing marked, under a list of its `versions` where there are several.

    Where it does not answer, that is said.
    """
    links = out_link(version.article.url, texts.OPEN_ARTICLE)
    excerpt = from_start(version.article.text)
    note = "" if answers else f'<p class="aa-note">{escaped(texts.ANSWERS_NOTHING)}</p>'
    text = text_html(version.article.text, excerpt) + _cut(not excerpt.whole)
    return _panel(version, excerpt, text, number="", links=links, above=note + versions_html(versions, version.number))


def changes_html(before: Version, after: Version, versions: Sequence[Version]) -> str:
    """What changed between two versions of an article, under the list of all its `versions`."""
    head = f'<h2 tabindex="-1">{changed_title_html(before.article, after.article)}</h2>'
    about = f'<p class="aa-by">{escaped(texts.between(before.number, after.number))}</p>'
    whole = f'<a href="#{VersionView(after.article.id, after.number).fragment}">{escaped(texts.WHOLE_ARTICLE)}</a>'
    listed = versions_html(versions, after.number, changes=True)
    text = f'<div class="aa-text">{changed_texts_html(before.article, after.article)}</div>'
    return f'{_bar(f"""<p class="aa-links">{whole}</p>""")}<header>{head}{about}</header>{listed}{text}'


def note_html(message: str) -> str:
    """A panel that only says why there is nothing to show."""
    return f'{_bar("")}<p class="aa-note" tabindex="-1">{escaped(message)}</p>'


def _panel(version: Version, excerpt: Excerpt, body: str, *, number: str, links: str, above: str = "") -> str:
    article = version.article
    published = article.published.iso if article.published else None
    by = byline(article.outlet, article.authors, published)
    edition = joined([f"version {version.number}" if version.number > 1 else None])
    head = f'<h2 tabindex="-1">{escaped(number + (article.title or texts.UNTITLED))}</h2>'
    about = f'<p class="aa-by">{" · ".join(part for part in (by, edition) if part)}</p>'
    leads = f'<p class="aa-links">{links}</p>' if links else ""
    text = f'<div class="{_edges(excerpt, len(article.text))}">{body}</div>'
    return f"{_bar(leads)}<header>{head}{about}</header>{above}{text}"


def _cut(is_cut: bool) -> str:
    return f'<p class="aa-note">{escaped(texts.ARTICLE_CUT)}</p>' if is_cut else ""


def _bar(links: str) -> str:
    close = f'<button type="button" class="aa-close" aria-label="{escaped(texts.CLOSE)}">×</button>'
    return f'<div class="aa-bar">{links}{close}</div>'


def _edges(excerpt: Excerpt, length: int) -> str:
    """Classes that say on which side the text goes on."""
    before = " aa-more-before" if excerpt.start > 0 else ""
    after = " aa-more-after" if excerpt.end < length else ""
    return f"aa-text{before}{after}"
