import pytest

from assistant.drafting import AnswerTask
from assistant.question import understand
from assistant.writing.briefing import Briefing
from assistant.writing.budget import room_in, that_fit, token_counter
from assistant.writing.given import GivenPassage, source_reader
from index.embedding import MiniLM
from index.passage import Passage
from index.retrieving import RetrievedPassage

MINILM = MiniLM()  # loads nothing before it is used
TEXT = "One is here. Two is here. Three is here. Four is here."


def passage(start: int, end: int, article_id: str = "a", text: str = TEXT) -> Passage:
    return Passage(f"{article_id}{start}", article_id, 1, start, end, text[start:end], "Title")


def fitting(*passages: Passage, room: int = 10_000, text: str = TEXT) -> list[GivenPassage]:
    """With a token for each word."""
    return that_fit(passages, source_reader(lambda *_: text), lambda words: len(words.split()), room)


def test_passages_are_taken_in_their_order_while_they_fit() -> None:
    passages = [passage(0, 12, "a"), passage(0, 12, "b"), passage(0, 12, "c")]

    given = fitting(*passages, room=2 * (3 + 1 + 90))

    assert [(one.number, one.source.article_id) for one in given] == [(1, "a"), (2, "b")]


def test_what_does_not_fit_ends_it_although_something_shorter_follows() -> None:
    given = fitting(passage(0, 12, "a"), passage(0, 54, "b"), passage(0, 3, "c"), room=94 + 50)

    assert [one.source.article_id for one in given] == ["a"]


def test_passages_of_a_version_that_touch_are_one() -> None:
    given = fitting(passage(13, 25), passage(0, 12, "b"), passage(26, 40), passage(0, 12))

    assert [(one.number, one.source.article_id, one.text) for one in given] == [
        (1, "a", "One is here. Two is here. Three is here."),
        (2, "b", "One is here."),
    ]
    assert (given[0].excerpt.first, given[0].excerpt.last) == (0, 3)


def test_passages_with_something_between_them_stay_apart() -> None:
    assert [one.text for one in fitting(passage(0, 12), passage(26, 40))] == ["One is here.", "Three is here."]


def test_the_first_passage_is_cut_after_a_sentence_where_it_does_not_fit() -> None:
    assert [one.text for one in fitting(passage(0, 54), room=90 + 1 + 7)] == ["One is here. Two is here."]


def test_one_sentence_is_given_although_there_is_no_room() -> None:
    assert [one.text for one in fitting(passage(13, 54), room=0)] == ["Two is here."]


def test_twelve_passages_are_given_at_most_and_none_of_none() -> None:
    assert len(fitting(*(passage(0, 12, str(i)) for i in range(30)))) == 12
    assert fitting() == []


def test_a_sentence_that_was_cut_into_passages_belongs_to_each() -> None:
    text = "one two three four five six seven"
    given = fitting(passage(8, 18, text=text), text=text)

    assert (given[0].text, given[0].excerpt.first, given[0].excerpt.last) == ("three four", 0, 1)


@pytest.mark.parametrize("context_tokens", [1024, 4096, 8192, 128_000])
def test_a_draft_fits_beside_what_is_read_and_again_where_it_is_repaired(context_tokens: int) -> None:
    room = room_in(context_tokens)

    assert room.read + 2 * room.written <= context_tokens
    assert 0 < room.written <= 2048


# Tokens that cl100k and the 32,000 of Mistral's first model made of these.
@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The bridge was shut on Friday after an engineer saw cracks in its pins.", 17),
        ("周五，在检查中发现螺栓出现裂缝后，河上的大桥被关闭；市政府表示，大桥预计将于一月十七日重新开放通行。", 59),
        ("สะพานข้ามแม่น้ำถูกปิดเมื่อวันศุกร์หลังจากพบรอยแตกในหมุด", 56),
        ("निरीक्षण के दौरान पिनों में दरारें पाए जाने के बाद शुक्रवार को नदी पर बना पुल बंद कर दिया गया।", 97),
    ],
)
def test_no_fewer_tokens_are_counted_than_language_models_make(text: str, tokens: int) -> None:
    assert token_counter(MINILM.token_spans)(text) >= tokens


@pytest.mark.parametrize("context_tokens", [2048, 8192])
def test_the_whole_prompt_fits_with_the_room_for_what_is_written(context_tokens: int) -> None:
    count = token_counter(MINILM.token_spans)
    text = " ".join(f"On day {n} the council of Skellhaven spoke of its bridge for {n} hours." for n in range(400))
    starts = range(0, len(text) - 800, 900)
    passages = [RetrievedPassage(passage(start, start + 800, text=text), 1.0, 0.5) for start in starts]
    question = understand("How long did the council speak of the bridge?")

    brief = Briefing(lambda *_: text, count, context_tokens).brief(AnswerTask(question, question.query, passages))

    read = sum(count(message.text) for message in brief.messages)
    assert read + 2 * brief.most_tokens <= context_tokens
    assert len(brief.given) >= 2
