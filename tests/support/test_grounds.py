"""What a sentence rests on is found among the sentences of articles."""

from dataclasses import replace

from assistant.support.grounds import Grounds, Place, find_grounds
from tests.fakes import WordRelevance
from tests.support.judged import BRIDGE, excerpt_of


def grounds_of(sentence: str, *texts: str) -> Grounds:
    excerpts = [excerpt_of(text, f"article-{number}") for number, text in enumerate(texts or (BRIDGE,))]
    grounds = find_grounds(sentence, excerpts, WordRelevance())
    assert grounds is not None
    return grounds


def test_the_sentence_that_says_it_is_found() -> None:
    [place] = grounds_of("The foundry that makes the pins is at Wexby.").places
    assert place.text == "The foundry at Wexby is making the pins."


def test_a_sentence_that_joins_two_facts_rests_on_both() -> None:
    grounds = grounds_of("The bridge will reopen on 3 March, and traffic on the ferry rose by 40 per cent.")
    assert {place.text for place in grounds.places} == {
        "The Quay Bridge will reopen on 3 March, the council said.",
        "Traffic on the ferry rose by 40 per cent in October.",
    }


def test_facts_of_two_articles_may_be_joined() -> None:
    grounds = grounds_of(
        "The bridge reopens in March and the creamery closes in May.",
        "The bridge reopens in March.",
        "The creamery closes in May.",
    )
    assert {place.source.article_id for place in grounds.places} == {"article-0", "article-1"}


def test_a_place_that_only_has_a_wrong_name_is_no_ground() -> None:
    text = "The pins were tested by Lucan Brandreth in his shed. Maeve Tarrish won the egg race on Sunday."
    [place] = grounds_of("The pins were tested by Maeve Tarrish in her shed.", text).places
    assert "egg race" not in place.text


def test_the_quote_has_the_exact_words_and_who_is_meant() -> None:
    [place] = grounds_of("Buses were never part of the repair.").places
    quote = place.quote()
    assert quote.claim.of(BRIDGE) == quote.words == "“Buses were never part of the repair,” she said."
    assert [span.of(BRIDGE) for span in quote.context] == [
        "Mrs Garrowby did not accept that the inspections had been late."
    ]


def test_coverage_counts_title_outlet_and_day_as_said() -> None:
    told = grounds_of("The Harbour Post reported on 7 November 2024 that the foundry at Wexby is making the pins.")
    assert told.coverage > 0.75
    assert grounds_of("Wexby plans an opera house with a tower.").coverage < 0.5


def test_excerpts_that_share_no_word_are_no_grounds() -> None:
    assert find_grounds("Opera sells tickets.", [excerpt_of(BRIDGE)], WordRelevance()) is None
    assert find_grounds("Opera sells tickets.", [], WordRelevance()) is None


def test_what_leads_up_to_a_sentence_is_that_of_the_excerpt() -> None:
    excerpt = excerpt_of(BRIDGE)

    assert Place(excerpt, 3).before == tuple(span.of(BRIDGE) for span in excerpt.source.sentences[:3])
    assert Place(replace(excerpt, first=2), 3).before == (excerpt.source.sentences[2].of(BRIDGE),)
    assert Place(excerpt, 0).before == ()
