"""JSONL, folders, archives and compressed files: many articles from one path."""

import gzip
import io
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.article import Article, Skipped, article_id
from corpus.reading import Limits, read_bytes, read_paths
from corpus.reading.jsonl import read_jsonl
from tests.corpus.reading.small_files import epub_bytes, zip_bytes

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

RECORD = {
    "id": "n1",
    "url": "https://www.post.example/bridge",
    "title": "Bridge opens",
    "text": "It is open.",
    "published": "2024-11-22",
    "authors": ["Jane Doe"],
}


def jsonl(*records: object) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def articles(found: Iterable[Article | Skipped]) -> list[Article]:
    return [each for each in found if isinstance(each, Article)]


def skipped(found: Iterable[Article | Skipped]) -> dict[str, str]:
    return {each.name: each.reason for each in found if isinstance(each, Skipped)}


def test_a_line_of_jsonl_is_an_article() -> None:
    (article,) = articles(read_bytes("a.jsonl", jsonl(RECORD)))
    assert (article.id, article.title, article.text) == ("n1", "Bridge opens", "It is open.")
    assert (article.outlet, article.authors) == ("post.example", ("Jane Doe",))
    assert article.published is not None
    assert article.published.iso == "2024-11-22"


def test_outlet_and_language_are_taken_where_given() -> None:
    (article,) = articles(read_bytes("a.jsonl", jsonl({**RECORD, "outlet": "The Post", "language": "de-AT"})))
    assert (article.outlet, article.language) == ("The Post", "de")


def test_null_fields_are_unknown() -> None:
    (article,) = articles(read_bytes("a.jsonl", jsonl({**RECORD, "url": None, "published": None, "authors": None})))
    assert (article.url, article.outlet, article.published, article.authors) == (None, None, None, ())


def test_a_broken_line_is_named_by_its_number_and_the_rest_goes_on() -> None:
    lines = [
        b'{"text": "fine"}',
        b'{"text": ',
        b"[1]",
        b'{"title": "no text"}',
        b'{"text": 3.5}',
        b'{"text": "caf\xe9"}',
        b'{"a":' * 100_000,
        b'{"text": "x", "n": ' + b"9" * 5000 + b"}",
        b"",
        b'{"text": "also fine"}',
    ]
    found = list(read_bytes("a.jsonl", b"\n".join(lines)))
    assert [a.text for a in articles(found)] == ["fine", "also fine"]
    reasons = skipped(found)
    assert list(reasons) == [f"a.jsonl:{n}" for n in range(2, 9)]
    assert reasons["a.jsonl:2"].startswith("the line is not valid JSON")
    assert reasons["a.jsonl:4"] == 'the line has no "text"'
    assert reasons["a.jsonl:6"] == "the line is not in UTF-8"


def test_a_lone_surrogate_does_not_survive() -> None:
    (article,) = articles(
        read_bytes("a.jsonl", b'{"id": "a\\ud800", "title": "b\\udfff", "text": "c \\ud800 \\ud83d\\ude00"}')
    )
    assert (article.id, article.title, article.text) == ("a", "b", "c  \U0001f600")


def test_an_article_without_id_keeps_its_identity_when_lines_are_inserted() -> None:
    plain = {"title": "Bridge opens", "text": "It is open."}
    (alone,) = articles(read_bytes("a.jsonl", jsonl(plain)))
    later = articles(read_bytes("a.jsonl", jsonl({"text": "Other news."}, plain)))
    assert later[1].id == alone.id
    assert later[0].id != alone.id


def test_a_line_over_the_limit_is_skipped_alone() -> None:
    data = jsonl({"text": "first"}, {"text": "long " * 500}, {"text": "last"})
    found = list(read_bytes("a.jsonl", data, Limits(max_file_bytes=1000)))
    assert [a.text for a in articles(found)] == ["first", "last"]
    assert list(skipped(found)) == ["a.jsonl:2"]


def test_a_line_without_end_stops_the_file() -> None:
    data = gzip.compress(b"a " * 100_000)
    found = skipped(read_bytes("a.jsonl.gz", data, Limits(max_file_bytes=1000, max_decoded_bytes=100_000)))
    assert "the rest of the file was not read" in found["a.jsonl.gz:2"]


