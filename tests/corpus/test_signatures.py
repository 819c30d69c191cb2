"""Fingerprints by which copies are found."""

import pytest

from corpus.article import Article
from corpus.signatures import Signature, Signer


@pytest.fixture(scope="module")
def signer() -> Signer:
    return Signer()


def sign(signer: Signer, text: str, title: str = "News") -> Signature:
    return signer.sign(Article("a", title, text))


def numbered(first: int, last: int) -> str:
    return " ".join(f"word {number}" for number in range(first, last))


def test_signatures_stay_what_they_were_when_libraries_are_upgraded(signer: Signer) -> None:
    # Kept in every library file: where this fails, new signatures do not meet the old, and a migration must empty them.
    signature = sign(signer, "A ferry ran aground off Skerrow. Nobody was hurt.")
    assert signature.numbers[:12].hex() == "358cf413d5c2bb11c37d1a06"
    assert signature.digest.hex() == "145b33f6b5b5a499fa545433ff3e3a1e"


def test_a_house_style_leaves_no_trace(signer: Signer) -> None:
    assert sign(signer, "It cost £3.4 million, “or so”.") == sign(signer, 'IT COST £3.4m - "or so"')


@pytest.mark.parametrize("words", [400, 40_000])
def test_similarity_estimates_the_share_of_runs_that_are_common(signer: Signer, words: int) -> None:
    one, other = sign(signer, numbered(0, words)), sign(signer, numbered(words // 2, words + words // 2))
    assert one.similarities([other.numbers, one.numbers]) == pytest.approx([1 / 3, 1], abs=0.1)
    assert one.near([other.numbers, one.numbers]) == [1, 0]


def test_texts_without_a_common_run_do_not_match(signer: Signer) -> None:
    one, other = sign(signer, numbered(0, 400)), sign(signer, numbered(1000, 1400))
    assert one.near([other.numbers]) == one.near([]) == []
    assert not one.bands & other.bands


def test_every_one_of_many_texts_cut_to_a_third_meets_its_whole_in_a_band(signer: Signer) -> None:
    wholes = [(start, start + 300) for start in range(0, 30_000, 300)]
    met = [sign(signer, numbered(a, b)).bands & sign(signer, numbered(a, a + 100)).bands for a, b in wholes]
    assert len(wholes) == 100
    assert sum(map(bool, met)) >= 97


def test_an_article_without_a_word_has_no_band(signer: Signer) -> None:
    assert sign(signer, "…") == Signature(b"", b"")
    assert sign(signer, "").bands == set()


def test_bands_are_keys_that_fit_a_row(signer: Signer) -> None:
    bands = sign(signer, numbered(0, 400)).bands
    assert len(bands) == 64
    assert all(-(2**63) <= key < 2**63 for key in bands)


def test_the_headline_counts_below_40_words_only(signer: Signer) -> None:
    assert sign(signer, "More follows.", "Ferry") != sign(signer, "More follows.", "Strike")
    assert sign(signer, numbered(0, 20), "Ferry") == sign(signer, numbered(0, 20), "Strike")
