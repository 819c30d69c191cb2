"""What a link in the window opens: the HTML of the panel for the view that the link names.

Knows nothing of how the panel reaches the page.
"""

from assistant.window import texts
from assistant.window.asked import Asked
from assistant.window.panel_html import article_html, changes_html, citation_html, note_html
from assistant.window.shelf import Shelf
from assistant.window.views import ArticleView, ChangesView, CitationView, VersionView, read_view
from corpus.errors import ArticleNotFoundError
from corpus.library import Version


def open_view(fragment: str, assistant: Asked, shelf: Shelf) -> str:
    """The panel for a link's fragment; a note where the reply or the article is no longer kept."""
    view = read_view(fragment)
    try:
        match view:
            case CitationView():
                return _citation(view, assistant, shelf)
            case ArticleView(article_id):
                return _article(assistant.versions(article_id), _answering(article_id, assistant))
            case VersionView(article_id, number):
                return article_html(assistant.article(article_id, number), assistant.versions(article_id))
            case ChangesView(article_id, number):
                before, after = (assistant.article(article_id, one) for one in (number - 1, number))
                return changes_html(before, after, assistant.versions(article_id))
            case None:
                return note_html(texts.ARTICLE_GONE)
    except ArticleNotFoundError:
        return note_html(texts.CITED_GONE if isinstance(view, CitationView) else texts.ARTICLE_GONE)


def _citation(view: CitationView, assistant: Asked, shelf: Shelf) -> str:
    citation = shelf.find(view.turn, view.number)
    if citation is None:
        return note_html(texts.ANSWER_GONE)
    return citation_html(citation, assistant.article(citation.article_id, citation.version), view)


def _article(versions: list[Version], answering: Version | None) -> str:
    """The version that answers; of an article that was retired or is not searchable yet, the newest."""
    return article_html(answering or versions[-1], versions, answers=answering is not None)


def _answering(article_id: str, assistant: Asked) -> Version | None:
    try:
        return assistant.article(article_id)
    except ArticleNotFoundError:
        return None
