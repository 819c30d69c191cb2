"""How a written answer, its notices and a checked text look, and that no words of theirs become markup."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from assistant.answer import Answer, ModelUse, Notice, Sentence
from assistant.events import Finished
from assistant.status import ModelStatus
from assistant.support.check_report import CheckedSentence, CheckReport
from assistant.support.verdict import Fault
from assistant.window.check_html import report_html
from assistant.window.mode_html import mode_html, model_html
from assistant.window.notices_html import notices_html
from assistant.window.texts import texts_in
from assistant.window.turn_html import reply_html
from assistant.writing.prompts import FailedSentence
from assistant.writing.telling import dropped_notice
from tests.fake_assistant import FakeAssistant
from tests.small_articles import small_library

SAY, SAGE = texts_in("en"), texts_in("de")
HOSTILE = "<img src=x onerror=window.hurt=1>"
MODEL = ModelStatus("ollama:qwen3:4b", resting=False, tokens_today=1200)
DROPPED = dropped_notice([FailedSentence("It cost 9 million.", (Fault("number", "9"),))] * 2)


def text_of(markup: str) -> str:
    return " ".join(html.fragment_fromstring(markup, create_parent=True).text_content().split())


def written(tmp_path: Path, **named: object) -> Answer:
    *_, last = FakeAssistant(tmp_path, small_library(), model=MODEL).stream("bridge council Friday January?")
    assert isinstance(last, Finished)
    return replace(last.answer, **named)  # type: ignore[arg-type]


def test_a_sentence_that_was_left_out_is_told_in_the_readers_language_with_the_reason() -> None:
    english, german = (text_of(notices_html(say, [DROPPED])) for say in (SAY, SAGE))
    assert english == (
        "2 sentences of the model were left out, as the articles do not support them: "
        "a number that they do not have (2)."
    )
    assert german == (
        "2 Sätze des Modells wurden weggelassen, weil die Artikel sie nicht stützen: "
        "eine Zahl, die nicht darin steht (2)."
    )


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        (
            "model_unavailable",
            "The model did not write, so these are the articles' own words. It is asleep. Ask again.",
            "Das Modell schrieb nicht, daher sind dies die Worte der Artikel. It is asleep. Ask again.",
        ),
        (
            "answer_cut",
            "The answer is not whole; the model stopped writing it. It fell silent.",
            "Diese Antwort ist nicht vollständig: Das Modell hörte auf zu schreiben. It fell silent.",
        ),
    ],
)
def test_why_a_model_did_not_write_is_told_with_the_error(code: str, text: str, told: str) -> None:
    assert text_of(notices_html(SAGE, [Notice(code, text)])) == told


def test_a_notice_that_a_later_version_wrote_is_shown_as_it_came() -> None:
    assert text_of(notices_html(SAY, [Notice("sentence_dropped", "Two were left out.")])) == "Two were left out."
    assert "left out" in text_of(notices_html(SAY, [Notice("sentence_dropped", "x", ("unheard of", "name"))]))


def test_what_is_left_open_is_named_and_not_said_twice(tmp_path: Path) -> None:
    answer = written(tmp_path, outcome="partial", unanswered=("who paid", "when it opens"))
    reply = reply_html(SAY, answer)
    assert "The articles leave open: who paid; when it opens" in text_of(reply)
    assert SAY("answer.partial") not in text_of(reply)


def test_only_sentences_of_a_model_say_that_they_are(tmp_path: Path) -> None:
    answer = written(tmp_path)
    quoted = replace(answer, sentences=tuple(replace(one, support="quoted") for one in answer.sentences))
    assert 'class="aa-sentence aa-written"' in reply_html(SAY, answer)
    assert "data-note=" in reply_html(SAY, answer)
    assert "aa-worded" in reply_html(SAY, answer)
    assert not any(sign in reply_html(SAY, quoted) for sign in ("aa-written", "data-note=", "aa-worded"))


@pytest.mark.parametrize(
    ("model", "told"),
    [
        (None, "Answers are quotes. To have a language model word them, set ASSISTANT_MODEL and start again."),
        (MODEL, "ollama:qwen3:4b words the answers; every sentence is checked. Tokens today: 1,200."),
        (
            replace(MODEL, resting=True),
            "ollama:qwen3:4b does not answer at present, so answers are quotes; it is tried again soon. "
            "Tokens today: 1,200.",
        ),
        (
            replace(MODEL, tokens_a_day=1000),
            "ollama:qwen3:4b has used up its tokens for today, so answers are quotes until tomorrow. "
            "Tokens today: 1,200 of 1,000.",
        ),
    ],
)
def test_the_library_says_who_words_the_answers(model: ModelStatus | None, told: str) -> None:
    assert text_of(model_html(SAY, model)) == told


def test_there_is_a_switch_only_where_there_is_a_choice() -> None:
    assert "<input" not in mode_html(SAY, ("quoting",), None)
    switch = html.fragment_fromstring(mode_html(SAY, ("writing", "quoting"), MODEL), create_parent=True)
    assert [(one.get("value"), one.get("checked") is not None) for one in switch.iter("input")] == [
        ("writing", True),
        ("quoting", False),
    ]


def test_hostile_words_of_models_and_texts_bring_no_elements(tmp_path: Path) -> None:
    sentence = Sentence(HOSTILE, (), "supported")
    use = ModelUse(f"x:{HOSTILE}", 1, 1)
    answer = written(tmp_path, sentences=(sentence,), answer=HOSTILE, citations=(), unanswered=(HOSTILE,), model=use)
    report = CheckReport((CheckedSentence(HOSTILE, False, (), (Fault("name", HOSTILE),), 0.1),))
    status = replace(MODEL, name=f"x:{HOSTILE}")
    for markup in (
        reply_html(SAY, answer),
        report_html(SAY, report, "a" * 32),
        mode_html(SAY, ("writing", "quoting"), status),
        model_html(SAY, status),
        notices_html(SAY, [Notice("model_unavailable", f"No. {HOSTILE}")]),
    ):
        found = html.fragment_fromstring(markup, create_parent=True)
        assert not list(found.iter("img", "svg", "script", "b"))
        assert HOSTILE in found.text_content()
