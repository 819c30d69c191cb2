"""Addresses of one article made one, and of two articles kept two."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.canonical import canonical_url, url_key

ARTICLE = "https://news.example/2024/11/tower-shut"


@pytest.mark.parametrize(
    "url",
    [
        "HTTPS://News.Example/2024/11/tower-shut",
        "https://news.example:443/2024/11/tower-shut",
        "https://news.example./2024/11/tower-shut",
        "https://reader:secret@news.example/2024/11/tower-shut",
        "https://news.example/2024/x/../11/./tower-shut",
        "https://news.example/2024/11/%74ower%2Dshut",
        "https://news.example/2024/11/tower-shut#comments",
        "https://news.example/2024/11/tower-shut#:~:text=cracks",
        "https://news.example/2024/11/tower-shut?",
        "https://news.example/2024/11/tower-shut?utm_source=rss&utm_medium=x&UTM_Campaign=y",
        "https://news.example/2024/11/tower-shut?fbclid=IwAR0&gclid=1&mc_cid=2&mc_eid=3&msclkid=4",
        "https://news.example/2024/11/tower-shut?_ga=1&_gl=2&igshid=3&mkt_tok=4&_hsenc=5&ocid=6&cmpid=7&CMP=share",
        "https://news.example/2024/11/tower-shut?at_medium=RSS&at_campaign=KARANGA&at_link_type=web&xtor=AL-72",
        "https://news.example/2024/11/tower-shut?source=rss----12&partner=rssnyt&emc=rss&ref=feed",
        "https://news.example/2024/11/tower-shut/amp?x".removesuffix("?x"),
        "https://news.example/amp/2024/11/tower-shut",
        "https://news.example/2024/11/tower-shut.amp",
        "https://news.example/2024/11/tower-shut?amp",
        "https://news.example/2024/11/tower-shut?amp=1&outputType=amp",
        "https://amp.news.example/2024/11/tower-shut",
        "https://www.google.com/amp/s/news.example/2024/11/tower-shut/amp",
        "https://www.google.co.uk/amp/s/amp.news.example/2024/11/tower-shut?amp=1",
        "https://www.bing.com/amp/s/news.example/2024/11/tower-shut",
        "https://news-example.cdn.ampproject.org/c/s/news.example/2024/11/tower-shut?amp_js_v=0.1&usqp=mq331",
        "https://cdn.ampproject.org/v/s/news.example/2024/11/tower-shut.amp",
    ],
)
def test_addresses_of_one_article_become_one(url: str) -> None:
    assert canonical_url(url) == ARTICLE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/?id=1", "https://a.example/?id=2"),
        ("https://a.example/?cid=1", "https://a.example/?cid=2"),
        ("https://a.example/?reference=1", "https://a.example/?reference=2"),
        ("https://a.example/?source=5", "https://a.example/?source=6"),
        ("https://a.example/?p=12", "https://a.example/"),
        ("https://a.example/a", "https://a.example/A"),
        ("https://a.example/a/", "https://a.example/a"),
        ("https://a.example/a/index.html", "https://a.example/a/"),
        ("https://a.example/a%2Fb", "https://a.example/a/b"),
        ("https://a.example/a//b", "https://a.example/a/b"),
        ("https://a.example/#!/article/1", "https://a.example/#!/article/2"),
        ("https://a.example/#/article/1", "https://a.example/#/article/2"),
        ("https://a.example/guitars/amp", "https://a.example/guitars"),
        ("https://a.example/?q=amp", "https://a.example/?q=tube"),
        ("https://m.a.example/1", "https://a.example/1"),
        ("https://a.example:8080/", "https://a.example/"),
        ("https://amp.dev/docs/a-b-c", "https://dev/docs/a-b-c"),
        ("https://straße.example/", "https://strasse.example/"),
        ("https://a.example/?x=a%26b", "https://a.example/?x=a&b"),
        ("https://a.example/?x=1%2B1", "https://a.example/?x=1+1"),
    ],
)
def test_two_articles_stay_two(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://a.example", "https://a.example/"),
        ("https://a.example/?b=2&a=1&utm_id=3", "https://a.example/?a=1&b=2"),
        ("http://BÜCHER.example/ü?q=ü", "http://xn--bcher-kva.example/%C3%BC?q=%C3%BC"),
        ("http://日本語。jp/", "http://xn--wgv71a119e.jp/"),
        ("http://[2001:DB8::0:1]:80/", "http://[2001:db8::1]/"),
        ("https://web.archive.org/web/2020/http://a.example/", "https://web.archive.org/web/2020/http://a.example/"),
        ("https://amp.co.uk/x", "https://amp.co.uk/x"),
        ("https://amp.github.io/x", "https://amp.github.io/x"),
        ("https://a.example/2024/news/amp/?id=5&utm_source=x#top", "https://a.example/2024/news/?id=5"),
    ],
)
def test_spelling(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize("url", ["", "mailto:a@b.example", "javascript:x", "no address", "https://"])
def test_what_is_no_web_address_comes_back_as_it_is(url: str) -> None:
    assert canonical_url(url) == url_key(url) == url


def test_an_impossible_address_comes_back_as_it_is() -> None:
    assert canonical_url("https://a.example:99999/?utm_source=x") == "https://a.example:99999/?utm_source=x"


def test_the_key_outlives_a_move_to_https_and_a_dropped_www() -> None:
    keys = {
        url_key(f"{before}news.example/a-b-c") for before in ("http://", "https://", "https://www.", "https://amp.")
    }
    assert keys == {"news.example/a-b-c"}


HOSTS = [
    "news.example",
    "News.Example:443",
    "amp.news.example",
    "straße.example",
    "a_b.example",
    "[::1]",
    "1.2.3.4",
    "a..b",
]
SEGMENTS = [
    "a",
    "amp",
    "s",
    "..",
    ".",
    "%2e",
    "",
    "a-b-c",
    "2023",
    "x.amp",
    "%61mp",
    "é",
    "%zz",
    "%25",
    "a;b",
    "c",
    "@",
    "~",
]
PARTS = [
    "utm_source=1",
    "utm%5Fx=1",
    "a=1",
    "a",
    "=",
    "id=%26",
    "b=+",
    "amp",
    "source=rss",
    "x=%zz",
    "é=ü",
    "a;b",
    "q=a%20b",
]
ADDRESSES = st.builds(
    lambda scheme, host, path, query, fragment: f"{scheme}://{host}/{'/'.join(path)}?{'&'.join(query)}#{fragment}",
    st.sampled_from(["http", "https", "HTTP"]),
    st.sampled_from([*HOSTS, "www.google.com", "cdn.ampproject.org"]),
    st.lists(st.sampled_from(SEGMENTS), max_size=5),
    st.lists(st.sampled_from(PARTS), max_size=4),
    st.sampled_from(["", "x", "!/a", "/a", "!é", "%zz"]),
)


@settings(max_examples=1000, deadline=None)  # the first call loads the list of public suffixes
@given(ADDRESSES | st.text(max_size=40).map(lambda end: f"https://news.example/{end}"))
def test_the_canonical_form_of_a_canonical_form_is_itself(url: str) -> None:
    canonical = canonical_url(url)
    assert canonical_url(canonical) == canonical
    assert url_key(canonical) == url_key(url)


@settings(max_examples=500, deadline=None)
@given(
    st.sampled_from(HOSTS),
    st.lists(st.sampled_from(SEGMENTS), max_size=5),
    st.lists(st.sampled_from(PARTS), max_size=4),
)
def test_the_host_stays_the_host(host: str, path: list[str], query: list[str]) -> None:
    canonical = urlsplit(canonical_url(f"https://{host}/{'/'.join(path)}?{'&'.join(query)}")).hostname
    plain = urlsplit(f"https://{host}/").hostname or ""
    assert canonical == plain.removeprefix("amp.").replace("straße", "xn--strae-oqa")
