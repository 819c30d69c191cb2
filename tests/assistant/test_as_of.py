"""A question of a past day is answered without what was published later."""

from datetime import date, timedelta

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.window.notices_html import notice_html
from assistant.window.texts import texts_in
from corpus.article import Article, Publication
from corpus.filters import Filters

ASKED = "How many cars does the bridge carry?"
FIRST, LATER = date(2024, 9, 13), date(2024, 11, 2)


def article(name: str, text: str, day: date | None, outlet: str = "Post") -> Article:
    published = Publication(day, day.isoformat()) if day else None
    return Article(name, "Bridge", text, outlet=outlet, published=published)


@pytest.fixture
def library(small_assistant: Assistant) -> Assistant:
    """What the bridge carries, reported twice, and once nobody knows when."""
    articles = [
        article("first", "The bridge does carry 300 cars, said the county.", FIRST),
        article("later", "The bridge does carry 412 cars, said the county.", LATER, "Ledger"),
        article("undated", "The bridge does carry 500 cars, said the harbour master.", None),
    ]
    small_assistant.add_articles(iter(articles))
    return small_assistant


def sources(answer: Answer) -> set[str]:
    return {citation.article_id for citation in answer.citations}


def searched(answer: Answer) -> int | None:
    assert answer.coverage is not None
    return answer.coverage.searched_articles


@pytest.mark.parametrize("asked_on", [FIRST, FIRST + timedelta(1), LATER - timedelta(1)])
def test_what_was_published_later_is_not_read(library: Assistant, asked_on: date) -> None:
    answer = library.ask(ASKED, asked_on=asked_on)

    assert sources(answer) == {"first", "undated"}
    assert {passage.article_id for passage in answer.passages} == {"first", "undated"}
    assert searched(answer) == 2
    assert answer.asked_on == asked_on.isoformat()
    [notice] = answer.notices
    assert (notice.code, notice.about) == ("as_of", (asked_on.isoformat(),))
    assert notice.text == f"Articles that were published after {asked_on.isoformat()} were left out."


@pytest.mark.parametrize("asked_on", [None, LATER, LATER + timedelta(9), date.max])
def test_where_nothing_came_later_everything_is_searched(library: Assistant, asked_on: date | None) -> None:
    answer = library.ask(ASKED, asked_on=asked_on)

    assert {passage.article_id for passage in answer.passages} == {"first", "later", "undated"}
    assert (searched(answer), answer.notices) == (None, ())


@pytest.mark.parametrize("is_said", [True, False])
def test_an_article_that_is_dated_tomorrow_answers_today(library: Assistant, is_said: bool) -> None:
    today = date.today()
    library.add_articles(
        iter([article("ahead", "The bridge does carry 640 cars, said the press.", today + timedelta(1))])
    )

    assert "ahead" in sources(library.ask(ASKED, asked_on=today if is_said else None))


def test_before_the_first_article_there_is_a_refusal_that_says_so(library: Assistant) -> None:
    library.remove("undated")

    answer = library.ask(ASKED, asked_on=date(2024, 1, 1))

    assert answer.refusal is not None
    assert answer.refusal.code == "not_said"
    assert answer.refusal.reason == (
        f"The articles do not say. Only 0 of 2 articles were searched for “{ASKED}”: published by 2024-01-01."
    )


def test_filters_and_outlets_that_are_named_hold_beside_it(library: Assistant) -> None:
    assert sources(library.ask(ASKED, asked_on=FIRST, filters=Filters(outlets=("Post",), since=FIRST))) == {"first"}

    named = library.ask(f"According to the Ledger, {ASKED}", asked_on=FIRST)
    assert named.refusal is not None
    assert named.refusal.code == "not_said"
    assert named.refusal.reason.startswith("The articles do not say. Only 0 of 3 articles were searched")

    narrowed = library.ask(ASKED, asked_on=FIRST, filters=Filters(outlets=("Ledger",)))
    assert narrowed.refusal is not None
    assert narrowed.refusal.code == "filtered_out"
    assert "outlet “Ledger”, published by 2024-09-13" in narrowed.refusal.reason


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Articles that were published after 13 Sep 2024 were left out."),
        ("de", "Artikel, die nach dem 13. Sept. 2024 erschienen sind, wurden nicht gelesen."),
    ],
)
def test_the_window_tells_it_in_its_language(library: Assistant, language: str, told: str) -> None:
    [notice] = library.ask(ASKED, asked_on=FIRST).notices

    assert notice_html(texts_in(language), notice) == told
