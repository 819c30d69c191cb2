"""Passages: spans that fit the model, end with sentences, and together hold the whole text."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article
from corpus.library import Version
from index.embedding import MiniLM
from index.passage import embedded_text, passages_of
from index.sentences import Span, split_sentences
from index.splitting import Splitting, shorten_title, split_passages
from tests.fakes import WordHashEmbedder

WORDS = WordHashEmbedder()
# Ten words a passage; four are repeated at most; titles are cut after three.
TENS = Splitting(max_tokens=16, target_tokens=10, overlap_tokens=4, title_tokens=3)


def cut(text: str, title: str = "", splitting: Splitting = TENS) -> list[str]:
    return [span.of(text) for span in split_passages(text, title, WORDS, splitting)]


def words(text: str) -> int:
    return len(WORDS.token_spans(text))


def test_a_short_text_is_one_passage() -> None:
    assert cut("The bridge is shut. It opens in May.") == ["The bridge is shut. It opens in May."]


@pytest.mark.parametrize("text", ["", "  \n\n\t\u2028 "])
def test_a_blank_text_has_no_passage(text: str) -> None:
    assert cut(text) == []


def test_a_passage_takes_whole_sentences_as_long_as_they_fit() -> None:
    text = "One two three four five six. One two three four. One two three four five six seven."
    assert cut(text) == ["One two three four five six. One two three four.", "One two three four five six seven."]


def test_neighbours_share_a_sentence_that_is_short_enough() -> None:
    assert cut("A b c d e f. One two three. A b c d e f.") == [
        "A b c d e f. One two three.",
        "One two three. A b c d e f.",
    ]


def test_neighbours_share_two_sentences_at_most() -> None:
    assert cut("A b c d e f g. One. Two. Three. A b c d e f.") == [
        "A b c d e f g. One. Two. Three.",
        "Two. Three. A b c d e f.",
    ]


def test_neighbours_share_no_more_words_than_the_overlap() -> None:
    assert cut("A b c. One two three. Four five. A b c d e.") == [
        "A b c. One two three. Four five.",
        "Four five. A b c d e.",
    ]


def test_nothing_is_repeated_where_the_next_sentence_leaves_no_room_for_it() -> None:
    """Or a passage would hold nothing that the one before it does not hold."""
    assert cut("A b. One two three. A b c d e f g h.") == ["A b. One two three.", "A b c d e f g h."]
    assert cut("A b. One. Two three. A b c d e f g h.") == ["A b. One. Two three.", "Two three. A b c d e f g h."]


def test_a_sentence_that_is_longer_than_a_passage_is_cut_between_words() -> None:
    text = "It begins. " + " ".join(str(number) for number in range(1, 24)) + ". It ends."
    assert cut(text) == [
        "It begins.",
        "1 2 3 4 5 6 7 8 9 10",
        "11 12 13 14 15 16 17 18 19 20",
        "21 22 23.",
        "It ends.",
    ]


def test_a_title_takes_room_from_its_passages_up_to_its_bound() -> None:
    tight = Splitting(max_tokens=13, target_tokens=10, overlap_tokens=0, title_tokens=3)
    assert [tight.room(0), tight.room(1), tight.room(3), tight.room(400)] == [10, 9, 7, 7]
    assert [words(piece) for piece in cut("a " * 20, "One two three four five", tight)] == [7, 7, 6]


def test_a_long_title_is_shortened_between_words_and_a_short_one_kept() -> None:
    assert shorten_title("Quay Bridge, at last, to open", WORDS, TENS) == "Quay Bridge, at"
    assert shorten_title("Quay Bridge shut!", WORDS, TENS) == "Quay Bridge shut!"
    assert shorten_title("", WORDS, TENS) == ""


def test_the_defaults_leave_a_full_title_room_beside_a_full_passage() -> None:
    splitting = Splitting()
    assert splitting.title_tokens + splitting.target_tokens + splitting.special_tokens <= splitting.max_tokens == 256


FRAGMENTS = [
    "He left. ", "one two three four five ", "U.S. ", "“Yes.” ", "... ", "\n\n", "\n", "\t", " ", "\r\n", "\x0b",
    "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\u00a0", "\u3000", "\u200b", "\ufeff", "\x07",
    "e\u0301", "\u0301", "\u20e3",
    "👩‍👩‍👧", "👍🏽 ", "🇩🇪", "שלום. ", "مرحبا؟ ", "\u202e", "他来了。", "！」", "ｶﾞ", "각각 ", "ß", "İ", "x. ", "_", "-",
]  # fmt: skip
ODD_TEXT = st.lists(
    st.sampled_from(FRAGMENTS) | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6),
    max_size=60,
).map("".join)
SPLITTINGS = st.builds(
    Splitting,
    max_tokens=st.just(30),
    target_tokens=st.integers(1, 20),
    overlap_tokens=st.integers(0, 8),
    title_tokens=st.integers(0, 5),
)


@settings(deadline=None, max_examples=300)
@given(ODD_TEXT, ODD_TEXT, SPLITTINGS)
def test_the_text_of_a_passage_is_what_stands_at_its_place(text: str, title: str, splitting: Splitting) -> None:
    version = Version(Article("bridge", title, text), 7, "2024-12-01T00:00:00+00:00")
    passages = passages_of(version, split_passages(text, title, WORDS, splitting))
    assert [passage.text for passage in passages] == [version.article.text[one.start : one.end] for one in passages]
    assert len({passage.id for passage in passages}) == len(passages)
    assert {(passage.article_id, passage.version, passage.title) for passage in passages} <= {("bridge", 7, title)}


@settings(deadline=None, max_examples=300)
@given(ODD_TEXT, SPLITTINGS)
def test_every_character_that_is_no_space_is_in_a_passage(text: str, splitting: Splitting) -> None:
    covered = {place for span in split_passages(text, "", WORDS, splitting) for place in range(span.start, span.end)}
    assert [text[place] for place in range(len(text)) if place not in covered and not text[place].isspace()] == []


@settings(deadline=None, max_examples=300)
@given(ODD_TEXT, SPLITTINGS)
def test_passages_begin_and_end_with_sentences_that_are_not_longer_than_a_passage(
    text: str, splitting: Splitting
) -> None:
    cuts = {place for span in split_passages(text, "", WORDS, splitting) for place in (span.start, span.end)}
    whole = [span for span in split_sentences(text) if words(span.of(text)) <= splitting.room(0)]
    assert not [place for place in cuts for span in whole if span.start < place < span.end]


@settings(deadline=None, max_examples=300)
@given(ODD_TEXT, SPLITTINGS)
def test_a_passage_is_never_longer_than_its_room(text: str, splitting: Splitting) -> None:
    assert max((words(piece) for piece in cut(text, "", splitting)), default=0) <= splitting.room(0)


@settings(deadline=None, max_examples=500)
@given(ODD_TEXT, SPLITTINGS)
def test_each_passage_brings_something_new_and_repeats_two_short_sentences_at_most(
    text: str, splitting: Splitting
) -> None:
    sentences = split_sentences(text)
    for one, other in pairwise(split_passages(text, "", WORDS, splitting)):
        assert one.start < other.start
        assert one.end < other.end
        repeated = [span for span in sentences if other.start <= span.start and span.end <= one.end]
        assert len(repeated) <= 2
        assert words(text[other.start : one.end]) <= splitting.overlap_tokens
        assert other.start >= one.end or other.start == repeated[0].start


LONG_TEXTS = {
    "prose": "Strikers at the dairies voted on Wednesday to take an offer put together by a mediator. " * 300,
    "one sentence of 5,000 words": "the bridge opens and " * 1250,
    "long words": "internationalisation-antidisestablishmentarianism/electroencephalographically " * 400,
    "nonsense words": " ".join("qzxvkjw" * 9 for _ in range(300)),
    "a word without end": "supercalifragilistic" * 1000,
    "numbers": "1,204.75 3.14159265358979 2024-11-29T09:30:00Z " * 300,
    "symbols": "!?#$%&*()[]{}<>" * 400,
    "an address": "https://example.org/" + "path/with-1234/" * 500,
    "Chinese": "委员会周五表示这座桥将于一月十七日重新开放。" * 200,
    "Chinese without a stop": "委员会周五表示这座桥将于一月十七日重新开放" * 200,
    "Japanese": "市議会は金曜日、橋が一月に再開すると発表した。ガギグゲゴ" * 200,
    "Korean": "시의회는다리가일월십칠일에다시열린다고금요일에발표했다 " * 300,
    "Arabic": "قال المجلس يوم الجمعة إن الجسر سيفتح أمام السيارات مرة أخرى. " * 200,
    "Thai": "สภากล่าวเมื่อวันศุกร์ว่าสะพานจะเปิดอีกครั้ง" * 200,
    "emoji": "👩‍👩‍👧👍🏽🇩🇪😀" * 500,
    "emoji with spaces": "👩‍👩‍👧 👍🏽 🇩🇪 😀 " * 500,
    "accents": "e\u0301\u0323a\u0308 o\u0302\u0301 " * 500,
    "lines": "12\t97\tHag End\n" * 500,
}
TITLES = {
    "no title": "",
    "a title": "Creamery strike over after 31 days",
    "a title of 500 words": "the bridge opens and " * 125,
    "a title in Chinese": "委员会周五表示这座桥将重新开放" * 30,
    "a title in Korean": "시의회는다리가일월십칠일에다시열린다고 " * 30,
    "a title that is one word": "qzxvkjw" * 40,
}


@pytest.fixture(scope="module")
def model() -> MiniLM:
    return MiniLM()


@pytest.mark.model
@pytest.mark.parametrize("text", LONG_TEXTS.values(), ids=LONG_TEXTS)
def test_title_and_passage_fit_the_real_model(model: MiniLM, text: str) -> None:
    for title in TITLES.values():
        spans = split_passages(text, title, model, Splitting())
        shortened = shorten_title(title, model, Splitting())
        read = [embedded_text(shortened, span.of(text)) for span in spans]
        assert max(len(model.token_spans(one)) for one in read) + 2 <= 256  # [CLS] and [SEP]
        assert_covered(text, spans)


@pytest.mark.model
def test_prose_fills_the_real_model_well(model: MiniLM) -> None:
    spans = split_passages(LONG_TEXTS["prose"], TITLES["a title"], model, Splitting())
    lengths = [len(model.token_spans(span.of(LONG_TEXTS["prose"]))) for span in spans[:-1]]
    assert min(lengths) > 150


def assert_covered(text: str, spans: Sequence[Span]) -> None:
    end = 0
    for span in spans:
        assert not text[end : span.start].strip()
        end = span.end
    assert not text[end:].strip()
