"""The language of a text."""

import pytest

from corpus.language import detect_language, is_read_well, language_code


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministers agreed on Friday to send more help to the towns that the flood had cut off.", "en"),
        ("Die Minister einigten sich am Freitag darauf, den vom Hochwasser abgeschnittenen Orten zu helfen.", "de"),
        ("Les ministres se sont mis d'accord vendredi pour aider les villes touchées par les inondations.", "fr"),
        ("Los ministros acordaron el viernes enviar más ayuda a los pueblos aislados por la inundación.", "es"),
        ("Министры договорились в пятницу направить помощь городам, отрезанным наводнением.", "ru"),
        ("大臣たちは金曜日、洪水で孤立した町にさらに支援を送ることで合意した。", "ja"),
    ],
)
def test_a_sentence_is_enough(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "ok", "Hello there", "1234 5678 90 " * 20, "Kyiv Kursk Dnipro Peskov"])
def test_what_is_too_short_or_no_language_is_unknown(text: str) -> None:
    assert detect_language(text) is None


def test_only_the_beginning_decides() -> None:
    english = "The ministers agreed on Friday to send more help to the towns. " * 40
    assert detect_language(english + "Die Minister einigten sich am Freitag. " * 400) == "en"


@pytest.mark.parametrize(
    ("tag", "code"), [("en-US", "en"), ("pt_BR", "pt"), ("DE", "de"), ("english", None), (None, None)]
)
def test_declared_languages_become_two_letters(tag: str | None, code: str | None) -> None:
    assert language_code(tag) == code


def test_english_is_read_well_and_the_unknown_is_not() -> None:
    assert is_read_well("en")
    assert not is_read_well("de")
    assert not is_read_well(None)
