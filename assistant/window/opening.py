"""What a link in the window opens: the HTML of the panel for the view that the link names.

Knows nothing of how the panel reaches the page.
"""

from assistant.window import texts
from assistant.window.asked import Asked
from assistant.window.panel_html import article_html, citation_html, note_html
from assistant.window.shelf import Shelf
from assistant.window.views import ArticleView, CitationView, read_view
from corpus.errors import ArticleNotFoundError


def open_view(fragment: str, assistant: Asked, shelf: Shelf) -> str:
    """The panel for a link's fragment; a note where the reply or the article is no longer kept."""
    view = read_view(fragment)
    try:
        match view:
            case CitationView():
                return _citation(view, assistant, shelf)
            case ArticleView(article_id):
                return article_html(assistant.article(article_id))
            case None:
                return note_html(texts.ARTICLE_GONE)
    except ArticleNotFoundError:
        return note_html(texts.ARTICLE_GONE)


def _citation(view: CitationView, assistant: Asked, shelf: Shelf) -> str:
    citation = shelf.find(view.turn, view.number)
    if citation is None:
        return note_html(texts.ANSWER_GONE)
    return citation_html(citation, assistant.article(citation.article_id, citation.version), view)
