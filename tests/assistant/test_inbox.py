"""Files that were handed in, kept while they are read."""

from io import BytesIO
from pathlib import Path

import pytest

from assistant.inbox import LONGEST_NAME_BYTES, HandedIn, Inbox, plain_name


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path / "uploads")


def files_in(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]


def test_a_file_is_held_under_its_own_name_and_then_gone(inbox: Inbox, tmp_path: Path) -> None:
    received = inbox.receive([("storm.txt", BytesIO(b"The storm"))])
    assert received[0].path.parent.stat().st_mode & 0o077 == 0
    with inbox.holding(received) as [path]:
        assert (path.name, path.read_bytes()) == ("storm.txt", b"The storm")
    assert files_in(tmp_path) == []
    assert inbox.left() == []


def test_files_of_one_name_are_held_beside_each_other(inbox: Inbox) -> None:
    received = inbox.receive([("a.txt", BytesIO(text)) for text in (b"1", b"2")])
    with inbox.holding(received) as paths:
        assert [path.read_bytes() for path in paths] == [b"1", b"2"]
        assert [path.name for path in paths] == ["a.txt", "a.txt"]


def test_a_file_is_gone_also_where_reading_it_breaks(inbox: Inbox, tmp_path: Path) -> None:
    received = inbox.receive([("a.txt", BytesIO(b"1"))])
    with pytest.raises(KeyError):
        _break(inbox, received)
    assert files_in(tmp_path) == []


def test_what_waits_or_is_being_read_when_the_program_ends_is_there_at_the_next_start(
    inbox: Inbox, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "incoming.bin"
    elsewhere.write_bytes(b"2")
    inbox.receive([("b.txt", BytesIO(b"1")), ("a.txt", BytesIO(b"0"))])
    with pytest.raises(KeyError):
        _break(inbox, [HandedIn(elsewhere, "c.txt")], leaving=True)

    started = Inbox(tmp_path / "uploads")
    told = [[(file.name, file.path.read_bytes()) for file in batch] for batch in started.left()]
    assert told == [[("b.txt", b"1"), ("a.txt", b"0")], [("c.txt", b"2")]]
    assert not elsewhere.exists()
    for batch in started.left():
        with started.holding(batch) as paths:
            assert [path.name for path in paths] == [file.name for file in batch]
    assert files_in(tmp_path) == []


def test_what_had_not_wholly_come_when_the_program_ended_is_cleared(inbox: Inbox, tmp_path: Path) -> None:
    [received] = inbox.receive([("a.txt", BytesIO(b"1"))])
    received.path.parent.rename(tmp_path / "handed-in" / "coming-1")
    assert Inbox(tmp_path / "uploads").left() == []
    assert files_in(tmp_path) == []


def _break(inbox: Inbox, files: list[HandedIn], *, leaving: bool = False) -> None:
    with inbox.holding(files):
        if leaving:
            inbox.leave()
        raise KeyError


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
