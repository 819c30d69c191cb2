"""How much a library holds, and how the language model is that writes its answers.

Knows nothing of how it is counted or shown.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """The language model that is set, by its name, and the tokens that it read and wrote today.

    `resting` while it failed so often that it is not asked; `tokens_a_day` is the most that it may cost, None without a
    limit.
    """

    name: str
    resting: bool
    tokens_today: int
    tokens_a_day: int | None = None

    @property
    def spent(self) -> bool:
        """Whether nothing more is written today."""
        return self.tokens_a_day is not None and self.tokens_today >= self.tokens_a_day


def no_model() -> ModelStatus | None:
    """Where none is set."""
    return None


@dataclass(frozen=True, slots=True)
class Status:
    """What the library holds; `waiting_articles` are kept but cannot be searched yet.

    `model` is None where no language model is set.
    """

    data_directory: str
    articles: int
    versions: int
    newest: str | None
    passages: int
    waiting_articles: int
    embedding_model: str
    model: ModelStatus | None = None
