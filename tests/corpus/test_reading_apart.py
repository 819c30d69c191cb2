"""Hostile and heavy files, read in a real child process: what kills it is a reason, and the next file goes on."""

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.article import Article, Skipped
from corpus.errors import UnreadableError
from corpus.reading import read_paths
from corpus.reading_apart import ApartReader, ReadingLimits
from corpus.reading_tasks import PageAsked, PageRead
from tests.corpus.reading.small_files import pdf_bytes

SHUT = "The Quay Bridge in Skellhaven was shut on Friday after Ines Garrowby saw cracks in its pins."
PAGE = (
    f"<html><head><title>Quay Bridge shut</title></head><body><article>{f'<p>{SHUT}</p>' * 6}</article></body></html>"
)
URL = "http://post.test/news/bridge"
MB = 1024 * 1024


@pytest.fixture(scope="module")
def reader() -> Iterator[ApartReader]:
    one = ApartReader()
    yield one
    one.close()


def read(reader: ApartReader, path: Path) -> Article | Skipped:
    [item] = reader.read_paths([path])
    return item


def page(reader: ApartReader, body: bytes, *, status: int = 200, content_type: str | None = None) -> PageRead:
    return reader.read_page(PageAsked(URL, status, content_type), body)


def heavy_page(rows: int) -> str:
    """A page whose reading takes a second for about 9,000 rows."""
    table = "".join(f"<tr><td>row {n}</td><td>{SHUT}</td></tr>" for n in range(rows))
    return f"<html><body><table>{table}</table></body></html>"


def test_a_file_reads_as_it_does_in_this_process(reader: ApartReader, tmp_path: Path) -> None:
    line = {"id": "a", "title": "Straße", "text": SHUT, "published": "2024-11-22T09:30:00+01:00", "authors": ["A. B."]}
    day = {"id": "b", "title": "Day", "text": SHUT, "published": "2024-11-22"}
    (tmp_path / "two.jsonl").write_text("\n".join(map(json.dumps, (line, day, {"id": "c"}))), encoding="utf-8")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "short.pdf").write_bytes(pdf_bytes([[SHUT]]))

    assert list(reader.read_paths([tmp_path])) == list(read_paths([tmp_path]))


def test_one_that_takes_too_much_computing_is_a_reason_and_the_next_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(heavy_page(60_000), encoding="utf-8")
    (tmp_path / "b.html").write_text(PAGE, encoding="utf-8")
    reader = ApartReader(ReadingLimits(cpu_s=2, wall_s=60))

    first, second = reader.read_paths([tmp_path])
    reader.close()

    assert isinstance(first, Skipped)
    assert first.reason == "reading it took longer than 2 s of computing"
    assert isinstance(second, Article)


