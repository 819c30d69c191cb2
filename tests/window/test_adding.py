"""Uploads made into articles."""

from pathlib import Path

import pytest

from assistant.inbox import HandedIn
from assistant.window.adding import News, added
from assistant.window.report_html import report_html
from assistant.window.texts import texts_in
from corpus.article import Skipped
from index.updating import Progress, UpdateReport
from tests.fake_assistant import FakeAssistant

SAY = texts_in("en")


def uploaded(folder: Path, name: str, text: str = "The otters are back.") -> HandedIn:
    place = folder / f"cache-{len(list(folder.glob('cache-*')))}" / "renamed.bin"
    place.parent.mkdir(parents=True)
    place.write_text(text)
    return HandedIn(place, name)


def test_files_are_read_under_their_own_names_and_nothing_is_left_behind(tmp_path: Path) -> None:
    assistant = FakeAssistant(tmp_path / "data", {})
    uploads = [uploaded(tmp_path, "Otters & co.txt"), uploaded(tmp_path, "Otters & co.txt")]
    *news, report = added(assistant, uploads)
    assert all(isinstance(one, News) for one in news)
    assert isinstance(report, UpdateReport)
    assert assistant.seen == ["Otters & co.txt", "Otters & co.txt"]
    assert not list(tmp_path.rglob("*.bin")) + list(tmp_path.rglob("*.txt"))


def test_news_come_while_the_update_goes_on(tmp_path: Path) -> None:
    assistant = FakeAssistant(tmp_path, {}, pause_s=0.3)
    news = [one for one in added(assistant, [uploaded(tmp_path, "a.txt")]) if isinstance(one, News)]
    assert {one.progress.stage for one in news if one.progress} == {"reading", "indexing"}
    assert max(one.elapsed_s for one in news) > 0.2


class _Full(FakeAssistant):
    """An assistant whose disk is full."""

    def add(self, paths: object, progress: Progress) -> UpdateReport:
        raise OSError("No space left on device")


def test_a_failure_is_raised_and_the_uploads_are_gone_too(tmp_path: Path) -> None:
    assistant = _Full(tmp_path / "data", {})
    with pytest.raises(OSError, match="No space left"):
        list(added(assistant, [uploaded(tmp_path, "a.txt")]))
    assert not list(tmp_path.rglob("*.bin")) + list(tmp_path.rglob("*.txt"))


def test_the_report_lists_what_came_in_and_why_something_did_not() -> None:
    titles = {"a": "Otters <return>", "b": "Bridge"}
    report = UpdateReport(["a"], ["b"], 4, [Skipped("/tmp/x/scan.pdf", "it holds no text")])
    markup = report_html(SAY, report, titles.__getitem__)
    assert "Added 1 article" in markup
    assert '<a href="#article-a">Otters &lt;return&gt;</a>' in markup
    assert "1 article changed" in markup
    assert "4 articles unchanged" in markup
    assert "<strong>scan.pdf</strong>: it holds no text" in markup
    assert "/tmp/x" not in markup


def test_a_report_of_nothing_says_so() -> None:
    assert "Nothing was added" in report_html(SAY, UpdateReport(unchanged=2), str)


def test_a_long_report_is_cut() -> None:
    markup = report_html(SAY, UpdateReport(added=[str(number) for number in range(100)]), str)
    assert markup.count("<li>") == 13
    assert "and 88 more" in markup
