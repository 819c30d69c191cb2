"""The library's articles as a list."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.article import Article, Publication
from corpus.database import Database
from corpus.library import Library
from corpus.library_tables import MIGRATIONS
from corpus.listing import Listing, ListPage


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "library.sqlite3", MIGRATIONS)
    yield database
    database.close()


def put(database: Database, title: str, day: str | None = None, *, outlet: str | None = None) -> None:
    published = Publication.from_iso(day) if day else None
    version = Library(database).write_version(Article(title, title, "Text.", outlet=outlet, published=published))
    Library(database).make_current(title, version.number)


def titles(page: ListPage) -> list[str]:
    return [article.title for article in page.articles]


def test_the_newest_stand_first_and_undated_ones_where_they_were_first_seen(database: Database) -> None:
    put(database, "old", "2019-01-05")
    put(database, "late", "2024-11-22T23:30:00-05:00")
    put(database, "early", "2024-11-23T00:30:00+01:00")
    put(database, "undated")
    page = Listing(database).page()
    assert titles(page) == ["undated", "late", "early", "old"]
    assert (page.articles[0].published, page.articles[3].published) == (None, "2019-01-05")


def test_a_page_holds_so_many_lines_and_knows_how_many_there_are(database: Database) -> None:
    for day in range(1, 8):
        put(database, f"day {day}", f"2024-11-0{day}")
    listing = Listing(database)
    assert titles(listing.page("", 3, 3)) == ["day 4", "day 3", "day 2"]
    assert listing.page("", 3, 3).total == 7
    assert listing.page("", 99, 3).offset == 6
    assert listing.page("nothing", 3, 3) == ListPage((), 0, 0)


def test_every_word_of_a_search_stands_in_the_title_or_the_outlet(database: Database) -> None:
    put(database, "Über die Brücke", outlet="Harbour Post")
    put(database, "Bridges", outlet="Valley Courier")
    listing = Listing(database)
    assert titles(listing.page("ÜBER harbour")) == ["Über die Brücke"]
    assert titles(listing.page("idge")) == ["Bridges"]
    assert titles(listing.page("bridges harbour")) == []
    assert titles(listing.page("%")) == []


def test_a_retired_article_is_listed_as_such_and_all_versions_are_counted(database: Database) -> None:
    put(database, "kept", "2024-11-02")
    put(database, "kept", "2024-11-03")
    put(database, "gone", "2024-11-01")
    Library(database).retire("gone")
    kept, gone = Listing(database).page().articles
    assert (kept.versions, kept.answers, kept.retired_at, kept.published) == (2, True, None, "2024-11-03")
    assert (gone.versions, gone.answers, gone.retired_at is None) == (1, False, False)


def test_an_article_that_cannot_be_searched_yet_is_listed(database: Database) -> None:
    Library(database).write_version(Article("new", "new", "Text."))
    assert [(one.title, one.answers) for one in Listing(database).page().articles] == [("new", False)]


def test_what_changes_in_the_library_is_in_the_next_page(database: Database) -> None:
    listing = Listing(database)
    assert listing.page().total == 0
    put(database, "one")
    assert listing.page().total == 1
    Library(database).remove("one")
    assert listing.page().total == 0
