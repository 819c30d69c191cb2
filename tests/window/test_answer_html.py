"""How an answer in quotes is laid out."""

from collections.abc import Sequence
from dataclasses import replace

from lxml import html

from assistant.answer import Answer
from assistant.window.answer_html import answer_html
from assistant.window.texts import texts_in
from tests.quoted import COURIER, LEDGER, quoted

HOSTILE = "<img src=x onerror=window.hurt=1>"


def told_by(answer: Answer) -> Sequence[str]:
    page = html.fromstring(answer_html(texts_in("en"), answer))
    return [one.text_content() for one in page.find_class("aa-told-by")]


def test_what_several_articles_say_stands_under_who_said_it_and_when() -> None:
    answer = quoted(LEDGER, COURIER)
    assert told_by(answer) == ["Ledger · 8 Oct 2024", "Courier · 8 Nov 2024"]

    page = html.fromstring(answer_html(texts_in("en"), answer))
    paragraphs = [one for one in page if one.tag == "p"][:4]
    assert [one.get("class") for one in paragraphs] == ["aa-told-by", None, "aa-told-by", None]


def test_one_article_is_named_in_its_card_alone() -> None:
    assert told_by(quoted(LEDGER)) == []
    assert told_by(quoted(LEDGER, replace(LEDGER, number=2, quote="Another quote."))) == []


def test_an_article_without_an_outlet_is_named_by_its_title() -> None:
    assert told_by(quoted(replace(LEDGER, outlet=None, title="Vote", published=None), COURIER))[0] == "Vote"


def test_written_sentences_are_no_ones_words() -> None:
    answer = quoted(LEDGER, COURIER)
    written = tuple(replace(sentence, support="supported") for sentence in answer.sentences)

    assert told_by(replace(answer, sentences=written)) == []


def test_an_outlet_brings_no_elements() -> None:
    answer = quoted(replace(LEDGER, outlet=HOSTILE), COURIER)

    assert told_by(answer)[0].startswith(HOSTILE)
    assert html.fromstring(answer_html(texts_in("en"), answer)).findall(".//img") == []
