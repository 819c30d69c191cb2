"""Article texts with words marked."""

from lxml import html

from assistant.window.article_html import MOST_CHARACTERS, Excerpt, around, from_start, text_html

TEXT = "First <b>one</b>.\n\nSecond & third sentence.\n\nLast."


def marks(markup: str) -> list[str]:
    return [mark.text_content() for mark in html.fromstring(f"<div>{markup}</div>").iter("mark")]


def test_exactly_the_words_of_the_span_are_marked() -> None:
    start = TEXT.index("Second")
    markup = text_html(TEXT, from_start(TEXT), [(start, start + len("Second & third"))])
    assert marks(markup) == ["Second & third"]
    assert html.fromstring(f"<div>{markup}</div>").text_content() == TEXT.replace("\n\n", "")


def test_markup_in_the_article_is_text() -> None:
    assert "First &lt;b&gt;one&lt;/b&gt;." in text_html(TEXT, from_start(TEXT))


def test_a_quote_over_two_paragraphs_is_marked_in_both() -> None:
    markup = text_html(TEXT, from_start(TEXT), [(TEXT.index("third"), len(TEXT))])
    assert marks(markup) == ["third sentence.", "Last."]


def test_spans_that_overlap_are_marked_once() -> None:
    assert marks(text_html(TEXT, from_start(TEXT), [(6, 12), (0, 8), (46, 47)])) == [TEXT[0:12], TEXT[46:47]]


def test_positions_count_code_points() -> None:
    text = "\U0001f9e6 otters e\u0301 came"
    assert marks(text_html(text, from_start(text), [(2, 8)])) == ["otters"]


def test_an_excerpt_holds_whole_paragraphs_around_the_words() -> None:
    text = "\n\n".join(f"Paragraph {number} is here." for number in range(100))
    start = text.index("Paragraph 50")
    excerpt = around(text, [(start, start + 12)], margin=60)
    shown = text[excerpt.start : excerpt.end]
    assert shown.startswith("Paragraph 4")
    assert shown.endswith("here.")
    assert "Paragraph 50 is here." in shown
    assert len(shown) < 400
    assert not excerpt.whole


def test_a_text_without_paragraphs_is_cut_near_the_words() -> None:
    excerpt = around("x" * 100_000, [(50_000, 50_010)], margin=100)
    assert (excerpt.start, excerpt.end) == (49_900, 50_110)


def test_a_short_text_is_shown_whole() -> None:
    assert around(TEXT, [(0, 5)]) == Excerpt(0, len(TEXT), whole=True)


def test_a_book_is_cut() -> None:
    assert from_start("x" * (MOST_CHARACTERS + 1)) == Excerpt(0, MOST_CHARACTERS, whole=False)
