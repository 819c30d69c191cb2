from datetime import date

from assistant.candidates import Candidate, SplitText
from assistant.picking import Scored
from assistant.picking_of_each import pick_of_each
from assistant.several import Kind, SeveralReports
from index.sentences import split_sentences

FALL = "The price of the mill fell."
DAYS = {"winter": date(2025, 1, 7), "also winter": date(2025, 1, 7), "spring": date(2025, 4, 2), "undated": None}


def picked(kind: Kind, *scored: tuple[str, str, float], subject: str = "the mill") -> list[str]:
    """The sentences that are picked of (article, sentence, log odds), those of one article in its order."""
    texts: dict[str, str] = {}
    for article, sentence, _ in scored:
        texts[article] = f"{texts.get(article, '')} {sentence}".strip()
    sources = {article: SplitText(article, 1, "Mill", text, split_sentences(text)) for article, text in texts.items()}
    found = []
    for article, sentence, relevance in scored:
        index = [span.of(texts[article]) for span in sources[article].sentences].index(sentence)
        found.append(Scored(Candidate(sources[article], index, 0), relevance))
    found.sort(key=lambda one: -one.relevance)
    return [one.text for one in pick_of_each(found, SeveralReports(kind, subject), DAYS)]


def test_each_report_has_its_best_sentence_in_the_order_of_publication() -> None:
    assert picked(
        "difference",
        ("spring", "Nine men were said to work there.", 3.0),
        ("spring", "It rained on all of them.", 2.0),
        ("winter", "Seven worked there, wrote the Ledger.", 1.0),
    ) == ["Seven worked there, wrote the Ledger.", "Nine men were said to work there."]


def test_an_article_may_tell_two_steps_of_a_course_as_they_stand_in_it() -> None:
    assert picked(
        "course",
        ("winter", "First the wheel broke.", 1.0),
        ("winter", "Then the millers left.", 3.0),
        ("winter", "Geese came in.", 0.5),
        ("spring", "The bank sold everything.", 2.0),
    ) == ["First the wheel broke.", "Then the millers left.", "The bank sold everything."]


def test_an_article_without_a_day_comes_last() -> None:
    assert picked("course", ("undated", "The wheel was mended.", 3.0), ("spring", "A bank sold everything.", 2.0)) == [
        "A bank sold everything.",
        "The wheel was mended.",
    ]


def test_two_articles_of_one_day_are_told_one_after_the_other_the_better_one_first() -> None:
    assert picked(
        "course",
        ("winter", "Tom closed the mill.", 1.0),
        ("winter", "He sold its wheel at dawn.", 0.5),
        ("also winter", "Ann bought a mill on Friday.", 3.0),
        ("also winter", "She let the geese in there.", 2.0),
    ) == [
        "Ann bought a mill on Friday.",
        "She let the geese in there.",
        "Tom closed the mill.",
        "He sold its wheel at dawn.",
    ]


def test_what_hardly_answers_is_left_out_by_itself_and_beside_a_much_better_one() -> None:
    assert picked("difference", ("winter", FALL, 6.0), ("spring", "Bread was dear.", 0.5)) == [FALL]
    assert picked("difference", ("winter", FALL, -1.0), ("spring", "Bread was dear.", -2.5)) == [FALL]
    assert picked("reports", ("winter", FALL, 3.0), ("spring", "Geese came in.", -2.5), subject="the mill fell") == [
        FALL
    ]


def test_the_best_is_told_however_low_its_odds_are() -> None:
    assert picked("course", ("winter", FALL, -3.0)) == [FALL]


def test_a_row_of_a_table_is_not_told_beside_prose() -> None:
    row = "Mill | 400 crowns | sold"

    assert picked("course", ("winter", FALL, 3.0), ("spring", row, 2.0)) == [FALL]
    assert picked("course", ("winter", FALL, 2.0), ("spring", row, 3.0)) == [FALL, row]


def test_what_two_articles_say_alike_is_told_once_but_where_it_is_counted() -> None:
    alike = ("winter", "Fire took 9 old mills at Orle.", 2.0), ("spring", "Fire took 9 mills at Orle.", 1.0)

    assert picked("difference", *alike) == ["Fire took 9 old mills at Orle."]
    assert len(picked("reports", *alike, subject="fire took nine mills")) == 2


def test_a_report_is_counted_once_however_often_it_says_so() -> None:
    assert picked(
        "reports",
        ("winter", "Fire took 9 mills.", 2.0),
        ("winter", "Nine mills burnt down.", 1.0),
        subject="9 mills burnt",
    ) == ["Fire took 9 mills."]


def test_what_is_reported_is_reported_with_its_numbers_and_dates() -> None:
    assert picked(
        "reports",
        ("winter", "Fire took nine mills.", -1.0),
        ("spring", "Fire took 19 mills elsewhere.", 2.0),
        subject="fire took 9 mills",
    ) == ["Fire took nine mills."]
    assert picked(
        "reports",
        ("winter", "Fire took the mill on 12 May 2024.", 1.0),
        ("spring", "A hearing on the fire is set for 12 June 2025.", 2.0),
        subject="fire took the mill on 12 May 2024",
    ) == ["Fire took the mill on 12 May 2024."]


def test_where_no_sentence_has_the_numbers_the_best_is_told() -> None:
    assert picked("reports", ("winter", FALL, 1.0), subject="the price fell to 9 euros") == [FALL]


def test_eight_sentences_are_told_at_most_and_twelve_where_they_are_counted() -> None:
    animals = "ants bees cats dogs eels frogs geese hens ibises jays kites larks moles newts".split()

    sentences = [(f"{animal} day", f"Many {animal} lived {animal} lives.", 1.0) for animal in animals]

    assert len(picked("course", *sentences)) == 8
    assert len(picked("reports", *sentences)) == 12
