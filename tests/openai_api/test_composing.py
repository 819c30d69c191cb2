"""The Markdown of a reply, and the positions of its markers."""

import pytest

from assistant.answer import Answer, Citation, Notice, Sentence
from assistant.openai_api.composing import Composer, harmless, plain


def cited(number: int, article_id: str, quote: str, *, title: str = "A title", link: str | None = None) -> Citation:
    return Citation(number, article_id, 2, title, link, None, (), None, quote, 0, len(quote), ((0, len(quote)),), link)


def own_page(article_id: str, version: int | None) -> str:
    return f"http://here.test/#{article_id}-{version}"


def answer_of(*citations: Citation, notices: tuple[Notice, ...] = ()) -> Answer:
    return Answer("id", "q", "q", None, "quoting", "answered", "", citations=citations, notices=notices)


def test_a_new_paragraph_begins_where_the_article_changes() -> None:
    composer = Composer()
    first, second, third = cited(1, "a", "One."), cited(2, "a", "Two."), cited(3, "b", "Three.")

    pieces = [
        composer.add(Sentence("One.", (1,)), [first]),
        composer.add(Sentence("Two.", (1, 2)), [second]),
        composer.add(Sentence("Three.", (3,)), [third]),
    ]

    assert pieces == ["One. [1]", " Two. [1][2]", "\n\nThree. [3]"]
    assert [composer.text[mark.start : mark.end] for mark in composer.marks] == ["[1]", "[1]", "[2]", "[3]"]
    assert [mark.citation.quote for mark in composer.marks] == ["One.", "One.", "Two.", "Three."]


def test_a_marker_that_the_article_itself_has_is_not_taken_for_ours() -> None:
    composer = Composer()

    composer.add(Sentence("It rained.[1] Then not.", (1,)), [cited(1, "a", "It rained.[1] Then not.")])

    assert [(mark.start, mark.end) for mark in composer.marks] == [(24, 27)]
    assert composer.text[24:27] == "[1]"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![x](https://canary.test/p.png)", "\\![x\\](https://canary.test/p.png)"),
        ("[press](javascript:alert(1))", "[press\\](javascript:alert(1))"),
        ("<img src=x onerror=alert(1)>", "\\<img src=x onerror=alert(1)>"),
        ("</div><!-- -->", "\\</div>\\<!-- -->"),
        ("It cost $5 < $6 [sic] (so they say)!", "It cost $5 < $6 [sic] (so they say)!"),
    ],
)
def test_what_would_load_or_run_is_escaped_and_nothing_else(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_titles_and_quotes_stand_on_one_line_without_markup() -> None:
    assert plain("A *big*\n[title] <b>") == "A \\*big\\* \\[title\\] \\<b\\>"


def test_an_address_cannot_end_the_link_it_stands_in() -> None:
    composer = Composer()
    citation = cited(1, "a", "One.", link="https://post.test/a)![x](https://canary.test")
    composer.add(Sentence("One.", (1,)), [citation])

    piece = composer.finish(answer_of(citation), own_page)

    assert "(https://post.test/a%29!%5Bx%5D%28https://canary.test)" in piece


def test_notices_come_last() -> None:
    composer = Composer()
    citation = cited(1, "a", "One.")
    composer.add(Sentence("One.", (1,)), [citation])

    composer.finish(answer_of(citation, notices=(Notice("late", "Two articles wait."),)), own_page)

    assert composer.text == (
        "One. [1]\n\n**Sources**\n\n1. [A title](http://here.test/#a-2): “One.”\n\nTwo articles wait."
    )
