from assistant.candidates import find_candidates
from index.passage import Passage
from index.retrieving import RetrievedPassage

CREW = "Four of the missing are the crew of the Constant Anna."
FOUND = "They turned up at the post office on Holm of Ness."
RAIN = "It rained all day on the county's roads and fields."


def found(*texts: str) -> list[str]:
    """The candidates of articles "0", "1", … of one passage each, the first ranked best."""
    passages = [
        RetrievedPassage(Passage(str(i), str(i), 1, 0, len(text), text, "T"), 0.1, 0.5) for i, text in enumerate(texts)
    ]
    return [one.text for one in find_candidates(passages, lambda article_id, _: texts[int(article_id)])]


def test_a_sentence_that_two_outlets_print_is_a_candidate_once() -> None:
    assert found(f"{CREW} {FOUND}", f"{CREW} {RAIN}") == [CREW, FOUND, RAIN]


def test_headings_and_questions_are_no_candidates() -> None:
    assert found(f"Holm of Ness\n\n{FOUND} Where had they been?") == [FOUND]


def test_of_a_passage_that_stands_alone_no_neighbour_is_a_candidate() -> None:
    text = f"{RAIN} {FOUND} {CREW}"
    begin = text.index(FOUND)
    passage = Passage("0", "0", 1, begin, begin + len(FOUND), FOUND, "T")
    twice = [RetrievedPassage(passage, 0.1, 0.5, alone=True)] * 2

    [candidate] = find_candidates(twice, lambda *_: text)

    assert (candidate.text, candidate.around(1)) == (FOUND, [candidate])
