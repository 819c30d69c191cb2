"""How much a library holds.

Knows nothing of how it is counted or shown.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Status:
    """What the library holds; `waiting_articles` are kept but cannot be searched yet."""

    data_directory: str
    articles: int
    versions: int
    newest: str | None
    passages: int
    waiting_articles: int
    embedding_model: str
