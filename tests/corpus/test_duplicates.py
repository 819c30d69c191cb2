"""Copies in the library: grouped, none dropped, and let go when they are copies no more."""

import random
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.copies import copies_of, strangers_of
from corpus import duplicates, library
from corpus.article import Article
from corpus.database import Database, Value
from corpus.duplicates import Duplicates
from corpus.errors import DatabaseError
from corpus.library import Library, Version
from tests.sample.library import Sample, read_sample

MIGRATIONS = [*library.MIGRATIONS, *duplicates.MIGRATIONS]


def text(name: str, words: int = 120, *, begin: int = 0) -> str:
    """Words of a text of this name, each once; texts of different names share none."""
    return " ".join(
        f"{name}{''.join('abcdefghij'[int(digit)] for digit in str(n))}" for n in range(begin, begin + words)
    )


def article(id: str, text: str, title: str = "News") -> Article:
    return Article(id, title, text)


FERRY, STRIKE = text("ferry"), text("strike")
FERRY_CUT = text("ferry", 70)


class Shelf:
    """A library with the groups of its articles."""

    def __init__(self, path: Path) -> None:
        self.database = Database(path, MIGRATIONS)
        self.library = Library(self.database)
        self.duplicates = Duplicates(self.database, self.library)

    def put(self, *articles: Article) -> None:
        """Write each, and answer from it."""
        for one in articles:
            self.library.make_current(one.id, self.library.write_version(one).number)

    def add(self, *articles: Article) -> None:
        """Put each, and group them."""
        self.put(*articles)
        self.duplicates.update([one.id for one in articles])

    def groups(self, ids: str) -> dict[str, str]:
        return self.duplicates.groups(ids.split())

    def rows(self) -> list[int]:
        """How many rows each table has."""
        tables = ("duplicate_text", "duplicate_band", "duplicate_link")
        return [len(self.database.query(f"SELECT * FROM {table}")) for table in tables]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path / "library.sqlite3")
    yield shelf
    shelf.database.close()


@pytest.fixture(scope="module")
def sample() -> Sample:
    return read_sample()


def test_copies_are_one_group_and_all_others_alone(shelf: Shelf) -> None:
    shelf.add(article("b", FERRY, "Aground"), article("strike", STRIKE), article("a", FERRY_CUT, "Stuck"))
    assert shelf.groups("a b strike unheard-of") == {"a": "a", "b": "a", "strike": "strike", "unheard-of": "unheard-of"}
    assert shelf.duplicates.members("a") == ["a", "b"]
    assert shelf.duplicates.members("strike") == ["strike"]
    assert shelf.duplicates.groups([]) == {}


def test_nothing_is_dropped(shelf: Shelf) -> None:
    shelf.add(*(article(id, FERRY) for id in "abc"))
    assert {version.article.id for version in shelf.library.articles()} == set("abc")


def test_an_article_joins_a_group_that_is_there_already(shelf: Shelf) -> None:
    shelf.add(article("a", FERRY), article("b", FERRY))
    shelf.add(article("c", f"{FERRY} {text('local', 20)}"))
    assert set(shelf.groups("a b c").values()) == {"a"}


def test_groups_of_many_articles_are_told_at_once(shelf: Shelf) -> None:
    shelf.add(article("a", FERRY), article("b", FERRY))
    many = [*(f"other {n}" for n in range(1200)), "b"]
    assert shelf.duplicates.groups(many) == {**{name: name for name in many}, "b": "a"}


def test_the_groups_are_the_same_in_whatever_order_articles_come(tmp_path: Path) -> None:
    articles = [
        article(id, text("wire", 200, begin=begin)) for id, begin in zip("abcd", (0, 50, 100, 150), strict=True)
    ]
    found = []
    for order in list(permutations(articles))[::4]:
        shelf = Shelf(tmp_path / f"{''.join(one.id for one in order)}.sqlite3")
        for one in order:
            shelf.add(one)
        found.append(shelf.groups("a b c d"))
        shelf.database.close()
    assert found == [found[0]] * 6
    assert found[0] == {"a": "b", "b": "b", "c": "b", "d": "d"}, "a chain, each a copy of the next: it breaks"


def test_an_update_of_what_is_unchanged_writes_nothing(shelf: Shelf) -> None:
    shelf.add(article("a", FERRY), article("b", FERRY), article("empty", ""))
    before = shelf.database.changes
    shelf.duplicates.update(["a", "b", "empty", "a", "unheard-of"])
    assert shelf.database.changes == before


def test_a_new_version_that_is_no_copy_leaves_and_the_rest_stays(shelf: Shelf) -> None:
    shelf.add(*(article(id, FERRY) for id in "abc"))
    shelf.add(article("a", STRIKE))
    assert shelf.groups("a b c") == {"a": "a", "b": "b", "c": "b"}
    shelf.add(article("b", text("storm")))
    assert shelf.groups("a b c") == {"a": "a", "b": "b", "c": "c"}


def test_a_new_version_that_is_a_copy_joins(shelf: Shelf) -> None:
    shelf.add(article("a", FERRY), article("b", STRIKE))
    shelf.add(article("b", FERRY_CUT))
    assert shelf.groups("a b") == {"a": "a", "b": "a"}


