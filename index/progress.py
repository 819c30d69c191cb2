"""How far an update or a rebuild is, as values. Knows nothing of what is updated."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UpdateProgress:
    """How far an update is; `characters` of article text measure the work, passages are counted as they are cut."""

    stage: str
    articles: int = 0
    passages: int = 0
    characters: int = 0
    characters_total: int = 0


Progress = Callable[[UpdateProgress], None]


def ignore(progress: UpdateProgress) -> None:
    """A `Progress` for callers that show none."""


@dataclass(slots=True)
class Meter:
    """Adds up what was done and reports it; within a batch, characters grow with the passages embedded."""

    progress: Progress
    total: int
    stage: str = "indexing"
    articles: int = 0
    passages: int = 0
    characters: int = 0
    characters_per_passage: float = 0.0
    embedded_in_batch: int = 0

    def begin(self, characters: int, passages: int) -> None:
        """A batch of so many characters begins, of which so many passages must be embedded."""
        self.characters_per_passage = characters / passages
        self.embedded_in_batch = 0

    def embedded(self, passages: int) -> None:
        """So many more passages have vectors."""
        self.passages += passages
        self.embedded_in_batch += passages
        self._report(self.characters + int(self.characters_per_passage * self.embedded_in_batch))

    def stored(self, articles: int, characters: int) -> None:
        """The batch is kept."""
        self.articles += articles
        self.characters += characters
        self._report(self.characters)

    def _report(self, characters: int) -> None:
        self.progress(UpdateProgress(self.stage, self.articles, self.passages, characters, self.total))
