"""Searches narrowed to some articles: in both indexes, over a real Chroma and a real library file."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from assistant.settings import silence_libraries
from corpus import library_tables, source_tables
from corpus.article import Article, Publication
from corpus.database import Database
from corpus.errors import FilterError
from corpus.filters import Filters
from corpus.library import Library
from corpus.narrowing import Narrowing, Selection
from corpus.source import Entry, EntryState, Gathered, SourceKind
from corpus.sources import Sources
from index import ledger as index_tables
from index.among import nearest_among
from index.generations import Generations
from index.indexing import Indexer
from index.ledger import Ledger
from index.passage import Passage
from index.retrieving import Retriever, Search
from index.splitting import Splitting
from index.updating import Updater
from index.vectors import ChromaVectors, VectorStore
from index.words import WordSearch
from tests.fakes import WordHashEmbedder

silence_libraries()

FERRY = Article(
    "ferry",
    "Ferry aground",
    "The ferry ran aground off Skerrow.",
    outlet="Harbour Post",
    authors=("Jana Mráz", "Tom Hale"),
    published=Publication.from_iso("2024-11-20T23:30:00-05:00"),
    language="en",
    tags=("Shipping", "Skerrow"),
)
STORM = Article(
    "storm",
    "Ferry cancelled",
    "The ferry was cancelled in the storm.",
    outlet="Valley Courier",
    authors=("Tom Hale",),
    published=Publication.from_iso("2024-11-22"),
    language="en",
    tags=("weather",),
)
FAEHRE = Article("faehre", "Fähre", "The ferry, or Fähre, sails again.", outlet="harbour post", language="de")
"""Without a date, an author or a tag."""


class Shelf:
    """A library with its index in a directory."""

    def __init__(self, directory: Path) -> None:
        tables = (*library_tables.MIGRATIONS, *index_tables.MIGRATIONS, *source_tables.MIGRATIONS)
        self.database = Database(directory / "library.sqlite3", tables)
        self.library, self.ledger = Library(self.database), Ledger(self.database)
        self.sources, self.narrowing = Sources(self.database), Narrowing(self.database)
        self.generations = Generations(directory / "vectors", self.ledger, ChromaVectors)
        embedder = WordHashEmbedder()
        self.embedder = embedder
        self.updater = Updater(
            self.database, self.library, self.ledger, self.generations, Indexer(embedder, Splitting())
        )
        self.updater.open()
        self.retriever = Retriever(
            embedder, lambda: self.generations.current.store, WordSearch(self.database), self.ledger
        )
        self.words_alone = Retriever(embedder, lambda: None, WordSearch(self.database), self.ledger)

    @property
    def store(self) -> VectorStore:
        store = self.generations.current.store
        assert store is not None
        return store

    def found(self, filters: Filters, query: str = "ferry") -> set[str]:
        """The articles that a search finds; with words and vectors it is the same as with words alone."""
        found, worded = (
            {one.passage.article_id for one in retriever.retrieve(Search(query, filters=filters))}
            for retriever in (self.retriever, self.words_alone)
        )
        assert found == worded
        return found

    def give(self, source_id: str, *article_ids: str) -> None:
        entries = [Entry(id, EntryState.KEPT, article_ids=(id,)) for id in article_ids]
        self.sources.entries.record(source_id, [Gathered(entry) for entry in entries], datetime.now(UTC))

    def close(self) -> None:
        self.updater.close()
        self.database.close()


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path)
    shelf.updater.add([FERRY, STORM, FAEHRE])
    yield shelf
    shelf.close()


@pytest.mark.parametrize(
    ("filters", "articles"),
    [
        (Filters(), {"ferry", "storm", "faehre"}),
        (Filters(outlets=("Valley Courier",)), {"storm"}),
        (Filters(outlets=("valley courier", "Harbour Post")), {"ferry", "storm", "faehre"}),
        (Filters(outlets=("harbour  post",)), {"ferry", "faehre"}),
        (Filters(authors=("tom hale",)), {"ferry", "storm"}),
        (Filters(authors=("JANA MRÁZ",)), {"ferry"}),
        (Filters(languages=("de",)), {"faehre"}),
        (Filters(languages=("EN-gb",)), {"ferry", "storm"}),
        (Filters(tags=("shipping",)), {"ferry"}),
        (Filters(tags=("skerrow", "Weather")), {"ferry", "storm"}),
        (Filters(articles=("storm", "faehre")), {"storm", "faehre"}),
        (Filters(outlets=("Harbour Post",), authors=("Tom Hale",)), {"ferry"}),
        (Filters(outlets=("Harbour Post",), tags=("weather",)), set()),
    ],
)
def test_a_search_finds_what_has_a_name_of_every_kind(shelf: Shelf, filters: Filters, articles: set[str]) -> None:
    assert shelf.found(filters) == articles


@pytest.mark.parametrize(
    ("since", "until", "articles"),
    [
        ("2024-11-20", None, {"ferry", "storm"}),
        ("2024-11-21", None, {"storm"}),
        (None, "2024-11-20", {"ferry"}),
        (None, "2024-11-19", set()),
        ("2024-11-20", "2024-11-22", {"ferry", "storm"}),
        ("2024-11-22", "2024-11-22", {"storm"}),
    ],
)
def test_days_are_those_where_it_was_published_and_no_date_is_in_no_range(
    shelf: Shelf, since: str | None, until: str | None, articles: set[str]
) -> None:
    first, last = (date.fromisoformat(day) if day else None for day in (since, until))
    assert shelf.found(Filters(since=first, until=last)) == articles


def test_a_source_is_asked_for_by_its_id_its_address_or_its_name(shelf: Shelf) -> None:
    now = datetime.now(UTC)
    feed, _ = shelf.sources.add(SourceKind.FEED, "https://post.example/feed", title="Harbour feed", now=now)
    other, _ = shelf.sources.add(SourceKind.FOLDER, "/articles", now=now)
    shelf.give(feed.id, "ferry", "storm")
    shelf.give(other.id, "storm", "faehre")
    for name in (feed.id, "https://post.example/feed", "harbour feed"):
        assert shelf.found(Filters(sources=(name,))) == {"ferry", "storm"}
        assert shelf.narrowing.known(Filters(sources=(name,))).sources == (feed.id,)
    assert shelf.found(Filters(sources=(other.id,), tags=("weather",))) == {"storm"}
    shelf.sources.entries.turn_down("storm")
    assert shelf.found(Filters(sources=(feed.id,))) == {"ferry"}


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (
            Filters(outlets=("Habour Post",)),
            "No article here has the outlet “Habour Post”. Did you mean “Harbour Post”?",
        ),
        (Filters(outlets=("Courier",)), "Did you mean “Valley Courier”?"),
        (Filters(authors=("Tom Hal",)), "Did you mean “Tom Hale”?"),
        (Filters(tags=("wether",)), "Did you mean “weather”?"),
        (Filters(tags=("shipping", "chess")), "has the tag “chess”. Leave the tag away to search everything."),
        (Filters(languages=("fr",)), "has the language “fr”"),
        (Filters(articles=("strom",)), "has the article “strom”. Did you mean “storm (Ferry cancelled)”?"),
        (Filters(sources=("nowhere",)), "has the source “nowhere”"),
        (
            Filters(since=date(2024, 2, 1), until=date(2024, 1, 1)),
            "The dates end before they begin: 2024-02-01 to 2024-01-01.",
        ),
    ],
)
def test_a_name_that_no_article_has_is_an_error_that_says_what_is_near(
    shelf: Shelf, filters: Filters, said: str
) -> None:
    with pytest.raises(FilterError) as error:
        shelf.retriever.retrieve(Search("ferry", filters=filters))
    assert said in str(error.value)


def test_names_are_shown_as_most_articles_spell_them(shelf: Shelf) -> None:
    shelf.updater.add([replace(STORM, id="third", outlet="Harbour Post")])
    filters = Filters(outlets=("harbour post", "HARBOUR POST"), languages=("EN",), tags=("SHIPPING",))
    assert shelf.narrowing.known(filters) == Filters(outlets=("Harbour Post",), languages=("en",), tags=("Shipping",))


def test_a_changed_outlet_or_tag_counts_at_once(shelf: Shelf) -> None:
    assert shelf.found(Filters(outlets=("Valley Courier",))) == {"storm"}
    shelf.updater.add([replace(FERRY, outlet="Valley Courier"), replace(STORM, tags=("Shipping",))])
    assert shelf.found(Filters(outlets=("Valley Courier",))) == {"ferry", "storm"}
    assert shelf.found(Filters(tags=("shipping",))) == {"ferry", "storm"}
    with pytest.raises(FilterError):
        shelf.found(Filters(tags=("weather",)))


def test_what_is_retired_is_listed_under_its_names_and_not_found(shelf: Shelf) -> None:
    shelf.updater.retire(["storm"])
    filters = Filters(outlets=("Valley Courier",))
    assert shelf.found(filters) == set()
    assert shelf.narrowing.listed(filters) == {"storm"}


def test_articles_left_out_stay_out_of_what_is_let_through(shelf: Shelf) -> None:
    search = Search("ferry", without_articles=frozenset({"ferry"}), filters=Filters(authors=("Tom Hale",)))
    assert {one.passage.article_id for one in shelf.retriever.retrieve(search)} == {"storm"}


def many(count: int) -> Iterator[Article]:
    """Every tenth is of one outlet, and speaks of nothing that the others speak of."""
    for number in range(count):
        rare = number % 10 == 0
        text = f"{'Otters swim' if rare else 'Trams stop'} at quay {number} of harbour {number % 7}."
        yield Article(f"a{number}", f"Quay {number}", text, outlet="Otter News" if rare else "Tram News")


@pytest.mark.parametrize("outlet", ["Otter News", "Tram News"])
def test_no_article_outside_takes_the_place_of_one_inside(shelf: Shelf, outlet: str) -> None:
    """The 100 hits of a search of everything would all be trams."""
    shelf.updater.add(many(300))
    found = shelf.retriever.retrieve(Search("trams at the harbour", filters=Filters(outlets=(outlet,))))
    near = [one for one in found if one.similarity is not None]
    assert {one.passage.outlet for one in found} == {outlet}
    assert len(near) == (30 if outlet == "Otter News" else 100)


@pytest.fixture(scope="module")
def scattered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """3,000 passages of 1,000 articles, their vectors in 40 heaps that have nothing to do with articles."""
    shelf = Shelf(tmp_path_factory.mktemp("scattered"))
    rng = np.random.default_rng(5)
    heaps = rng.normal(size=(40, 64))
    vectors = heaps[rng.integers(40, size=3000)] + 0.7 * rng.normal(size=(3000, 64))
    articles = [f"a{number // 3}" for number in range(3000)]
    passages = [
        Passage(f"p{n}", article, 1, 0, 4, "text", "Title", None, None, (), None) for n, article in enumerate(articles)
    ]
    generation = shelf.generations.current.generation
    shelf.ledger.replace(generation, passages, set(articles))
    unit = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    shelf.store.add([passage.id for passage in passages], articles, unit)
    yield shelf
    shelf.close()


@pytest.mark.parametrize("let_through", [1, 10, 90, 110, 500, 990, 1000])
def test_the_nearest_among_some_articles_are_those_of_an_exact_search(scattered: Shelf, let_through: int) -> None:
    rng = np.random.default_rng(let_through)
    among = frozenset(f"a{number}" for number in rng.choice(1000, let_through, replace=False))
    kept = scattered.store.vectors(sorted(scattered.ledger.ids_of(scattered.generations.current.generation, among)))
    for _ in range(5):
        vector = rng.normal(size=64).astype(np.float32)
        vector /= np.linalg.norm(vector)
        found = nearest_among(scattered.store, vector, 100, Selection(among, 1000), scattered.ledger)
        exact = sorted((float(row @ vector) for row in kept.values()), reverse=True)[:100]
        assert len(found) == len(exact)
        near = [hit.similarity for hit in found]
        missed = [one for one in exact[:10] if not any(abs(one - other) < 1e-4 for other in near)]
        assert near == sorted(near, reverse=True)
        assert len(missed) <= (0 if len(kept) <= 1000 else 1)  # HNSW, which searches the more, misses one now and then


def test_articles_far_from_the_query_are_found_though_everything_else_is_nearer(scattered: Shelf) -> None:
    """Half of the library is let through, and none of it is among the nearest that the whole index gives first."""
    vector = next(iter(scattered.store.vectors(["p0"]).values()))
    ranked = scattered.store.search(vector, 3000)
    nearest = {f"a{int(hit.passage_id[1:]) // 3}" for hit in ranked[:700]}
    among = frozenset(f"a{number}" for number in range(1000)) - nearest
    found = nearest_among(scattered.store, vector, 100, Selection(among, 1000), scattered.ledger)
    wanted = [hit.passage_id for hit in ranked if f"a{int(hit.passage_id[1:]) // 3}" in among][:100]
    assert len(among) > 100
    assert len({hit.passage_id for hit in found[:10]} & set(wanted[:10])) >= 9


def test_nothing_is_let_through_by_no_article(scattered: Shelf) -> None:
    vector = next(iter(scattered.store.vectors(["p0"]).values()))
    assert nearest_among(scattered.store, vector, 100, Selection(frozenset(), 1000), scattered.ledger) == []
