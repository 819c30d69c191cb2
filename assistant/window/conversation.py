"""What was said in one window, in order.

Knows nothing of how it is drawn. One reply can still be growing while another is begun, so each entry is changed in
place by whoever makes it, and everyone shows all of them.
"""

from dataclasses import dataclass
from typing import Literal, TypedDict


class Message(TypedDict):
    """One entry as chat components take it; `content` is safe HTML on one line."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(slots=True)
class Entry:
    """One thing said; `html` grows while a reply is made."""

    role: Literal["user", "assistant"]
    html: str


class Conversation:
    """All entries, oldest first. An empty one can be deep-copied, once for each window."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []

    def ask(self, html: str) -> None:
        """Add what the user said."""
        self._entries.append(Entry("user", html))

    def reply(self) -> Entry:
        """Add an empty reply, to be filled by the caller."""
        entry = Entry("assistant", "")
        self._entries.append(entry)
        return entry

    def messages(self) -> list[Message]:
        """The entries that have something to show."""
        return [Message(role=entry.role, content=entry.html) for entry in list(self._entries) if entry.html]
