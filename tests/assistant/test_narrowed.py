"""Questions, searches and lists narrowed by filters; tags as sources give them."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.assistant import Assistant
from assistant.cli import app
from assistant.errors import UsageError, WrongFilterError
from assistant.wiring import open_assistant
from corpus.article import Article, Publication
from corpus.filters import Filters
from tests.conftest import SMALL_MODELS
from tests.fakes import WordHashEmbedder
from tests.small_world import SHUT, SmallWorld, item, only_version

BRIDGE = Article(
    "bridge",
    "Bridge shut",
    "The bridge shut on Friday.",
    outlet="Harbour Post",
    authors=("Ann Low",),
    published=Publication.from_iso("2024-11-22"),
    tags=("Roads",),
)
FERRY = replace(BRIDGE, id="ferry", title="Ferry", text="The ferry sailed on Friday.", outlet="Valley Courier", tags=())


@pytest.fixture
def library(small_assistant: Assistant) -> Assistant:
    small_assistant.add_articles(iter([BRIDGE, FERRY]))
    return small_assistant


def test_an_answer_comes_from_what_is_let_through_and_says_what_that_was(library: Assistant) -> None:
    answer = library.ask("The bridge shut on Friday?", filters=Filters(outlets=("harbour post",)))
    assert {citation.article_id for citation in answer.citations} == {"bridge"}
    assert {passage.article_id for passage in answer.passages} == {"bridge"}
    assert answer.filters == Filters(outlets=("Harbour Post",))
    assert answer.to_json()["filters"]["outlets"] == ["Harbour Post"]
    assert answer.coverage is not None
    assert (answer.coverage.searched_articles, answer.coverage.library_articles) == (1, 2)
    everywhere = library.ask("The bridge shut on Friday?").coverage
    assert everywhere is not None
    assert everywhere.searched_articles is None


def test_a_refusal_says_to_what_the_search_was_narrowed(library: Assistant) -> None:
    filters = Filters(outlets=("valley courier",), since=date(2024, 11, 1))
    answer = library.ask("The bridge shut in November?", filters=filters, asked_on=date(2024, 11, 23))
    assert answer.refusal is not None
    assert answer.refusal.reason == (
        "The articles do not say. Only 1 of 2 articles were searched for “The bridge shut in November?”: "
        "outlet “Valley Courier”, from 2024-11-01."
    )


def test_a_refusal_says_where_nothing_is_let_through(library: Assistant) -> None:
    filters = Filters(outlets=("Valley Courier",), tags=("roads",))
    answer = library.ask("The bridge shut on Friday?", filters=filters)
    assert answer.refusal is not None
    assert answer.refusal.reason == (
        "No article is let through by the filters (outlet “Valley Courier”, tag “Roads”). Take one of them away."
    )
    assert answer.passages == ()


def test_a_name_that_no_article_has_is_wrong_use_at_every_way_in(library: Assistant) -> None:
    wrong = Filters(outlets=("Habour Post",))
    ways = (
        lambda: library.ask("Which bridge?", filters=wrong),
        lambda: library.search("bridge", filters=wrong),
        lambda: library.listed(filters=wrong),
        lambda: library.articles(wrong),
        lambda: library.facets(wrong),
    )
    for way in ways:
        with pytest.raises(WrongFilterError, match="Did you mean “Harbour Post”"):
            way()
    assert issubclass(WrongFilterError, UsageError)


def test_a_search_gives_passages_and_a_list_articles(library: Assistant) -> None:
    filters = Filters(authors=("ann low",), tags=("ROADS",))
    assert {passage.article_id for passage in library.search("Friday")} == {"bridge", "ferry"}
    assert [passage.text for passage in library.search("Friday", filters=filters)] == ["The bridge shut on Friday."]
    assert len(library.search("Friday", limit=1)) == 1
    assert [version.article.id for version in library.articles(filters)] == ["bridge"]
    assert [line.id for line in library.listed(filters=filters).articles] == ["bridge"]
    assert [facet.label for facet in library.facets(filters).outlets] == ["Harbour Post"]
    with pytest.raises(UsageError):
        library.search("  ")


def test_a_kept_turn_keeps_what_it_was_narrowed_to(library: Assistant) -> None:
    conversation = library.conversations.begin()
    library.ask("The bridge shut?", filters=Filters(tags=("roads",)), conversation=conversation.id)
    [turn] = library.conversations.turns(conversation.id)
    assert turn.answer.filters == Filters(tags=("Roads",))


def test_changed_tags_make_no_version_and_embed_nothing(tmp_path: Path) -> None:
    embedder = WordHashEmbedder()
    with open_assistant(tmp_path, models=replace(SMALL_MODELS, embedder=lambda: embedder)) as library:
        library.add_articles(iter([BRIDGE]))
        embedded = len(embedder.embedded)
        report = library.add_articles(iter([replace(BRIDGE, tags=("Bridges", "Roads"))]))
        assert (report.unchanged, report.changed, report.added) == (1, [], [])
        assert len(embedder.embedded) == embedded
        assert library.article("bridge").number == 1
        assert library.article("bridge").article.tags == ("Bridges", "Roads")
        assert {passage.article_id for passage in library.search("bridge", filters=Filters(tags=("bridges",)))} == {
            "bridge"
        }


def test_the_categories_of_a_feed_and_the_keywords_of_its_page_are_tags(world: SmallWorld) -> None:
    page = world.page("/news/bridge", "Quay Bridge shut", SHUT, head='<meta name="keywords" content="Bridges, roads">')
    entry = item(page, guid="1", title="Bridge").replace(
        "</item>", "<category>Roads</category><category>Skell</category></item>"
    )
    with world.open() as assistant:
        source = assistant.add_source(world.feed("/feed", entry))
        assert only_version(assistant).article.tags == ("Bridges", "roads", "Skell")
        assert [version.number for version in assistant.articles(Filters(tags=("skell",), sources=(source.id,)))] == [1]


def test_the_tags_and_folders_of_a_reading_list_go_to_its_articles(world: SmallWorld) -> None:
    page = world.page("/news/bridge", "Quay Bridge shut", SHUT)
    listing = world.directory / "list.csv"
    listing.write_text(
        f'URL,Title,Selection,Folder,Timestamp,Tags\n{page},Bridge,,Engineering,1700000000,"[""to read""]"\n'
    )
    with world.open() as assistant:
        assistant.take_in([str(listing)])
        assert only_version(assistant).article.tags == ("Engineering", "to read")


ARTICLES = (
    {
        "id": "bridge",
        "text": "The bridge shut on Friday, the port said.",
        "outlet": "Harbour Post",
        "tags": ["Roads"],
        "published": "2024-11-22",
    },
    {
        "id": "ferry",
        "text": "The ferry sailed on Friday, the port said.",
        "outlet": "Valley Courier",
        "authors": ["Ann Low"],
    },
)


@pytest.mark.model
def test_the_command_line_takes_filters_on_every_command_that_searches(tmp_path: Path) -> None:
    file, data = tmp_path / "articles.jsonl", ["--data", str(tmp_path / "data"), "--json"]
    file.write_text("".join(json.dumps(article) + "\n" for article in ARTICLES))

    def run(*words: str) -> tuple[int, Any]:
        result = CliRunner().invoke(app, [*words, *data])
        return result.exit_code, json.loads(result.stdout)

    assert run("add", str(file))[0] == 0
    _, found = run("search", "What happened on Friday?", "--outlet", "harbour post", "--outlet", "VALLEY COURIER")
    assert {one["article_id"] for one in found} == {"bridge", "ferry"}
    assert [one["article_id"] for one in run("search", "Friday", "--author", "ann low")[1]] == ["ferry"]
    assert [one["id"] for one in run("articles", "--since", "2024-01-01")[1]] == ["bridge"]
    assert [one["tags"] for one in run("articles", "--tag", "roads")[1]] == [["Roads"]]
    code, answer = run("ask", "What shut on Friday?", "--article", "ferry", "--until", "2030-01-01")
    assert (code, answer["filters"]["articles"], answer["filters"]["to"]) == (3, ["ferry"], "2030-01-01")
    code, error = run("ask", "What shut on Friday?", "--outlet", "Harbor Post")
    assert (code, error["error"]["code"]) == (2, "WrongFilterError")
    assert "Did you mean “Harbour Post”?" in error["error"]["message"]
