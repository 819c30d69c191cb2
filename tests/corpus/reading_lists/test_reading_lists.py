"""Reading lists as people export them."""

import io
import json
import time
import zipfile
from datetime import UTC, datetime

import pytest

from corpus.errors import UnreadableError
from corpus.reading.limits import Limits
from corpus.reading_lists import ListEntry, ListKind, ReadingList, read_reading_list

AT = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
SECONDS = 1_700_000_000
OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Feeds</title></head><body>
<outline text="News" title="News">
  <outline text="Herald" title="Harrow Bay Herald" type="rss" xmlUrl="https://news.example/feed"
    htmlUrl="https://news.example/" category="/local/harbour,daily" created="Tue, 14 Nov 2023 22:13:20 GMT"/>
  <outline text="Deep"><outline text="Bote" xmlurl="feed://bote.example/rss"/></outline>
</outline>
<outline type="link" text="A page" url="https://news.example/page"/>
<outline text="just a remark"/>
<outline type="include" text="More" url="https://else.example/more.opml"/>
<outline text="Bad" type="rss" xmlUrl="javascript:alert(1)"/>
</body></opml>"""
BOOKMARKS = f"""<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file. -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
    <DT><H3 ADD_DATE="1" PERSONAL_TOOLBAR_FOLDER="true">Bookmarks bar</H3>
    <DL><p>
        <DT><A HREF="https://news.example/?a=1&b=2" ADD_DATE="{SECONDS}" TAGS="sea,harbour"
            ICON="data:image/png;base64,{"A" * 3000}">Lighthouse &amp; harbour</A>
        <DD>A note
        <DT><H3>Baking</H3>
        <DL><p>
            <DT><A HREF="https://bread.example/">Bread</A>
        </DL><p>
        <DT><A HREF="place:sort=8">Most visited</A>
    </DL><p>
    <DT><A FEEDURL="https://news.example/feed" HREF="https://news.example/">Live</A>
    <DT><A HREF="https://last.example/" ADD_DATE="0">https://last.example/</A>
</DL><p>"""
POCKET_HTML = f"""<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /><title>Pocket Export</title></head>
<body><h1>Unread</h1><ul>
<li><a href="https://news.example/1" time_added="{SECONDS}" tags="sea,to read">Lighthouse</a></li>
</ul><h1>Read Archive</h1><ul><li><a href="https://news.example/2" time_added="{SECONDS}" tags="">Two</a></li></ul>
</body></html>"""


def read(text: str) -> ReadingList:
    return read_reading_list(text.encode())


def test_opml_gives_feeds_at_any_depth_with_their_folders() -> None:
    found = read(OPML)
    assert found.kind is ListKind.OPML
    assert found.entries == (
        ListEntry(
            "https://news.example/feed", "Harrow Bay Herald", AT, ("News", "local/harbour", "daily"), is_feed=True
        ),
        ListEntry("http://bote.example/rss", "Bote", None, ("News", "Deep"), is_feed=True),
        ListEntry("https://news.example/page", "A page"),
    )
    assert found.notes == (
        "line 10: it points to another list, which is not followed",
        "line 11: “javascript:alert(1)” is not a web address",
    )


def test_opml_with_bare_ampersands_and_a_doctype_keeps_its_lines() -> None:
    found = read(
        '<?xml version="1.0"?>\n<!DOCTYPE opml [\n<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<opml><body>\n'
        '<outline text="Q&A &x;" xmlUrl="https://a.example/?a=1&b=2"/>\n<outline text="B" xmlUrl="b"/></body></opml>'
    )
    assert [(entry.title, entry.url) for entry in found.entries] == [("Q&A &x;", "https://a.example/?a=1&b=2")]
    assert found.notes == ("line 6: “b” is not a web address",)


def test_bookmarks_come_with_the_folders_that_someone_named() -> None:
    found = read(BOOKMARKS)
    assert found.kind is ListKind.BOOKMARKS
    assert found.entries == (
        ListEntry("https://news.example/?a=1&b=2", "Lighthouse & harbour", AT, ("sea", "harbour")),
        ListEntry("https://bread.example/", "Bread", None, ("Baking",)),
        ListEntry("https://news.example/feed", "Live", None, (), is_feed=True),
        ListEntry("https://last.example/"),
    )
    assert found.notes == ("line 16: “place:sort=8” is not a web address",)


def test_pockets_page_is_read() -> None:
    found = read(POCKET_HTML)
    assert found.kind is ListKind.POCKET
    assert found.entries == (
        ListEntry("https://news.example/1", "Lighthouse", AT, ("sea", "to read")),
        ListEntry("https://news.example/2", "Two", AT),
    )


@pytest.mark.parametrize("extra", [False, True])
def test_pockets_table_is_read_with_and_without_its_cursor(extra: bool) -> None:
    cursor, value = ("cursor,", "7187623980,") if extra else ("", "")
    found = read(
        f"title,url,time_added,{cursor}tags,status\r\n"
        f'"Tower, ""old""","https://news.example/a,b",{SECONDS},{value}sea|mit Umlaut ä,unread\r\n'
        f"https://news.example/2,https://news.example/2,{SECONDS},{value},archive\r\n"
    )
    assert found.kind is ListKind.POCKET
    assert found.entries == (
        ListEntry("https://news.example/a,b", 'Tower, "old"', AT, ("sea", "mit Umlaut ä")),
        ListEntry("https://news.example/2", None, AT),
    )


