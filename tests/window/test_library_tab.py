"""The Library tab's lists and what its buttons do."""

import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html

from assistant.running import Running
from assistant.window import doing
from assistant.window.articles_html import articles_html
from assistant.window.doing import Deeds, Refused
from assistant.window.library_html import library_html
from assistant.window.library_tab import LibraryTab, Narrowing
from assistant.window.phrases import state_line
from assistant.window.sources_html import sources_html
from assistant.window.texts import texts_in
from corpus.listing import ListedArticle, ListPage
from index.reports import IndexState
from index.updating import UpdateProgress
from tests.fake_assistant import FakeAssistant, FakeSource
from tests.small_articles import small_library, small_sources

SAY = texts_in("en")
NOON = datetime(2024, 12, 20, 12, 0, tzinfo=UTC)
ARTICLE = ListedArticle("a/1", "Otters & co", "Harbour Post", "2024-11-08", "2024-12-01T00:00:00+00:00", 3, True)


def library(tmp_path: Path) -> FakeAssistant:
    return FakeAssistant(tmp_path, small_library(), kept=small_sources())


def shown(*states: FakeSource, running: Running | None = None) -> html.HtmlElement:
    return html.fromstring(f"<div>{sources_html(SAY, states, running or Running(), NOON)}</div>")


