"""Whether two articles are prints of one text."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article, Publication
from corpus.likeness import Likeness, likeness, same_text
from corpus.wording import wording

WIRE = Article(
    id="wire",
    title="Ferry runs aground off Skerrow",
    text="""A ferry with 214 people on board ran aground on a sandbank off Skerrow at 2.04am on Friday.

Nobody was hurt, the coastguard said. “It was a soft landing, if a loud one,” said Ada Finch, who had been asleep.

The ship, which belongs to Brannock Lines and cost £3.4 million in 2009, was carrying 11,000 litres of fuel.

Divers will look at the hull on Saturday. Until then a smaller boat takes passengers across, twice a day.

About seven per cent of the islanders cross every week. The council asked them to stay at home where they can.""",
)
OTHER_REPORT = """The Brannock Lines ferry is stuck. She hit the bank at Skerrow in the small hours, in fog and at half
tide, with more than two hundred aboard, and sat there until the sun came up over the harbour wall.

“I thought of my sheep,” said Ivo Marsh, a farmer from Northside. He had three of them in a trailer on the car deck.

Two tugs came from Castlereach but left again at noon. The coastguard said that nobody was hurt. How the master came to
be so far west of the channel is what the inspectors will ask him when they arrive."""
JAPANESE = Article(
    id="quake",
    title="北日本で地震",
    text="""金曜日の朝、北日本の沿岸で強い地震があり、港の近くの住民およそ二千人が高台に避難した。気象庁によると、津波の心配はない。