def test_compressed_jsonl_is_read_line_by_line_and_one_that_breaks_off_gives_what_was_whole() -> None:
    many = jsonl(*({"id": str(n), "text": f"Story {n} {os.urandom(40).hex()}"} for n in range(2000)))
    packed = gzip.compress(many)
    assert len(articles(read_bytes("a.jsonl.gz", packed))) == 2000
    found = list(read_bytes("a.jsonl.gz", packed[: len(packed) // 2]))
    assert 500 < len(articles(found)) < 1500
    assert "damaged" in skipped(found)["a.jsonl.gz"]


def test_reading_is_lazy() -> None:
    endless = (jsonl({"text": f"Story {n}"}) for n in range(10**9))

    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: "WriteableBuffer") -> int:
            line = next(endless)
            memoryview(buffer).cast("B")[: len(line)] = line
            return len(line)

    found = read_jsonl(io.BufferedReader(Endless()), name="a", place="a", limits=Limits())
    assert next(found) != next(found)


def test_other_files_may_be_compressed_too_but_not_twice() -> None:
    (article,) = articles(read_bytes("a.md.gz", gzip.compress(b"# Bridge\n\nIt is open.")))
    assert (article.title, article.text) == ("Bridge", "It is open.")
    twice = skipped(read_bytes("a.txt.gz", gzip.compress(gzip.compress(b"text"))))
    assert "archive inside an archive" in twice["a.txt.gz"]
    large = skipped(read_bytes("a.txt.gz", gzip.compress(b"a" * 5000), Limits(max_file_bytes=1000)))
    assert "larger than" in large["a.txt.gz"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "a.txt").write_text("First\n\nThe first story.")
    (tmp_path / "b" / "c.md").write_text("# Second\n\nThe second story.")
    (tmp_path / "b" / "d.png").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "e.zip").write_bytes(
        zip_bytes({"g.txt": "Fourth\n\nText.", "f.txt": "Third\n\nText.", "h.epub": epub_bytes()})
    )
    (tmp_path / ".DS_Store").write_bytes(b"\0\1")
    (tmp_path / ".hidden" / "x.txt").write_text("Hidden\n\nNever read.")
    (tmp_path / "loop").symlink_to(tmp_path)
    return tmp_path


def test_a_folder_is_read_at_any_depth_sorted_without_hidden_files(folder: Path) -> None:
    found = list(read_paths([folder]))
    assert [a.title for a in articles(found)] == ["First", "Second", "Third", "Fourth", "The Bridge"]
    assert skipped(found) == {str(folder / "b" / "d.png"): "it is a picture"}


def test_a_file_is_known_by_its_absolute_path_and_a_member_by_its_archive(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    first, third, *_ = articles(read_paths([Path("a.txt"), Path("e.zip")]))
    assert first.id == article_id(f"file:{folder.as_posix()}/a.txt")
    assert third.id == article_id(f"zip:{folder.as_posix()}/e.zip!f.txt")


def test_a_missing_path_is_named_and_the_rest_goes_on(folder: Path) -> None:
    found = list(read_paths([folder / "gone.txt", folder / "a.txt"]))
    assert skipped(found) == {str(folder / "gone.txt"): "there is no such file or folder"}
    assert len(articles(found)) == 1


def test_an_empty_folder_and_a_name_that_is_no_utf8_can_be_shown(tmp_path: Path) -> None:
    assert skipped(read_paths([tmp_path])) == {str(tmp_path): "the folder is empty"}
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.png")).write_bytes(b"\x89PNG")
    (name,) = skipped(read_paths([tmp_path]))
    assert name.encode("utf-8").endswith("caf\ufffd.png".encode())


def test_a_file_over_the_limit_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 2000)
    assert "larger than" in next(iter(skipped(read_paths([tmp_path], Limits(max_file_bytes=1000))).values()))


def test_an_unknown_type_is_named_with_the_known_ones() -> None:
    assert "files of type .csv are not read" in skipped(read_bytes("a.csv", b"a,b\n1,2\n"))["a.csv"]


def test_members_are_named_and_paths_that_climb_out_are_only_names(tmp_path: Path) -> None:
    data = zip_bytes(
        {"../../evil.txt": "Evil\n\nText.", "pic.png": b"\x89PNG", "__MACOSX/a.txt": "no", "in.zip": zip_bytes({})}
    )
    found = list(read_bytes("a.zip", data))
    assert [a.title for a in articles(found)] == ["Evil"]
    assert list(skipped(found)) == ["a.zip!in.zip", "a.zip!pic.png"]
    assert not list(tmp_path.iterdir())


def test_an_archive_stops_at_its_limits() -> None:
    data = zip_bytes({f"{n}.txt": f"Title {n}\n\n" + "text " * 300 for n in range(9)})
    found = list(read_bytes("a.zip", data, Limits(max_decoded_bytes=5000)))
    assert len(articles(found)) == 3
    assert skipped(found)["a.zip"] == "it unpacks to more than 0.005 MB; the rest was not read"
    found = list(read_bytes("a.zip", data, Limits(max_members=4)))
    assert len(articles(found)) == 4
    assert skipped(found) == {"a.zip": "it holds 9 files; only the first 4 were read"}


def test_a_member_is_measured_while_it_is_read_whatever_its_header_says() -> None:
    data = bytearray(zip_bytes({"a.txt": "a " * 100_000}))
    at = data.rindex(b"PK\x01\x02") + 24  # the size in the directory
    data[at : at + 4] = (10).to_bytes(4, "little")
    (reason,) = skipped(read_bytes("a.zip", bytes(data), Limits(max_file_bytes=1000))).values() or ("",)
    assert reason


def test_a_locked_member_is_named() -> None:
    data = bytearray(zip_bytes({"a.txt": "secret", "b.txt": "Open\n\nText."}))
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag in the directory
    found = list(read_bytes("a.zip", bytes(data)))
    assert skipped(found) == {"a.zip!a.txt": "it is protected by a password"}
    assert len(articles(found)) == 1


def test_a_damaged_archive_is_named() -> None:
    whole = zip_bytes({"a.txt": os.urandom(500).hex()})
    assert skipped(read_bytes("a.zip", whole[:100])) == {"a.zip": "it is a damaged ZIP file"}
    flipped = bytearray(whole)
    flipped[60] ^= 0xFF
    assert "damaged" in skipped(read_bytes("a.zip", bytes(flipped)))["a.zip!a.txt"]


def test_compressed_jsonl_in_an_archive_is_read() -> None:
    data = zip_bytes({"news.jsonl.gz": gzip.compress(jsonl(RECORD, {**RECORD, "id": "n2"}))})
    assert [a.id for a in articles(read_bytes("a.zip", data))] == ["n1", "n2"]


def test_members_are_read_one_at_a_time() -> None:
    found: Iterator[Article | Skipped] = read_bytes("a.zip", zip_bytes({"a.txt": "A\n\nText.", "b.txt": "B\n\nText."}))
    first = next(found)
    assert isinstance(first, Article)
    assert first.title == "A"
    assert zipfile.is_zipfile(io.BytesIO(zip_bytes({})))
