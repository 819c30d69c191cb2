"""The facts of a sentence, all kinds together."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.support.facts import Evidence, Fact, facts_of, unsupported

SENTENCE = (
    "On 22 November 2024, Vladimir Putin said “it was tested” and that nearly 11,000 North Korean troops had come."
)
"""All four kinds."""


def test_facts_come_in_order_with_their_place() -> None:
    facts = facts_of(SENTENCE)
    assert facts[:2] == (Fact("date", "22 November 2024", 3, 19), Fact("name", "Vladimir Putin", 21, 35))
    assert [(fact.kind, fact.words) for fact in facts[2:]] == [
        ("quotation", "it was tested"),
        ("number", "11,000"),
        ("name", "North Korean"),
    ]
    assert all(SENTENCE[fact.start : fact.end] == fact.words for fact in facts)


def test_without_evidence_every_fact_is_a_fault() -> None:
    assert len(unsupported(SENTENCE, [])) == len(facts_of(SENTENCE))


def test_a_sentence_without_facts_needs_no_evidence() -> None:
    assert unsupported("The road is shut.", []) == ()


@settings(deadline=None)  # the first sentence reads the dictionary
@given(st.text(max_size=200))
def test_any_text_supports_itself(text: str) -> None:
    assert unsupported(text, [Evidence(text)]) == ()


_PIECES = st.sampled_from(
    """3 12 11,000 5% £3.4m two third half a dozen million of and to more than nearly on in May 22 November 2024 Friday
    John Smith the US French said “ ” ' - – 10:30 p.m. ago weeks km ° 1990s 2/3 ½ (""".split()
)


@settings(deadline=None)
@given(st.lists(_PIECES, max_size=14))
def test_any_words_of_facts_support_themselves(words: list[str]) -> None:
    text = " ".join(words)
    assert unsupported(text, [Evidence(text)]) == ()


@settings(deadline=None)
@given(st.lists(_PIECES, max_size=14))
def test_every_fact_has_its_place(words: list[str]) -> None:
    text = " ".join(words)
    assert all(text[fact.start : fact.end] == fact.words for fact in facts_of(text))


def test_a_sentence_is_held_to_five_others_within_five_milliseconds() -> None:
    evidence = [Evidence(f"{SENTENCE} It has {number} more boats in Marlock than in Wexby.") for number in range(5)]
    unsupported(SENTENCE, evidence)  # reads the countries
    started = time.process_time()
    for number in range(20):
        unsupported(f"{SENTENCE} Boat {number}.", evidence)
    assert (time.process_time() - started) / 20 < 0.005