def test_instapapers_old_table_has_folders_and_the_new_one_tags() -> None:
    old = read("URL,Title,Selection,Folder\nhttps://a.example/1,One,,Recipes\nhttps://a.example/2,Two,,Archive\n")
    assert old.kind is ListKind.INSTAPAPER
    assert [entry.tags for entry in old.entries] == [("Recipes",), ()]
    new = read(
        "URL,Title,Selection,Folder,Timestamp,Tags\n"
        f'https://a.example/1,One,"a quote",Unread,{SECONDS},"[""sea"", ""\\ud83d\\ude00""]"\n'
        f'instapaper-private://email/1,Letter,,Unread,{SECONDS},[]\n,Note,"only this text",Unread,{SECONDS},[]\n'
    )
    assert new.entries == (
        ListEntry("https://a.example/1", "One", AT, ("sea", "😀")),
        ListEntry(None, "Note", AT, (), text="only this text"),
    )
    assert new.notes == ("line 3: “instapaper-private://email/1” is not a web address",)


def test_readwise_readers_table_is_read() -> None:
    found = read(
        "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n"
        "Tower,https://a.example/1,01gm,\"['sea', \"\"it's\"\", 'it\\'s']\",2023-11-14 22:13:20+00:00,0.4,new,True\n"
        "Bread,https://a.example/2,01gn,[],2023-11-14,0,archive,False\n"
    )
    assert found.kind is ListKind.READWISE
    assert found.entries == (
        ListEntry("https://a.example/1", "Tower", AT, ("sea", "it's")),
        ListEntry("https://a.example/2", "Bread"),
    )


def test_any_table_with_addresses_is_read() -> None:
    raindrop = read(
        "title;note;excerpt;url;folder;tags;created\nTower;;;https://a.example/1;Sea;a, b;2023-11-14T22:13:20.000Z\n"
    )
    assert raindrop.kind is ListKind.TABLE
    assert raindrop.entries == (ListEntry("https://a.example/1", "Tower", AT, ("Sea", "a", "b")),)


def test_karakeeps_links_and_texts_are_read() -> None:
    link = {"type": "link", "url": "https://a.example/1"}
    found = read(
        json.dumps(
            {
                "bookmarks": [
                    {"createdAt": SECONDS, "title": "Tower", "tags": ["sea"], "lists": ["l"], "content": link},
                    {"createdAt": SECONDS, "title": None, "tags": [], "content": {"type": "text", "text": "My note"}},
                    {"createdAt": SECONDS, "title": "A file", "tags": [], "content": None},
                    "junk",
                    {"createdAt": "soon", "title": 5, "tags": None, "content": {"type": "link"}},
                ],
                "lists": [{"id": "l", "name": "Harbour", "parentId": None}],
            }
        )
    )
    assert found.kind is ListKind.KARAKEEP
    assert found.entries == (
        ListEntry("https://a.example/1", "Tower", AT, ("Harbour", "sea")),
        ListEntry(None, None, AT, (), text="My note"),
    )
    assert found.notes == (
        "bookmark 3: it is a file, which the export does not carry",
        "bookmark 4: it is no object",
        "bookmark 5: there is no address",
    )


def test_bad_rows_are_named_by_the_line_they_begin_on_and_the_rest_goes_on() -> None:
    found = read(
        "title,url,time_added,tags,status\n"
        '"two\nlines",https://a.example/1,1,,unread\n'
        "no address,,1,,unread\n"
        f'endless,"{"x" * 140_000}",1,,unread\n'
        "short\n"
        '"an "odd" title",https://a.example/2,1,,unread\n'
        '"one mark too many,https://a.example/3,1,,unread\n'
        "last,https://a.example/4,-5,,unread,too,many\n"
    )
    assert [(entry.title, entry.url) for entry in found.entries] == [
        ("two lines", "https://a.example/1"),
        ('an odd" title"', "https://a.example/2"),
        ("last", "https://a.example/4"),
    ]
    assert found.notes == (
        "line 4: there is no address",
        "line 5: it is damaged: its quotation marks do not add up, or a cell is too long",
        "line 6: there is no address",
        "line 8: there is no address",
    )


