"""Text made into HTML."""

import pytest

from assistant.window.markup import escaped, out_link
from corpus.addresses import web_address


def test_markup_in_text_is_shown_and_not_obeyed() -> None:
    assert escaped('<img src=x onerror="a()">') == "&lt;img src=x onerror=&quot;a()&quot;&gt;"


def test_blank_lines_are_taken_out_so_that_no_markdown_begins() -> None:
    assert escaped("one\n\n![](http://192.0.2.1/leak)") == "one ![](http://192.0.2.1/leak)"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//host/x",
        "http://",
        "",
    ],
)
def test_a_link_out_is_left_away_unless_it_leads_to_the_web(url: str) -> None:
    assert web_address(url) is None
    assert out_link(url, "Open") == ""


def test_a_web_address_becomes_a_link_that_tells_the_page_nothing_about_us() -> None:
    link = out_link('https://news.example/a?b=1&c="2"', "Open")
    assert 'href="https://news.example/a?b=1&amp;c=&quot;2&quot;"' in link
    assert 'rel="noopener noreferrer"' in link
