import pytest

from assistant.attribution import context_of
from index.sentences import split_sentences


def needed(text: str, claim: str) -> str | None:
    """The sentence that `claim` needs beside it."""
    sentences = split_sentences(text)
    index = next(i for i, span in enumerate(sentences) if claim in span.of(text))
    context = context_of(text, sentences, index)
    return None if context is None else sentences[context].of(text)


def test_a_sentence_that_names_its_speaker_stands_alone() -> None:
    text = "The bridge shut. The harbour master Ines Garrowby said the pins had cracked."

    assert needed(text, "pins") is None


def test_he_added_needs_the_sentence_that_names_him() -> None:
    text = 'Tom Ridley said the ferry would stop. "There is no money," he added, blaming London.'

    assert needed(text, "no money") == "Tom Ridley said the ferry would stop."


def test_a_pronoun_at_the_start_needs_the_name_before_it() -> None:
    text = "Nora Vance joined the board in May. She owns two farms near Orle."

    assert needed(text, "two farms") == "Nora Vance joined the board in May."


def test_a_quotation_that_runs_on_needs_the_sentence_that_says_who_spoke() -> None:
    text = '"The tests were wrong," Dr Amel Karim said. "Nobody should swim here."'

    assert needed(text, "Nobody") == '"The tests were wrong," Dr Amel Karim said.'


def test_the_first_half_of_a_quotation_needs_the_half_that_ends_with_the_speaker() -> None:
    text = "“We were told at noon. Nobody apologised,” Maeve Tarrish said."

    assert needed(text, "told at noon") == "Nobody apologised,” Maeve Tarrish said."


def test_a_speaker_is_not_looked_for_in_the_next_paragraph() -> None:
    text = "“We were told at noon.”\n\nThe council met, Maeve Tarrish said."

    assert needed(text, "told at noon") is None


def test_a_pronoun_does_not_lean_on_another_pronoun() -> None:
    text = "Nora Vance joined the board in May. She owns two farms. She sold a third in June."

    assert needed(text, "third") == "Nora Vance joined the board in May."


def test_what_stands_too_far_off_is_not_taken() -> None:
    text = "Nora Vance joined. It rained. It was cold. It was late. It was over. She left."

    assert needed(text, "She left") is None


@pytest.mark.parametrize("text", ["The river rose by two metres overnight.", "Four boats sank."])
def test_plain_narration_needs_nothing(text: str) -> None:
    assert needed(text, text) is None
