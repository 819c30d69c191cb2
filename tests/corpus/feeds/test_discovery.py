"""The feeds that pages name."""

from corpus.feeds import discover_feeds

URL = "https://news.example/section/page.html"


def named(head: str) -> list[tuple[str, str | None]]:
    page = f"<!doctype html><html><head>{head}</head><body><p>Hello</p></body></html>"
    return [(feed.url, feed.title) for feed in discover_feeds(page.encode(), URL)]


def test_feeds_are_named_absolutely_once_and_in_the_order_of_the_page() -> None:
    assert named(
        "<link rel='alternate' type='application/rss+xml' title='All  news' href='/feed'>"
        "<LINK REL='Alternate Home' TYPE='application/atom+xml; charset=utf-8' HREF='atom.xml'>"
        "<link rel='alternate' type='application/feed+json' href='https://cdn.example/feed.json'>"
        "<link rel='alternate' type='application/rss+xml' href='https://news.example/feed'>"
    ) == [
        ("https://news.example/feed", "All news"),
        ("https://news.example/section/atom.xml", None),
        ("https://cdn.example/feed.json", None),
    ]


def test_comments_come_after_articles_and_vague_types_after_feeds() -> None:
    assert [
        url
        for url, _ in named(
            "<link rel=alternate type=application/rss+xml href=/comments/feed>"
            "<link rel=alternate type=text/xml href=/maybe.xml>"
            "<link rel=alternate type=application/rss+xml href=/feed>"
        )
    ] == ["https://news.example/feed", "https://news.example/maybe.xml", "https://news.example/comments/feed"]


def test_the_base_of_the_page_counts() -> None:
    head = "<base href='/de/'><link rel=alternate type=application/rss+xml href=feed>"
    assert named(head) == [("https://news.example/de/feed", None)]


def test_what_is_no_feed_is_not_named() -> None:
    assert (
        named(
            "<link rel=stylesheet type=text/css href=/a.css><link rel=alternate hreflang=de href=/de/>"
            "<link rel='alternate stylesheet' type=text/xml href=/b><link rel=alternate type=text/html href=/amp>"
            "<link rel=alternate type=application/json href=/wp-json/wp/v2/posts/1>"
            "<link rel=alternate type=text/xml+oembed href=/oembed><link rel=icon type=application/rss+xml href=/x>"
            "<link rel=alternate type=application/rss+xml href='javascript:alert(1)'>"
            "<link rel=alternate type=application/rss+xml href='http://[::1'>"
            "<link rel=alternate type=application/rss+xml>"
        )
        == []
    )


def test_what_is_no_page_names_no_feed() -> None:
    assert discover_feeds(b"", URL) == discover_feeds(b"\x89PNG\r\n\x1a\n\0\0\0\0\0\0\0\0\0\0", URL) == ()


def test_a_tag_without_end_does_not_stop_the_search() -> None:
    long = "<a " + " ".join(f"x{n}=1" for n in range(50_000)) + ">"
    assert len(named("<link rel=alternate type=application/rss+xml href=/feed>" + long)) == 1
