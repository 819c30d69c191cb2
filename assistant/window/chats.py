"""The conversations as a page asks for them: listed, opened, and what the buttons beside them do.

Knows nothing of how they are kept, nor of how a question is asked.
"""

from collections.abc import Collection
from typing import TypedDict

from assistant.conversations.conversation import Turn
from assistant.conversations.exporting import as_json, as_markdown, removed_citations
from assistant.window.asked import Asked
from assistant.window.conversations_html import conversations_html
from assistant.window.library_tab import Now, local_now
from assistant.window.texts import Texts
from assistant.window.turn_html import tools_html, turn_html
from assistant.window.welcome_html import welcome_html

AT_ONCE = 60
"""Conversations that the side bar shows before it is asked for more."""


class Opened(TypedDict):
    """A conversation as the page shows it; `id` is empty for one that has not begun."""

    id: str
    title: str
    html: str


class Exported(TypedDict):
    """A file for the reader to keep."""

    name: str
    type: str
    text: str


class Chats:
    """Draws conversations and does what their buttons ask. One for all windows."""

    def __init__(self, assistant: Asked, now: Now = local_now) -> None:
        self._assistant = assistant
        self._kept = assistant.conversations
        self._now = now

    def list(self, say: Texts, search: str, pages: int) -> str:
        """The newest conversations, or those that hold all words of `search`; so many pages of them."""
        page = self._kept.page(search, 0, AT_ONCE * max(1, pages))
        return conversations_html(say, page, self._now(), searching=bool(search.strip()))

    def begin(self, say: Texts) -> Opened:
        """The first screen; the conversation begins with its first question."""
        return Opened(id="", title=say("side.new"), html=welcome_html(say, self._assistant.introduction))

    def open(self, say: Texts, id: str) -> Opened:
        """A conversation with all its turns. Raises ConversationNotFoundError."""
        conversation, turns = self._kept.get(id), self._kept.turns(id)
        html = "".join(turn_html(say, turn, self._removed(turn)) for turn in turns)
        return Opened(id=id, title=conversation.title or say("side.untitled"), html=html)

    def open_at(self, say: Texts, turn_id: str) -> Opened:
        """The conversation that a turn stands in. Raises TurnNotFoundError."""
        return self.open(say, self._kept.turn(turn_id).conversation_id)

    def rename(self, id: str, title: str) -> str:
        """The new title. Raises UsageError for a blank one."""
        return self._kept.rename(id, title).title

    def remove(self, id: str) -> str:
        """Delete a conversation; gives its id."""
        self._kept.remove(id)
        return id

    def rate(self, say: Texts, turn_id: str, good: bool | None, reason: str) -> str:
        """Keep what the reader thinks; the tools of the turn anew."""
        return tools_html(say, self._kept.rate(turn_id, good, reason))

    def export(self, id: str, form: str) -> Exported:
        """A conversation as Markdown with its citations, or as JSON that can be checked again."""
        conversation, turns = self._kept.get(id), self._kept.turns(id)
        name = _file_name(conversation.title, turns)
        if form == "json":
            return Exported(
                name=f"{name}.json", type="application/json", text=as_json(conversation, turns, self._assistant.article)
            )
        return Exported(name=f"{name}.md", type="text/markdown", text=as_markdown(conversation, turns))

    def _removed(self, turn: Turn) -> Collection[int]:
        return removed_citations(turn.answer.citations, self._assistant.article)


def _file_name(title: str, turns: list[Turn]) -> str:
    kept = "".join(letter if letter.isalnum() else " " for letter in title or turns[0].question)
    return "-".join(kept.split())[:60] or "conversation"
