from assistant.candidates import find_candidates, most_promising
from assistant.question import understand
from index.passage import Passage
from index.retrieving import RetrievedPassage

CREW = "Four of the missing are the crew of the Constant Anna."
FOUND = "They turned up at the post office on Holm of Ness."
RAIN = "It rained all day on the county's roads and fields."


def retrieved(*texts: str) -> list[RetrievedPassage]:
    """Articles "0", "1", … of one passage each, the first ranked best."""
    return [
        RetrievedPassage(Passage(str(i), str(i), 1, 0, len(text), text, "T"), 0.1, 0.5) for i, text in enumerate(texts)
    ]


def promising(question: str, *texts: str, most: int = 10) -> list[str]:
    candidates = find_candidates(retrieved(*texts), lambda article_id, _: texts[int(article_id)])
    return [one.text for one in most_promising(understand(question), candidates, most)]


def test_a_sentence_that_two_outlets_print_is_read_once() -> None:
    assert promising("Where is the crew?", f"{CREW} {FOUND}", f"{CREW} {RAIN}").count(CREW) == 1


def test_a_sentence_is_worth_more_where_the_one_before_it_speaks_of_what_is_asked() -> None:
    question = "Where did the missing crew of the Constant Anna turn up?"

    assert promising(question, f"{RAIN} {CREW} {FOUND}", most=2) == [CREW, FOUND]


def test_a_word_that_few_sentences_have_weighs_more_than_one_that_all_have() -> None:
    texts = "The bridge was shut in Skellhaven. The bridge was opened by the mayor. The bridge has rusty pins."

    assert promising("Are the pins of the bridge rusty?", texts, most=1) == ["The bridge has rusty pins."]
    assert promising("Which mayor opened a bridge in town?", texts, most=1) == ["The bridge was opened by the mayor."]
