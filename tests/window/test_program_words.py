"""What the program says in English is known to the window in every other language, and nothing else is."""

import ast
import re
import string
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.window.program_words import LONGEST, in_words, in_words_html, read_sentences
from assistant.window.texts import LANGUAGES, texts_in

SAY, SAG = texts_in("en"), texts_in("de")
ROOT = Path(__file__).parents[2]
SENTENCES = read_sentences("de")
SAMPLES = (
    "7",
    "7 MB",
    "a picture",
    "no text",
    "PDF",
    "neither an address nor a text",
    "40 seconds",
    "https://a.example/b",
    "2024-11-22",
    "it is empty",
)
"""What may stand in a place: a number, a sentence, an address, a day."""

REASONS = ("UnreadableError", "Skipped", "Trouble", "Round", "refused", "FetchError", "TokensSpentError")
TABLES = ("_STATUS", "_SENTENCES", "_OTHER_XML", "_OTHER_KINDS")
NOT_SHOWN = {
    "it holds control characters",
    "its host or its port cannot be read",
    "what stands in brackets is not an IPv6 address",
    "an IPv6 address with a zone belongs to one network link",
    "it holds characters that are none",
    "{} redirects to it, and it cannot be read",
}
"""Reasons that nobody meets by mistake; they stay English."""


SYSTEM = {"Connection refused", "No such file or directory", "Permission denied"}
"""What the operating system says."""


def template(node: ast.expr) -> str:
    """The words of a string, `{}` for what is filled in; empty for what is none."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(template(part) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return ""


def nodes(*folders: str) -> Iterator[ast.AST]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "window" not in path.parts:
                yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def reasons() -> set[str]:
    """Every reason that is written out where something is skipped, refused or not read."""
    calls = [node for node in nodes("corpus") if isinstance(node, ast.Call) and ast.unparse(node.func) in REASONS]
    values = [value for call in calls for value in (*call.args, *(keyword.value for keyword in call.keywords))]
    return {
        found for value in values if " " in (found := template(value)) and re.search(r"\w", found.replace("{}", ""))
    }


def listed() -> set[str]:
    """Reasons that stand in tables, by a status, a problem of a page or a kind of file."""
    tables = [
        node.value
        for node in nodes("corpus")
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in TABLES and isinstance(node.value, ast.Dict)
    ]
    return {template(value) for table in tables for value in table.values}


def failures() -> set[str]:
    """What is said of a language model that did not write, and what to do then."""
    calls = [node for node in nodes("assistant/models") if isinstance(node, ast.Call)]
    told = [call.args for call in calls if ast.unparse(call.func) == "Failure"]
    happened = {f"qwen3 {what}. Ask in other words." for args in told if args and (what := template(args[0]))}
    return happened | {remedy for args in told if len(args) > 1 and (remedy := template(args[1]))}


def filled(found: str) -> Iterator[str]:
    yield from (found.replace("{}", sample) for sample in SAMPLES)


@pytest.mark.parametrize("found", sorted(reasons() | listed() | failures()))
def test_every_reason_of_the_program_is_known_in_german(found: str) -> None:
    assert found in NOT_SHOWN or any(in_words(SAG, one) != one for one in filled(found))


def test_no_sentence_is_kept_that_the_program_says_no_more() -> None:
    spoken = "\n".join(template(node) for node in nodes("corpus", "index", "assistant") if isinstance(node, ast.expr))
    own_words = {english: re.split(r"\{\w+\}", english) for english in SENTENCES}
    gone = [english for english, parts in own_words.items() if any(part.strip() not in spoken for part in parts)]
    assert set(gone) == SYSTEM


def test_a_sentence_in_german_fills_in_nothing_that_the_english_one_has_not() -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert {english for english, german in SENTENCES.items() if places(german) != places(english)} == set()


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("2 added, 1,018 unchanged", "2 hinzugefügt, 1.018 unverändert"),
        ("nothing new", "nichts Neues"),
        ("Paused by hand.", "von Hand pausiert."),
        ("it is a picture", "ist ein Bild"),
        ("it asks for a login (status 401)", "verlangt eine Anmeldung (Status 401)"),
        ("It asks for a login (status 401).", "Verlangt eine Anmeldung (Status 401)."),
        ("No article: it is a database.", "Kein Artikel: ist eine Datenbank."),
        (
            "https://a.example/b cannot be reached: Connection reset; try again later.",
            "https://a.example/b ist nicht zu erreichen: Connection reset; versuch es später noch einmal.",
        ),
        (
            "The page asks for consent to cookies before it shows the article. It says: “We value you.”",
            "Die Seite verlangt die Zustimmung zu Cookies, bevor sie den Artikel zeigt. Dort steht: „We value you.“",
        ),
        (
            "qwen3 failed at its server (503) (3 tries). Ask again later, or set another model with ASSISTANT_MODEL.",
            "qwen3 scheiterte an seinem Server (503) (3 Versuche). Frag später noch einmal, oder setz ein anderes "
            "Modell mit ASSISTANT_MODEL.",
        ),
        (
            "The dates end before they begin: 2024-12-02 to 2024-12-01. Swap them.",
            "Der Zeitraum endet, bevor er beginnt: 2. Dez. 2024 bis 1. Dez. 2024. Vertausche die Tage.",
        ),
    ],
)
def test_what_changes_in_a_sentence_is_carried_over(english: str, german: str) -> None:
    assert (in_words(SAG, english), in_words(SAY, english)) == (german, english)


@pytest.mark.parametrize("text", ["Errno 5", "2 added, and more", "it is a new thing", "", "x" * (LONGEST + 1)])
def test_what_is_not_known_is_shown_as_it_is_and_said_to_be_english(text: str) -> None:
    assert in_words(SAG, text) == text
    assert in_words_html(SAG, text) == f'<span lang="en">{text}</span>'
    assert in_words_html(SAY, text) == text


def test_what_stands_in_a_sentence_brings_no_element() -> None:
    told = in_words_html(SAG, 'the line has a "<img src=x onerror=hurt()>" that is not a string')
    assert told == "das &quot;&lt;img src=x onerror=hurt()&gt;&quot; der Zeile ist kein Text"


@pytest.mark.parametrize(
    "part", ["It is it is ", "No article: ", "it is a, ", "x was not opened: ", "{url} ", "2 added, "]
)
def test_a_long_text_of_a_page_is_looked_at_in_no_time(part: str) -> None:
    began = time.perf_counter()
    in_words(SAG, (part * LONGEST)[:LONGEST])
    assert time.perf_counter() - began < 1.0


def test_every_language_but_english_has_its_sentences() -> None:
    assert all(read_sentences(code).keys() == SENTENCES.keys() for code in LANGUAGES if code != "en")
