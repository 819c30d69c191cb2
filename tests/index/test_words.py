"""Passages found by their words."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.article import Article
from index.words import match_expression
from tests.fakes import SentenceIndex

BRIDGE = Article("bridge", "Quay Bridge", "The bridge is shut until May.")
STRIKE = Article("strike", "Creamery strike", "Strikers rejected an offer.")
MISSILE = Article("missile", "Dnipro", "A missile fell on the city. Air-raid sirens by the café wailed.")


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SentenceIndex]:
    index = SentenceIndex(tmp_path)
    for article in (BRIDGE, STRIKE, MISSILE):
        index.put(article)
    yield index
    index.database.close()


def found(index: SentenceIndex, query: str, without_articles: frozenset[str] = frozenset()) -> list[str]:
    """The texts that are found, best first."""
    hits = index.words.search(query, 10, without_articles)
    passages = index.ledger.passages([hit.passage_id for hit in hits])
    return [passages[hit.passage_id].text for hit in hits]


def test_a_passage_is_found_by_any_of_its_words(index: SentenceIndex) -> None:
    assert found(index, "offer, perhaps?") == ["Strikers rejected an offer."]


def test_a_passage_is_found_by_the_words_of_its_title(index: SentenceIndex) -> None:
    assert found(index, "creamery") == ["Strikers rejected an offer."]


def test_the_passage_with_most_of_the_words_comes_first_with_the_higher_score(index: SentenceIndex) -> None:
    index.put(Article("other", "Other", "The bridge is long and it is wide and it is old and it is green."))
    assert found(index, "bridge shut until")[0] == "The bridge is shut until May."
    scores = [hit.score for hit in index.words.search("bridge shut until", 10)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[1] > 0


def test_no_more_than_asked_for_are_found(index: SentenceIndex) -> None:
    assert len(index.words.search("bridge offer missile", 2)) == 2


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("missiles", "A missile fell on the city."),
        ("falls falling fell", "A missile fell on the city."),
        ("rejects", "Strikers rejected an offer."),
        ("REJECTING", "Strikers rejected an offer."),
        ("strikes", "Strikers rejected an offer."),
        ("wailing", "Air-raid sirens by the café wailed."),
        ("cafe", "Air-raid sirens by the café wailed."),
        ("CAFÉ", "Air-raid sirens by the café wailed."),
        ("cafe\u0301", "Air-raid sirens by the café wailed."),
        ("air raid", "Air-raid sirens by the café wailed."),
        ("air-raid", "Air-raid sirens by the café wailed."),
    ],
)
def test_stems_case_and_accents_do_not_matter(index: SentenceIndex, query: str, text: str) -> None:
    assert found(index, query)[0] == text


def test_irregular_forms_are_not_found(index: SentenceIndex) -> None:
    """A stemmer cuts endings off; it knows no grammar."""
    assert found(index, "fall") == []
    assert found(index, "struck") == []


def test_words_that_are_everywhere_do_not_count_beside_others(index: SentenceIndex) -> None:
    assert found(index, "what was the offer of the creamery") == ["Strikers rejected an offer."]


def test_words_that_are_everywhere_are_searched_where_there_are_no_others(index: SentenceIndex) -> None:
    assert found(index, "an") == ["Strikers rejected an offer."]


@pytest.mark.parametrize("query", ["", "  ", "?!", '"', "👩‍👩‍👧", "\0", "…—"])
def test_a_query_without_a_word_finds_nothing(index: SentenceIndex, query: str) -> None:
    assert match_expression(query) == ""
    assert index.words.search(query, 10) == []


@pytest.mark.parametrize(
    ("query", "expression"),
    [
        ("bridge", '"bridge"'),
        ("Bridge, bridge; BRIDGE", '"bridge"'),
        ('the "bridge" NEAR/2 shut*', '"bridge" OR "near" OR "2" OR "shut"'),
        ("title:bridge OR (shut", '"title" OR "bridge" OR "shut"'),
        ("is it", '"is" OR "it"'),
    ],
)
def test_every_word_is_quoted(query: str, expression: str) -> None:
    assert match_expression(query) == expression


@pytest.mark.parametrize(
    "query",
    [
        '"bridge',
        'bridge"',
        '"bridge" AND',
        "bridge OR",
        "NOT bridge",
        "bridge NEAR",
        "NEAR(bridge shut, 2)",
        "title:bridge",
        "{title text}: bridge",
        "-title : bridge",
        "^bridge",
        "brid* bridge*",
        "(bridge",
        "bridge))",
        "bridge + shut",
        "bridge\0shut",
        "bridge; DROP TABLE passage; --",
        "bridge 👩‍👩‍👧 \u202e",
        "bridge' OR ''='",
        "_ __ ² bridge",
        "\ud800 bridge",
        " ".join(f"word{number}" for number in range(5000)) + " bridge",
    ],
)
def test_nothing_that_is_typed_is_syntax(index: SentenceIndex, query: str) -> None:
    assert found(index, query) == ["The bridge is shut until May."]


SYNTAX = ['"', "'", "*", ":", "^", "(", ")", "{", "}", "+", "-", ",", " AND ", " OR ", " NOT ", " NEAR", "\0", "_", "²"]


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(SYNTAX) | st.text(max_size=5), max_size=12).map("".join))
def test_whatever_is_typed_beside_a_word_the_word_is_found(index: SentenceIndex, typed: str) -> None:
    assert "The bridge is shut until May." in found(index, f"{typed} bridge {typed}")


def test_articles_that_are_left_out_are_searched_around(index: SentenceIndex) -> None:
    assert found(index, "bridge offer", frozenset({"bridge", "unknown"})) == ["Strikers rejected an offer."]
    assert found(index, "bridge", frozenset({"bridge"})) == []


def test_the_words_of_a_removed_article_are_gone(index: SentenceIndex) -> None:
    index.ledger.remove_article("bridge")
    assert index.words.search("bridge", 10) == []
    assert words_in_the_full_text(index, "bridg") == 0
    assert words_in_the_full_text(index, "offer") == 1


def test_the_words_of_an_old_version_are_gone(index: SentenceIndex) -> None:
    index.put(replace(BRIDGE, text="The bridge is shut until June."))
    assert found(index, "may") == []
    assert found(index, "june") == ["The bridge is shut until June."]


def test_only_the_current_generation_is_searched(index: SentenceIndex) -> None:
    second = index.ledger.begin_generation("other")
    old = index.ledger.passages(index.ledger.ids_of(index.generation, ["bridge"]))
    index.ledger.replace(second, list(old.values()), ["bridge"])
    assert found(index, "bridge") == ["The bridge is shut until May."]
    index.ledger.make_current(second)
    assert found(index, "bridge") == ["The bridge is shut until May."]
    assert found(index, "offer") == []
    index.ledger.forget_others([second])
    assert words_in_the_full_text(index, "offer") == 0


def words_in_the_full_text(index: SentenceIndex, stem: str) -> int:
    """How many rows of the full text itself hold a stem, passages or not."""
    index.database.execute("CREATE VIRTUAL TABLE IF NOT EXISTS stems USING fts5vocab (passage_words, row)")
    row = index.database.query_one("SELECT doc FROM stems WHERE term = ?", (stem,))
    return int(row["doc"]) if row else 0
