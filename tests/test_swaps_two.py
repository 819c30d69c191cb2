from collections import Counter

import pytest

from benchmarks.labelled.claim import KINDS, Claim, Corrupted, GoldSentence
from benchmarks.labelled.claims import labelled_sample
from benchmarks.labelled.swaps_two import corrupt
from benchmarks.labelled.two.reading_figures import find_figures
from corpus.article import Article

TEXT = (
    "The Quay Bridge was closed on Friday 13 September after a crack was found, Ruth Aldcroft said. "
    "It carries about 11,400 vehicles a day and was built in 1931. "
    "Denny Usk took £61 by two o'clock. The repair costs £2.3 million."
)
OTHER = "The ferry at Wexby carried 23 yachts past the Quay Bridge in October, Colm Pettifer said."
ARTICLES = {
    "bridge": Article("bridge", "Bridge shut", TEXT),
    "ferry": Article("ferry", "Ferry full", OTHER),
}


def claim_of(sentence: str) -> Claim:
    """A claim that is a sentence of the first article."""
    start = TEXT.index(sentence)
    return Claim("one", sentence, (GoldSentence("bridge", start, start + len(sentence)),), ("bridge",), "sample")


def made(sentence: str, kind: str) -> set[str]:
    """All that becomes of it by any of some seeds."""
    claim = claim_of(sentence)
    return {one.text for seed in range(30) for one in corrupt([claim], ARTICLES, seed) if one.kind == kind}


@pytest.fixture(scope="module")
def corrupted() -> list[Corrupted]:
    part = labelled_sample()
    return list(corrupt(part.claims, part.articles, seed=2))


def test_there_are_more_than_a_hundred_sentences_of_each_kind(corrupted: list[Corrupted]) -> None:
    counts = Counter(one.kind for one in corrupted)

    assert set(counts) == set(KINDS)
    assert min(counts.values()) > 100


def test_the_same_seed_gives_the_same_sentences_and_another_gives_others(corrupted: list[Corrupted]) -> None:
    part = labelled_sample()
    some = part.claims[:60]

    again = list(corrupt(some, part.articles, seed=2))

    assert again == list(corrupt(some, part.articles, seed=2))
    assert again == corrupted[: len(again)]
    assert again != list(corrupt(some, part.articles, seed=3))


def test_only_a_sentence_beside_another_article_keeps_its_words(corrupted: list[Corrupted]) -> None:
    claims = {claim.id: claim for claim in labelled_sample().claims}

    for one in corrupted:
        claim = claims[one.claim_id]
        moved = one.kind == "other_article"
        assert (one.text == claim.text) == moved
        assert (one.article_ids != claim.article_ids) == moved


def test_a_wrong_number_stands_nowhere_in_its_article() -> None:
    for text in made("Denny Usk took £61 by two o'clock.", "number"):
        assert "£61 " not in text
    for text in made("The repair costs £2.3 million.", "number"):
        assert text != "The repair costs £2.3 million."
        assert "£2.3 million" not in text


def test_beside_about_a_number_is_so_far_off_that_nobody_calls_it_right() -> None:
    sentence = "It carries about 11,400 vehicles a day and was built in 1931."
    values = {find_figures(text)[0].value for text in made(sentence, "number") if "per cent" not in text}

    assert values
    assert all(not 8_500 < value < 15_000 for value in values)


def test_a_year_and_the_day_of_a_month_are_dates_and_no_numbers() -> None:
    assert [
        figure.value for figure in find_figures("On 13 September 1931 and May 4, two of 11,400 left at 5 p.m.")
    ] == [
        2,
        11_400,
    ]


def test_numbers_are_read_in_words_and_with_their_scale() -> None:
    text = "Twenty-three of £2.3 million, 3 thousand and one"

    assert [figure.value for figure in find_figures(text)] == [23, 2_300_000, 3_000]


def test_a_wrong_date_is_another_day_weekday_or_month() -> None:
    sentence = "The Quay Bridge was closed on Friday 13 September after a crack was found, Ruth Aldcroft said."

    texts = made(sentence, "date")

    assert any("12 September" in text or "14 September" in text for text in texts)
    assert any("Friday" not in text for text in texts)
    assert any("before a crack was found" in text for text in texts)


def test_a_wrong_name_is_another_person_or_a_wrong_first_name() -> None:
    sentence = "The Quay Bridge was closed on Friday 13 September after a crack was found, Ruth Aldcroft said."

    texts = made(sentence, "name")

    assert any("Aldcroft" in text and "Ruth Aldcroft" not in text for text in texts)
    assert any("Aldcroft" not in text for text in texts)


def test_a_denied_sentence_says_the_contrary() -> None:
    texts = made(
        "The Quay Bridge was closed on Friday 13 September after a crack was found, Ruth Aldcroft said.", "negation"
    )

    assert any("was not closed" in text for text in texts)
    assert any("was opened" in text for text in texts)


def test_a_sentence_is_moved_only_to_an_article_that_lacks_much_of_what_it_says() -> None:
    assert made("The repair costs £2.3 million.", "other_article") == set()  # shares no word with the other
    moved = "The Quay Bridge was closed on Friday 13 September after a crack was found, Ruth Aldcroft said."
    assert made(moved, "other_article") == {moved}
