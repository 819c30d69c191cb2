"""What a library can be narrowed to, and how many articles that leaves."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corpus import library_tables, source_tables
from corpus.article import Article, Publication
from corpus.database import Database
from corpus.errors import FilterError
from corpus.facets import Facet, Faceting, Facets, MonthCount
from corpus.filters import Filters
from corpus.library import Library
from corpus.listing import Listing
from corpus.source import Entry, EntryState, Gathered, SourceKind
from corpus.sources import Sources


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    tables = (*library_tables.MIGRATIONS, *source_tables.MIGRATIONS)
    database = Database(tmp_path / "library.sqlite3", tables)
    put(database, "a", "Post", "2024-10-31", authors=("Ann",), tags=("Sea", "trade"))
    put(database, "b", "post", "2024-11-01T00:30:00+13:00", authors=("Ann", "Bo"), tags=("sea",))
    put(database, "c", "Post", "2024-11-30", language="de")
    put(database, "d", "Courier", "2024-11-02", authors=("Bo",))
    put(database, "e", None, None)
    yield database
    database.close()


def put(
    database: Database,
    id: str,
    outlet: str | None,
    day: str | None,
    *,
    authors: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
    language: str = "en",
) -> None:
    published = Publication.from_iso(day) if day else None
    article = Article(id, f"Title {id}", "Text.", None, outlet, authors, published, language, tags=tags)
    version = Library(database).write_version(article)
    Library(database).make_current(id, version.number)


def counted(facets: tuple[Facet, ...]) -> dict[str, int]:
    return {facet.label: facet.articles for facet in facets}


def test_names_are_counted_the_most_frequent_first_whatever_their_case(database: Database) -> None:
    facets = Faceting(database).facets()
    assert facets.outlets == (Facet("Post", "Post", 3), Facet("Courier", "Courier", 1))
    assert facets.authors == (Facet("Ann", "Ann", 2), Facet("Bo", "Bo", 2))
    assert facets.languages == (Facet("en", "en", 4), Facet("de", "de", 1))
    assert facets.tags == (Facet("Sea", "Sea", 2), Facet("trade", "trade", 1))
    assert facets.of("tags") == facets.tags
    assert facets.of("articles") == ()


def test_months_are_counted_by_outlet_and_articles_without_a_date_apart(database: Database) -> None:
    facets = Faceting(database).facets()
    assert facets.months == (
        MonthCount("2024-10", "Post", 1),
        MonthCount("2024-11", "Post", 2),
        MonthCount("2024-11", "Courier", 1),
    )
    assert (facets.articles, facets.undated, facets.oldest, facets.newest) == (5, 1, "2024-10-31", "2024-11-30")


def test_another_name_of_the_same_kind_stays_on_offer(database: Database) -> None:
    facets = Faceting(database).facets(Filters(outlets=("POST",)))
    assert facets.articles == 3
    assert counted(facets.outlets) == {"Post": 3, "Courier": 1}
    assert counted(facets.authors) == {"Ann": 2, "Bo": 1}
    assert counted(facets.languages) == {"en": 2, "de": 1}


def test_filters_of_two_kinds_narrow_all_others(database: Database) -> None:
    facets = Faceting(database).facets(Filters(outlets=("Post",), since=date(2024, 11, 1)))
    assert facets.articles == 2
    assert counted(facets.outlets) == {"Post": 2, "Courier": 1}
    assert counted(facets.tags) == {"sea": 1}
    assert [(one.month, one.articles) for one in facets.months] == [("2024-11", 2)]


def test_sources_go_by_their_names_and_are_asked_for_by_id(database: Database) -> None:
    sources, now = Sources(database), datetime.now(UTC)
    feed, _ = sources.add(SourceKind.FEED, "https://post.example/feed", title="Post feed", now=now)
    gathered = [Gathered(Entry(id, EntryState.KEPT, article_ids=(id,))) for id in ("a", "b")]
    sources.entries.record(feed.id, gathered, now)
    assert Faceting(database).facets().sources == (Facet(feed.id, "Post feed", 2),)
    assert Faceting(database).facets(Filters(sources=("post feed",))).articles == 2


def test_what_does_not_answer_is_not_counted(database: Database) -> None:
    Library(database).retire("d")
    assert counted(Faceting(database).facets().outlets) == {"Post": 3}


def test_what_changed_is_counted_anew(database: Database) -> None:
    faceting = Faceting(database)
    assert faceting.facets() is faceting.facets()
    Library(database).retag("c", 1, ("sea",))
    assert counted(faceting.facets().tags) == {"sea": 3, "trade": 1}


def test_an_empty_library_has_nothing_to_narrow_to(tmp_path: Path) -> None:
    empty = Database(tmp_path / "empty.sqlite3", (*library_tables.MIGRATIONS, *source_tables.MIGRATIONS))
    assert Faceting(empty).facets() == Facets(0)
    empty.close()


def test_the_list_is_narrowed_also_to_what_does_not_answer(database: Database) -> None:
    Library(database).retire("b")
    listing = Listing(database)
    assert [one.id for one in listing.page(filters=Filters(outlets=("post",))).articles] == ["c", "b", "a"]
    assert listing.page("title a", filters=Filters(outlets=("post",))).total == 1
    assert listing.page(filters=Filters(until=date(2024, 10, 31))).total == 1
    with pytest.raises(FilterError, match="has the tag “see”"):
        listing.page(filters=Filters(tags=("see",)))
