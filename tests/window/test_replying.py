"""A reply while it comes about, and the looks of answer, refusal and error."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from assistant.answer import Answer, Notice, Refusal, Sentence
from assistant.errors import AssistantError
from assistant.events import Finished
from assistant.window.error_html import error_html
from assistant.window.replying import pictures
from assistant.window.shelf import Shelf
from assistant.window.texts import texts_in
from assistant.window.turn_html import asked_html, reply_html
from corpus.filters import NO_FILTERS
from tests.fake_assistant import FakeAssistant, cited
from tests.small_articles import small_library

SAY = texts_in("en")
TURN = "a" * 32
HOSTILE_MARKUP = "<img src=x onerror=window.hurt=1>"
LIBRARY = small_library()


def shown(question: str, tmp_path: Path, shelf: Shelf | None = None) -> list[str]:
    assistant = FakeAssistant(tmp_path, LIBRARY)
    found = pictures(SAY, assistant.stream(question), TURN, shelf or Shelf())
    return [reply_html(SAY, one) if isinstance(one, Answer) else one for one in found]


def answered(tmp_path: Path) -> Answer:
    *_, last = FakeAssistant(tmp_path, LIBRARY).stream("Which keepers of the lighthouse met, with lamps and foghorns?")
    assert isinstance(last, Finished)
    return last.answer


def asked(question: str) -> str:
    return asked_html(SAY, question, NO_FILTERS)


def text_of(markup: str) -> str:
    return " ".join(html.fromstring(markup).text_content().split())


def test_a_reply_goes_from_searching_over_reading_to_its_sentences_one_by_one(tmp_path: Path) -> None:
    stages = shown("Who read a letter from Brandreth, appointed after mediation in October?", tmp_path)
    assert text_of(stages[0]) == "Searching"
    assert text_of(stages[1]) == "Reading 12 passages from 3 articles"
    assert [stage.count('class="aa-cite"') for stage in stages] == [0, 0, 1, 2, 2]
    assert "aa-working" in stages[3]
    assert "aa-working" not in stages[4]


def test_a_marker_can_be_opened_as_soon_as_it_is_shown(tmp_path: Path) -> None:
    shelf = Shelf()
    assistant = FakeAssistant(tmp_path, LIBRARY)
    for stage in pictures(SAY, assistant.stream("bridge council Friday January?"), TURN, shelf):
        if isinstance(stage, str) and f"#cite-{TURN}-1" in stage:
            assert shelf.all(TURN)
            return
    pytest.fail("no marker was shown")


def test_markers_show_their_number_and_link_to_their_citation(tmp_path: Path) -> None:
    reply = html.fromstring(shown("bridge council Friday January?", tmp_path)[-1])
    (marker,) = reply.find_class("aa-cite")
    assert re.fullmatch("#cite-[0-9a-f]{32}-1", marker.get("href"))
    assert marker.text_content() == "Source 1"
    assert marker.get("data-quote").startswith("The Quay Bridge will open")


def test_sources_name_each_article_once_with_all_its_numbers(tmp_path: Path) -> None:
    creamery = LIBRARY["creamery"]
    citations = tuple(cited(creamery, number, number, number + 5) for number in (1, 2))
    reply = html.fromstring(reply_html(SAY, replace(answered(tmp_path), citations=citations)))
    (source,) = reply.iter("li")
    expected = (
        "12Creamery strike over after 31 days as 5.4 per cent is acceptedOrle Valley Courier · Owen Skaife · 8 Nov 2024"
    )
    assert source.text_content() == expected


def test_a_new_line_of_the_answer_begins_a_new_paragraph(tmp_path: Path) -> None:
    sentences = (Sentence("One.", ()), Sentence("Two.", ()), Sentence("Three.", ()))
    answer = replace(answered(tmp_path), answer="One. Two.\n\nThree.", sentences=sentences, citations=(), coverage=None)
    assert [p.text_content() for p in html.fromstring(reply_html(SAY, answer)).iter("p")] == ["One. Two.", "Three."]


def test_notices_and_what_is_left_open_are_said(tmp_path: Path) -> None:
    answer = replace(answered(tmp_path), outcome="partial", notices=(Notice("old", "The newest article is old."),))
    assert SAY("answer.partial") in reply_html(SAY, answer)
    assert "The newest article is old." in reply_html(SAY, answer)


def test_a_refusal_says_what_was_searched_and_links_what_comes_nearest(tmp_path: Path) -> None:
    reply = html.fromstring(shown("What is the weather on Mars?", tmp_path)[-1])
    assert reply.get("class") == "aa-refusal"
    text = " ".join(reply.text_content().split())
    assert "The articles do not say" in text
    assert "Searched 3 articles, the newest of 29 Nov 2024, for “What is the weather on Mars?”." in text
    assert [link.get("href") for link in reply.iter("a")][:2] == ["#article-creamery", "#article-bridge%20delay%2F2"]


def test_a_reason_that_says_what_the_note_says_already_is_not_said_twice(tmp_path: Path) -> None:
    refusal = Refusal("The articles do not say. 3 articles were searched for “rain”.")
    markup = reply_html(SAY, replace(answered(tmp_path), outcome="refused", refusal=refusal))
    assert markup.count("articles do not say") == 1


def test_answer_refusal_and_error_never_look_alike(tmp_path: Path) -> None:
    looks = {
        html.fromstring(markup).get("class")
        for markup in (
            reply_html(SAY, answered(tmp_path)),
            shown("What is the weather on Mars?", tmp_path)[-1],
            error_html(SAY, "It broke."),
        )
    }
    assert looks == {"aa-answer", "aa-refusal", "aa-error"}


def test_an_error_is_an_alert_that_does_not_speak_for_the_articles() -> None:
    alert = html.fromstring(error_html(SAY, "The disk is full. Run `assistant check <x>`."))
    assert alert.get("role") == "alert"
    assert SAY("refusal.head") not in alert.text_content()
    assert alert.findtext(".//code") == "assistant check <x>"


def test_what_breaks_in_the_middle_is_raised_and_makes_no_refusal(tmp_path: Path) -> None:
    with pytest.raises(AssistantError):
        shown("crash", tmp_path)


def test_hostile_words_bring_no_elements(tmp_path: Path) -> None:
    answer = answered(tmp_path)
    hostile = replace(answer, notices=(Notice("x", HOSTILE_MARKUP),), answer=HOSTILE_MARKUP)
    refused = shown(f"{HOSTILE_MARKUP} ?", tmp_path)[-1]
    for markup in (reply_html(SAY, hostile), refused, asked(HOSTILE_MARKUP), error_html(SAY, HOSTILE_MARKUP)):
        assert not list(html.fromstring(markup).iter("img", "svg", "script", "b"))
        assert HOSTILE_MARKUP in html.fromstring(markup).text_content()
        assert "\n" not in markup


def test_a_question_keeps_its_lines() -> None:
    assert asked("one\n\ntwo").count("<br>") == 2
