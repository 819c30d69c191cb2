"""Feeds of every format, from bytes to entries."""

import json
from datetime import UTC, datetime

import pytest

from corpus.errors import UnreadableError
from corpus.feeds import Enclosure, Feed, read_feed

URL = "https://news.example/feeds/all.xml"
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Harrow Bay Herald</title><link>https://news.example/</link><language>en-GB</language>
<atom:link href="https://news.example/feeds/all.xml" rel="self"/>
<item><title>Lighthouse &amp; harbour</title><link>/2024/lighthouse?a=1&amp;b=2</link>
<guid isPermaLink="false">herald-17</guid><pubDate>Fri, 22 Nov 2024 09:30:00 GMT</pubDate>
<dc:creator>Jane Doe and John Roe</dc:creator><category>Harbour</category><category>Council</category>
<description>Cracks in the stairs.</description>
<content:encoded><![CDATA[<p>The lighthouse is shut.</p><script>steal()</script><p>Engineers found <b>cracks</b>.</p>]]>
</content:encoded><enclosure url="https://news.example/a.mp3" type="audio/mpeg" length="1234"/></item>
<item><title>No more news</title><link>https://news.example/2</link><author>jane@news.example (Jane Doe)</author></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
<title type="html">Niederauer &lt;b&gt;Bote&lt;/b&gt;</title>
<link href="https://bote.example/"/><author><name>Redaktion Bote</name></author>
<entry><id>tag:bote.example,2024:1</id><title>Leuchtturm gesperrt</title>
<link rel="alternate" href="https://bote.example/1"/><link rel="edit" href="https://bote.example/edit/1"/>
<published>2024-11-22T10:30:00+01:00</published><updated>2024-11-23T08:00:00+01:00</updated>
<summary>Risse.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Der Turm ist zu.</p><p>Ab
März.</p></div></content></entry>
<entry><id>tag:bote.example,2024:2</id><title>Nur geändert</title><link href="https://bote.example/2"/>
<updated>2024-11-21T08:00:00Z</updated><author><name>Erika Muster</name></author></entry></feed>"""


def read(text: str, **told: str) -> Feed:
    return read_feed(text.encode(), url=told.get("url", URL), content_type=told.get("content_type"))


def test_rss_gives_its_entries_with_all_that_they_tell() -> None:
    feed = read(RSS)
    assert (feed.format, feed.title, feed.url, feed.language, feed.notes) == (
        "RSS 2.0",
        "Harrow Bay Herald",
        "https://news.example/",
        "en",
        (),
    )
    first, second = feed.entries
    assert first.guid == "herald-17"
    assert first.url == "https://news.example/2024/lighthouse?a=1&b=2"
    assert first.title == "Lighthouse & harbour"
    assert first.text == "The lighthouse is shut.\n\nEngineers found cracks."
    assert first.summary == "Cracks in the stairs."
    assert first.authors == ("Jane Doe", "John Roe")
    assert first.tags == ("Harbour", "Council")
    assert first.published_original == "Fri, 22 Nov 2024 09:30:00 GMT"
    assert first.published is not None
    assert first.published.when == datetime(2024, 11, 22, 9, 30, tzinfo=UTC)
    assert first.updated is None
    assert first.enclosures == (Enclosure("https://news.example/a.mp3", "audio/mpeg", 1234),)
    assert second.authors == ("Jane Doe",)
    assert second.published is None


def test_atom_tells_publication_from_change_and_inherits_authors_and_language() -> None:
    feed = read(ATOM)
    assert (feed.format, feed.title) == ("Atom 1.0", "Niederauer Bote")
    first, second = feed.entries
    assert first.url == "https://bote.example/1"
    assert first.text == "Der Turm ist zu.\n\nAb März."
    assert first.summary == "Risse."
    assert first.authors == ("Redaktion Bote",)
    assert first.language == "de"
    assert first.published is not None
    assert first.published.when == datetime(2024, 11, 22, 9, 30, tzinfo=UTC)
    assert first.updated_original == "2024-11-23T08:00:00+01:00"
    assert second.authors == ("Erika Muster",)
    assert second.published_original is None
    assert second.updated_original == "2024-11-21T08:00:00Z"


ITEM = "<item><title>T</title><link>https://a.example/1</link></item>"
RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="{}"><channel/>{}</rdf:RDF>'
OLDER = {
    "RSS 0.90": RDF.format("http://my.netscape.com/rdf/simple/0.9/", ITEM),
    "RSS 0.91": f'<rss version="0.91"><channel>{ITEM}</channel></rss>',
    "RSS 0.92": f'<rss version="0.92"><channel>{ITEM}</channel></rss>',
    "RSS 1.0": RDF.format("http://purl.org/rss/1.0/", ITEM),
    "Atom 0.3": '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>T</title>'
    '<link rel="alternate" type="text/html" href="https://a.example/1"/></entry></feed>',
    "CDF": '<channel href="https://a.example/"><item href="https://a.example/1"><title>T</title></item></channel>',
}


@pytest.mark.parametrize("kind", OLDER)
def test_older_formats_are_read_too(kind: str) -> None:
    feed = read(OLDER[kind])
    assert feed.format == kind
    assert [(entry.title, entry.url) for entry in feed.entries] == [("T", "https://a.example/1")]


def test_rss_1_tells_its_publication_in_dublin_core() -> None:
    source = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><item><title>T</title>'
        "<dc:date>2024-11-22</dc:date><dcterms:modified>2024-11-25</dcterms:modified></item></rdf:RDF>"
    )
    (entry,) = read(source).entries
    assert (entry.published_original, entry.updated_original) == ("2024-11-22", "2024-11-25")


@pytest.mark.parametrize("version", ["https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"])
def test_json_feed_is_read_in_both_versions(version: str) -> None:
    feed = read(
        json.dumps(
            {
                "version": version,
                "title": "Herald",
                "home_page_url": "https://news.example/",
                "language": "en",
                "author": {"name": "The Desk"},
                "items": [
                    {
                        "id": 17,
                        "url": "/17",
                        "title": "A < B & C",
                        "content_html": "<p>One</p><p>Two</p>",
                        "content_text": "One",
                        "summary": "In short",
                        "date_published": "2024-11-22T09:30:00Z",
                        "date_modified": "2024-11-23T09:30:00Z",
                        "tags": ["a", 5, "b"],
                        "attachments": [{"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 9}, "junk"],
                    },
                    "junk",
                    {"id": "18", "external_url": "https://else.example/x", "authors": [{"name": "Jane Doe"}]},
                ],
            }
        )
    )
    first, second = feed.entries
    assert feed.format == f"JSON Feed {version.rpartition('/')[2]}"
    assert (first.guid, first.url, first.title) == ("17", "https://news.example/17", "A < B & C")
    assert (first.text, first.summary) == ("One\n\nTwo", "In short")
    assert first.authors == ("The Desk",)
    assert first.published_original == "2024-11-22T09:30:00Z"
    assert first.updated_original == "2024-11-23T09:30:00Z"
    assert first.tags == ("a", "b")
    assert first.enclosures == (Enclosure("https://news.example/a.mp3", "audio/mpeg", 9),)
    assert (second.url, second.authors) == ("https://else.example/x", ("Jane Doe",))
    assert feed.notes == ("some of its items are no objects and were left out",)


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        ("é".encode("latin-1"), "text/xml; charset=ISO-8859-1"),
        ("é".encode(), "text/xml"),
        ("é".encode(), "text/xml; charset=ISO-8859-1"),  # a server's default over a file in UTF-8
        ("é".encode("utf-16"), "application/rss+xml"),
    ],
)
def test_the_charset_is_told_from_the_bytes_before_the_server_is_asked(data: bytes, content_type: str) -> None:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else None
    around = "<rss version='2.0'><channel><title>caf|</title><item><title>x</title></item></channel></rss>"
    before, after = around.split("|")
    source = f"{before}é{after}".encode(encoding) if encoding else before.encode() + data + after.encode()
    assert read_feed(source, content_type=content_type).title == "café"


def test_the_declaration_of_the_file_is_believed_where_the_server_says_nothing() -> None:
    source = '<?xml version="1.0" encoding="big5"?><rss version="2.0"><channel><title>燈塔關閉</title></channel></rss>'
    assert read_feed(source.encode("big5")).title == "燈塔關閉"


def test_a_damaged_feed_gives_what_can_be_read_of_it_and_says_so() -> None:
    cut = RSS[: RSS.index("<item><title>No more") + 40]
    feed = read(cut)
    assert [entry.guid for entry in feed.entries][:1] == ["herald-17"]
    assert feed.notes[0] == "its XML is damaged; what could be read of it was taken"


def test_bare_ampersands_and_undeclared_entities_are_no_damage() -> None:
    feed = read(
        "\n\n<?xml version='1.0'?><rss version='2.0'><channel><title>Q&A &ndash; caf&eacute; &x; &#x110000;</title>"
        "<item><link>https://a.example/?a=1&b=2</link></item></channel></rss>"
    )
    assert feed.title == "Q&A – café &x; \ufffd"
    assert feed.entries[0].url == "https://a.example/?a=1&b=2"
    assert feed.notes == ()


def test_short_entities_that_the_feed_declares_are_resolved() -> None:
    feed = read(
        r'<!DOCTYPE rss [<!ENTITY path "C:\data"> <!ENTITY star "&#9733;"> <!-- isn&apos;t -->]>'
        "<rss version='2.0'><channel><title>&path; &star;</title></channel></rss>"
    )
    assert feed.title == "C:\\data ★"


def test_warnings_that_a_server_prints_before_the_feed_are_passed_over() -> None:
    feed = read("<br />\n<b>Notice</b>: Undefined index in x.php\n" + RSS)
    assert len(feed.entries) == 2


def test_markup_in_titles_and_texts_is_made_plain_and_literal_brackets_stay() -> None:
    feed = read(
        "<rss version='2.0'><channel><item><title>How to use &lt;div&gt; well</title>"
        "<description>&lt;p&gt;One&lt;o:p&gt;&lt;/o:p&gt; two&lt;iframe src='x'/&gt; three&lt;/p&gt;</description>"
        "</item></channel></rss>"
    )
    assert feed.entries[0].title == "How to use <div> well"
    assert feed.entries[0].text == "One two three"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.example", "http://[::1", ""])
def test_only_web_addresses_become_links(link: str) -> None:
    inside = f"<link>{link}</link><item><title>T</title><link>{link}</link></item>"
    feed = read(f"<rss version='2.0'><channel>{inside}</channel></rss>")
    assert feed.entries[0].url in (None, URL)
    assert feed.entries[0].title == "T"


def test_a_guid_is_the_address_only_where_it_is_one() -> None:
    items = "<item><guid>12345</guid></item><item><guid>https://a.example/9</guid></item>"
    first, second = read(f"<rss version='2.0'><channel>{items}</channel></rss>").entries
    assert (first.guid, first.url) == ("12345", None)
    assert (second.guid, second.url) == ("https://a.example/9", "https://a.example/9")


def test_a_guid_stays_the_same_when_the_feed_moves() -> None:
    source = "<rss version='2.0'><channel><item><guid>12345</guid><link>/a</link></item></channel></rss>"
    before, after = read(source, url="http://old.example/feed"), read(source, url="https://new.example/feed")
    assert before.entries[0].guid == after.entries[0].guid
    assert (before.entries[0].url, after.entries[0].url) == ("http://old.example/a", "https://new.example/a")


def test_a_guid_that_several_addresses_share_names_none_of_them() -> None:
    items = "".join(
        f"<item><guid isPermaLink='false'>same</guid><link>https://a.example/{n}</link></item>" for n in "12"
    )
    feed = read(f"<rss version='2.0'><channel>{items}</channel></rss>")
    assert [entry.guid for entry in feed.entries] == [None, None]
    assert feed.notes == ("several entries share the guid same; it was left out",)


def test_the_original_address_is_better_than_one_that_counts_clicks() -> None:
    feed = read(
        "<rss version='2.0' xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'><channel><item>"
        "<link>https://feedproxy.example/~r/1</link><feedburner:origLink>https://a.example/1</feedburner:origLink>"
        "</item></channel></rss>"
    )
    assert feed.entries[0].url == "https://a.example/1"


def test_years_of_two_digits_are_read_by_the_rules_of_mail() -> None:
    feed = read("<rss version='2.0'><channel><item><pubDate>22 Nov 24 04:30 EST</pubDate></item></channel></rss>")
    assert feed.entries[0].published is not None
    assert feed.entries[0].published.when == datetime(2024, 11, 22, 9, 30, tzinfo=UTC)


def test_entries_without_address_and_text_are_kept_and_named() -> None:
    feed = read("<rss version='2.0'><channel><item><title>Only a title</title></item></channel></rss>")
    assert [entry.title for entry in feed.entries] == ["Only a title"]
    assert feed.notes == ("entries with neither an address nor a text: 1",)


def test_a_feed_without_entries_says_so() -> None:
    assert read("<rss version='2.0'><channel><title>T</title></channel></rss>").notes == ("the feed has no entries",)


def test_the_first_thousands_of_entries_are_enough() -> None:
    items = "<item><link>https://a.example/</link></item>" * 5001
    feed = read(f"<rss version='2.0'><channel>{items}</channel></rss>")
    assert len(feed.entries) == 5000
    assert feed.notes == ("it has 5001 entries; only the first 5000 were read",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"   \n", "it is empty"),
        (b"<!doctype html><html><body>Hello</body></html>", "it is a web page, not a feed"),
        (
            b"<html><head><link rel=alternate type='application/rss+xml' href='/feed'></head></html>",
            "it is a web page, not a feed; the page names the feed https://news.example/feed",
        ),
        (b"<urlset><url><loc>https://a.example/</loc></url></urlset>", "it is a sitemap, not a feed"),
        (b"<opml version='2.0'><body/></opml>", "it is an OPML list, not a feed: import it as a reading list"),
        (b"<note><to>Tove</to></note>", "it is no feed: it begins with <note>"),
        (b'{"version": "2.0", "items": []}', "it is JSON, but no JSON Feed: it names no version of jsonfeed.org"),
        (b"[1, 2]", "it is JSON, but no JSON Feed"),
        (b'{"version": ', "its JSON is damaged: Expecting value in line 1"),
        (b"[" * 100_000, "its JSON cannot be read"),
        (b"Just some words", "it is text, not a feed"),
        (b"%PDF-1.7 ...", "it is a PDF, not a feed"),
        (b"\x89PNG\r\n\x1a\n", "it is a picture"),
        (b"<rss>" + bytes(range(1, 9)) * 100, "it is not text but binary data"),
    ],
)
def test_what_is_no_feed_is_refused_with_what_it_seems_to_be(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_feed(data, url=URL)
    assert str(refused.value) == reason
