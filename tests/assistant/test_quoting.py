from collections.abc import Sequence
from datetime import date

from assistant.confidence import Confidence
from assistant.question import understand
from assistant.quoting import Quoted, QuotingAnswerer
from corpus.article import Publication
from index.passage import Passage
from index.relevance import NO_ODDS
from index.retrieving import RetrievedPassage
from tests.fakes import SameWords, WordRelevance

ALWAYS = Confidence(0.0, 0.0, 0.0)
SOLD = [
    "The sale of the old mill is over.",
    "Ann Ford won the sale of the old mill with more than anybody in town had ever owned.",
    "Two bids were made in the sale of the old mill, for cows and for crowns.",
    "A court allowed the sale of the old mill at noon, to loud cheers and some weeping.",
    "Geese held up the sale of the old mill.",
    "Nobody had known of the sale of the old mill, wrote the mayor in a letter to three newspapers.",
    "Lawyers prepared the sale of the old mill behind closed doors, it is said in Orle.",
    "There were rumours of a sale of the old mill.",
]
NEVER = Confidence(0.0, 0.0, 1.0)


def draft(question: str, *texts: str, confidence: Confidence = ALWAYS, days: Sequence[date] | None = None) -> Quoted:
    """A draft over articles "0", "1", … that are one passage each, the first ranked best, published on these days."""
    published = [Publication(day, day.isoformat()) for day in days] if days else [None] * len(texts)
    passages = [
        RetrievedPassage(
            Passage(str(i), str(i), 1, 0, len(text), text, f"Title {i}", published=published[i]), 0.03 - i / 1000, 0.5
        )
        for i, text in enumerate(texts)
    ]
    answerer = QuotingAnswerer(WordRelevance(), SameWords(), lambda article_id, _: texts[int(article_id)], confidence)
    return answerer.quote(understand(question), passages)


def shown(made: Quoted) -> list[str]:
    return [sentence.text for sentence in made.sentences]


def test_the_sentence_that_answers_is_quoted_and_nothing_else() -> None:
    made = draft("who shut the bridge", "It rained all day. Ines shut the bridge on Friday. Milk was sold cheaply.")

    assert shown(made) == ["Ines shut the bridge on Friday."]


def test_at_most_four_sentences_are_quoted() -> None:
    causes = ("storms off the northern coast", "cracks in both pins", "ice", "one drunken pilot", "strikes at noon")
    text = "\n\n".join(f"Once the bridge was shut by {cause}." for cause in causes)

    assert len(shown(draft("by what was the bridge shut", text))) == 4


def test_a_sentence_that_repeats_another_is_left_out() -> None:
    one = "Ines Garrowby shut the old bridge on Friday morning."
    two = "Ines Garrowby shut the old bridge on Friday morning early."

    assert len(shown(draft("who shut the old bridge", one, two))) == 1


def test_the_best_article_is_read_in_its_own_order_before_another() -> None:
    first = (
        "Cracks in the pins of the bridge, found in June, was what shut it. "
        "The bridge was shut for cracks in pins on Friday."
    )
    second = "The bridge was shut for cracks in pins says a rival newspaper at length today."

    made = draft("why was the bridge shut for cracks in pins", first, second)

    assert [sentence.quotes[0].article_id for sentence in made.sentences] == ["0", "0", "1"]
    assert shown(made)[:2] == [
        "Cracks in the pins of the bridge, found in June, was what shut it.",
        "The bridge was shut for cracks in pins on Friday.",
    ]


def test_a_question_or_a_two_word_heading_is_no_answer() -> None:
    made = draft(
        "why was the bridge shut", "Bridge shut.\n\nWhy was the bridge shut?\n\nThe bridge was shut for cracks."
    )

    assert shown(made) == ["The bridge was shut for cracks."]


def test_the_speaker_is_shown_with_the_claim_and_cited_with_it() -> None:
    text = 'Tom Ridley said the ferry would stop. "There is no money for pins," he added.'

    [sentence] = draft("is there money for pins", text).sentences

    assert sentence.text == text
    [quote] = sentence.quotes
    assert [span.of(text) for span in quote.spans] == [
        "Tom Ridley said the ferry would stop.",
        '"There is no money for pins," he added.',
    ]
    assert quote.words == '"There is no money for pins," he added.'


def test_what_answers_as_well_goes_along_and_what_hardly_answers_does_not() -> None:
    text = "The bridge was shut by storms on Friday. The bridge was shut by hand. The bridge stood there on old pins."

    made = draft("was the bridge shut by storms on friday or by hand", text)

    assert shown(made) == ["The bridge was shut by storms on Friday.", "The bridge was shut by hand."]


def test_a_row_of_a_table_does_not_go_along_with_prose() -> None:
    prose = "Because of cracks Ines shut the old bridge on Friday, as she had said before a meeting of the council."
    row = "Friday | Ines | the old bridge | shut on"

    assert shown(draft("on friday ines shut the old bridge for cracks", f"{prose}\n\n{row}")) == [prose]
    assert shown(draft("on friday ines shut the old bridge for cracks", f"{row}\n\nRain fell all day.")) == [row]


def test_a_question_that_several_reports_answer_is_read_with_its_subject_and_told_in_the_order_of_their_days() -> None:
    reports = [f"Rain fell. {said}" for said in SOLD]
    days = [date(2025, 12 - number, 1) for number in range(len(SOLD))]

    made = draft(
        "Walk me through the sale of the old mill week by week, from its very beginning in autumn, when hardly anybody "
        "would have believed it, up to this evening's outcome, which surprised every farmer here",
        *reports,
        days=days,
    )

    assert shown(made) == SOLD[::-1]


def test_too_low_a_probability_leaves_no_sentence() -> None:
    made = draft("who shut the bridge", "Ines shut the bridge on Friday.", confidence=NEVER)

    assert made.sentences == ()
    assert made.log_odds > 0


def test_no_passage_gives_the_lowest_odds_and_no_sentence() -> None:
    made = draft("who shut the bridge")

    assert made.sentences == ()
    assert made.log_odds == NO_ODDS


def test_beside_a_passage_its_neighbours_are_quoted_and_nothing_further_off() -> None:
    far, near, own = "The bridge was shut on Friday.", "The bridge was shut in June.", "The bridge was shut on Monday."
    text = f"{far} Milk was sold cheaply that day. {near} {own}"
    passage = Passage("p", "0", 1, text.index(own), len(text), own, "Title")

    answerer = QuotingAnswerer(WordRelevance(), SameWords(), lambda *_: text, ALWAYS)
    made = answerer.quote(understand("bridge shut when"), [RetrievedPassage(passage, 0.03, 0.5)])

    assert shown(made) == [near, own]


def test_a_speaker_further_off_is_parted_from_the_claim_by_an_ellipsis() -> None:
    text = 'Tom Ridley said the ferry would stop. It was raining. "There is no money for pins," he added.'

    [sentence] = draft("is there money for pins", text).sentences

    assert sentence.text == 'Tom Ridley said the ferry would stop. … "There is no money for pins," he added.'
