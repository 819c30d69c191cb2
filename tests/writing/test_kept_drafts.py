from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.models.model import Message
from assistant.writing import caching
from assistant.writing.caching import KeptDrafts
from corpus import library_tables
from corpus.article import Article
from corpus.database import Database
from corpus.library import Library

ASKED = (Message("user", "Why?"),)
NEXT = (Message("user", "Why not?"),)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "library.sqlite3", (*library_tables.MIGRATIONS, *caching.MIGRATIONS))
    yield opened
    opened.close()


@pytest.fixture
def library(database: Database) -> Library:
    """Two articles that are current."""
    library = Library(database)
    for id in ("a", "b"):
        put(library, id, "It rained.")
    return library


def put(library: Library, id: str, text: str) -> None:
    version = library.write_version(Article(id=id, title="Title", text=text))
    library.make_current(id, version.number)


def drafts(database: Database, most: int = 9) -> KeptDrafts:
    begin = datetime(2026, 3, 1, tzinfo=UTC)
    ticks = iter(range(1000))
    return KeptDrafts(database, lambda: begin + timedelta(seconds=next(ticks)), most)


def test_what_was_written_is_found_by_what_was_shown(database: Database, library: Library) -> None:
    kept = drafts(database)
    kept.keep("one", ASKED, "Because.", [("a", 1), ("b", 1)])

    assert kept.find("one", ASKED) == "Because."
    assert kept.find("two", ASKED) is None
    assert kept.find("one", NEXT) is None
    assert kept.find("one", (Message("system", "Why?"),)) is None


def test_it_is_there_when_the_library_is_opened_again(database: Database, library: Library) -> None:
    drafts(database).keep("one", ASKED, "Because.", [("a", 1)])

    assert drafts(database).find("one", ASKED) == "Because."


def test_with_an_article_goes_what_was_written_from_it(database: Database, library: Library) -> None:
    kept = drafts(database)
    kept.keep("one", ASKED, "Because.", [("a", 1), ("b", 1)])
    kept.keep("one", NEXT, "Because not.", [("b", 1)])

    library.remove("a")

    assert (kept.find("one", ASKED), kept.find("one", NEXT)) == (None, "Because not.")


def test_what_was_written_from_an_outdated_version_goes_with_the_next_that_is_kept(
    database: Database, library: Library
) -> None:
    kept = drafts(database)
    kept.keep("one", ASKED, "Because.", [("a", 1)])
    put(library, "a", "It snowed.")
    kept.keep("one", NEXT, "Because not.", [("b", 1)])

    assert (kept.find("one", ASKED), kept.count()) == (None, 1)


def test_nothing_is_kept_of_an_article_that_went_meanwhile(database: Database, library: Library) -> None:
    kept = drafts(database)
    library.remove("a")
    kept.keep("one", ASKED, "Because.", [("a", 1), ("b", 1)])

    assert kept.count() == 0


def test_what_was_used_longest_ago_goes_first(database: Database, library: Library) -> None:
    kept = drafts(database, most=2)
    for text in ("first", "second"):
        kept.keep("one", (Message("user", text),), text, [("a", 1)])
    kept.find("one", (Message("user", "first"),))
    kept.keep("one", (Message("user", "third"),), "third", [("a", 1)])

    assert [kept.find("one", (Message("user", text),)) for text in ("first", "second", "third")] == [
        "first",
        None,
        "third",
    ]


def test_a_full_disk_keeps_nobody_from_what_is_kept(database: Database, library: Library) -> None:
    kept = drafts(database)
    kept.keep("one", ASKED, "Because.", [("a", 1)])
    for when in ("UPDATE", "INSERT"):
        database.execute(f"CREATE TRIGGER full_{when} BEFORE {when} ON kept_draft BEGIN SELECT raise(ABORT, ''); END")
    kept.keep("one", NEXT, "Because not.", [("a", 1)])

    assert (kept.find("one", ASKED), kept.find("one", NEXT)) == ("Because.", None)


def test_what_is_written_again_takes_the_place_of_what_was(database: Database, library: Library) -> None:
    kept = drafts(database)
    kept.keep("one", ASKED, "Because.", [("a", 1)])
    kept.keep("one", ASKED, "For fun.", [("b", 1)])

    assert (kept.find("one", ASKED), kept.count()) == ("For fun.", 1)


def test_what_another_server_wrote_is_not_taken_for_this_one_s(database: Database, library: Library) -> None:
    one, other = (KeptDrafts(database, lambda: NOON, address=f"http://{host}/v1") for host in ("one", "other"))
    one.keep("model", ASKED, "Because.", [("a", 1)])

    assert (one.find("model", ASKED), other.find("model", ASKED)) == ("Because.", None)
