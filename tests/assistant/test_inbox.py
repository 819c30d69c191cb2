"""Files that were handed in, kept while they are read."""

from io import BytesIO
from pathlib import Path

import pytest

from assistant.inbox import LONGEST_NAME_BYTES, Inbox, plain_name


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path / "uploads")


def test_a_file_is_held_under_its_own_name_and_then_gone(inbox: Inbox, tmp_path: Path) -> None:
    received = inbox.receive("storm.txt", BytesIO(b"The storm"))
    assert received.path.stat().st_mode & 0o077 == 0 or received.path.parent.stat().st_mode & 0o077 == 0
    with inbox.holding([received]) as [path]:
        assert (path.name, path.read_bytes()) == ("storm.txt", b"The storm")
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


def test_files_of_one_name_are_held_beside_each_other(inbox: Inbox) -> None:
    received = [inbox.receive("a.txt", BytesIO(text)) for text in (b"1", b"2")]
    with inbox.holding(received) as paths:
        assert [path.read_bytes() for path in paths] == [b"1", b"2"]
        assert [path.name for path in paths] == ["a.txt", "a.txt"]


def test_a_file_is_gone_also_where_reading_it_breaks(inbox: Inbox, tmp_path: Path) -> None:
    received = inbox.receive("a.txt", BytesIO(b"1"))

    def read() -> None:
        with inbox.holding([received]):
            raise KeyError

    with pytest.raises(KeyError):
        read()
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


def test_what_a_crash_left_is_cleared_at_the_start(inbox: Inbox, tmp_path: Path) -> None:
    inbox.receive("a.txt", BytesIO(b"1"))
    Inbox(tmp_path / "uploads")
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\report.pdf", "report.pdf"),
        (".htaccess", "htaccess"),
        ("a\x00b\n.txt", "ab.txt"),
        ("", "upload"),
        ("..", "upload"),
    ],
)
def test_a_name_is_made_fit_for_a_folder(given: str, plain: str) -> None:
    assert plain_name(given) == plain


def test_a_long_name_keeps_its_ending() -> None:
    name = plain_name("ü" * 300 + ".txt")
    assert name.endswith("ü.txt")
    assert len(name.encode()) <= LONGEST_NAME_BYTES
