"""What many tests share: small models for speed, the real ones where a reader would meet them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.confidence import Confidence
from assistant.settings import silence_libraries
from assistant.wiring import Models, open_assistant, open_sample
from tests.fakes import MemoryVectors, WordHashEmbedder, WordRelevance

silence_libraries()

# Answers where a sentence shares words enough with the question; the weights are for the logits of `WordRelevance`.
SMALL_MODELS = Models(
    embedder=WordHashEmbedder,
    relevance=WordRelevance,
    vectors=lambda directory: MemoryVectors(),
    confidence=lambda: Confidence((1.0, 0.0, 0.0, 0.0), 0.0, 0.5),
)


@pytest.fixture
def small_assistant(tmp_path: Path) -> Iterator[Assistant]:
    """An empty library with models of words alone: opens in milliseconds."""
    with open_assistant(tmp_path / "data", models=SMALL_MODELS) as assistant:
        yield assistant


@pytest.fixture(scope="session")
def sample_assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The sample library with the real models, indexed once for all tests. Tests only ask it."""
    with open_sample(tmp_path_factory.mktemp("sample")) as assistant:
        yield assistant
