"""A German window over a real library: what came of sources, jobs, files and questions is told in German."""

import shutil
from datetime import date
from pathlib import Path

from lxml import html

from assistant.answer import Answer, Notice, Refusal
from assistant.assistant import Assistant
from assistant.errors import TokensReservedError, TokensSpentError
from assistant.inbox import HandedIn
from assistant.window.desk import Desk
from assistant.window.happened_html import happened_html
from assistant.window.library_tab import LibraryTab, Narrowing
from assistant.window.notices_html import notices_html
from assistant.window.refusal_html import refusal_html
from assistant.window.report_html import report_html
from assistant.window.texts import texts_in
from assistant.window.turn_html import reply_html
from assistant.writing.telling import instead_notice
from corpus.article import Article, Publication
from corpus.filters import Filters

SAG = texts_in("de")
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)
ASKED = date(2026, 1, 1)


def text_of(markup: str) -> str:
    return " ".join(html.fragment_fromstring(markup, create_parent=True).text_content().split())


def folder_of(tmp_path: Path) -> Path:
    folder = tmp_path / "Artikel"
    folder.mkdir()
    (folder / "bridge.txt").write_text("The bridge shut on Friday, and the ferry runs again.")
    (folder / "view.txt").write_bytes(PICTURE)
    return folder


def part(assistant: Assistant, name: str) -> str:
    return text_of(str(LibraryTab(assistant).look(SAG, Narrowing())[name]))  # type: ignore[literal-required]


def test_what_came_of_a_source_is_told_in_german_whatever_happens_to_it(
    small_assistant: Assistant, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path)
    source = small_assistant.add_source(str(folder))
    sources = part(small_assistant, "sources")
    assert "1 hinzugefügt, 1 ausgelassen · 1 Artikel" in sources
    assert "view.txt: ist ein Bild" in sources
    assert part(small_assistant, "state") == "1 von 1 Abschnitt durchsuchbar"

    shutil.rmtree(folder)
    tab = LibraryTab(small_assistant)
    assert text_of(tab.do(SAG, "update", source.id)) == "„Artikel“: der Ordner ist nicht da; seine Artikel bleiben"
    assert "der Ordner ist nicht da; seine Artikel bleiben" in part(small_assistant, "sources")
    tab.do(SAG, "pause", source.id)
    assert "von Hand pausiert" in part(small_assistant, "sources")


def test_why_something_was_kept_out_is_told_in_german(small_assistant: Assistant, tmp_path: Path) -> None:
    (tmp_path / "view.txt").write_bytes(PICTURE)
    report = small_assistant.hand_in([HandedIn(tmp_path / "view.txt", "view.txt")])
    assert "view.txt: ist ein Bild" in text_of(report_html(SAG, report, str))
    assert "view.txt: ist ein Bild" in part(small_assistant, "health")
    assert 'lang="en"' not in report_html(SAG, report, str)


def test_what_cannot_be_done_is_told_in_german(small_assistant: Assistant) -> None:
    desk = Desk(small_assistant)
    told = text_of(str(desk.change("add", "de", ["no-such-folder"])["html"]))
    assert told.startswith("Hier gibt es kein no-such-folder.")
    refused = text_of(str(desk.change("add", "de", ["http://127.0.0.1/"])["html"]))
    assert "wurde nicht geöffnet: das ist die Adresse dieser Maschine selbst" in refused
    gone = str(desk.see("open", "de", ["0" * 32])["error"])
    assert text_of(gone) == "Dieses Gespräch wird nicht mehr aufgehoben."
    assert "aa-error" not in gone
    assert "hat 201 Zeichen" in text_of(str(desk.act("rename", "de", ["x", "y" * 201])["error"]))


def test_a_refusal_of_an_empty_library_is_told_in_german(small_assistant: Assistant) -> None:
    reply = reply_html(SAG, small_assistant.ask("Who shut the bridge?"))
    assert "In der Bibliothek sind noch keine Artikel." in text_of(reply)
    assert "The library" not in reply


def test_a_refusal_that_filters_cause_is_told_in_german(small_assistant: Assistant) -> None:
    articles = [
        Article("a", "Bridge", "The bridge shut.", outlet="Post"),
        Article("b", "Ferry", "It sank.", tags=("Roads",)),
    ]
    small_assistant.add_articles(iter(articles))
    answer = small_assistant.ask("Who shut the bridge?", filters=Filters(outlets=("Post",), tags=("Roads",)))
    assert answer.refusal is not None
    assert answer.refusal.code == "filtered_out"
    told = text_of(refusal_html(SAG, answer, answer.refusal))
    assert "Die Filter lassen keinen Artikel durch." in told
    assert "0 der 2 Artikel durchsucht nach „Who shut the bridge?“." in told


def test_how_words_of_time_were_read_is_told_in_german(small_assistant: Assistant) -> None:
    small_assistant.add_articles(iter([dated("The bridge shut this week in rain.", "2024-09-13")]))
    answer = small_assistant.ask("The bridge shut this week", asked_on=ASKED)
    told = (
        "Der neueste Artikel ist vom 13. Sept. 2024. „this week“ wurde als 14. Aug. 2024 bis 13. Okt. 2024 verstanden."
    )
    assert told in text_of(reply_html(SAG, answer))
    assert text_of(reply_html(SAG, answer)).endswith("Aus 1 Artikel")  # of no outlet that is known
    assert told in text_of(happened_html(SAG, answer))
    assert answer.notices[0].text.startswith("The newest article is of 2024-09-13; “this week” was read as ")


def dated(text: str, day: str) -> Article:
    return Article("bridge", "Bridge", text, published=Publication.from_iso(day))


def test_notices_are_told_in_german() -> None:
    waiting = Notice("articles_waiting", "2 articles are still being indexed.", ("2",))
    assert text_of(notices_html(SAG, [waiting])).startswith("2 Artikel werden noch aufgenommen")
    assert text_of(notices_html(SAG, [Notice("words_only", "x")])).startswith("Der Index wird gerade gebaut")
    named = text_of(notices_html(SAG, [Notice("named_outlets", "x", ("Post", "Ledger <b>"))]))
    assert named == "Nur Artikel von Post, Ledger <b> wurden gelesen, und was andere daraus berichten."


def test_tokens_that_are_spent_and_those_that_are_set_aside_are_told_apart() -> None:
    spent, reserved = (instead_notice(error("…")) for error in (TokensSpentError, TokensReservedError))
    assert (spent.code, reserved.code) == ("tokens_spent", "tokens_reserved")
    for language, now, later in (
        ("de", "Frag gleich noch einmal.", "Morgen"),
        ("en", "Ask again in a moment.", "goes on tomorrow"),
    ):
        told = [text_of(notices_html(texts_in(language), [one])) for one in (spent, reserved)]
        assert later in told[0]
        assert now in told[1]
        assert later not in told[1]


def test_what_older_libraries_kept_is_shown(small_assistant: Assistant) -> None:
    answer = small_assistant.ask("Who shut the bridge?")
    kept = Answer.from_json({**answer.to_json(), "refusal": {"reason": "Nobody knows.", "nearest": []}})
    assert kept.refusal == Refusal("Nobody knows.")
    assert '<span lang="en">Nobody knows.</span>' in reply_html(SAG, kept)
    assert text_of(notices_html(SAG, [Notice("time_window", "“today” was read so.")])) == "“today” was read so."
