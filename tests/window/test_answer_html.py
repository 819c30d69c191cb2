"""How an answer in quotes is laid out."""

from collections.abc import Sequence
from dataclasses import replace

from lxml import html

from assistant.answer import Answer, Citation, Sentence
from assistant.window.answer_html import answer_html
from assistant.window.texts import texts_in
from tests.fake_assistant import cited
from tests.small_articles import small_library

LIBRARY = small_library()
HOSTILE = "<img src=x onerror=window.hurt=1>"


def quoted(*citations: Citation) -> Answer:
    """A paragraph of one sentence for each citation."""
    sentences = tuple(Sentence(one.quote, (one.number,)) for one in citations)
    return Answer(
        id="a" * 32,
        question="What?",
        query="What?",
        asked_on=None,
        mode="quoting",
        outcome="answered",
        answer="\n\n".join(f"{one.quote} [{one.number}]" for one in citations),
        sentences=sentences,
        citations=citations,
    )


def told_by(answer: Answer) -> Sequence[str]:
    page = html.fromstring(answer_html(texts_in("en"), answer))
    return [one.text_content() for one in page.find_class("aa-told-by")]


ONE, TWO = (
    replace(cited(LIBRARY["creamery"], number, 0, 9), outlet=outlet, published=day, article_id=outlet.lower())
    for number, outlet, day in ((1, "Ledger", "2024-10-08"), (2, "Courier", "2024-11-08T09:00:00Z"))
)


def test_what_several_articles_say_stands_under_who_said_it_and_when() -> None:
    answer = quoted(ONE, TWO)
    assert told_by(answer) == ["Ledger · 8 Oct 2024", "Courier · 8 Nov 2024"]

    page = html.fromstring(answer_html(texts_in("en"), answer))
    paragraphs = [one for one in page if one.tag == "p"][:4]
    assert [one.get("class") for one in paragraphs] == ["aa-told-by", None, "aa-told-by", None]


def test_one_article_is_named_in_its_card_alone() -> None:
    assert told_by(quoted(ONE)) == []
    assert told_by(quoted(ONE, replace(ONE, number=2, quote="Another quote."))) == []


def test_an_article_without_an_outlet_is_named_by_its_title() -> None:
    assert told_by(quoted(replace(ONE, outlet=None, title="Vote", published=None), TWO))[0] == "Vote"


def test_written_sentences_are_no_ones_words() -> None:
    answer = quoted(ONE, TWO)
    written = tuple(replace(sentence, support="supported") for sentence in answer.sentences)

    assert told_by(replace(answer, sentences=written)) == []


def test_an_outlet_brings_no_elements() -> None:
    answer = quoted(replace(ONE, outlet=HOSTILE), TWO)

    assert told_by(answer)[0].startswith(HOSTILE)
    assert html.fromstring(answer_html(texts_in("en"), answer)).findall(".//img") == []
