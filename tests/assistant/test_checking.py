import pytest

from assistant.checking import Checker
from assistant.drafting import DraftQuote, DraftSentence
from assistant.errors import UncheckedError
from corpus.article import Article
from corpus.library import Version
from index.sentences import Span

TEXT = "The pins cracked. Ines Garrowby said so on Friday."
FIRST, SECOND = Span(0, 17), Span(18, 50)


def version(article_id: str, number: int) -> Version:
    return Version(Article(id=article_id, title="Bridge", text=TEXT), number, "2024-10-18T00:00:00+00:00")


def quoted(words: str, claim: Span, *context: Span) -> DraftQuote:
    return DraftQuote("bridge", 1, words, claim, context)


def test_a_quote_that_stands_word_for_word_becomes_a_numbered_citation() -> None:
    sentence = DraftSentence("The pins cracked.", (quoted("The pins cracked.", FIRST),), (FIRST,))

    checked, citations = Checker(version).check(sentence)

    assert checked.citations == (1,)
    assert citations[0].quote == "The pins cracked."


def test_numbers_go_on_from_sentence_to_sentence() -> None:
    one = DraftSentence("The pins cracked.", (quoted("The pins cracked.", FIRST),), (FIRST,))
    two = DraftSentence(SECOND.of(TEXT), (quoted(SECOND.of(TEXT), SECOND),), (SECOND,))

    checker = Checker(version)

    numbers = [checker.check(sentence)[0].citations for sentence in (one, two)]

    assert numbers == [(1,), (2,)]


def test_a_quote_that_was_cited_before_keeps_its_number() -> None:
    first, second = quoted("The pins cracked.", FIRST), quoted(SECOND.of(TEXT), SECOND)
    checker = Checker(version)
    checker.check(DraftSentence("Pins cracked.", (first,), support="supported"))

    sentence, new = checker.check(DraftSentence("They say so.", (second, first, second), support="supported"))

    assert sentence.citations == (2, 1)
    assert [citation.number for citation in new] == [2]


def test_a_quote_with_one_other_letter_is_never_shown() -> None:
    sentence = DraftSentence("The pins crooked.", (quoted("The pins crooked.", FIRST),), (FIRST,))

    with pytest.raises(UncheckedError, match="does not stand"):
        Checker(version).check(sentence)


def test_a_span_beyond_the_text_is_never_shown() -> None:
    sentence = DraftSentence("The pins cracked.", (quoted("The pins cracked.", FIRST, Span(18, 900)),), (FIRST,))

    with pytest.raises(UncheckedError, match="does not stand"):
        Checker(version).check(sentence)


def test_a_sentence_with_words_of_its_own_is_never_shown() -> None:
    sentence = DraftSentence("Sadly, The pins cracked.", (quoted("The pins cracked.", FIRST),), (FIRST,))

    with pytest.raises(UncheckedError, match="Sadly,"):
        Checker(version).check(sentence)


def test_a_claim_may_be_shown_with_the_neighbour_that_names_its_speaker() -> None:
    sentence = DraftSentence(TEXT, (quoted("The pins cracked.", FIRST, SECOND),), (FIRST, SECOND))

    _, citations = Checker(version).check(sentence)

    assert citations[0].spans == ((0, 17), (18, 50))


def test_words_that_no_quote_cites_are_never_shown() -> None:
    sentence = DraftSentence(TEXT, (quoted("The pins cracked.", FIRST),), (FIRST, SECOND))

    with pytest.raises(UncheckedError, match="do not stand in its quotes"):
        Checker(version).check(sentence)


def test_a_written_sentence_keeps_its_own_words_and_the_quote_that_supports_it() -> None:
    sentence = DraftSentence("They broke.", (quoted("The pins cracked.", FIRST),), support="supported")

    checked, citations = Checker(version).check(sentence)

    assert (checked.text, checked.support, citations[0].quote) == ("They broke.", "supported", "The pins cracked.")


def test_a_written_sentence_without_a_quote_is_never_shown() -> None:
    with pytest.raises(UncheckedError, match="has no quote"):
        Checker(version).check(DraftSentence("They broke.", (), support="supported"))
