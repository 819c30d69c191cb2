"""Texts that are checked from a window: the report as HTML, its citations kept so that they can be opened.

Knows nothing of how a text is checked.
"""

import uuid

from assistant.errors import UsageError
from assistant.window.asked import Asked
from assistant.window.check_html import report_html
from assistant.window.library_html import refused_html
from assistant.window.program_words import in_words
from assistant.window.shelf import Shelf
from assistant.window.texts import Texts


class Checking:
    """Checks texts. One for all windows."""

    def __init__(self, assistant: Asked, shelf: Shelf) -> None:
        self._assistant = assistant
        self._shelf = shelf

    def check(self, say: Texts, text: str) -> str:
        """What came of it; a blank or overlong text is told so."""
        try:
            report = self._assistant.check(text)
        except UsageError as error:
            return refused_html(in_words(say, str(error)) if text.strip() else say("check.empty"))
        run = uuid.uuid4().hex
        self._shelf.put(run, report.citations)
        return report_html(say, report, run)
