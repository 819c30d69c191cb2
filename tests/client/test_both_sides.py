"""One suite over an assistant that is open here and over the same on a server: same values, same errors."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fastapi import FastAPI

from assistant import connect
from assistant.assistant import Assistant
from assistant.client.contract import AnyAssistant
from assistant.errors import ConversationNotFoundError, NoModelError, UsageError
from assistant.events import Finished, Found, Searching, SentenceReady
from assistant.follow_ups import Earlier
from assistant.server import build_app
from assistant.support.given_text import GivenText
from corpus.article import Article, Publication
from corpus.errors import ArticleNotFoundError, FetchError, SourceNotFoundError
from corpus.filters import Filters
from corpus.reading.draft import Draft
from index.progress import UpdateProgress
from tests.assistant.conftest import lent_reader, world  # noqa: F401  (fixtures)
from tests.loopback import running
from tests.small_world import SITE, SmallWorld, item, page_html
from tests.web import Reply

BRIDGE = "The Quay Bridge in Skellhaven was shut on Friday after Ines Garrowby saw cracks in its pins."
WHY = "Why was the Quay Bridge in Skellhaven shut?"


def day(iso: str) -> Publication:
    return Publication.from_iso(iso, f"as it was written: {iso}")


ARTICLES = (
    Article("bridge", "Quay Bridge shut", BRIDGE, "https://post.test/bridge", "Harbour Post", ("Ana Lo", "Bo Li")),
    Article("day", "Milk prices", "Milk prices in Orle rose in August.", published=day("2024-09-13")),
    Article("instant", "Rain", "Rain fell on the market square of Orle.", published=day("2024-09-14T08:00:00+02:00")),
)


def without_window(app: FastAPI, assistant: Assistant) -> FastAPI:
    """An application whose window is left out."""
    return app


@pytest.fixture
def opened(world: SmallWorld) -> Iterator[Assistant]:  # noqa: F811
    """A library of three articles in a small world."""
    with world.open() as assistant:
        assistant.add_articles(iter(ARTICLES))
        yield assistant


@pytest.fixture(params=["here", "served"])
def library(request: pytest.FixtureRequest, opened: Assistant) -> Iterator[AnyAssistant]:
    """The library itself, and the same through a server."""
    if request.param == "here":
        yield opened
        return
    with running(build_app(opened, without_window)) as address, connect(address) as library:
        yield library


def test_articles_and_their_versions_are_whole(library: AnyAssistant, opened: Assistant) -> None:
    opened.add_articles(iter([replace(ARTICLES[0], text=f"{BRIDGE} It opens in June.")]))

    assert {version.article.id: version.article for version in library.articles()}["day"] == ARTICLES[1]
    assert next(version.article for version in library.versions("bridge")) == ARTICLES[0]
    assert library.article("bridge", 1).article == ARTICLES[0]
    assert library.article("instant").article == ARTICLES[2]
    assert library.listed(limit=2) == opened.listed(limit=2)
    assert library.status() == opened.status()
    assert library.index_state() == opened.index_state()
    assert library.searchable_passages() == 3


def test_a_question_is_answered(library: AnyAssistant) -> None:
    answer = library.ask(WHY, asked_on=date(2024, 9, 15), filters=Filters(outlets=("Harbour Post",)))

    assert (answer.outcome, answer.asked_on, answer.filters.outlets) == ("answered", "2024-09-15", ("Harbour Post",))
    assert answer.citations[0].quote == BRIDGE
    assert isinstance(answer.citations[0].spans, tuple)


def test_an_answer_comes_step_by_step(library: AnyAssistant) -> None:
    kinds = [type(event) for event in library.stream(WHY)]

    assert kinds[:2] == [Searching, Found]
    assert SentenceReady in kinds
    assert kinds[-1] is Finished


def test_a_follow_up_is_searched_with_the_question_before_it(library: AnyAssistant) -> None:
    assert library.ask("When?", earlier=[Earlier(WHY, BRIDGE)]).query == f"When? {WHY}"


def test_passages_are_found(library: AnyAssistant) -> None:
    found = library.search("Milk prices in Orle", limit=1)
    assert [passage.article_id for passage in found] == ["day"]


def test_a_text_is_checked_against_the_library_articles_and_texts(library: AnyAssistant, opened: Assistant) -> None:
    given = GivenText("It rained on 3 May.", "Diary", published=date(2024, 5, 4))

    assert library.check(f"{BRIDGE} It rained.") == opened.check(f"{BRIDGE} It rained.")
    assert [one.supported for one in library.check(BRIDGE, articles=["day"]).sentences] == [False]
    report = library.check("It rained on 3 May. It rained on 9 May.", given=[given])
    assert [one.supported for one in report.sentences] == [True, False]
    assert report.citations[0].published == "2024-05-04"


def test_what_can_be_narrowed_to_is_told(library: AnyAssistant, opened: Assistant) -> None:
    assert library.facets() == opened.facets()
    assert [one.value for one in library.facets().outlets] == ["Harbour Post"]


def test_a_text_is_added(library: AnyAssistant) -> None:
    report = library.add_text(Draft(text="A heron nested on the church roof at Wexby.", title="Heron", tags=("birds",)))

    assert library.article(report.added[0]).article.tags == ("birds",)


def test_a_conversation_is_kept_and_rated(library: AnyAssistant) -> None:
    begun = library.conversations.begin()
    answer = library.ask(WHY, conversation=begun.id)

    [turn] = library.conversations.turns(begun.id)
    assert turn.answer == answer
    rated = library.conversations.rate(turn.id, good=False, reason="too short")
    assert rated.feedback
    assert (rated.feedback.good, rated.feedback.reason) == (False, "too short")
    assert [one.id for one in library.conversations.page("bridge").conversations] == [begun.id]
    assert library.conversations.rename(begun.id, "The bridge").title == "The bridge"
    library.conversations.remove(begun.id)
    with pytest.raises(ConversationNotFoundError):
        library.conversations.get(begun.id)


def test_files_are_added_and_progress_is_told(library: AnyAssistant, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("One\n\nAn owl was seen in the old mill at Wexby on Sunday.", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    told: list[UpdateProgress] = []

    intake = library.take_in([str(tmp_path / "one.txt"), str(tmp_path / "empty.txt")], told.append)

    assert (len(intake.report.added), intake.sources) == (1, [])
    assert [Path(skipped.name).name for skipped in intake.report.skipped] == ["empty.txt"]
    assert "indexing" in {progress.stage for progress in told}
    assert library.article(intake.report.added[0]).article.title == "One"
    library.remove(intake.report.added[0])
    with pytest.raises(ArticleNotFoundError, match=intake.report.added[0]):
        library.article(intake.report.added[0])


def test_what_is_skipped_has_the_same_name_on_both_sides(
    library: AnyAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "box").mkdir()
    (tmp_path / "box" / "empty.txt").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    taken, added = library.take_in(["box", "missing.txt"]).report, library.add([Path("box"), Path("missing.txt")])

    names = [str(tmp_path / "box" / "empty.txt"), "missing.txt"]
    assert [skipped.name for skipped in taken.skipped] == [skipped.name for skipped in added.skipped] == names


def test_a_source_is_kept_updated_paused_and_forgotten(library: AnyAssistant, world: SmallWorld) -> None:  # noqa: F811
    page = world.page("/owl", "An owl at Wexby", "An owl was seen in the old mill.")
    feed = world.feed("/feed.xml", item(page, title="An owl at Wexby"))

    [added] = library.take_in([feed], followed=True).sources

    assert (added.is_new, added.source.kind, added.source.address) == (True, "feed", feed)
    [state] = library.sources()
    assert (state.source.id, state.counts.articles) == (added.source.id, 1)
    assert library.find_source(feed) == library.find_source(added.source.id) == state.source
    library.pause_source(added.source.id)
    assert library.sources()[0].source.paused == "Paused by hand."
    assert library.update_sources() == []
    library.resume_source(added.source.id)
    [collected] = library.update_sources()
    assert (collected.source.id, collected.failure) == (added.source.id, None)
    assert library.retry_source(added.source.id).line == library.update_source(added.source.id).line
    assert {job.kind for job in library.jobs()} >= {"update"}
    library.remove_source(added.source.id)
    assert library.sources() == []


def test_updating_ends_early_when_it_is_told_to(library: AnyAssistant, world: SmallWorld) -> None:  # noqa: F811
    slow = [Reply(body=page_html(f"Owl {n}", f"Owl {n} was seen at the mill."), delay_s=0.4) for n in range(8)]
    pages = [world.web.add(f"/{number}", reply, host=SITE) for number, reply in enumerate(slow)]
    feed = world.feed("/feed.xml", *(item(page, title=page) for page in pages))
    begun = time.monotonic()

    intake = library.take_in([feed], stopped=lambda: time.monotonic() - begun > 0.3)

    assert len(intake.report.added) < 8


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda library: library.ask("  "), UsageError),
        (lambda library: list(library.stream("why " * 1000)), UsageError),
        (lambda library: library.ask(WHY, filters=Filters(outlets=("Nobody",))), UsageError),
        (lambda library: library.ask(WHY, mode="writing"), NoModelError),
        (lambda library: library.check(" "), UsageError),
        (lambda library: library.check(BRIDGE, articles=["nothing"]), ArticleNotFoundError),
        (lambda library: library.article("nothing"), ArticleNotFoundError),
        (lambda library: library.pause_source("nothing"), SourceNotFoundError),
        (lambda library: library.find_source("nothing"), SourceNotFoundError),
        (lambda library: library.add_source("https://nowhere.invalid/"), FetchError),
        (lambda library: library.conversations.turns("nothing"), ConversationNotFoundError),
    ],
)
def test_errors_are_of_the_same_kind_and_say_the_same(
    library: AnyAssistant, opened: Assistant, call: Callable[[AnyAssistant], object], error: type[Exception]
) -> None:
    with pytest.raises(error) as here:
        call(opened)
    with pytest.raises(error) as there:
        call(library)

    assert (type(there.value), str(there.value)) == (type(here.value), str(here.value))


def test_the_index_is_verified_rebuilt_and_compacted(library: AnyAssistant) -> None:
    assert library.verify_index().whole
    library.rebuild_index()
    library.compact()
    assert library.index_state().searchable == 3