def test_one_that_takes_too_long_is_a_reason(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(heavy_page(20_000), encoding="utf-8")
    reader = ApartReader(ReadingLimits(wall_s=0.2))

    found = read(reader, tmp_path / "a.html")
    reader.close()

    assert found == Skipped(str(tmp_path / "a.html"), "reading it took longer than 0.2 s")


def test_one_that_needs_too_much_memory_is_a_reason_and_the_next_goes_on(tmp_path: Path) -> None:
    text = {"id": "a", "title": "A", "text": "word " * (9 * MB)}
    (tmp_path / "a.jsonl").write_text(json.dumps(text), encoding="utf-8")
    (tmp_path / "b.html").write_text(PAGE, encoding="utf-8")
    reader = ApartReader(ReadingLimits(memory_bytes=420 * MB))

    first, second = reader.read_paths([tmp_path])
    reader.close()

    assert isinstance(first, Skipped)
    assert first.reason == "reading it needed more than 420 MB of memory"
    assert isinstance(second, Article)


def test_what_was_read_before_the_fatal_part_is_kept(tmp_path: Path) -> None:
    lines = [{"id": "a", "title": "A", "text": SHUT}, {"id": "b", "title": "B", "text": "word " * (9 * MB)}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    reader = ApartReader(ReadingLimits(memory_bytes=420 * MB))

    first, second = reader.read_paths([tmp_path])
    reader.close()

    assert isinstance(first, Article)
    assert isinstance(second, Skipped)


def test_nesting_without_end_is_a_reason(reader: ApartReader, tmp_path: Path) -> None:
    (tmp_path / "deep.jsonl").write_text('{"id": ' + "[" * 200_000 + "]" * 200_000 + "}", encoding="utf-8")
    (tmp_path / "deep.html").write_text("<div>" * 100_000 + SHUT, encoding="utf-8")

    assert isinstance(read(reader, tmp_path / "deep.jsonl"), Skipped)
    assert read(reader, tmp_path / "deep.html")


def test_a_bomb_is_a_reason(reader: ApartReader, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * (250 * MB))
    (tmp_path / "bomb.docx").write_bytes(packed.getvalue())

    found = read(reader, tmp_path / "bomb.docx")

    assert isinstance(found, Skipped)
    assert "unpacks to more than 200 MB" in found.reason


def test_a_caller_that_stops_in_the_middle_leaves_no_answer_for_the_next(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(number), "title": f"Title {number}", "text": SHUT}) for number in range(500)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    reader = ApartReader()

    items = reader.read_file(tmp_path / "many.jsonl")
    first = next(items)
    items.close()  # type: ignore[attr-defined]  # a generator
    second = read(reader, tmp_path / "page.html")
    reader.close()

    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.title, second.title) == ("Title 0", "Quay Bridge shut")


def test_threads_read_at_the_same_time(reader: ApartReader) -> None:
    titles: list[str] = []

    def one(number: int) -> None:
        read = page(reader, PAGE.replace("Quay Bridge shut", f"Report {number}").encode())
        titles.append(read.article.title if read.article else "")

    threads = [threading.Thread(target=one, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(titles) == ["Report 0", "Report 1", "Report 2"]


def test_a_page_has_the_charset_of_its_header(reader: ApartReader) -> None:
    body = PAGE.replace("Skellhaven", "Düsseldorf").encode("iso-8859-15")

    read = page(reader, body, content_type="text/html; charset=ISO-8859-15")

    assert read.article is not None
    assert "Düsseldorf" in read.article.text


@pytest.mark.parametrize(
    ("body", "status", "trouble"),
    [
        (b"", 200, "It is empty."),
        (PAGE.encode(), 403, "The site took us for a robot, or does not let us in. It says: “HTTP status 403”"),
        (b'{"a": 1}', 200, "It is data for programs, not an article."),
        (b"<?xml version='1.0'?><rss><channel/></rss>", 200, "It is data for programs, not an article."),
        (b"\x1f\x8b\x08\0", 200, "It is a collection or compressed: download it and add the file."),
        (b"\x89PNG\r\n\x1a\n", 200, "No article: it is a picture."),
        (
            "\ufffd".join(PAGE.split("a")).encode(),
            200,
            "The characters cannot be read: they are damaged or in an unknown charset.",
        ),
    ],
)
def test_what_is_no_page_of_an_article_has_a_reason(
    reader: ApartReader, body: bytes, status: int, trouble: str
) -> None:
    read = page(reader, body, status=status)

    assert read.article is None
    assert read.trouble == trouble


def test_a_page_without_a_title_is_named_by_its_address(reader: ApartReader) -> None:
    body = PAGE.replace("<title>Quay Bridge shut</title>", "").encode()
    read = reader.read_page(PageAsked("http://post.test/quay-bridge_shut.html?x=1", 200), body)

    assert read.article is not None
    assert (read.article.title, read.has_title) == ("quay bridge shut", False)


def test_feeds_are_read_apart_too(reader: ApartReader) -> None:
    feed = reader.read_feed(
        b"<rss><channel><title>Post</title><item><title>One</title></item></channel></rss>", URL, None
    )

    assert (feed.title, [entry.title for entry in feed.entries]) == ("Post", ["One"])
    with pytest.raises(UnreadableError, match="not a feed"):
        reader.read_feed(PAGE.encode(), URL, None)
