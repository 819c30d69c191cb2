"""Where sentences begin and end."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.sentences import Span, split_sentences


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text)]


# Each row is a text; a bar stands where a sentence ends.
@pytest.mark.parametrize(
    "marked",
    [
        "The bridge is shut.| It opens in May.",
        "Is it shut?| It is!| It opens in May.",
        "Mr. Brandreth met Mrs. Tolley and Dr. Whelk at St. Anne’s.| They left.",
        "Acme Inc. bought Bolt Co. and Sons.| It paid well.",
        "It rained in Ala. Gov. Kay Ivey’s county on Nov. 5.| It dried.",
        "See vol. 3, fig. 2 and No. 7 of it.| It helps.",
        "J. K. Rowling and George W. Bush met.| They ate.",
        "The letter was signed by J. Smith.| He denied it.",
        "He is in group A.| The others are in group B.",
        "He works for the U.S. Navy in the U.K. today.| It pays.",
        "He came to the U.S.| He stayed.",
        "They met at 5 p.m. on Monday.| They left at 6 a.m.| The road was clear.",
        "It is big, e.g. Berlin, i.e. Not small.",
        "“It is over.”| The crowd left.",
        "“Is it over?” she said.| “It is!” he cried.| They left.",
        "He asked “why?” and left.| She stayed.",
        "(It had rained.)| The crowd left.",
        "‘It is over.’| «C’est fini.»| The crowd left.",
        "He waited… and left.| She waited…| They left.",
        "He waited... and left.| She waited...| They left.",
        "What?!| Nobody knew.",
        "It rose 3.5 per cent to 1,204.75 points.| It fell by .5 on Friday.",
        "Version 2.0.1 of example.org is out.| Get it.",
        "It fell to 1,204.75.| Analysts cheered.| It rose by 3.5.| The rest fell.",
        "It cost $5.| 301 voted for it.",
        "It was founded in 1999.| It grew.",
        "Yahoo! is a company.| It is old.",
        "他来了。|她走了！|为什么？|没人知道。",
        "「もう終わった。」|彼は言った。",
        "Creamery strike over|\n\nThe vote was late.",
        "Offers:|\n- extra pay|\n- sick pay|\n1. a new rota|\nThey voted.",
        "Name | Votes\nWhelk | 97".replace(" | ", "\t").replace("\n", "|\n"),
        "No full stop at the end",
        "One.| \n\n  Two.\t| Three.",
    ],
)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    assert sentences(marked.replace("|", "")) == [piece.strip() for piece in marked.split("|")]


def test_spans_count_code_points() -> None:
    assert split_sentences("Zoë 👍 won. She left.") == [Span(0, 10), Span(11, 20)]


@pytest.mark.parametrize("text", ["", " ", "\n\n", " \t\r\n\x0b\x0c\x85\u2028\u3000 "])
def test_blank_text_has_no_sentence(text: str) -> None:
    assert split_sentences(text) == []


@pytest.mark.timeout(10)  # milliseconds each; a pattern that backtracks takes minutes
@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a" * 300_000 + ". B", 2),
        ("a.b-" * 100_000 + ". The", 2),
        ("." * 300_000, 1),
        (".)" * 150_000, 1),
        ("U.S. Mr. " * 30_000, 1),
        ("Smith J. K. and " * 20_000, 1),
        (" " * 300_000 + "a", 1),
        ("He left. " * 30_000, 30_000),
    ],
    ids=["one word", "one dotted word", "points", "points in brackets", "abbreviations", "initials", "spaces", "plain"],
)
def test_a_long_text_is_split_in_good_time(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count


FRAGMENTS = [
    "He left. ", "U.S. ", "Mr. ", "A. ", "3.5 ", "“Yes.” ", "? she said", "... ", "… ", "!)", "\n\n", "\n", "\t", " ",
    "\r\n", "\x0b", "\x0c", "\x1c", "\x1f", "\x85", "\u2028", "\u2029", "\u00a0", "\u3000", "\u200b", "\ufeff",
    "\x07", "e\u0301", "\u0301", "\u20e3",
    "👩‍👩‍👧", "👍🏽", "🇩🇪", "שלום. ", "مرحبا؟ ", "\u202e", "\u200f", "他来了。", "！」", "ｶﾞ", "각", "ß", "İ",
]  # fmt: skip
ODD_TEXT = st.lists(
    st.sampled_from(FRAGMENTS) | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6),
    max_size=30,
).map("".join)


@settings(deadline=None, max_examples=500)
@given(ODD_TEXT)
def test_sentences_are_ordered_disjoint_stripped_and_hold_every_character_that_is_no_space(text: str) -> None:
    spans = split_sentences(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span.of(text) and span.of(text) == span.of(text).strip() for span in spans)
    covered = {place for span in spans for place in range(span.start, span.end)}
    assert [text[place] for place in range(len(text)) if place not in covered and not text[place].isspace()] == []


@settings(deadline=None, max_examples=200)
@given(ODD_TEXT)
def test_a_sentence_never_runs_over_a_line_break(text: str) -> None:
    assert not [sentence for sentence in sentences(text) if "\n" in sentence]
