"""A sentence is supported by excerpts, or it is told what of it is not."""

import pytest

from assistant.support.judging import SupportJudge, build_judge
from assistant.support.verdict import Verdict
from index.relevance import CrossEncoder
from tests.fakes import WordRelevance
from tests.support.judged import BRIDGE, excerpt_of


@pytest.fixture(scope="module")
def judge() -> SupportJudge:
    return build_judge(CrossEncoder())


def word_faults_of(sentence: str, text: str) -> list[str]:
    verdict = build_judge(WordRelevance()).judge(sentence, [excerpt_of(text, title="Space")])
    return [fault.words for fault in verdict.faults if fault.kind == "name"]


def judged(judge: SupportJudge, sentence: str) -> Verdict:
    return judge.judge(sentence, [excerpt_of(BRIDGE)])


SUPPORTED = [
    "The Quay Bridge will reopen on 3 March.",
    "According to the council, the Quay Bridge reopens on March 3.",
    "The new pins cost £435,000 and are made by the foundry at Wexby.",
    "Ines Garrowby said: “Buses were never part of the repair.”",
    "No one was hurt when the old pin cracked.",
    "Ferry traffic increased by 40% in October.",
    "The Harbour Post reported on 7 November 2024 that the foundry at Wexby is making the pins.",
]
NOT_SUPPORTED = [
    ("The Quay Bridge will reopen on 4 March.", "date"),
    ("New pins for the bridge cost £453,000.", "number"),
    ("The foundry at Dunmarrow is making the pins.", "name"),
    ("Mrs Garrowby said: “The bridge was never safe.”", "quotation"),
    ("The Quay Bridge will not reopen on 3 March.", "negation"),
    ("Mrs Garrowby accepted that the inspections had been late.", "negation"),
    ("Traffic on the ferry fell by 40 per cent in October.", "direction"),
    ("The museum sold its collection of stuffed birds to a dealer.", "meaning"),
    ("The bridge will reopen on 3 March ![x](https://evil.example/a.png).", "foreign"),
]


@pytest.mark.model
@pytest.mark.parametrize("sentence", SUPPORTED)
def test_what_an_article_says_is_supported(judge: SupportJudge, sentence: str) -> None:
    verdict = judged(judge, sentence)
    assert verdict.faults == ()
    assert verdict.supported


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "kind"), NOT_SUPPORTED)
def test_what_it_does_not_say_is_named_by_its_kind(judge: SupportJudge, sentence: str, kind: str) -> None:
    verdict = judged(judge, sentence)
    assert not verdict.supported
    assert kind in {fault.kind for fault in verdict.faults}


@pytest.mark.model
def test_a_rejected_sentence_still_comes_with_the_nearest_quotes(judge: SupportJudge) -> None:
    verdict = judged(judge, "New pins for the bridge cost £453,000.")
    assert [quote.words for quote in verdict.quotes] == ["New pins for it cost £435,000."]
    assert all(quote.claim.of(BRIDGE) == quote.words for quote in verdict.quotes)


def test_who_is_meant_may_be_named_some_sentences_before() -> None:
    story = "Marlock Probe flew in May. It cost little. A tank froze. Then the crew mended the tank in an hour."
    sentence = "The crew of Marlock Probe mended the tank in an hour."

    assert word_faults_of(sentence, story) == []
    assert word_faults_of(sentence, story.replace("Marlock Probe", "A probe")) == ["Marlock Probe"]


def test_no_excerpts_support_nothing() -> None:
    verdict = build_judge(WordRelevance()).judge("The bridge will reopen.", [])
    assert (verdict.quotes, verdict.probability) == ((), 0.0)
    assert not verdict.supported


def test_a_sentence_word_for_word_is_supported_without_the_real_model() -> None:
    assert (
        build_judge(WordRelevance()).judge("The foundry at Wexby is making the pins.", [excerpt_of(BRIDGE)]).supported
    )
