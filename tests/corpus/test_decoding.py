# ruff: noqa: RUF001 - other scripts are the subject here
"""Bytes made into text."""

import os

import pytest

from corpus.decoding import declared_charset, decode
from corpus.errors import UnreadableError


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("utf-8", "The naïve café owner’s résumé"),
        ("utf-8-sig", "The naïve café owner’s résumé"),
        ("utf-16", "The naïve café owner’s résumé"),
        ("utf-32", "The naïve café owner’s résumé"),
        ("cp1252", "Le président a déclaré que l’économie était forte. Ça va très bien."),
        ("cp1252", "café"),
        ("cp1250", "Žluťoučký kůň úpěl ďábelské ódy a příšerně řval."),
        ("cp1251", "Президент заявил, что экономика страны растёт быстрыми темпами."),
        ("koi8-r", "Президент заявил, что экономика страны растёт быстрыми темпами."),
        ("shift_jis", "これは日本語の文章です。今日は天気がいいですね。"),
        ("big5", "中國政府今天宣布新的經濟政策，旨在促進增長。"),
    ],
)
def test_a_charset_that_is_not_declared_is_found(charset: str, text: str) -> None:
    assert decode(text.encode(charset)) == text


def test_a_declared_charset_is_believed_before_any_guess() -> None:
    text = "Türkiye'de bugün yeni ekonomi politikası açıklandı, şimdi"
    assert decode(text.encode("cp1254"), declared="iso-8859-9") == text


def test_a_mark_is_believed_before_a_declaration() -> None:
    assert decode("café".encode("utf-8-sig"), declared="windows-1252") == "café"


def test_a_declaration_that_does_not_fit_gives_way_to_utf8() -> None:
    assert decode("déjà – vu".encode(), declared="ascii-nonsense") == "déjà – vu"
    assert decode("これは日本語の文章です".encode(), declared="euc-jp") == "これは日本語の文章です"


@pytest.mark.parametrize("declared", ["hex", "unicode_escape", "utf-7", "idna", "undefined", "utf-16"])
def test_codecs_that_are_no_charset_of_a_page_are_not_run(declared: str) -> None:
    assert decode(b"caf\xc3\xa9 \\u0041 +AGE-", declared=declared) == "café \\u0041 +AGE-"


def test_latin1_is_read_as_browsers_read_it() -> None:
    assert decode(b"\x93quoted\x94", declared="iso-8859-1") == "“quoted”"


def test_one_broken_byte_in_utf8_costs_one_character() -> None:
    text = "Die Straße über den Fluss ist gesperrt, sagte die Behörde. " * 4
    assert decode(text.encode() + b"\xff") == text + "\ufffd"


def test_text_that_is_mostly_unreadable_is_refused() -> None:
    with pytest.raises(UnreadableError, match="characters cannot be read"):
        decode("\ufffd\ufffd and some words that can be read".encode())


def test_random_bytes_are_binary() -> None:
    with pytest.raises(UnreadableError, match="binary"):
        decode(os.urandom(4000))


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<html><meta charset="utf-8">', "utf-8"),
        (b"<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>", "windows-1251"),
        (b'<?xml version="1.0" encoding="ISO-8859-2"?><html>', "iso-8859-2"),
        (b"<html><p>charset=utf-8</p>", None),
    ],
)
def test_the_declaration_is_read_from_the_head(head: bytes, charset: str | None) -> None:
    assert declared_charset(head) == charset
