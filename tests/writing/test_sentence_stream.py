import pytest

from assistant.writing.sentence_stream import SentenceStream, Written


def streamed(text: str, size: int) -> list[Written]:
    stream = SentenceStream()
    pieces = [text[i : i + size] for i in range(0, len(text), size)]
    return [written for piece in pieces for written in stream.feed(piece)] + stream.end()


def texts(text: str, size: int = 4) -> list[str]:
    return [written.text for written in streamed(text, size)]


def given_after(text: str) -> list[str]:
    """What is given before anything more comes."""
    return [written.text for written in SentenceStream().feed(text)]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 1000])
def test_sentences_are_the_same_however_they_are_cut_into_pieces(size: int) -> None:
    text = (
        "It cost 3.5 million pounds [1]. Mr. Usk of Acme Inc. [2] said so in the U.S. on Friday [3]! "
        "“It is over.” [1] That was all, he said [2].\n\n- A *first* item [1, 2]\n2. A **second** item [2-4].\n"
        "OPEN: When will it open? And where?\nNo marker here. Nor here"
    )

    assert streamed(text, size) == [
        Written("It cost 3.5 million pounds.", (1,)),
        Written("Mr. Usk of Acme Inc. said so in the U.S. on Friday!", (2, 3)),
        Written("“It is over.”", (1,)),
        Written("That was all, he said.", (2,)),
        Written("A first item", (1, 2)),
        Written("A second item.", (2, 3, 4)),
        Written("When will it open? And where?", is_open=True),
        Written("No marker here."),
        Written("Nor here"),
    ]


@pytest.mark.parametrize(
    "text",
    ["It rained [1].", "It rained. [1]", "It rained [1][2].", "It rained【1】.", "It rained (passage 1).", "下雨了。"],
)
def test_a_sentence_is_given_at_once_where_a_marker_and_a_point_end_it(text: str) -> None:
    assert len(given_after(text)) == 1


@pytest.mark.parametrize(
    "text", ["It rained.", "It rained. ", "It rained. Th", "It rained. [1", "Acme Inc. [1]", "It [1]"]
)
def test_a_sentence_that_may_go_on_is_waited_for(text: str) -> None:
    assert given_after(text) == []


def test_a_sentence_without_a_marker_is_given_once_the_next_word_is_whole() -> None:
    assert given_after("It rained. Then ") == ["It rained."]


def test_a_line_that_ends_is_a_sentence_that_ends() -> None:
    assert given_after("It rained all day\n") == ["It rained all day"]


def test_a_quotation_goes_on_where_its_speaker_follows() -> None:
    assert texts("“It is over.” [1] he said. It was not [2].") == ["“It is over.” he said.", "It was not."]


def test_headings_rules_and_fences_are_no_sentences() -> None:
    assert texts("# The bridge\n---\n```\n> It rained [1].\n") == ["It rained."]


def test_markers_between_words_leave_no_gap() -> None:
    assert texts("It rained [1], then it snowed [2].") == ["It rained, then it snowed."]


def test_sentences_without_a_gap_between_them_are_two() -> None:
    assert texts("It rained[1].Then it snowed.[2]So it was [3].") == ["It rained.", "Then it snowed.", "So it was."]


def test_a_german_day_does_not_end_a_sentence() -> None:
    assert texts("Sie öffnet am 17. Januar [1]. Es regnet [2].") == ["Sie öffnet am 17. Januar.", "Es regnet."]


def test_other_scripts_end_their_sentences_as_they_do() -> None:
    assert texts("大桥在周五关闭。[1]它将重新开放【2】。", 1) == ["大桥在周五关闭。", "它将重新开放。"]


def test_words_between_underscores_and_stars_that_multiply_stay() -> None:
    assert texts("The file_name_here is 5 * 3 wide [1].") == ["The file_name_here is 5 * 3 wide."]


def test_a_sentence_that_never_ends_is_given_up_on() -> None:
    stream = SentenceStream()
    given = [written for _ in range(400) for written in stream.feed("and so on ")]

    assert len(given) == 1


def test_nothing_gives_nothing() -> None:
    assert streamed("", 1) == streamed(" \n\n [1] \n", 1) == []
