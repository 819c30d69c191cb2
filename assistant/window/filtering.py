"""The form of the filters as a page asks for it.

Knows nothing of how a search is narrowed.
"""

from assistant.window.asked import Asked
from assistant.window.filters_html import form_html, found_articles_html
from assistant.window.texts import Texts
from corpus.facets import Facet

MOST_FOUND = 12


class Filtering:
    """Draws the form. One for all windows."""

    def __init__(self, assistant: Asked) -> None:
        self._assistant = assistant

    def form(self, say: Texts) -> str:
        """What the library can be narrowed to now."""
        return form_html(say, self._assistant.facets())

    def find(self, say: Texts, search: str) -> str:
        """Articles to choose from."""
        if not search.strip():
            return ""
        found = self._assistant.listed(search, 0, MOST_FOUND).articles
        return found_articles_html(say, [Facet(one.id, one.title or say("untitled"), 0) for one in found])
