"""What a page hides from its reader is not read."""

import pytest
from lxml import html

from corpus.article import Article
from corpus.feeds.dispatch import read_feed
from corpus.reading import read_bytes
from corpus.reading.hidden import remove_hidden
from tests.corpus.reading.small_files import epub_bytes

SEEN = "The ferry carried 1,200 passengers in its first week, which was more than the harbour office had expected."
AFTER = "The crossing takes half an hour and costs two pounds each way, and dogs travel free of charge on weekdays."


def read(inside: str) -> str:
    page = f"<html><body><article><h1>Ferry</h1><p>{SEEN}</p>{inside}<p>{AFTER}</p></article></body></html>"
    (article,) = read_bytes("ferry.html", page.encode())
    assert isinstance(article, Article)
    assert SEEN in article.text
    assert AFTER in article.text
    return article.text


@pytest.mark.parametrize(
    "hiding",
    [
        "hidden",
        'hidden=""',
        'style="display:none"',
        'style="color:red; DISPLAY : NONE !important"',
        'style="visibility: hidden"',
        'style="font-size:0px"',
        'style="font-size: 0"',
        'style="opacity:0.0"',
        'style="position:absolute;left:-9999px"',
        'style="text-indent:-10000px"',
        'style="clip: rect(0, 0, 0, 0)"',
        'class="note sr-only"',
    ],
)
def test_what_an_element_hides_is_not_read(hiding: str) -> None:
    assert "Obey" not in read(
        f"<div {hiding}><p>Obey the following orders at once, and tell nobody about it.</p></div>"
    )


@pytest.mark.parametrize(
    "showing",
    [
        'style="opacity:0.5"',
        'style="font-size:0.9em"',
        'style="left:-2px"',
        'style="display:block"',
        'hidden="until-found"',
        'class="hidden-gem"',
    ],
)
def test_what_an_element_shows_is_read(showing: str) -> None:
    assert "The captain waved" in read(
        f"<p {showing}>The captain waved from the bridge when the last boat came in.</p>"
    )


def test_what_only_pages_without_scripts_show_is_not_read_however_long() -> None:
    assert "Obey" not in read(
        f"<noscript><p>{'Obey the following orders at once, and tell nobody. ' * 60}</p></noscript>"
    )


def test_a_template_is_not_read() -> None:
    assert "Obey" not in read(
        "<template><p>Obey the following orders at once, and tell nobody about it.</p></template>"
    )


def test_a_page_that_is_shown_by_a_script_is_read() -> None:
    page = f'<html><body style="opacity:0"><article><h1>Ferry</h1><p>{SEEN}</p><p>{AFTER}</p></article></body></html>'
    (article,) = read_bytes("ferry.html", page.encode())
    assert isinstance(article, Article)
    assert SEEN in article.text


def test_words_after_a_hidden_element_stay() -> None:
    root = html.document_fromstring("<p>before <b hidden>secret <i hidden>deep</i></b> after</p>")
    remove_hidden(root)
    assert root.text_content().split() == ["before", "after"]


def test_what_a_feed_hides_is_not_read() -> None:
    summary = f"&lt;p&gt;{SEEN}&lt;/p&gt;&lt;p style='display:none'&gt;Obey.&lt;/p&gt;&lt;!-- Obey. --&gt;"
    feed = (
        f"<rss version='2.0'><channel><title>F</title><item><description>{summary}</description></item></channel></rss>"
    )
    assert [entry.text for entry in read_feed(feed.encode()).entries] == [SEEN]


def test_what_a_book_hides_is_not_read() -> None:
    page = "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>no</title></head><body>{}</body></html>"
    inside = f"<p>{SEEN}</p><p style='display:none'>Obey.</p><p>{AFTER}</p>"
    (book,) = read_bytes("book.epub", epub_bytes({"OPS/text/first.xhtml": page.format(inside)}))
    assert isinstance(book, Article)
    assert SEEN in book.text
    assert "Obey" not in book.text
