"""Uploads made into articles."""

from pathlib import Path

import pytest

from assistant.window.adding import LONGEST_NAME_BYTES, Inbox, News, Upload, plain_name
from assistant.window.report_html import report_html
from corpus.article import Skipped
from index.updating import Progress, UpdateReport
from tests.fakes import FakeAssistant


def uploaded(folder: Path, name: str, text: str = "The otters are back.") -> Upload:
    place = folder / f"cache-{len(list(folder.glob('cache-*')))}" / "renamed.bin"
    place.parent.mkdir(parents=True)
    place.write_text(text)
    return Upload(place, name)


def test_files_are_read_under_their_own_names_and_nothing_is_left_behind(tmp_path: Path) -> None:
    assistant = FakeAssistant(tmp_path / "data", {})
    uploads = [uploaded(tmp_path, "Otters & co.txt"), uploaded(tmp_path, "Otters & co.txt")]
    *news, report = Inbox(assistant).add(uploads)
    assert all(isinstance(one, News) for one in news)
    assert isinstance(report, UpdateReport)
    assert assistant.seen == ["Otters & co.txt", "Otters & co.txt"]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert not list(tmp_path.glob("cache-*"))


def test_news_come_while_the_update_goes_on(tmp_path: Path) -> None:
    assistant = FakeAssistant(tmp_path, {}, pause_s=0.3)
    news = [one for one in Inbox(assistant).add([uploaded(tmp_path, "a.txt")]) if isinstance(one, News)]
    assert {one.progress.stage for one in news if one.progress} == {"reading", "indexing"}
    assert max(one.elapsed_s for one in news) > 0.2


class _Full(FakeAssistant):
    """An assistant whose disk is full."""

    def add(self, paths: object, progress: Progress) -> UpdateReport:
        raise OSError("No space left on device")


def test_a_failure_is_raised_and_the_uploads_are_gone_too(tmp_path: Path) -> None:
    inbox = Inbox(_Full(tmp_path, {}))
    with pytest.raises(OSError, match="No space left"):
        list(inbox.add([uploaded(tmp_path, "a.txt")]))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Bericht über Otter.pdf", "Bericht über Otter.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\notes.txt", "notes.txt"),
        (".bashrc", "bashrc"),
        ("..", "upload"),
        ("a\x00b\n.md", "ab.md"),
        ("", "upload"),
    ],
)
def test_a_name_is_made_fit_for_a_folder(given: str, kept: str) -> None:
    assert plain_name(given) == kept


def test_a_name_that_is_too_long_keeps_its_ending() -> None:
    name = plain_name("ü" * 300 + ".jsonl.gz")
    assert name.endswith(".gz")
    assert len(name.encode()) <= LONGEST_NAME_BYTES


def test_the_report_lists_what_came_in_and_why_something_did_not() -> None:
    titles = {"a": "Otters <return>", "b": "Bridge"}
    report = UpdateReport(["a"], ["b"], 4, [Skipped("/tmp/x/scan.pdf", "it holds no text")])
    markup = report_html(report, titles.__getitem__)
    assert "Added 1 article" in markup
    assert '<a href="#article-a">Otters &lt;return&gt;</a>' in markup
    assert "1 article changed" in markup
    assert "4 articles unchanged" in markup
    assert "<strong>scan.pdf</strong>: it holds no text" in markup
    assert "/tmp/x" not in markup


def test_a_report_of_nothing_says_so() -> None:
    assert "Nothing was added" in report_html(UpdateReport(unchanged=2), str)


def test_a_long_report_is_cut() -> None:
    markup = report_html(UpdateReport(added=[str(number) for number in range(100)]), str)
    assert markup.count("<li>") == 13
    assert "and 88 more" in markup