def test_a_table_of_nothing_but_quotation_marks_ends_in_time() -> None:
    start = time.perf_counter()
    found = read("title,url,time_added\n" + '"x,https://a.example/\n' * 100_000)
    assert time.perf_counter() - start < 5
    assert found.notes[-1] == "the list is empty"


def test_an_address_that_comes_again_adds_its_tags_and_the_earlier_time_counts() -> None:
    found = read(
        "title,url,time_added,tags,status\n"
        f",https://a.example/1,{SECONDS + 60},x,unread\nOne,https://a.example/1,{SECONDS},y|x,unread\n"
    )
    assert found.entries == (ListEntry("https://a.example/1", "One", AT, ("x", "y")),)


@pytest.mark.parametrize("time_added", [str(SECONDS), f"{SECONDS}000", f"{SECONDS}000000"])
def test_times_in_seconds_thousandths_and_millionths_are_told_apart(time_added: str) -> None:
    (entry,) = read(f"title,url,time_added\nT,https://a.example/,{time_added}\n").entries
    assert entry.added_at == AT


@pytest.mark.parametrize("time_added", ["0", "-1", "1", "soon", "99999999999999999999", "253402300800", ""])
def test_a_time_that_is_none_is_unknown(time_added: str) -> None:
    (entry,) = read(f"title,url,time_added\nT,https://a.example/,{time_added}\n").entries
    assert entry.added_at is None


def test_the_lists_in_a_zip_file_are_one_list() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("part_000001.csv", "title,url,time_added\nTwo,https://a.example/2,1\n")
        archive.writestr("part_000000.csv", "title,url,time_added\nOne,https://a.example/1,1\n,nothing,1\n")
        archive.writestr("annotations/part_000000.json", "[]")
        archive.writestr("__MACOSX/._part_000000.csv", "x")
    found = read_reading_list(target.getvalue())
    assert found.kind is ListKind.POCKET
    assert [entry.url for entry in found.entries] == ["https://a.example/1", "https://a.example/2"]
    assert found.notes == (
        "part_000000.csv: line 3: “nothing” is not a web address",
        "annotations/part_000000.json: it is JSON, but no reading list that is known: it has no “bookmarks”",
    )


def test_a_zip_bomb_stops_at_the_limit() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("part.csv", b"title,url,time_added\n" + b" " * 5_000_000)
    with pytest.raises(UnreadableError, match="it is a ZIP file that holds no reading list that is known"):
        read_reading_list(target.getvalue(), Limits(max_file_bytes=1_000_000, max_decoded_bytes=2_000_000))


def test_many_faults_are_not_all_told() -> None:
    found = read("title,url,time_added\n" + "x,y,1\n" * 150)
    assert len(found.notes) == 102
    assert found.notes[-2:] == ("and 50 more", "the list is empty")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"<!doctype html><html><body>Hello</body></html>", "it is a page or XML of another kind, not a reading list"),
        (b"<rss version='2.0'/>", "it is a page or XML of another kind, not a reading list"),
        (b"name,age\nJane,5\n", "it is no reading list that is known: it has no column “url”"),
        (b"x" * 200_000, "it is no reading list that is known: it has no column “url”"),
        (b"Just some words", "it is no reading list that is known: it has no column “url”"),
        (
            b"Highlight,Book Title,Book Author,Amazon Book ID,Note\n",
            "it is Readwise's export of highlights; the library of Reader has the addresses",
        ),
        (b'{"items": []}', "it is JSON, but no reading list that is known: it has no “bookmarks”"),
        (b'{"bookmarks": [', "its JSON is damaged: Expecting value in line 1"),
        (b"[" * 100_000, "its JSON cannot be read"),
        (b"%PDF-1.7 ...", "it is a PDF, not a reading list"),
        (b"\x89PNG\r\n\x1a\n", "it is a picture"),
        (b"PK\x03\x04junk", "it is a damaged ZIP file"),
        (b"url\n" + bytes(range(1, 9)) * 100, "it is not text but binary data"),
    ],
)
def test_what_is_no_reading_list_is_refused_with_what_it_seems_to_be(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_reading_list(data)
    assert str(refused.value) == reason


def test_opml_that_is_cut_off_is_refused() -> None:
    with pytest.raises(UnreadableError, match="its XML is damaged"):
        read(OPML[:300])
