"""Sitemaps, from bytes to the pages of a site."""

import gzip
import time
from datetime import UTC, datetime

import pytest

from corpus.errors import UnreadableError
from corpus.sitemaps import Sitemap, SitemapEntry, read_sitemap, same_origin

URL = "https://www.news.example/sitemap.xml"
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def pages(*inside: str) -> bytes:
    return f"<urlset {NAMESPACE}>{''.join(f'<url>{each}</url>' for each in inside)}</urlset>".encode()


def index(*addresses: str) -> bytes:
    inside = "".join(f"<sitemap><loc>{each}</loc><lastmod>2024-11-22</lastmod></sitemap>" for each in addresses)
    return f"<sitemapindex {NAMESPACE}>{inside}</sitemapindex>".encode()


def urls(sitemap: Sitemap) -> list[str]:
    return [entry.url for entry in sitemap.entries]


def test_pages_come_with_the_time_of_their_change() -> None:
    found = read_sitemap(
        pages(
            "<loc>\n https://www.news.example/a </loc><lastmod>2024-11-22T10:30:00+01:00</lastmod>",
            "<loc>https://news.example/b?x=1&amp;y=2</loc>",
            "<loc>https://www.news.example/a</loc>",
        ),
        URL,
    )
    assert not found.is_index
    assert found.notes == ()
    assert urls(found) == ["https://www.news.example/a", "https://news.example/b?x=1&y=2"]
    assert found.entries[0].modified is not None
    assert found.entries[0].modified.when == datetime(2024, 11, 22, 9, 30, tzinfo=UTC)
    assert found.entries[1].modified is None


def test_news_sitemaps_tell_title_and_publication() -> None:
    source = (
        f'<urlset {NAMESPACE} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
        'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url>'
        "<image:image><image:loc>https://www.news.example/a.png</image:loc></image:image>"
        "<loc>https://www.news.example/a</loc><news:news><news:publication><news:name>Herald</news:name></news:publication>"
        "<news:publication_date>2024-11-22</news:publication_date><news:title>Tower &amp; town</news:title></news:news>"
        "</url></urlset>"
    )
    (entry,) = read_sitemap(source.encode(), URL).entries
    assert entry == SitemapEntry("https://www.news.example/a", None, "Tower & town", "2024-11-22")
    assert entry.published is not None
    assert entry.published.iso == "2024-11-22"


def test_an_index_names_sitemaps_of_its_own_origin_alone() -> None:
    found = read_sitemap(
        index(
            "https://www.news.example/one.xml.gz",
            "https://www.news.example:443/two.xml",
            "https://www.news.example.evil.example/three.xml",
            "https://www.news.example@evil.example/four.xml",
            "http://www.news.example/five.xml",
            "https://news.example/six.xml",
            "https://www.news.example:8443/seven.xml",
            "file:///etc/passwd",
        ),
        URL,
    )
    assert found.is_index
    assert urls(found) == ["https://www.news.example/one.xml.gz", "https://www.news.example:443/two.xml"]
    assert found.notes == ("5 left out: sitemaps of another origin", "1 left out: not an http or https address")
    assert found.entries[0].modified_original == "2024-11-22"


def test_pages_of_other_sites_are_left_out() -> None:
    found = read_sitemap(
        pages(
            "<loc>https://evil.example/a</loc>", "<loc>javascript:alert(1)</loc>", "<loc>http://news.example/b</loc>"
        ),
        URL,
    )
    assert urls(found) == ["http://news.example/b"]
    assert found.notes == ("1 left out: pages of another site", "1 left out: not an http or https address")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/x", "HTTPS://A.example:443/y?z", True),
        ("http://a.example:80/", "http://a.example", True),
        ("https://a.example/", "https://a.example.evil.example/", False),
        ("https://a.example/", "https://a.example:8443/", False),
        ("https://a.example/", "http://a.example/", False),
        ("https://a.example/", "https://a.example@evil.example/", False),
        ("https://a.example:x/", "https://a.example:x/", False),
        ("ftp://a.example/", "ftp://a.example/", False),
    ],
)
def test_an_origin_is_scheme_host_and_port(one: str, other: str, same: bool) -> None:
    assert same_origin(one, other) is same


def test_a_compressed_sitemap_is_unpacked() -> None:
    assert urls(read_sitemap(gzip.compress(pages("<loc>https://www.news.example/a</loc>")), URL)) == [
        "https://www.news.example/a"
    ]


def test_a_list_of_addresses_is_a_sitemap() -> None:
    found = read_sitemap(b"\xef\xbb\xbfhttps://www.news.example/a\r\n\r\nhttps://www.news.example/b\nno address\n", URL)
    assert urls(found) == ["https://www.news.example/a", "https://www.news.example/b"]
    assert found.notes == ("1 left out: not an http or https address",)


def test_bare_ampersands_and_a_wrong_declaration_are_mended() -> None:
    source = (
        '<?xml version="1.0" encoding="ISO-8859-1"?>' + pages("<loc>https://www.news.example/é?a=1&b=2</loc>").decode()
    )
    assert urls(read_sitemap(source.encode("latin-1"), URL)) == ["https://www.news.example/é?a=1&b=2"]


def test_more_pages_than_the_protocol_allows_are_left_out() -> None:
    found = read_sitemap("\n".join(f"https://www.news.example/{n}" for n in range(50_002)).encode(), URL)
    assert len(found.entries) == 50_000
    assert found.notes == ("2 left out: beyond the 50000 that a sitemap may have",)


def test_a_sitemap_without_pages_says_so() -> None:
    assert read_sitemap(pages(), URL).notes == ("the sitemap names no page of its site",)
    assert read_sitemap(index(), URL).notes == ("the sitemap names no sitemap of its site",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b" \n", "it is empty"),
        (gzip.compress(b""), "it is empty"),
        (b"<html><body>404</body></html>", "it is no sitemap: it begins with <html>"),
        (b"<rss version='2.0'/>", "it is no sitemap: it begins with <rss>"),
        (b"Hello there", "it is neither XML nor a list of addresses"),
        (gzip.compress(b"x" * 1000)[:-12], "its compressed data breaks off or does not add up"),
        (b"\x1f\x8b\x08\x00junk", "its compressed data breaks off or does not add up"),
    ],
)
def test_what_is_no_sitemap_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_sitemap(data, URL)
    assert str(refused.value) == reason


def test_damaged_xml_is_refused_with_the_place() -> None:
    with pytest.raises(UnreadableError, match=r"its XML is damaged: .*line 1"):
        read_sitemap(pages("<loc>https://www.news.example/a</loc>")[:-20], URL)


def test_no_entity_reads_a_file_or_unpacks_a_bomb() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY l0 "ha">{laughs}]>'
    inside = pages("<loc>https://www.news.example/&x;&l11;</loc>").decode()
    assert urls(read_sitemap((head + inside).encode(), URL)) == ["https://www.news.example/&x;&l11;"]


def test_a_compressed_bomb_stops_at_the_limit() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * 200_000_000, compresslevel=1)
    start = time.perf_counter()
    with pytest.raises(UnreadableError, match="it is larger than 50 MB, the limit for one document"):
        read_sitemap(bomb, URL)
    assert time.perf_counter() - start < 5