def text_of(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def names(element: html.HtmlElement) -> list[str]:
    return [text_of(button) for button in element.iter("button")]


def test_a_source_tells_what_it_is_what_came_of_it_and_when_it_is_looked_at_again() -> None:
    feed = shown(small_sources()["f1"])
    assert text_of(feed.find(".//p[@class='aa-row-head']")) == "Harbour Post Feed"
    assert text_of(feed.find(".//p[@class='aa-soft']")) == (
        "Looked at 12:00: 2 new, 1 changed, 1 failed · 1,204 articles · next at 20 Dec 2124 12:30"
    )
    assert text_of(feed.find(".//details")) == (
        "1 entry with a problem https://harbourpost.example/wall : it is behind a paywall Try again “Harbour Post”"
    )
    assert names(feed)[:3] == ["Update now “Harbour Post”", "Pause “Harbour Post”", "Remove “Harbour Post”"]


def test_a_paused_source_says_why_and_can_be_resumed() -> None:
    page = shown(small_sources()["p1"])
    assert "Not looked at yet · 1 article · paused: it is gone for good" in text_of(page)
    assert "Resume “https://valley.example/weather”" in names(page)
    assert "Pause “https://valley.example/weather”" not in names(page)


def test_a_hostile_source_brings_no_element_and_no_link() -> None:
    hostile = small_sources()["h1"]
    markup = shown(replace(hostile, source=replace(hostile.source, title="<b>x</b>", last_result="<i>y</i>")))
    assert not list(markup.iter("img", "b", "i", "a"))
    assert "/srv/<img src=x onerror=window.hurt=11>" in text_of(markup)
    assert not [name for one in markup.iter() for name in one.attrib if name.startswith("on")]


def test_what_runs_shows_how_far_it_is_and_can_be_stopped() -> None:
    running = Running(iter(range(100)).__next__)
    with running.begun("f1") as feed, running.begun("https://new.example") as new:
        assert feed
        assert new
        feed.progress(UpdateProgress("reading", articles=7))
        rows = shown(small_sources()["f1"], running=running).findall(".//li[div]")
    assert text_of(rows[0]) == "Adding https://new.example Looking for what is new Stop “https://new.example”"
    assert rows[1].find(".//p[@class='aa-working']").text == "Read 7 articles"
    assert names(rows[1])[0] == "Stop “Harbour Post”"
    assert "aa-working" not in sources_html(SAY, [small_sources()["f1"]], running, NOON)


def test_a_source_that_is_just_being_added_stands_there_once() -> None:
    page, running = small_sources()["p1"], Running()
    with running.begun(page.source.address):
        (row,) = shown(page, running=running).findall(".//li")
    assert names(row)[0] == "Stop “https://valley.example/weather”"


def test_no_sources_is_said() -> None:
    assert text_of(shown()) == SAY("sources.none")


def test_an_article_tells_its_outlet_day_versions_and_whether_it_answers() -> None:
    retired = replace(ARTICLE, versions=1, published=None, outlet=None, answers=False, retired_at="2024-12-02")
    waiting = replace(ARTICLE, answers=False)
    rows = html.fromstring(articles_html(SAY, ListPage((ARTICLE, retired, waiting), 0, 3), 50)).findall(".//li")
    assert [text_of(row.find("a")) for row in rows] == [
        "Otters & co Harbour Post · 8 Nov 2024 · 3 versions",
        "Otters & co retired no date",
        "Otters & co not searchable yet Harbour Post · 8 Nov 2024 · 3 versions",
    ]
    assert rows[0].find("a").get("href") == "#article-a%2F1"
    delete = rows[0].find(".//button")
    assert text_of(delete) == "Delete “Otters & co”"
    assert (delete.get("data-do"), delete.get("data-to")) == (doing.DELETE, "a%2F1")
    assert "Delete “Otters & co”" in delete.get("data-confirm")


@pytest.mark.parametrize(
    ("offset", "line", "newer", "older"),
    [(0, "1–50 of 120", None, "50"), (50, "51–100 of 120", "0", "100"), (100, "101–120 of 120", "50", None)],
)
def test_the_pages_lead_to_each_other(offset: int, line: str, newer: str | None, older: str | None) -> None:
    page = ListPage((ARTICLE,) * min(50, 120 - offset), offset, 120)
    pager = html.fromstring(f"<div>{articles_html(SAY, page, 50)}</div>").find(".//div[@class='aa-pager']")
    assert pager.findtext("span") == line
    assert [button.get("data-page") for button in pager.iter("button")] == [newer, older]
    assert [button.get("disabled") for button in pager.iter("button")] == [
        "" if to is None else None for to in (newer, older)
    ]


def test_the_boxes_have_names() -> None:
    boxes = html.fromstring(library_html(SAY))
    assert [box.get("aria-label") for box in boxes.iter("input")] == [SAY("library.address"), SAY("library.search")]


@pytest.mark.parametrize(
    ("state", "line"),
    [
        (IndexState(9, 9), "9 of 9 passages searchable"),
        (
            IndexState(
                0, 1200, rebuilding=True, words_only=True, reason="it changed", progress=UpdateProgress("x", 0, 0, 1, 4)
            ),
            "0 of 1,200 passages searchable, 2 articles waiting, the index is being built anew (25 %), "
            "until it is, articles are found by their words only",
        ),
        (IndexState(3, 9, reason="the disk is full"), "3 of 9 passages searchable, the disk is full"),
    ],
)
def test_the_state_of_the_index_is_told(state: IndexState, line: str) -> None:
    assert state_line(SAY, state, waiting=2 if state.rebuilding else 0) == line


def test_a_look_holds_all_parts_and_is_busy_while_something_runs(tmp_path: Path) -> None:
    assistant = library(tmp_path)
    tab = LibraryTab(assistant, lambda: NOON)
    parts = tab.look(SAY, Narrowing("quay"))
    assert parts["state"] == "30 of 30 passages searchable"
    assert ("Quay Bridge" in parts["articles"], "Creamery" in parts["articles"]) == (True, False)
    assert "Harbour Post" in parts["sources"]
    assert not parts["busy"]
    assistant.index = IndexState(1, 2, rebuilding=True)
    assert tab.look(SAY, Narrowing())["busy"]


def test_each_button_does_what_it_says(tmp_path: Path) -> None:
    assistant = library(tmp_path)
    deeds = Deeds(assistant)
    assert deeds.do(SAY, doing.UPDATE, "f1") == "“Harbour Post”: 1 added"
    assert deeds.do(SAY, doing.ADD, "  https://new.example/ ") == "Added “https://new.example/”: 1 added"
    deeds.do(SAY, doing.PAUSE, "f1")
    deeds.do(SAY, doing.RESUME, "p1")
    assert (assistant.kept["f1"].source.paused, assistant.kept["p1"].source.paused) == ("paused by hand", None)
    deeds.do(SAY, doing.REMOVE, "f1")
    assert "f1" not in assistant.kept
    deeds.do(SAY, doing.DELETE, "bridge delay/2")
    assert "bridge delay/2" not in assistant.library


@pytest.mark.parametrize(
    ("deed", "subject", "reason"),
    [
        (doing.ADD, "https://nowhere.example", "There is no such host"),
        (doing.UPDATE, "gone", "There is no source gone"),
        (doing.DELETE, "gone", "There is no article gone"),
        (doing.ADD, "  ", "Nothing was done"),
        ("__class__", "x", "Nothing was done"),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_reason(tmp_path: Path, deed: str, subject: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        Deeds(library(tmp_path)).do(SAY, deed, subject)
    assert "aa-not-done" in LibraryTab(library(tmp_path)).do(SAY, deed, subject)


def test_an_update_that_runs_is_not_begun_again_and_ends_when_stopped(tmp_path: Path) -> None:
    assistant = library(tmp_path)
    assistant.pause_s = 0.5
    deeds = Deeds(assistant)
    told: list[str] = []
    first = threading.Thread(target=lambda: told.append(deeds.do(SAY, doing.UPDATE, "f1")))
    first.start()
    while deeds.running.find("f1") is None:
        pass
    assert deeds.do(SAY, doing.UPDATE, "f1") == ""
    deeds.do(SAY, doing.STOP, "f1")
    first.join(20)
    assert told == [f"“Harbour Post”: nothing there{SAY('sources.stopped')}"]
    assert deeds.running.all() == []
    assert "from f1" not in assistant.library
