"""What lies outside of a library and is handed in when it is opened: models, store, network and time.

Knows nothing of what is built with them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from assistant.confidence import Confidence, load_confidence
from assistant.models.model import LanguageModel
from assistant.models.opening import open_model
from assistant.settings import Settings
from assistant.support.judging import build_judge
from assistant.support.verdict import Judge
from corpus.connecting import Dialling
from corpus.politeness import Manners
from corpus.reading_apart import ApartReader
from index.embedding import Embedder, MiniLM
from index.generations import Probe
from index.nearness import MiniLMNearness, WordNearness
from index.probing import probe
from index.relevance import CrossEncoder, RelevanceModel
from index.vectors import ChromaVectors, VectorStore


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class World:
    """What lies outside: the network, the time, and how patient one is with both; tests pass a small world.

    `sleep` waits for a turn at a host; None waits until then or until the library is closed.
    """

    dialling: Callable[[], Dialling] = Dialling
    now: Callable[[], datetime] = _utc_now
    sleep: Callable[[float], None] | None = None
    manners: Manners = field(default_factory=Manners)
    reader: Callable[[], ApartReader] = ApartReader


@dataclass(frozen=True, slots=True)
class Models:
    """What a library is opened with: models, store and the world outside.

    Tests pass smaller ones, calibration a blank one.
    """

    embedder: Callable[[], Embedder] = MiniLM
    relevance: Callable[[], RelevanceModel] = CrossEncoder
    nearness: Callable[[], WordNearness] = MiniLMNearness
    vectors: Callable[[Path], VectorStore] = ChromaVectors
    probe: Probe = probe
    confidence: Callable[[], Confidence] = load_confidence
    judge: Callable[[RelevanceModel], Judge] = build_judge
    language_model: Callable[[Settings], LanguageModel | None] = open_model
    world: World = World()


SHIPPED = Models()
"""The models and the store that come with the program, in the world as it is."""
