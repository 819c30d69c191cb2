"""From versions to passages and vectors, in batches. Computes only; writes nothing.

Knows nothing of where passages and vectors are kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.library import Version
from index.embedding import Embedder, Progress, Vectors
from index.passage import Passage, embedded_text, passages_of
from index.splitting import Splitting, shorten_title, split_passages

# Passages embedded and committed at once: large enough to batch by length, small enough that a stop costs seconds.
_BATCH_PASSAGES = 1024


@dataclass(frozen=True, slots=True)
class SplitVersion:
    """A version with its passages in reading order."""

    version: Version
    passages: list[Passage]


class Indexer:
    """Splits and embeds with one model and one way of splitting."""

    def __init__(self, embedder: Embedder, splitting: Splitting) -> None:
        self._embedder = embedder
        self._splitting = splitting

    @property
    def fingerprint(self) -> str:
        """Changes whenever passages or vectors would come out differently."""
        return f"{self._embedder.name} {self._splitting}"

    @property
    def model(self) -> str:
        """The name of the embedding model."""
        return self._embedder.name

    def reads(self, fingerprint: str) -> bool:
        """Whether vectors built with this fingerprint are of this model and can be searched, however they were cut."""
        return fingerprint.startswith(f"{self.model} Splitting(")

    def batches(self, versions: Iterable[Version]) -> Iterator[list[SplitVersion]]:
        """Versions with their passages, in batches of whole versions that hold about a thousand passages."""
        batch: list[SplitVersion] = []
        size = 0
        for version in versions:
            split = SplitVersion(version, self._split(version))
            batch.append(split)
            size += len(split.passages)
            if size >= _BATCH_PASSAGES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def embed(self, passages: Sequence[Passage], progress: Progress | None = None) -> Vectors:
        """(n_passages, dimension) float32, unit rows, in the order given."""
        texts = [
            embedded_text(shorten_title(passage.title, self._embedder, self._splitting), passage.text)
            for passage in passages
        ]
        return self._embedder.embed(texts, progress)

    def _split(self, version: Version) -> list[Passage]:
        article = version.article
        return passages_of(version, split_passages(article.text, article.title, self._embedder, self._splitting))
