"""Web pages."""

import pytest

from corpus.article import Article, Skipped, article_id
from corpus.reading import read_bytes

BODY = """<nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Bridge reopens</h1>
<p>The council reopened the bridge on Friday, after five years of work that cost forty million pounds.</p>
<figure><img src="x.jpg"><figcaption>The bridge. Jane Doe/AP</figcaption></figure>
<p>Share on Facebook</p><p>Advertisement</p>
<p>The mayor said that traffic would be light at first, and that buses would follow in spring.</p>
<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2019</td><td>12</td></tr></table>
<p>Read more: Why the old bridge fell</p></article><footer>Contact the editors</footer>"""
HEAD = """<title>Bridge reopens | The Post</title><meta property="og:title" content="Bridge reopens | The Post">
<meta property="og:site_name" content="The Post"><link rel="canonical" href="https://www.post.example/bridge">
<meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2024-11-22T10:30:00+01:00">"""


def page(head: str = HEAD, body: str = BODY) -> bytes:
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>".encode()


def read(data: bytes, name: str = "page.html") -> Article:
    (found,) = read_bytes(name, data)
    assert isinstance(found, Article), found
    return found


def test_a_page_gives_its_article_and_what_it_says_about_itself() -> None:
    article = read(page())
    assert article.title == "Bridge reopens"
    assert article.url == "https://www.post.example/bridge"
    assert article.id == article_id("https://www.post.example/bridge")
    assert article.outlet == "The Post"
    assert article.authors == ("Jane Doe",)
    assert article.published is not None
    assert article.published.iso == "2024-11-22T10:30:00+01:00"
    assert article.published.original == "2024-11-22T10:30:00+01:00"
    assert article.language == "en"


def test_the_text_is_the_paragraphs_alone() -> None:
    assert read(page()).text.split("\n\n") == [
        "The council reopened the bridge on Friday, after five years of work that cost forty million pounds.",
        "The mayor said that traffic would be light at first, and that buses would follow in spring.",
        "Year | Cost\n2019 | 12",
    ]


def test_short_news_keeps_its_paragraphs_and_loses_its_caption() -> None:
    body = """<article><h1>Bridge reopens</h1><p>The council reopened the bridge on Friday, the mayor said.</p>
    <figure><img src="x.jpg"><figcaption>The bridge. Jane Doe/AP</figcaption></figure>
    <p>Buses will follow in spring, when the roads are dry.</p></article>"""
    assert read(page(body=body)).text == (
        "The council reopened the bridge on Friday, the mayor said.\n\n"
        "Buses will follow in spring, when the roads are dry."
    )


def test_a_page_that_tells_no_date_has_none() -> None:
    assert read(page(head="<title>Bridge reopens</title>")).published is None


def test_a_date_in_the_future_is_none() -> None:
    assert read(page(head='<meta property="article:published_time" content="2999-01-01">')).published is None


@pytest.mark.parametrize(
    "data",
    [
        '{"@type": "NewsArticle", "datePublished": "2024-11-22T09:30:00Z", "publisher": {"name": "The Post"}}',
        '[{"@type": ["WebPage"]}, {"@type": "Article", "datePublished": "2024-11-22T09:30:00Z", "publisher": '
        '{"name": "The Post"}}]',
        '{"@graph": [{"@type": "BlogPosting", "datePublished": "2024-11-22T09:30:00Z", "publisher": '
        '{"name": "The Post"}}]}',
    ],
)
def test_json_ld_tells_date_and_outlet(data: str) -> None:
    article = read(page(head=f'<script type="application/ld+json">{data}</script>'))
    assert article.published is not None
    assert article.published.iso == "2024-11-22T09:30:00+00:00"
    assert article.outlet == "The Post"


def test_broken_json_ld_is_no_matter() -> None:
    article = read(page(head=f'<script type="application/ld+json">{"[" * 5000}</script>'))
    assert article.published is None


def test_an_account_name_is_no_outlet() -> None:
    head = '<meta property="og:site_name" content="@post"><link rel="canonical" href="https://www.post.example/a">'
    assert read(page(head=head)).outlet == "post.example"


def test_the_declared_charset_counts() -> None:
    body = "<p>Die Straße über den Fluss ist seit Freitag wieder geöffnet, sagte die Bürgermeisterin.</p>"
    data = f'<html><head><meta charset="iso-8859-15"></head><body>{body}</body></html>'.encode("iso-8859-15")
    assert "Straße über" in read(data).text


def test_content_decides_against_the_name() -> None:
    assert read(page(), name="page.txt").title == "Bridge reopens"
    assert read(page(), name="https://post.example/bridge.php?id=3").title == "Bridge reopens"


def test_a_page_without_its_outer_elements_is_known_by_its_first_tag() -> None:
    assert "buses would follow" in read(BODY.replace("<nav>", "<div>").encode(), name="https://post.example/").text
    assert "buses would follow" in read(f"<title>x</title>{BODY}".encode(), name="https://post.example/a.php").text


@pytest.mark.parametrize(
    "body",
    ["", "<script>let app = 1</script>", "<div>" * 50_000 + "deep"],
    ids=["empty", "script only", "too deep"],
)
def test_a_page_without_an_article_is_skipped_with_a_reason(body: str) -> None:
    (found,) = read_bytes("page.html", page(head="", body=body))
    assert isinstance(found, Skipped)
    assert "no article could be found on the page" in found.reason


def test_a_cell_that_claims_to_span_the_world_is_one_cell() -> None:
    cell = '<table><tr><td colspan="9007199254740991">Ayr</td><td>12</td></tr></table>'
    assert "Ayr" in read(page(body=BODY.replace("</article>", cell + "</article>"))).text


def test_entities_of_a_page_read_no_file() -> None:
    data = b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>&x;' + page()
    assert "root:" not in read(data).text
