"""Groups of copies brought up to date: what is outdated, what a stop leaves, what a flood of copies costs."""

import random
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import library_tables
from corpus.article import Article
from corpus.database import Database, Value
from corpus.duplicates import Duplicates
from corpus.errors import DatabaseError
from corpus.library import Library, Version
from tests.corpus.shelf import FERRY, FERRY_CUT, MIGRATIONS, STRIKE, Shelf, article, text


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path / "library.sqlite3")
    yield shelf
    shelf.database.close()


def test_an_update_of_what_is_unchanged_writes_nothing(shelf: Shelf) -> None:
    shelf.add(article("a", FERRY), article("b", FERRY), article("empty", ""))
    before = shelf.database.changes
    shelf.duplicates.update(["a", "b", "empty", "a", "unheard-of"])
    assert shelf.database.changes == before


def test_what_is_outdated_is_named_until_it_is_updated(shelf: Shelf) -> None:
    shelf.add(*(article(id, text(id)) for id in ("changed", "gone", "kept", "retired")))
    assert shelf.duplicates.outdated() == []
    shelf.put(article("new", FERRY), article("changed", STRIKE), article("empty", ""))
    shelf.library.write_version(article("waiting", STRIKE))
    shelf.library.remove("gone")
    shelf.library.retire("retired")
    assert shelf.duplicates.outdated() == ["changed", "empty", "gone", "new", "retired"]
    shelf.duplicates.update(shelf.duplicates.outdated())
    assert shelf.duplicates.outdated() == []


def test_groups_are_there_after_reopening(shelf: Shelf) -> None:
    shelf.add(article("a", FERRY), article("b", FERRY))
    shelf.database.close()
    again = Shelf(shelf.database.path)
    assert again.groups("a b") == {"a": "a", "b": "a"}
    assert again.duplicates.outdated() == []
    again.add(article("c", FERRY))
    assert again.groups("c") == {"c": "a"}
    again.database.close()


def test_a_library_from_before_there_were_groups_is_outdated_as_a_whole(tmp_path: Path) -> None:
    database = Database(tmp_path / "library.sqlite3", library_tables.MIGRATIONS)
    old = Library(database)
    for id in "ab":
        old.make_current(id, old.write_version(article(id, FERRY)).number)
    database.close()
    shelf = Shelf(tmp_path / "library.sqlite3")
    assert shelf.groups("a b") == {"a": "a", "b": "b"}
    assert shelf.duplicates.outdated() == ["a", "b"]
    shelf.duplicates.update(["a", "b"])
    assert shelf.groups("a b") == {"a": "a", "b": "a"}
    shelf.database.close()


class StoppingLibrary(Library):
    """Reads so many articles, then no more."""

    def __init__(self, database: Database, reads: int) -> None:
        super().__init__(database)
        self.reads = reads

    def current(self, article_id: str) -> Version:
        self.reads -= 1
        if self.reads < 0:
            raise DatabaseError("no more")
        return super().current(article_id)


