"""Articles and their versions, as the library keeps them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corpus.article import Article, Publication
from corpus.database import Database
from corpus.errors import ArticleNotFoundError
from corpus.library import Library, LibraryCounts, VersionRef
from corpus.library_tables import MIGRATIONS

BRIDGE = Article(
    id="bridge",
    title="Quay Bridge to open “in January”",
    text="The bridge will open in January.\n\nCafé Zoë is pleased: 日本語, 👩‍👩‍👧.",
    url="https://harbourpost.example/bridge?a=1&b=2",
    outlet="Harbour Post",
    authors=("Ann O’Dowd", "Yū Sato"),
    published=Publication(datetime(2024, 11, 29, 9, 30, tzinfo=UTC), "Fri, 29 Nov 2024 09:30:00 GMT"),
    language="en",
)
STRIKE = Article(id="strike", title="Strike over", text="The strike is over.")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "library.sqlite3", MIGRATIONS)
    yield database
    database.close()


@pytest.fixture
def library(database: Database) -> Library:
    return Library(database)


def put(library: Library, *articles: Article) -> None:
    """Write each, and answer from it."""
    for article in articles:
        library.make_current(article.id, library.write_version(article).number)


def published(id: str, day: str | None, title: str = "News") -> Article:
    return Article(id, title, f"{id}.", published=Publication.from_iso(day) if day else None)


@pytest.mark.parametrize(
    "article",
    [
        BRIDGE,
        STRIKE,
        replace(BRIDGE, published=Publication(date(2024, 11, 29), "29 November 2024")),
        replace(STRIKE, text=""),
    ],
    ids=["everything known", "least known", "day alone known", "no text"],
)
def test_an_article_is_read_back_as_it_was_written(library: Library, article: Article) -> None:
    put(library, article)
    assert library.current(article.id).article == article


def test_versions_are_numbered_from_1(library: Library) -> None:
    assert library.write_version(BRIDGE).number == 1
    assert library.write_version(replace(BRIDGE, text="It will open in March.")).number == 2
    assert library.write_version(STRIKE).number == 1


def test_every_version_stays_readable(library: Library) -> None:
    put(library, BRIDGE, replace(BRIDGE, text="It will open in March."), replace(BRIDGE, text="It will not open."))
    assert library.version("bridge", 1).article == BRIDGE
    assert [version.article.text for version in library.versions("bridge")[1:]] == [
        "It will open in March.",
        "It will not open.",
    ]


def test_a_version_knows_when_it_came_to_the_second_in_utc(library: Library) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    written = library.write_version(BRIDGE)
    assert before <= datetime.fromisoformat(written.added_at) <= datetime.now(UTC)
    assert written.added_at.endswith("+00:00")
    assert library.latest("bridge") == written


def test_a_written_version_is_the_latest_and_answers_once_it_is_made_current(library: Library) -> None:
    put(library, BRIDGE)
    library.write_version(replace(BRIDGE, text="It will open in March."))
    latest = library.latest("bridge")
    assert latest is not None
    assert (latest.number, library.current("bridge").number) == (2, 1)
    library.make_current("bridge", 2)
    assert library.current("bridge").article.text == "It will open in March."


def test_an_article_without_a_current_version_answers_nothing_yet(library: Library) -> None:
    library.write_version(BRIDGE)
    with pytest.raises(ArticleNotFoundError):
        library.current("bridge")
    assert list(library.articles()) == []
    assert library.current_versions() == []
    assert library.counts() == LibraryCounts(articles=0, versions=1, newest=None, waiting=1)


def test_what_was_written_but_not_made_current_is_unfinished(library: Library) -> None:
    put(library, BRIDGE, STRIKE)
    assert library.unfinished() == []
    library.write_version(replace(STRIKE, text="The strike goes on."))
    library.write_version(published("storm", None))
    assert library.unfinished() == [VersionRef("strike", 2, 19), VersionRef("storm", 1, 6)]


def test_only_the_newest_unfinished_version_is_work(library: Library) -> None:
    put(library, STRIKE)
    library.write_version(replace(STRIKE, text="The strike goes on."))
    library.write_version(replace(STRIKE, text="No."))
    assert library.unfinished() == [VersionRef("strike", 3, 3)]
    library.make_current("strike", 3)
    assert library.unfinished() == []


def test_unfinished_articles_come_in_the_order_they_were_written(library: Library) -> None:
    for id in ("m", "z", "a"):
        library.write_version(published(id, None))
    assert [ref.article_id for ref in library.unfinished()] == ["m", "z", "a"]


def test_characters_are_code_points(library: Library) -> None:
    library.write_version(replace(STRIKE, text="Zoë 👩‍👩‍👧"))
    assert library.unfinished() == [VersionRef("strike", 1, 9)]


def test_current_versions_are_the_ones_that_answer(library: Library) -> None:
    put(library, STRIKE, replace(STRIKE, text="No."), BRIDGE)
    library.write_version(replace(BRIDGE, text="It will open in March."))
    assert library.current_versions() == [VersionRef("strike", 2, 3), VersionRef("bridge", 1, len(BRIDGE.text))]


def test_counts_are_of_articles_all_their_versions_and_the_newest_day(library: Library) -> None:
    put(library, BRIDGE, replace(BRIDGE, text="It will open in March."), STRIKE, published("storm", "2024-11-28"))
    assert library.counts() == LibraryCounts(articles=3, versions=4, newest="2024-11-29", waiting=0)


def test_counts_follow_each_change(library: Library) -> None:
    seen = [library.counts().articles]
    put(library, BRIDGE)
    seen.append(library.counts().articles)
    library.remove("bridge")
    seen.append(library.counts().articles)
    assert seen == [0, 1, 0]


def test_counts_forget_what_a_transaction_took_back(library: Library, database: Database) -> None:
    def put_count_and_fail() -> None:
        with database.transaction():
            put(library, BRIDGE)
            assert library.counts().articles == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        put_count_and_fail()
    assert library.counts().articles == 0


def test_an_empty_library_counts_nothing(library: Library) -> None:
    assert library.counts() == LibraryCounts(articles=0, versions=0, newest=None, waiting=0)


def test_articles_come_newest_publication_first_and_undated_ones_last(library: Library) -> None:
    put(
        library,
        published("undated", None),
        published("old", "2023-01-01"),
        published("noon", "2024-11-28T12:00:00+00:00"),
        published("morning", "2024-11-28T06:00:00+00:00"),
        published("next day", "2024-11-29"),
    )
    order = [version.article.id for version in library.articles()]
    assert order == ["next day", "noon", "morning", "old", "undated"]


def test_articles_of_one_day_come_by_title(library: Library) -> None:
    put(library, published("1", "2024-11-28", "Storm"), published("2", "2024-11-28", "Bridge"))
    assert [version.article.title for version in library.articles()] == ["Bridge", "Storm"]


def test_a_removed_article_is_gone_with_all_its_versions(library: Library) -> None:
    put(library, STRIKE, replace(STRIKE, text="No."), BRIDGE)
    library.remove("strike")
    assert library.latest("strike") is None
    assert library.counts().versions == 1
    with pytest.raises(ArticleNotFoundError):
        library.versions("strike")


def test_an_article_that_comes_back_begins_with_version_1(library: Library) -> None:
    put(library, STRIKE, replace(STRIKE, text="No."))
    library.remove("strike")
    put(library, STRIKE)
    assert library.current("strike").number == 1


def test_there_is_no_latest_version_of_an_unknown_article(library: Library) -> None:
    assert library.latest("storm") is None


@pytest.mark.parametrize("call", ["current", "versions", "remove"])
def test_an_unknown_article_is_an_error_that_says_how_to_see_the_known_ones(library: Library, call: str) -> None:
    with pytest.raises(ArticleNotFoundError) as missing:
        getattr(library, call)("storm")
    assert str(missing.value) == "There is no article storm in the library. `assistant articles` lists what there is."


def test_an_unknown_version_is_an_error_that_names_it(library: Library) -> None:
    put(library, STRIKE)
    with pytest.raises(ArticleNotFoundError, match=r"no article strike \(version 2\)"):
        library.version("strike", 2)


def test_hostile_ids_are_only_ids(library: Library) -> None:
    hostile = Article("'; DROP TABLE version; --", "x", "Still here.")
    put(library, STRIKE, hostile)
    assert library.current(hostile.id).article == hostile
    library.remove(hostile.id)
    assert library.current("strike").article == STRIKE


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Strike on"},
        {"text": "The strike is over!"},
        {"url": "https://harbourpost.example/strike"},
        {"outlet": "Harbour Post"},
        {"authors": ("Ann O’Dowd",)},
        {"published": Publication(date(2024, 11, 29), "29 November 2024")},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_a_reader_would_notice_changes_the_content_hash(change: dict[str, object]) -> None:
    changed = replace(STRIKE, **change)  # type: ignore[arg-type]  # each value fits its field
    assert changed.content_hash != STRIKE.content_hash


def test_how_a_source_words_a_date_does_not_change_the_content_hash() -> None:
    one = replace(STRIKE, published=Publication(date(2024, 11, 29), "29 November 2024"))
    other = replace(STRIKE, published=Publication(date(2024, 11, 29), "2024-11-29"))
    assert one.content_hash == other.content_hash


def test_a_retired_article_is_kept_and_answers_nothing_until_it_is_restored(library: Library) -> None:
    put(library, BRIDGE)

    library.retire("bridge")

    assert list(library.articles()) == []
    assert library.unfinished() == library.current_versions() == []
    assert [version.article for version in library.retired()] == [BRIDGE]
    assert library.version("bridge", 1).article == BRIDGE
    assert library.counts().articles == library.counts().waiting == 0

    assert library.restore("bridge")
    assert not library.restore("bridge")
    assert [ref.article_id for ref in library.unfinished()] == ["bridge"]
    with pytest.raises(ArticleNotFoundError):
        library.retire("strike")


def test_articles_are_listed_by_the_instant_of_publication_whatever_its_zone(library: Library) -> None:
    put(library, published("early", "2024-11-22T23:00:00+02:00"), published("late", "2024-11-22T22:00:00+00:00"))

    assert [version.article.id for version in library.articles()] == ["late", "early"]


def test_what_the_source_says_about_changes_is_kept_and_makes_no_new_version(library: Library) -> None:
    changed = replace(STRIKE, modified=Publication.from_iso("2024-11-23T08:00:00+01:00"))
    put(library, changed)

    assert library.version("strike", 1).article == changed
    assert changed.content_hash == STRIKE.content_hash
