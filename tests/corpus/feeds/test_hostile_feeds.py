"""Feeds that were made to do harm: they read no file, open no connection, and end in time."""

import random
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from corpus.errors import UnreadableError
from corpus.feeds import read_feed
from tests.corpus.feeds.test_reading_feeds import ATOM, RSS

AT_MOST_S = 10
SIZE = 120_000


class Canary(BaseHTTPRequestHandler):
    """Remembers what was asked of it; nothing should be."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture
def canary() -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), Canary) as server:
        server.asked = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def item(inside: str, *, head: str = "") -> str:
    return f"{head}<rss version='2.0'><channel><item>{inside}</item></channel></rss>"


def test_no_connection_is_opened_for_anything_that_a_feed_names(canary: HTTPServer) -> None:
    here = f"http://127.0.0.1:{canary.server_port}"
    entity = f'<!DOCTYPE rss SYSTEM "{here}/a.dtd" [<!ENTITY x SYSTEM "{here}/x"> <!ENTITY % p SYSTEM "{here}/p"> %p;]>'
    style = f"<?xml-stylesheet href='{here}/style.xsl' type='text/xsl'?>"
    inside = f"<title>&x;</title><link>{here}/1</link><description>&lt;img src='{here}/i.png'&gt;</description>"
    feeds = [
        item(inside, head=style + entity),
        item(inside, head=f'<!DOCTYPE rss SYSTEM "{here}/b.dtd">'),
        here,
        f"{here}/feed.xml",
    ]
    for feed in feeds:
        try:
            read_feed(feed.encode(), url=f"{here}/feed")
        except UnreadableError:
            pass
    assert canary.asked == []  # type: ignore[attr-defined]


def test_no_file_is_read_for_anything_that_a_feed_names(tmp_path: Path) -> None:
    secret = tmp_path / "feed.xml"
    secret.write_text("<rss version='2.0'><channel><title>canary-77</title></channel></rss>")
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}"> <!ENTITY y "{secret}">]>'
    feed = read_feed(item("<title>[&x;]</title>", head=entity).encode())
    assert feed.entries[0].title == "[&x;]"
    with pytest.raises(UnreadableError, match="it is text, not a feed"):
        read_feed(str(secret).encode())  # feedparser, given these bytes, would open the file


def bombs() -> dict[str, str]:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    long = f'<!DOCTYPE rss [<!ENTITY a "{"x" * SIZE}">]>'
    attributes = " ".join(f'a{n}="1"' for n in range(SIZE // 9))
    spaces = " ".join(f'xmlns:a{n}="u{n}"' for n in range(SIZE // 20))
    return {
        "billion laughs": item("<title>&l11;</title>", head=f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>'),
        "one long entity": item("<title>" + "&a;" * 50_000 + "</title>", head=long),
        "an author of letters": item(f"<author>{'a' * SIZE}</author>"),
        "an author of letters, in pieces": item(f"<author>{'aaaaaaaa<b/>' * (SIZE // 12)}</author>"),
        "an author of dots": item(f"<author>{'a.' * (SIZE // 2)}@{'b.' * 20}</author>"),
        "categories": item("".join(f"<category>{n}</category>" for n in range(SIZE // 25))),
        "keywords": item(f"<tags>{','.join(map(str, range(SIZE // 6)))}</tags>"),
        "attributes": item(f"<x {attributes}/>"),
        "attributes in the text": item(f"<description><![CDATA[<a {attributes}>]]></description>"),
        "nesting": item("<a>" * (SIZE // 7) + "</a>" * (SIZE // 7)),
        "nesting that never ends": item("<a>" * (SIZE // 3)),
        "nesting in the text": item(f"<description><![CDATA[{'<b>' * (SIZE // 3)}x]]></description>"),
        "brackets": item("<title>" + "<" * SIZE),
        "tags that never close": item("<title>" + '<a b="' * (SIZE // 6)),
        "comments that never close": item("<!--" * (SIZE // 4)),
        "sections that never close": item("<![CDATA[" * (SIZE // 9)),
        "ampersands": item("<title>" + "&" * SIZE + "</title>"),
        "declarations": "<!DOCTYPE " * (SIZE // 10) + item(""),
        "a doctype that never closes": '<!DOCTYPE a [<!ENTITY a "' * (SIZE // 25) + item(""),
        "endless text": item("<description>" + "word " * (SIZE // 5) + "</description>"),
        "a date of digits": item(f"<pubDate>{'1:' * (SIZE // 2)}</pubDate>"),
        "namespaces": f"<rss {spaces}><channel><item/></channel></rss>",
    }


@pytest.mark.parametrize("name", bombs())
def test_a_bomb_ends_in_time_with_a_feed_or_a_reason(name: str) -> None:
    data = bombs()[name].encode()
    start = time.perf_counter()
    try:
        feed = read_feed(data)
    except UnreadableError as refused:
        told = str(refused)
    else:
        told = "; ".join(feed.notes) or "read"
        assert all(len(entry.text) <= SIZE for entry in feed.entries)
    assert told
    assert time.perf_counter() - start < AT_MOST_S


def test_a_feed_larger_than_any_is_refused() -> None:
    with pytest.raises(UnreadableError, match="it is larger than 10 MB, the limit for a feed"):
        read_feed(item("<description>" + "word " * 2_100_000 + "</description>").encode())
    with pytest.raises(UnreadableError, match="it has more than 500000 tags, the limit for a feed"):
        read_feed(item("<a/>" * 500_001).encode())


@pytest.mark.parametrize(
    "inside",
    [
        "<title>&#1114112; &#xD800; &#99999999999999; &#0;</title>",
        "<georss:where><gml:Point srsName='x'><gml:pos>1 2</gml:pos></gml:Point></georss:where>",
        "</category></category><category></category></author>",
        "<pubDate>99999-99-99T99:99:99</pubDate><dc:date>x</dc:date>",
        "<content type='application/octet-stream'>!!!!</content>",
        "<image><title>x</image><textInput/></item></item><item>",
    ],
)
def test_what_makes_feedparser_stumble_costs_no_entry(inside: str) -> None:
    names = "xmlns:georss='http://www.georss.org/georss' xmlns:gml='http://www.opengis.net/gml'"
    dublin = "xmlns:dc='http://purl.org/dc/elements/1.1/'"
    items = f"<item><guid>first</guid></item><item>{inside}</item>"
    source = f"<rss version='2.0' {names} {dublin}><channel>{items}</channel></rss>"
    assert read_feed(source.encode()).entries[0].guid == "first"


def test_no_damage_to_a_feed_raises_anything_but_a_reason() -> None:
    chance = random.Random(20241122)
    pieces = [
        b"<",
        b">",
        b"&",
        b"</",
        b"<![CDATA[",
        b"]]>",
        b"&#x110000;",
        b"<item>",
        b"</author>",
        b"\xff",
        b"\0",
        b'"',
    ]
    outcomes = {"read": 0, "refused": 0}
    for _ in range(600):
        data = bytearray(chance.choice((RSS, ATOM)).encode())
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(data))
            data[at : at + chance.choice((0, 0, 1, 25))] = chance.choice(pieces)
        try:
            read_feed(bytes(data), url="https://a.example/")
            outcomes["read"] += 1
        except UnreadableError:
            outcomes["refused"] += 1
    assert outcomes["read"] > 400