def test_a_new_version_may_change_groups(shelf: Shelf) -> None:
    shelf.add(article("a", FERRY), article("b", FERRY), article("c", STRIKE))
    shelf.add(article("b", STRIKE))
    assert shelf.groups("a b c") == {"a": "a", "b": "b", "c": "b"}


def test_only_the_version_that_answers_counts(shelf: Shelf) -> None:
    shelf.add(article("a", FERRY), article("b", FERRY))
    shelf.library.write_version(article("b", STRIKE))
    shelf.duplicates.update(["b"])
    assert shelf.groups("a b") == {"a": "a", "b": "a"}


def test_a_retired_article_leaves_and_comes_back(shelf: Shelf) -> None:
    shelf.add(*(article(id, FERRY) for id in "abc"))
    shelf.library.retire("a")
    assert shelf.duplicates.members("a") == ["b", "c"], "even before its group is updated"
    shelf.duplicates.update(["a"])
    assert shelf.groups("a b c") == {"a": "a", "b": "b", "c": "b"}
    shelf.library.restore("a")
    shelf.library.make_current("a", 1)
    shelf.duplicates.update(["a"])
    assert shelf.groups("a b c") == {"a": "a", "b": "a", "c": "a"}


def test_of_a_removed_article_nothing_is_kept(shelf: Shelf) -> None:
    shelf.add(article("b", STRIKE))
    before = shelf.rows()
    shelf.add(article("a", FERRY), article("c", FERRY))
    for id in "ac":
        shelf.library.remove(id)
    shelf.duplicates.update(["a", "c"])
    assert shelf.rows() == before
    assert shelf.groups("a b c") == {"a": "a", "b": "b", "c": "c"}


def test_an_article_removed_and_added_with_another_text_is_grouped_by_that(shelf: Shelf) -> None:
    shelf.add(article("a", FERRY), article("b", FERRY), article("c", STRIKE))
    shelf.library.remove("b")
    shelf.put(article("b", STRIKE))
    assert shelf.duplicates.outdated() == ["b"]
    shelf.duplicates.update(["b"])
    assert shelf.groups("a b c") == {"a": "a", "b": "b", "c": "b"}


def test_a_copy_that_is_gone_already_links_nothing(shelf: Shelf) -> None:
    shelf.add(article("a", FERRY))
    shelf.library.remove("a")
    shelf.add(article("b", FERRY_CUT))
    shelf.duplicates.update(["a"])
    assert shelf.groups("a b") == {"a": "a", "b": "b"}


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
    database = Database(tmp_path / "library.sqlite3", library.MIGRATIONS)
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


def test_texts_of_no_words_are_alone(shelf: Shelf) -> None:
    shelf.add(article("a", ""), article("b", ""), article("c", "…"))
    assert shelf.groups("a b c") == {"a": "a", "b": "b", "c": "c"}


def test_tiny_texts_are_a_group_only_if_equal(shelf: Shelf) -> None:
    flash = "Ferry aground off Skerrow. More follows."
    shelf.add(
        article("a", flash), article("b", flash.upper()), article("c", "Ferry aground."), article("d", flash, "Late")
    )
    assert shelf.groups("a b c d") == {"a": "a", "b": "a", "c": "c", "d": "d"}
    shelf.add(article("e", "Word"), article("f", "Word"))
    assert shelf.groups("e f") == {"e": "e", "f": "e"}


def test_texts_without_spaces_are_grouped(shelf: Shelf) -> None:
    chance = random.Random(1)
    first, second = ("".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(300)) for _ in range(2))
    shelf.add(article("a", first), article("b", first[:200]), article("c", second))
    assert shelf.groups("a b c") == {"a": "a", "b": "a", "c": "c"}


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


def test_the_wire_texts_of_the_sample_are_grouped_and_nothing_else(shelf: Shelf, sample: Sample) -> None:
    shelf.add(*(one.article for one in sample.every_article))
    groups = shelf.duplicates.groups(one.article.id for one in sample.every_article)
    wire = [{sample.articles[name].article.id for name in group["articles"]} for group in sample.key["wire"]]
    found = [set(shelf.duplicates.members(name)) for name in set(groups.values())]
    assert sorted(map(sorted, wire)) == sorted(sorted(members) for members in found if len(members) > 1)


def test_copies_made_by_rule_are_grouped_and_what_resembles_them_is_not(shelf: Shelf, sample: Sample) -> None:
    chance = random.Random(3)
    one, sibling, *others = (sample.articles[name].article for name in STORIES)
    shelf.add(*others, sibling)
    copies = [pair.other for pair in copies_of(one, others, chance)]
    strangers = [pair.other for pair in strangers_of(one, sibling, others, chance)]
    shelf.add(one, *copies)
    for number, stranger in enumerate(strangers):
        shelf.add(replace(stranger, id=f"stranger {number}"))
    groups = shelf.duplicates.groups([one.id, *(copy.id for copy in copies)])
    assert len(set(groups.values())) == 1
    assert set(shelf.duplicates.members(groups[one.id])) == set(groups)


STORIES = (
    "northern-ledger-skerrow-bids",
    "coast-radio-news-skerrow-stops",
    "castlereach-gazette-bridge-bill",
    "harbour-post-bridge-delay",
    "castlereach-gazette-maths-paper",
    "harbour-post-shore-prints",
    "northern-ledger-profit-test",
)

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