@pytest.mark.parametrize("reads", [0, 3, 70, 110, 119])
def test_an_update_that_stops_anywhere_is_taken_up_again(shelf: Shelf, reads: int) -> None:
    ids = [f"{number:03}" for number in range(120)]
    shelf.put(
        *(article(id, text("pair" + "abcdefghij"[int(id) // 2 % 10], 60, begin=int(id) // 20 * 60)) for id in ids)
    )
    stopping = Duplicates(shelf.database, StoppingLibrary(shelf.database, reads))
    with pytest.raises(DatabaseError):
        stopping.update(ids)
    left = shelf.duplicates.outdated()
    assert len(left) in (20, 70, 120), "whole batches"
    shelf.duplicates.update(left)
    assert shelf.duplicates.outdated() == []
    assert shelf.duplicates.groups(ids) == {id: f"{int(id) // 2 * 2:03}" for id in ids}


class FailingDatabase(Database):
    """Writes so many times, then no more."""

    writes = 1_000_000

    def execute_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        self.writes -= 1
        if self.writes < 0:
            raise DatabaseError("disk full")
        super().execute_many(sql, rows)


@pytest.mark.parametrize("writes", range(8))
def test_a_write_that_fails_leaves_the_groups_as_they_were(shelf: Shelf, writes: int) -> None:
    shelf.add(article("a", FERRY), article("b", FERRY), article("c", STRIKE))
    before = shelf.rows()
    shelf.put(article("b", STRIKE), article("d", FERRY))
    failing = FailingDatabase(shelf.database.path, MIGRATIONS)
    failing.writes = writes
    with pytest.raises(DatabaseError, match="disk full"):
        Duplicates(failing, Library(failing)).update("abcd")
    failing.close()
    assert shelf.groups("a b c d") == {"a": "a", "b": "a", "c": "c", "d": "d"}
    assert shelf.rows() == before
    assert shelf.duplicates.outdated() == ["b", "d"]


def test_a_flood_of_copies_is_one_group_and_few_are_compared(shelf: Shelf) -> None:
    chance = random.Random(1)
    words = FERRY.split()
    flood = [
        article(f"{number:03}", " ".join(chance.choice(words) if chance.random() < 0.04 else word for word in words))
        for number in range(80)
    ]
    shelf.add(*flood)
    shelf.add(article("strike", STRIKE))
    assert len(set(shelf.duplicates.groups(one.id for one in flood).values())) == 1
    assert shelf.groups("strike") == {"strike": "strike"}
    assert shelf.rows()[2] <= 80 * 32 * 2


class CountingLibrary(Library):
    """Counts the articles that are read."""

    reads = 0

    def current(self, article_id: str) -> Version:
        self.reads += 1
        return super().current(article_id)


def flood_of(copies: int, first: int = 0) -> list[Article]:
    """Copies of one text, in each other words changed."""
    chance = random.Random(first)
    words = FERRY.split()
    return [
        article(f"{number:04}", " ".join(chance.choice(words) if chance.random() < 0.04 else word for word in words))
        for number in range(first, first + copies)
    ]


def test_a_copy_costs_no_more_at_the_end_of_a_flood_than_at_its_beginning(shelf: Shelf) -> None:
    shelf.add(*flood_of(100))
    rows = shelf.rows()
    late = flood_of(100, 100)
    shelf.put(*late)
    library = CountingLibrary(shelf.database)
    Duplicates(shelf.database, library).update(one.id for one in late)
    assert library.reads <= 100 + 100, "each of the late ones, and those before that they were compared with"
    assert shelf.rows()[0] == rows[0] + 100
    assert shelf.rows()[1:] == rows[1:], "no more bands and links to be searched"
    assert len(set(shelf.duplicates.groups(f"{number:04}" for number in range(200)).values())) == 1


def test_when_articles_that_others_follow_go_the_others_are_grouped_anew(shelf: Shelf) -> None:
    flood = flood_of(150)
    shelf.add(*flood)
    for one in flood[:100]:
        shelf.library.remove(one.id)
    shelf.duplicates.update(shelf.duplicates.outdated())
    left = [one.id for one in flood[100:]]
    assert shelf.duplicates.outdated() == []
    assert len(set(shelf.duplicates.groups(left).values())) == 1
    assert shelf.duplicates.members(shelf.duplicates.groups(left)[left[0]]) == left


def test_a_follower_that_says_something_else_leaves(shelf: Shelf) -> None:
    shelf.add(*flood_of(120))
    shelf.add(article("0119", STRIKE))
    groups = shelf.groups("0000 0118 0119")
    assert groups["0119"] == "0119" != groups["0118"] == groups["0000"]


def test_a_stop_while_followers_are_grouped_anew_is_taken_up_again(shelf: Shelf) -> None:
    flood = flood_of(150)
    shelf.add(*flood)
    for one in flood[:50]:
        shelf.library.remove(one.id)
    with pytest.raises(DatabaseError):
        Duplicates(shelf.database, StoppingLibrary(shelf.database, 60)).update(shelf.duplicates.outdated())
    assert shelf.duplicates.outdated()
    shelf.duplicates.update(shelf.duplicates.outdated())
    left = [one.id for one in flood[50:]]
    assert shelf.duplicates.members(shelf.duplicates.groups(left)[left[0]]) == left


steps = st.lists(
    st.tuples(
        st.sampled_from(["put", "put", "put", "retire", "restore", "remove", "update"]),
        st.sampled_from("abcde"),
        st.sampled_from([FERRY, FERRY_CUT, text("ferry", 90, begin=40), STRIKE, "", "tiny"]),
    ),
    max_size=16,
)


@settings(max_examples=15, deadline=None)
@given(steps)
def test_whatever_happened_groups_are_those_of_a_library_made_anew(steps: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shelf, anew = Shelf(Path(folder) / "old.sqlite3"), Shelf(Path(folder) / "new.sqlite3")
        for step, id, words in steps:
            take(shelf, step, id, words)
        shelf.duplicates.update(shelf.duplicates.outdated())
        anew.add(*(version.article for version in shelf.library.articles()))
        assert shelf.groups("a b c d e") == anew.groups("a b c d e")
        assert shelf.rows() == anew.rows()
        shelf.database.close()
        anew.database.close()


def take(shelf: Shelf, step: str, id: str, words: str) -> None:
    """Take one step of an article's life; where there is none of this id, nothing."""
    kept = shelf.library.latest(id)
    if step == "put":
        shelf.put(article(id, words))
        shelf.library.restore(id)
    elif step == "update":
        shelf.duplicates.update([id])
    elif kept and step == "restore":
        shelf.library.restore(id)
        shelf.library.make_current(id, kept.number)
    elif kept:
        (shelf.library.retire if step == "retire" else shelf.library.remove)(id)
