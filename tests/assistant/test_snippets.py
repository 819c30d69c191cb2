"""What is read closely: sentences in their place."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.candidates import Candidate, SplitText
from assistant.snippets import Snippet, snippets_around
from index.sentences import split_sentences

WORDS = "It rained all day. Ines shut the bridge. She was wet. Milk was sold. Trams ran late. A choir sang."


def source(text: str, article_id: str = "a") -> SplitText:
    return SplitText(article_id, 1, "Rain", text, split_sentences(text))


def around(text: str, *promising: int) -> list[Snippet]:
    """Of an article, around these of its sentences."""
    article = source(text)
    return snippets_around([Candidate(article, index, 0) for index in promising])


def indexes(snippets: list[Snippet]) -> list[list[int]]:
    return [[one.index for one in snippet.sentences] for snippet in snippets]


def test_a_sentence_is_read_with_its_neighbours_under_the_title() -> None:
    [snippet] = around(WORDS, 1)

    assert snippet.text == "Rain. It rained all day. Ines shut the bridge. She was wet."
    assert [part.of(snippet.text) for part in snippet.parts] == [
        "It rained all day.",
        "Ines shut the bridge.",
        "She was wet.",
    ]


def test_neighbours_that_meet_are_one_snippet_and_what_stands_apart_another() -> None:
    assert indexes(around(WORDS, 0, 2)) == [[0, 1, 2, 3]]
    assert indexes(around(WORDS, 5, 0)) == [[0, 1], [4, 5]]


def test_articles_come_in_the_order_of_their_best_sentence() -> None:
    one, two = source(WORDS, "one"), source(WORDS, "two")
    found = snippets_around([Candidate(two, 0, 0), Candidate(one, 0, 1), Candidate(two, 5, 0)])

    assert [snippet.sentences[0].source.article_id for snippet in found] == ["two", "two", "one"]


def test_a_snippet_ends_before_it_is_too_long_to_be_read_at_once() -> None:
    long = " ".join(f"Very {'very ' * 60}long{number}." for number in range(5))

    assert indexes(around(long, 1, 3)) == [[0, 1], [2, 3], [4]]
    assert indexes(around(f"{'very ' * 900}long. Short.", 0)) == [[0], [1]]


def test_sentences_that_stand_alone_bring_no_neighbours() -> None:
    article = source(WORDS)
    alone = [Candidate(article, index, 0, alone=True) for index in (1, 4)]

    assert indexes(snippets_around(alone)) == [[1], [4]]


def test_nothing_promising_gives_nothing_to_read() -> None:
    assert snippets_around([]) == []


@given(st.lists(st.integers(1, 90), min_size=1, max_size=30), st.data())
def test_each_promising_sentence_is_read_once_in_its_place(lengths: list[int], data: st.DataObject) -> None:
    article = source(" ".join(f"So {'so ' * length}it went{number}." for number, length in enumerate(lengths)))
    promising = data.draw(st.lists(st.integers(0, len(lengths) - 1), min_size=1, unique=True))

    snippets = snippets_around([Candidate(article, index, 0) for index in promising])

    read = [index for snippet in indexes(snippets) for index in snippet]
    assert len(read) == len(set(read))
    wanted = {near for index in promising for near in (index - 1, index, index + 1)}
    assert set(read) == wanted & set(range(len(lengths)))
    for snippet in snippets:
        assert all(following.index == one.index + 1 for one, following in pairwise(snippet.sentences))
        assert [part.of(snippet.text) for part in snippet.parts] == [one.text for one in snippet.sentences]