町役場は小学校の体育館を開き、毛布と水を配った。けが人の報告はまだない。漁業組合は、船を沖に出したまま様子を見ると話している。
鉄道は午後まで止まり、バスが代わりに走った。""",
)


def of(text: str) -> Article:
    return replace(WIRE, id="other", text=text)


def paragraphs(*chosen: int) -> Article:
    every = WIRE.text.split("\n\n")
    return of("\n\n".join(every[number] for number in chosen))


COPIES = {
    "equal": of(WIRE.text),
    "under another headline": replace(of(WIRE.text), title="214 in night drama"),
    "cut at the end": paragraphs(0, 1, 2),
    "cut at the beginning": paragraphs(2, 3, 4),
    "in another order": paragraphs(3, 0, 4, 2, 1),
    "with other figures": of(WIRE.text.replace("214", "219").replace("3.4", "3.9").replace("11,000", "12,500")),
    "in another house style": of(
        WIRE.text.replace("“", '"').replace("£3.4 million", "£3.4m").replace("2.04am", "2:04 a.m.").upper()
    ),
    "with a local paragraph": of(f"{WIRE.text}\n\nOur reporter saw gulls on the deck, and a man who sold them chips."),
    "with a correction": of(f"Correction: the ship cost less than we wrote on Friday.\n\n{WIRE.text}"),
    "out of one block of text": of(WIRE.text.replace("\n\n", " ")),
}
STRANGERS = {
    "another report of the story": of(OTHER_REPORT),
    "a report that quotes a sentence": of(OTHER_REPORT + WIRE.text.split("\n\n")[1]),
    "the first sentence alone": of(WIRE.text.partition("\n")[0]),
    "a round-up that holds it": of(f"{WIRE.text}\n\n{' '.join(f'Item {number}.' for number in range(250))}"),
    "no text": of(""),
    "the same words in no order": of(" ".join(sorted(WIRE.text.split()))),
}


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_a_copy_is_the_same_text(copy: Article) -> None:
    assert same_text(WIRE, copy)
    assert same_text(copy, WIRE)


@pytest.mark.parametrize("stranger", STRANGERS.values(), ids=STRANGERS)
def test_what_resembles_it_is_not(stranger: Article) -> None:
    assert not same_text(WIRE, stranger)
    assert not same_text(stranger, WIRE)


@pytest.mark.parametrize(("day", "same"), [("2024-02-02", True), ("2024-03-02", True), ("2024-03-04", False)])
def test_a_text_filled_with_new_facts_is_a_copy_within_a_month_only(day: str, same: bool) -> None:
    news = "This time the tide lifted her off by noon, and no passenger missed a connection or so much as a lunch."
    filled = f"{paragraphs(0, 1, 2, 3).text}\n\n{news}"
    earlier = replace(WIRE, published=Publication.from_iso("2024-02-02"))
    later = replace(of(filled), published=Publication.from_iso(day))
    assert 0.7 < likeness(wording(earlier.text), wording(filled)).of_shorter < 0.9
    assert same_text(earlier, later) is same


def test_a_text_printed_once_more_is_a_copy_after_years() -> None:
    years = (replace(WIRE, published=Publication.from_iso(day)) for day in ("1999-02-02", "2024-02-02T09:00:00+01:00"))
    assert same_text(*years)


def test_an_unknown_date_keeps_nothing_apart() -> None:
    assert same_text(replace(WIRE, published=Publication.from_iso("2024-02-02")), COPIES["with other figures"])


def test_texts_without_spaces_are_compared_too() -> None:
    sentences = JAPANESE.text.split("。")
    cut = replace(JAPANESE, text="。".join(sentences[:4]), title="強い地震")
    moved = replace(JAPANESE, text="。".join([*sentences[3:], *sentences[:3]]))
    other = replace(
        JAPANESE,
        text="港では朝早くから網を直す人の姿があった。今年は鮭が少なく、値段は去年の二倍になったという。組合長は来週、県に相談する。"
        * 2,
    )
    assert same_text(JAPANESE, cut)
    assert same_text(JAPANESE, moved)
    assert not same_text(JAPANESE, other)


def test_below_40_words_only_equal_texts_under_equal_headlines_are_copies() -> None:
    flash = Article("flash", "Ferry aground", "A ferry has run aground off Skerrow. More follows.")
    assert same_text(flash, replace(flash, text="A FERRY has run aground off Skerrow; more follows"))
    assert not same_text(flash, replace(flash, text="A ferry has run aground off Skerrow."))
    assert not same_text(flash, replace(flash, title="Cable cut"))


@pytest.mark.parametrize(("words", "same"), [(39, False), (40, True)])
def test_40_words_are_enough_for_a_cut_copy(words: int, same: bool) -> None:
    beginning = " ".join(wording(WIRE.text).tokens[:words])
    assert wording(beginning).words == words
    assert same_text(WIRE, of(beginning)) is same


def test_an_empty_text_is_nobodys_copy() -> None:
    assert not same_text(of(""), of(""))
    assert not same_text(of("— … —"), of("— … —"))


def test_what_is_shared_is_told_of_both_texts() -> None:
    assert likeness(wording("a b c d e f"), wording("a b c x")) == Likeness(of_shorter=0.75, of_longer=0.5)
    assert likeness(wording("a b c d e f"), wording("a b x c d e f")) == Likeness(of_shorter=4 / 6, of_longer=4 / 7)
    assert likeness(wording("a b c"), wording("")) == Likeness(0.0, 0.0)


def test_a_repeated_phrase_counts_as_often_as_it_stands_in_both() -> None:
    once, often = wording("a b c x y z"), wording("a b c a b c a b c")
    assert likeness(once, often) == likeness(often, once) == Likeness(of_shorter=0.5, of_longer=3 / 9)


texts = st.lists(st.sampled_from([*"abcdefgh", "12", "地"]), max_size=120).map(" ".join)


@given(texts, texts)
def test_likeness_is_the_same_both_ways_and_a_share(one: str, other: str) -> None:
    found = likeness(wording(one), wording(other))
    assert found == likeness(wording(other), wording(one))
    assert 0 <= found.of_longer <= found.of_shorter <= 1
    assert same_text(of(one), of(other)) == same_text(of(other), of(one))


@given(texts.filter(bool), st.sampled_from([str.upper, str.title, lambda text: text.replace(" ", "\n\n")]))
def test_a_text_is_wholly_like_itself_in_any_style(text: str, style: Callable[[str], str]) -> None:
    assert likeness(wording(text), wording(style(text))) == Likeness(1.0, 1.0)
    assert same_text(of(text), of(style(text)))
