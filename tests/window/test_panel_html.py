"""The panel that shows where a quote stands."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from assistant.errors import UncheckedError
from assistant.window.opening import Opening
from assistant.window.panel_html import article_html, citation_html
from assistant.window.shelf import Shelf
from assistant.window.texts import texts_in
from assistant.window.views import ArticleView, CitationView
from tests.fake_assistant import FakeAssistant, cited
from tests.small_articles import small_library

SAY = texts_in("en")
TURN = "0" * 32
LIBRARY = small_library()
CREAMERY = LIBRARY["creamery"]
HOSTILE = LIBRARY['evil"><img src=x onerror=window.hurt=1>']
QUOTE = "Twelve-hour weekend shifts end on 1 March."
START = CREAMERY.article.text.index(QUOTE)
CITATION = cited(CREAMERY, 2, START, START + len(QUOTE))


def test_the_panel_shows_the_quote_marked_with_title_outlet_author_date_and_link() -> None:
    panel = html.fromstring(f"<div>{citation_html(SAY, CITATION, CREAMERY, CitationView(TURN, 2), 3)}</div>")
    assert [mark.text_content() for mark in panel.iter("mark")] == [QUOTE]
    assert panel.findtext(".//h2") == "Creamery strike over after 31 days as 5.4 per cent is accepted"
    assert panel.find_class("aa-by")[0].text_content() == "Orle Valley Courier · Owen Skaife · 8 Nov 2024"
    assert [(link.text, link.get("href")) for link in panel.find_class("aa-links")[0].iter("a")] == [
        ("Open at these words", "https://orlevalleycourier.example/news/creamery-deal#:~:text=quoted"),
        ("Whole article", f"#whole-{TURN}-2"),
    ]


def test_the_whole_article_has_the_quote_marked_too() -> None:
    panel = html.fromstring(
        f"<div>{citation_html(SAY, CITATION, CREAMERY, CitationView(TURN, 2, whole=True), 3)}</div>"
    )
    assert [mark.text_content() for mark in panel.iter("mark")] == [QUOTE]
    assert panel.find_class("aa-text")[0].text_content().endswith("in about a year.")


def test_a_quote_far_into_a_book_is_marked_in_the_part_that_is_shown() -> None:
    book = replace(CREAMERY, article=replace(CREAMERY.article, text="A line of it.\n\n" * 50_000 + "The end came."))
    end = len(book.article.text)
    citation = cited(book, 1, end - len("The end came."), end)
    panel = citation_html(SAY, citation, book, CitationView(TURN, 1, whole=True), 1)
    assert ">The end came.</mark>" in panel
    assert SAY("panel.cut") in panel
    assert len(panel) < end


def test_a_later_version_is_named() -> None:
    assert "version 3" in article_html(SAY, replace(CREAMERY, number=3))
    assert "version" not in article_html(SAY, CREAMERY)


def test_a_quote_that_does_not_stand_there_is_an_error_and_marks_nothing() -> None:
    with pytest.raises(UncheckedError, match="source 2 does not stand"):
        citation_html(SAY, replace(CITATION, start=START + 1), CREAMERY, CitationView(TURN, 2), 2)


def test_a_hostile_article_brings_no_element_attribute_or_link_of_its_own() -> None:
    citation = cited(HOSTILE, 1, 0, len(HOSTILE.article.text))
    for markup in (citation_html(SAY, citation, HOSTILE, CitationView(TURN, 1), 1), article_html(SAY, HOSTILE)):
        panel = html.fromstring(f"<div>{markup}</div>")
        assert {element.tag for element in panel.iter()} <= {
            "div",
            "p",
            "button",
            "header",
            "h2",
            "mark",
            "span",
            "svg",
            "path",
        }
        assert not [name for element in panel.iter() for name in element.attrib if name.startswith("on")]
        assert not list(panel.iter("a"))  # its URL is javascript:
        assert "<img src=x onerror=window.hurt=2>" in panel.text_content()


def test_a_link_opens_its_citation_or_article(tmp_path: Path) -> None:
    assistant = FakeAssistant(tmp_path, LIBRARY)
    shelf = Shelf()
    shelf.put(TURN, [CITATION])
    assert f">{QUOTE}</mark>" in Opening(assistant, shelf).open(SAY, CitationView(TURN, 2).fragment)
    assert "Quay Bridge to open" in Opening(assistant, shelf).open(SAY, ArticleView("bridge delay/2").fragment)


def test_what_is_no_longer_kept_is_said_and_is_no_error(tmp_path: Path) -> None:
    opening = Opening(FakeAssistant(tmp_path, LIBRARY), Shelf())
    assert SAY("panel.answer_gone") in opening.open(SAY, CitationView(TURN, 9).fragment)
    assert SAY("panel.article_gone") in opening.open(SAY, ArticleView("gone").fragment)
    assert SAY("panel.article_gone") in opening.open(SAY, "nonsense")
