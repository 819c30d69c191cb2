"""A question as it was typed, and the query that is searched for it.

Knows nothing of articles.
"""

from dataclasses import dataclass
from datetime import date

from assistant.errors import UsageError

MOST_CHARACTERS = 2000


@dataclass(frozen=True, slots=True)
class Question:
    """`text` as typed, `query` as searched; `asked_on` is the day it was asked, None where days do not matter."""

    text: str
    query: str
    asked_on: date | None


def understand(text: str, asked_on: date | None = None) -> Question:
    """The question behind what was typed. Raises UsageError where it has no word or more than 2,000 characters."""
    text = text.encode("utf-8", "ignore").decode("utf-8")  # lone surrogates are no characters, and cannot be kept
    query = " ".join(text.split())
    if not query:
        raise UsageError("The question is empty. Type a question about the articles.")
    if not any(letter.isalnum() for letter in query):  # nothing can be searched, and whatever came would be chance
        raise UsageError("The question has no word in it. Type a question about the articles.")
    if len(query) > MOST_CHARACTERS:
        raise UsageError(f"The question has {len(query)} characters; {MOST_CHARACTERS} at most. Shorten it.")
    return Question(text, query, asked_on)
