"""What a link in the window opens: the HTML of the panel for the view that the link names.

Knows nothing of how the panel reaches the page.
"""

from assistant.answer import Citation
from assistant.errors import TurnNotFoundError
from assistant.window.asked import Asked
from assistant.window.panel_html import article_html, changes_html, citation_html, note_html, removed_html
from assistant.window.shelf import Shelf
from assistant.window.texts import Texts
from assistant.window.views import ArticleView, ChangesView, CitationView, VersionView, read_view
from corpus.errors import ArticleNotFoundError
from corpus.library import Version


class Opening:
    """Opens citations, articles and their versions. One for all windows."""

    def __init__(self, assistant: Asked, shelf: Shelf) -> None:
        self._assistant = assistant
        self._shelf = shelf

    def open(self, say: Texts, fragment: str) -> str:
        """The panel for a link's fragment; a note where the reply or the article is no longer kept."""
        assistant = self._assistant
        try:
            match read_view(fragment):
                case CitationView() as view:
                    return self._citation(say, view)
                case ArticleView(article_id):
                    return _article(say, assistant.versions(article_id), self._answering(article_id))
                case VersionView(article_id, number):
                    return article_html(say, assistant.article(article_id, number), assistant.versions(article_id))
                case ChangesView(article_id, number):
                    before, after = (assistant.article(article_id, one) for one in (number - 1, number))
                    return changes_html(say, before, after, assistant.versions(article_id))
                case None:
                    return note_html(say, say("panel.article_gone"))
        except ArticleNotFoundError:
            return note_html(say, say("panel.article_gone"))

    def _citation(self, say: Texts, view: CitationView) -> str:
        citations = self._cited(view.turn)
        if view.number not in citations:
            return note_html(say, say("panel.answer_gone"))
        citation, last = citations[view.number], max(citations)
        try:
            version = self._assistant.article(citation.article_id, citation.version)
        except ArticleNotFoundError:
            return removed_html(say, citation, view, last)
        return citation_html(say, citation, version, view, last)

    def _cited(self, turn: str) -> dict[int, Citation]:
        """The citations of a turn that is kept, or of a reply that is still being made, by number."""
        try:
            citations = self._assistant.conversations.turn(turn).answer.citations
        except TurnNotFoundError:
            citations = self._shelf.all(turn)
        return {citation.number: citation for citation in citations}

    def _answering(self, article_id: str) -> Version | None:
        try:
            return self._assistant.article(article_id)
        except ArticleNotFoundError:
            return None


def _article(say: Texts, versions: list[Version], answering: Version | None) -> str:
    """The version that answers; of an article that was retired or is not searchable yet, the newest."""
    return article_html(say, answering or versions[-1], versions, answers=answering is not None)
