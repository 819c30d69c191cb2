"""A whole text is checked sentence by sentence, against articles that are given or against a library."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.support.check_report import CheckReport
from assistant.support.judging import build_judge
from assistant.support.text_checking import LONGEST_TEXT, TextChecker, states_something, whole
from assistant.support.verdict import Excerpt, Verdict
from tests.fakes import SentenceIndex, WordJudge, WordRelevance
from tests.support.judged import BRIDGE, version_of

TEXT = """## The bridge

When will it reopen? The Quay Bridge will reopen on 3 March.[1] The foundry at Wexby is making the pins [2, 3].

- Nobody was hurt when the old pin cracked in 1997."""


class NotingJudge(WordJudge):
    """Remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def judge(self, sentence: str, excerpts: Sequence[Excerpt]) -> Verdict:
        self.asked.append((sentence, sum(one.last - one.first for one in excerpts)))
        return super().judge(sentence, excerpts)


@pytest.fixture
def index(tmp_path: Path) -> SentenceIndex:
    index = SentenceIndex(tmp_path)
    index.put(version_of(BRIDGE).article)
    return index


def checker(index: SentenceIndex) -> TextChecker:
    return TextChecker(build_judge(WordRelevance()), index.retriever, index.library.version)


def test_each_sentence_is_told_supported_or_not(index: SentenceIndex) -> None:
    report = checker(index).check_against(TEXT, [version_of(BRIDGE)])
    assert [(one.text, one.supported) for one in report.sentences] == [
        ("## The bridge", None),
        ("When will it reopen?", None),
        ("The Quay Bridge will reopen on 3 March.", True),
        ("The foundry at Wexby is making the pins.", True),
        ("Nobody was hurt when the old pin cracked in 1997.", False),
    ]
    assert [(fault.kind, fault.words) for one in report.unsupported for fault in one.faults] == [("date", "1997")]
    assert (report.judged, report.supported) == (3, False)


def test_the_library_is_searched_for_each_sentence(index: SentenceIndex) -> None:
    report = checker(index).check("The foundry at Wexby is making the pins. The opera burnt down on Sunday.")
    assert [one.supported for one in report.sentences] == [True, False]


def test_citations_are_numbered_through_and_hold_exact_words(index: SentenceIndex) -> None:
    report = checker(index).check(TEXT)
    assert [citation.number for citation in report.citations] == list(range(1, len(report.citations) + 1))
    assert [number for one in report.sentences for number in one.citations] == list(range(1, len(report.citations) + 1))
    for citation in report.citations:
        assert BRIDGE[citation.start : citation.end] == citation.quote
        assert (citation.outlet, citation.published) == ("Harbour Post", "2024-11-07")


def test_only_the_sentences_of_found_passages_are_read(index: SentenceIndex) -> None:
    judge = NotingJudge()
    TextChecker(judge, index.retriever, index.library.version).check("The foundry at Wexby is making the pins.")
    assert judge.asked == [("The foundry at Wexby is making the pins.", 5)]


def test_a_report_comes_back_from_its_json(index: SentenceIndex) -> None:
    report = checker(index).check(TEXT)
    assert CheckReport.from_json(report.to_json()) == report


def test_what_is_no_report_is_told(index: SentenceIndex) -> None:
    with pytest.raises(UsageError, match="no report of schema 1"):
        CheckReport.from_json({"schema": 2})
    with pytest.raises(UsageError, match="sentences"):
        CheckReport.from_json({"schema": 1, "sentences": "none"})


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_text_is_refused(index: SentenceIndex, text: str) -> None:
    with pytest.raises(UsageError, match="empty"):
        checker(index).check(text)


def test_an_overlong_text_is_refused(index: SentenceIndex) -> None:
    with pytest.raises(UsageError, match="Check it in parts"):
        checker(index).check("a" * (LONGEST_TEXT + 1))


def test_a_text_without_articles_is_refused(index: SentenceIndex) -> None:
    with pytest.raises(UsageError, match="no articles"):
        checker(index).check_against(TEXT, [])


def test_too_much_to_hold_against_one_another_is_refused(index: SentenceIndex) -> None:
    book = version_of("The pin was made in Wexby. " * 5000)
    with pytest.raises(UsageError, match="too much to check at once"):
        checker(index).check_against("The bridge is shut. " * 100, [book])


def test_what_has_no_end_for_pages_is_no_sentence() -> None:
    endless = "pin " * 1000
    excerpt = whole(version_of(f"The bridge is shut.\n{endless}\nNobody was hurt."))
    kept = [span.of(excerpt.source.text) for span in excerpt.source.sentences]
    assert (kept, excerpt.last) == (["The bridge is shut.", "Nobody was hurt."], 2)
    assert not states_something(f"{endless}.")


def test_a_check_that_is_stopped_judges_no_further_sentence(tmp_path: Path) -> None:
    judge, index = NotingJudge(), SentenceIndex(tmp_path)
    stopping = TextChecker(judge, index.retriever, index.library.version)

    stopping.check_against("One is so. Two is so. Three is so.", [version_of(BRIDGE)], lambda: len(judge.asked) == 2)

    assert [sentence for sentence, _ in judge.asked] == ["One is so.", "Two is so."]


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("The bridge is shut.", True),
        ("The bridge was shut for a month by the council because its pin cracked", True),
        ("The bridge", False),
        ("**What happened:**", False),
        ("Why is it shut?", False),
        ("—", False),
        ("12.", False),
    ],
)
def test_headings_and_questions_state_nothing(sentence: str, states: bool) -> None:
    assert states_something(sentence) == states
