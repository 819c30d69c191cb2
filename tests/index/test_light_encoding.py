"""What numpy makes of a text is what sentence-transformers makes of it, and it is ready before that is imported."""

import subprocess
import sys

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from index.embedding import packaged_minilm
from index.light_encoding import LightEncoder

pytestmark = pytest.mark.model

TEXTS = [
    "The Quay Bridge is shut until May.",
    "Short.",
    "",
    "Trams stop. " * 200,
    "日本語の文章。 Zoë’s café:  mitigation, 3.5\u2028electroencephalography\n日本 end",
    "İstanbul, ﬁne ½ ① \x00 \ufffd 😀 Ωμέγα Жизнь naïve",
    "a" * 500,
    "It rose from £1,250.75 to €2m (up 60%), e.g. in Q3/2024; see https://harbourpost.example/a?b=c#d.",
]


@pytest.fixture(scope="module")
def theirs() -> SentenceTransformer:
    return SentenceTransformer(str(packaged_minilm()), device="cpu", local_files_only=True)


@pytest.fixture(scope="module")
def ours() -> LightEncoder:
    return LightEncoder(packaged_minilm())


def test_vectors_are_those_of_sentence_transformers(ours: LightEncoder, theirs: SentenceTransformer) -> None:
    wanted = theirs.encode(TEXTS, normalize_embeddings=True)
    vectors = ours.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), 384)
    assert np.abs(vectors - wanted).max() < 1e-6


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_are_those_of_its_tokenizer(ours: LightEncoder, theirs: SentenceTransformer, text: str) -> None:
    wanted = theirs.tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, truncation=False)
    assert ours.token_spans(text) == wanted["offset_mapping"]


def test_no_text_gives_no_row(ours: LightEncoder) -> None:
    assert ours.encode([]).shape == (0, 384)


def test_a_few_texts_are_embedded_without_torch() -> None:
    """The reason why it is there."""
    code = (
        "import sys; from index.embedding import MiniLM; model = MiniLM(); model.embed_query('Why?');"
        "model.embed(['A text.'] * 63); print([one for one in ('torch', 'transformers') if one in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "[]\n"
