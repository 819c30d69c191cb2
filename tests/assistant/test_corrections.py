"""A paper's corrections: told by their form, quoted whole, and beside the claim that they take back."""

import time

import pytest

from assistant.assistant import Assistant
from assistant.candidates import Candidate, SplitText
from assistant.corrections import corrections_in, with_corrections
from corpus.article import Article
from index.sentences import split_sentences

CLAIM = "The bridge carries 11,400 cars a day, said the county."
NOTICE = "On 13 September we said that the bridge carries 11,400 cars. That was wrong. It carries 8,900."
SENTENCES = ["On 13 September we said that the bridge carries 11,400 cars.", "That was wrong.", "It carries 8,900."]


def sentence(text: str, begins: str, article_id: str = "a") -> Candidate:
    """The sentence of a text that begins so."""
    source = SplitText(article_id, 1, "Bridge", text, split_sentences(text))
    [index] = [number for number, span in enumerate(source.sentences) if span.of(text).startswith(begins)]
    return Candidate(source, index, 0)


def notices(text: str) -> list[list[str]]:
    source = SplitText("a", 1, "Bridge", text, split_sentences(text))
    return [[one.text for one in notice] for notice in corrections_in(Candidate(source, 0, 0))]


@pytest.mark.parametrize(
    "printed",
    [
        f"## A correction\n\n{NOTICE}",
        f"Corrections and clarifications\n\n{NOTICE}",
        f"**Clarification:**\n\n{NOTICE}",
        f"**Correction.** {NOTICE}",
        f"CORRECTION: {NOTICE}",
    ],
)
def test_a_notice_is_told_by_its_heading_or_its_first_word(printed: str) -> None:
    [notice] = notices(f"It rained all day.\n\n{printed}\n\nTides on page 9 today.")

    assert [one.removeprefix("CORRECTION: ").removeprefix("**Correction.** ") for one in notice] == SENTENCES


@pytest.mark.parametrize(
    "text",
    [
        "Corrections officers said that they walked out. It was wrong.",
        "A correction of 4 per cent took the shares to 9 crowns. That was wrong.",
        "Correction is what he asked for: they refused him.",
        "She wrote a book.\n\nThe corrections took her a year. It was wrong.",
    ],
)
def test_what_merely_speaks_of_corrections_is_none(text: str) -> None:
    assert notices(text) == []


def test_no_more_than_five_sentences_of_a_notice_are_quoted() -> None:
    [notice] = notices("Correction\n\n" + " ".join(f"Sentence number {number} stands here." for number in range(9)))

    assert len(notice) == 5


def test_a_part_of_a_notice_brings_the_whole_of_it() -> None:
    one = sentence(f"Ferries sailed.\n\n## A correction\n\n{NOTICE}", "That was wrong")

    assert sorted(one.text for one in with_corrections([one], [])) == sorted(SENTENCES)


def test_a_claim_brings_the_notice_of_another_article_that_takes_it_back() -> None:
    claim = sentence(f"{CLAIM} It rained.", "The bridge", "claim")
    read = sentence(f"Ferries sailed all day.\n\nCorrection\n\n{NOTICE}", "Ferries", "notice")

    assert [one.text for one in with_corrections([claim], [claim, read])] == [CLAIM, *SENTENCES]


@pytest.mark.parametrize(
    "claim",
    [
        "The ferry carries 640 cars a day, said the county.",  # another number
        "On 13 September the bridge was shut in 2024.",  # the same day
        "Strikers poured away 11,400 litres of milk.",  # the same number of something else
    ],
)
def test_what_a_notice_does_not_speak_of_does_not_bring_it(claim: str) -> None:
    one = sentence(f"{claim} It rained.", claim[:12], "claim")
    read = sentence(f"Ferries sailed all day.\n\nCorrection\n\n{NOTICE}", "Ferries", "notice")

    assert with_corrections([one], [one, read]) == [one]


def test_nothing_is_added_where_sentences_stand_alone() -> None:
    text = f"{CLAIM}\n\nCorrection\n\n{NOTICE}"
    one = sentence(text, "The bridge carries 11,400 cars a day")
    alone = Candidate(one.source, one.index, 0, alone=True)

    assert with_corrections([alone], [alone]) == [alone]


def test_a_hostile_text_takes_no_time() -> None:
    begun = time.perf_counter()

    notices("the correction " * 40_000)
    notices("\n".join(["* * *"] * 40_000))
    notices("corrections and " * 40_000 + "\n\n" + "1," * 40_000)

    assert time.perf_counter() - begun < 5


def test_an_answer_never_quotes_a_claim_without_its_correction(small_assistant: Assistant) -> None:
    small_assistant.add_articles(
        iter(
            [
                Article("claim", "Bridge", f"{CLAIM} It was built in 1931.", outlet="Post"),
                Article("notice", "Tides", f"The bridge stays shut.\n\n## A correction\n\n{NOTICE}", outlet="Post"),
            ]
        )
    )

    answer = small_assistant.ask("The bridge carries how many cars a day, said the county?")

    quoted = [one.quote for one in answer.citations]
    assert CLAIM in quoted
    assert set(SENTENCES) <= set(quoted)
