"""An article's versions and what changed between them."""

from dataclasses import replace
from pathlib import Path

from lxml import html

from assistant.window.opening import Opening
from assistant.window.shelf import Shelf
from assistant.window.texts import texts_in
from assistant.window.versions_html import changed_texts_html, changed_title_html, versions_html
from assistant.window.views import ArticleView, ChangesView, VersionView
from corpus.article import Publication
from tests.fake_assistant import FakeAssistant
from tests.small_articles import small_library

SAY = texts_in("en")
CREAMERY = small_library()["creamery"]
FIRST = replace(
    CREAMERY,
    article=replace(CREAMERY.article, title="Creamery strike over", text="Pay is 2 <b>euros</b>.\n\nSo it is."),
)
SECOND = replace(
    CREAMERY,
    number=2,
    added_at="2024-12-03T08:00:00+00:00",
    article=replace(FIRST.article, title="Creamery strike ends", text="Pay is 3 <b>euros</b>.\n\nSo it is."),
)


def assistant(tmp_path: Path, retired: tuple[str, ...] = ()) -> FakeAssistant:
    return FakeAssistant(tmp_path, {"creamery": SECOND}, old={"creamery": [FIRST]}, retired=set(retired))


def opened(fragment: str, assistant: FakeAssistant) -> html.HtmlElement:
    return html.fromstring(f"<div>{Opening(assistant, Shelf()).open(SAY, fragment)}</div>")


def test_the_versions_are_listed_newest_first_with_links_to_what_changed() -> None:
    listed = html.fromstring(versions_html(SAY, [FIRST, SECOND], shown=2))
    assert [link.text_content() for link in listed.iter("a")] == [
        "Version 2, first seen 3 Dec 2024",
        "what changed",
        "Version 1, first seen 1 Dec 2024",
    ]
    assert [link.get("aria-current") for link in listed.iter("a")] == ["true", None, None]
    assert listed.findall(".//a")[1].get("href") == "#changes-2-creamery"


def test_a_single_version_needs_no_list() -> None:
    assert versions_html(SAY, [FIRST], shown=1) == ""


def test_changed_words_are_marked_as_removed_and_added_and_markup_stays_text() -> None:
    shown = html.fromstring(f"<div>{changed_texts_html(SAY, FIRST.article, SECOND.article)}</div>")
    assert [(one.tag, one.text) for one in shown.iter("ins", "del")] == [("del", "2"), ("ins", "3")]
    assert shown.find("p").text_content() == "Pay is 23 <b>euros</b>."
    assert changed_title_html(SAY, FIRST.article, SECOND.article) == "Creamery strike <del>over</del><ins>ends</ins>"


def test_unchanged_paragraphs_far_from_changes_are_left_out() -> None:
    paragraphs = [f"Paragraph {number}." for number in range(9)]
    before = replace(FIRST.article, text="\n\n".join(paragraphs))
    after = replace(before, text="\n\n".join([*paragraphs[:4], "Paragraph four.", *paragraphs[5:]]))
    shown = html.fromstring(f"<div>{changed_texts_html(SAY, before, after)}</div>")
    assert [p.text_content() for p in shown.iter("p")] == ["…", "Paragraph 3.", "Paragraph 4four.", "Paragraph 5.", "…"]


def test_a_change_of_date_is_shown_and_the_same_text_is_said_to_be_the_same() -> None:
    later = replace(FIRST.article, published=Publication.from_iso("2024-11-09"))
    shown = changed_texts_html(SAY, FIRST.article, later)
    assert "<del>Orle Valley Courier · Owen Skaife · 8 Nov 2024</del>" in shown
    assert "<ins>Orle Valley Courier · Owen Skaife · 9 Nov 2024</ins>" in shown
    assert SAY("panel.same_text") in changed_texts_html(SAY, FIRST.article, FIRST.article)


def test_links_open_the_article_a_version_of_it_and_its_changes(tmp_path: Path) -> None:
    library = assistant(tmp_path)
    assert opened(ArticleView("creamery").fragment, library).findtext(".//h2") == "Creamery strike ends"
    assert opened(VersionView("creamery", 1).fragment, library).findtext(".//h2") == "Creamery strike over"
    changes = opened(ChangesView("creamery", 2).fragment, library)
    assert changes.find(".//h2").text_content() == "Creamery strike overends"
    assert changes.find(".//a[@aria-current]").get("href") == "#changes-2-creamery"


def test_a_version_that_is_not_kept_is_said_to_be_gone(tmp_path: Path) -> None:
    for view in (VersionView("creamery", 9), ChangesView("creamery", 1), ChangesView("gone", 2)):
        assert SAY("panel.article_gone") in opened(view.fragment, assistant(tmp_path)).text_content()


def test_a_retired_article_can_be_read_and_says_that_it_answers_nothing(tmp_path: Path) -> None:
    panel = opened(ArticleView("creamery").fragment, assistant(tmp_path, retired=("creamery",)))
    assert panel.findtext(".//h2") == "Creamery strike ends"
    assert SAY("panel.answers_nothing") in panel.text_content()
    assert (
        SAY("panel.answers_nothing") not in opened(ArticleView("creamery").fragment, assistant(tmp_path)).text_content()
    )
