"""Articles brought in and taken out, with real SQLite and Chroma, and a stop at any moment."""

import random
import shutil
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from corpus import library as library_tables
from corpus.article import Article, Publication, Skipped
from corpus.database import Database
from corpus.errors import ArticleNotFoundError
from corpus.library import Library, VersionRef
from index import embedding
from index import ledger as index_tables
from index.embedding import Vectors
from index.errors import IndexingError
from index.generations import Generations
from index.indexing import Indexer
from index.ledger import Ledger, passages_of
from index.retrieving import Retriever, Search
from index.splitting import Splitting, split_passages
from index.updating import Reconciliation, UpdateProgress, Updater
from index.vectors import ChromaVectors, VectorHit, VectorStore
from index.words import WordSearch
from tests.fakes import WordHashEmbedder

# Eight words a passage and none repeated: a sentence of five words or more is a passage of its own.
EIGHTS = Splitting(max_tokens=14, target_tokens=8, overlap_tokens=0, title_tokens=3)
NOTHING_TO_DO = Reconciliation(orphan_vectors=0, lost_vectors=0, finished_articles=0)

BRIDGE = Article(
    "bridge",
    "Quay Bridge",
    "The bridge is shut until May. Trams stop at the harbour instead. Buses take everyone over the river.",
    outlet="Harbour Post",
)
BRIDGE_IN_JUNE = replace(
    BRIDGE,
    text="The bridge is shut until June. Trams stop at the harbour instead. Buses take everyone over the river.",
)
STRIKE = Article("strike", "Creamery strike", "Strikers at the creamery rejected an offer.")
STORM = Article("storm", "Storm", "The storm took the roof off.")


class Crash(BaseException):
    """The process is killed here; nothing may catch it."""


@dataclass
class Fuse:
    """Kills the process at the `countdown`-th time that it comes to `moment`."""

    moment: str | None = None
    countdown: int = 1
    passed: set[str] = field(default_factory=set)

    def at(self, moment: str) -> None:
        """The process comes to this moment."""
        self.passed.add(moment)
        if moment == self.moment:
            self.countdown -= 1
            if self.countdown == 0:
                self.moment = None
                raise Crash(moment)


class FusedDatabase(Database):
    """Can be killed right after a commit, or right before it."""

    def __init__(self, path: Path, fuse: Fuse) -> None:
        self._fuse = Fuse()  # making the tables is not what is tested
        self._depth = 0
        super().__init__(path, (*library_tables.MIGRATIONS, *index_tables.MIGRATIONS))
        self._fuse = fuse

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Only the outermost commits."""
        self._depth += 1
        try:
            with super().transaction():
                yield
                if self._depth == 1:
                    self._fuse.at("before a commit")
        finally:
            self._depth -= 1
        if self._depth == 0:
            self._fuse.at("after a commit")


class FusedLibrary(Library):
    """Can be killed once a version is written, and inside the transaction that makes it current."""

    def __init__(self, database: Database, fuse: Fuse) -> None:
        super().__init__(database)
        self._fuse = fuse

    def make_current(self, article_id: str, number: int) -> None:
        """Inside the transaction."""
        super().make_current(article_id, number)
        self._fuse.at("inside the transaction")

    def unfinished(self) -> list[VersionRef]:
        """Asked for once the versions are written."""
        self._fuse.at("after versions are written")
        return super().unfinished()

    def remove(self, article_id: str) -> None:
        """Inside the transaction."""
        super().remove(article_id)
        self._fuse.at("inside a removal")


class FusedVectors:
    """Chroma that can be killed before and after each write."""

    def __init__(self, directory: Path, fuse: Fuse) -> None:
        self._store = ChromaVectors(directory)
        self._fuse = fuse

    def add(self, passage_ids: Sequence[str], article_ids: Sequence[str], vectors: Vectors) -> None:
        """One after the other, so that it can be killed half-way."""
        half = len(passage_ids) // 2
        self._store.add(passage_ids[:half], article_ids[:half], vectors[:half])
        self._fuse.at("half-way through adding vectors")
        self._store.add(passage_ids[half:], article_ids[half:], vectors[half:])
        self._fuse.at("after vectors are added")

    def delete(self, passage_ids: Collection[str]) -> None:
        """As Chroma does."""
        self._fuse.at("before vectors are deleted")
        self._store.delete(passage_ids)
        self._fuse.at("after vectors are deleted")

    def ids(self) -> set[str]:
        """As Chroma does."""
        return self._store.ids()

    def having(self, passage_ids: Sequence[str]) -> set[str]:
        """As Chroma does."""
        return self._store.having(passage_ids)

    def search(self, vector: Vectors, top_k: int, without_articles: Collection[str] = ()) -> list[VectorHit]:
        """As Chroma does."""
        return self._store.search(vector, top_k, without_articles)

    def close(self) -> None:
        """As Chroma does."""
        self._store.close()


class FusedEmbedder(WordHashEmbedder):
    """Can be killed before it embeds."""

    def __init__(self, fuse: Fuse) -> None:
        super().__init__()
        self._fuse = fuse

    def embed(self, texts: Sequence[str], progress: embedding.Progress | None = None) -> Vectors:
        """As ever, if it comes to it."""
        self._fuse.at("before embedding")
        return super().embed(texts, progress)


MOMENTS = (
    "after versions are written",
    "before embedding",
    "half-way through adding vectors",
    "after vectors are added",
    "inside the transaction",
    "inside a removal",
    "before a commit",
    "after a commit",
    "before vectors are deleted",
    "after vectors are deleted",
)


class Opened:
    """Everything over one data directory, as one process has it."""

    def __init__(self, directory: Path, fuse: Fuse, splitting: Splitting) -> None:
        self._fuse = fuse
        self.database = FusedDatabase(directory / "library.sqlite3", fuse)
        self.library, self.ledger = FusedLibrary(self.database, fuse), Ledger(self.database)
        self.embedder = FusedEmbedder(fuse)
        self.stores: list[FusedVectors] = []
        self.generations = Generations(directory / "vectors", self.ledger, self._open_store)
        indexer = Indexer(self.embedder, splitting)
        self.updater = Updater(self.database, self.library, self.ledger, self.generations, indexer)
        self.retriever = Retriever(
            self.embedder, lambda: self.generations.current.store, WordSearch(self.database), self.ledger
        )

    @property
    def store(self) -> VectorStore:
        """The current vectors."""
        return self.generations.current.store

    @property
    def ledger_ids(self) -> set[str]:
        """The ids of the passages that answer."""
        return self.ledger.ids(self.generations.current.generation)

    def answers(self, query: str) -> list[str]:
        """The texts of the passages that are retrieved, best first."""
        return [found.passage.text for found in self.retriever.retrieve(Search(query))]

    def let_go(self) -> None:
        """What the end of a process does."""
        for store in self.stores:
            store.close()
        self.database.close()

    def _open_store(self, directory: Path) -> VectorStore:
        self.stores.append(FusedVectors(directory, self._fuse))
        return self.stores[-1]


class Reopener:
    """Opens one data directory again and again, one process at a time."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.reconciled = NOTHING_TO_DO
        self._open: Opened | None = None

    def __call__(self, fuse: Fuse | None = None, splitting: Splitting = EIGHTS) -> Opened:
        """End the process before, and begin another."""
        self.end()
        self._open = Opened(self.directory, fuse or Fuse(), splitting)
        self.reconciled = self._open.updater.open()
        return self._open

    def end(self) -> None:
        """End the process."""
        if self._open:
            self._open.let_go()
            self._open = None


@pytest.fixture
def reopen(tmp_path: Path) -> Iterator[Reopener]:
    (tmp_path / "vectors").mkdir()
    reopener = Reopener(tmp_path)
    yield reopener
    reopener.end()


@pytest.fixture
def opened(reopen: Reopener) -> Opened:
    return reopen()


def current_texts(opened: Opened) -> dict[str, str]:
    """The text of every article that answers."""
    return {version.article.id: version.article.text for version in opened.library.articles()}


def assert_whole(opened: Opened, splitting: Splitting = EIGHTS) -> None:
    """Library, ledger, full text and vectors say the same: the passages of each current version, and nothing else."""
    expected = {
        passage.id: passage
        for version in opened.library.articles()
        for passage in passages_of(
            version, split_passages(version.article.text, version.article.title, opened.embedder, splitting)
        )
    }
    assert opened.ledger.passages(opened.ledger_ids) == expected
    assert opened.store.ids() == opened.ledger_ids == set(expected)
    assert opened.library.unfinished() == []
    opened.database.execute("INSERT INTO passage_words (passage_words) VALUES ('integrity-check')")
    assert opened.updater.searchable_passages() == opened.updater.passages() == len(expected)


# Adding


def test_an_added_article_answers_at_once(opened: Opened) -> None:
    report = opened.updater.add([BRIDGE, STRIKE])
    assert (report.added, report.changed, report.unchanged, report.skipped) == (["bridge", "strike"], [], 0, [])
    assert opened.answers("who rejected an offer")[0] == "Strikers at the creamery rejected an offer."
    assert opened.updater.passages() == 4
    assert_whole(opened)


def test_an_unchanged_article_costs_nothing(opened: Opened) -> None:
    opened.updater.add([BRIDGE, STRIKE])
    opened.embedder.embedded.clear()
    report = opened.updater.add([BRIDGE, STRIKE])
    assert (report.added, report.changed, report.unchanged) == ([], [], 2)
    assert opened.embedder.embedded == []
    assert opened.library.counts().versions == 2


def test_of_a_changed_article_only_the_changed_passages_are_embedded(opened: Opened) -> None:
    opened.updater.add([BRIDGE, STRIKE])
    opened.embedder.embedded.clear()
    report = opened.updater.add([BRIDGE_IN_JUNE, STRIKE])
    assert (report.added, report.changed, report.unchanged) == ([], ["bridge"], 1)
    assert opened.embedder.embedded == ["Quay Bridge\nThe bridge is shut until June."]
    assert_whole(opened)


def test_answers_come_from_the_new_version_and_the_old_one_stays_readable(opened: Opened) -> None:
    opened.updater.add([BRIDGE])
    opened.updater.add([BRIDGE_IN_JUNE])
    found = opened.retriever.retrieve(Search("until when is the bridge shut, May or June?"))
    assert {one.passage.version for one in found} == {2}
    assert found[0].passage.text == "The bridge is shut until June."
    assert opened.library.version("bridge", 1).article == BRIDGE


def test_a_version_with_the_same_text_embeds_nothing_and_answers_with_its_new_outlet(opened: Opened) -> None:
    opened.updater.add([BRIDGE])
    opened.embedder.embedded.clear()
    corrected = replace(BRIDGE, outlet="Orle Courier", published=Publication.from_iso("2024-11-29"))
    assert opened.updater.add([corrected]).changed == ["bridge"]
    assert opened.embedder.embedded == []
    passage = opened.retriever.retrieve(Search("bridge"))[0].passage
    assert (passage.outlet, passage.version) == ("Orle Courier", 2)
    assert_whole(opened)


def test_an_article_that_changes_back_is_a_third_version(opened: Opened) -> None:
    for article in (BRIDGE, BRIDGE_IN_JUNE, BRIDGE):
        opened.updater.add([article])
    assert opened.library.current("bridge").number == 3
    assert opened.answers("until when is the bridge shut")[0] == "The bridge is shut until May."
    assert_whole(opened)


def test_of_two_versions_in_one_update_the_later_answers_and_both_are_kept(opened: Opened) -> None:
    report = opened.updater.add([BRIDGE, BRIDGE_IN_JUNE])
    assert (report.added, report.changed) == (["bridge"], ["bridge"])
    assert opened.library.counts().versions == 2
    assert opened.library.current("bridge").article == BRIDGE_IN_JUNE
    assert_whole(opened)


def test_what_was_not_read_is_reported_with_its_reason_and_the_rest_is_added(opened: Opened) -> None:
    scan = Skipped("scan.pdf", "it holds no text")
    report = opened.updater.add([scan, STRIKE])
    assert (report.skipped, report.added) == ([scan], ["strike"])


def test_titles_in_languages_that_are_not_read_well_are_reported(opened: Opened) -> None:
    report = opened.updater.add([replace(STRIKE, language="en"), replace(BRIDGE, title="Brücke", language="de")])
    assert report.foreign == ["Brücke"]
    assert report.added == ["strike", "bridge"]


def test_an_article_without_text_is_kept_and_has_no_passage(opened: Opened) -> None:
    assert opened.updater.add([replace(STRIKE, text="")]).added == ["strike"]
    assert current_texts(opened) == {"strike": ""}
    assert opened.updater.passages() == 0
    assert_whole(opened)


def test_sentences_that_are_repeated_are_passages_of_their_own(opened: Opened) -> None:
    opened.updater.add([replace(STRIKE, text="Strikers at the creamery rejected an offer.\n\n" * 3)])
    assert opened.updater.passages() == 3
    assert_whole(opened)


def test_nothing_can_be_added(opened: Opened) -> None:
    report = opened.updater.add([])
    assert (report.added, report.changed, report.unchanged, report.skipped, report.foreign) == ([], [], 0, [], [])


def test_a_source_that_fails_half_way_keeps_what_came_before(reopen: Reopener) -> None:
    def source() -> Iterator[Article]:
        yield STRIKE
        raise OSError("the disk is gone")

    opened = reopen()
    with pytest.raises(OSError, match="the disk is gone"):
        opened.updater.add(source())
    opened = reopen()
    assert reopen.reconciled == Reconciliation(0, 0, finished_articles=1)
    assert list(current_texts(opened)) == ["strike"]
    assert_whole(opened)


def test_progress_counts_articles_read_and_then_characters_to_the_end(opened: Opened) -> None:
    seen: list[UpdateProgress] = []
    opened.updater.add([BRIDGE, STRIKE], seen.append)
    characters = len(BRIDGE.text) + len(STRIKE.text)
    assert seen[:2] == [UpdateProgress("reading", articles=1), UpdateProgress("reading", articles=2)]
    assert seen[-1] == UpdateProgress("indexing", 2, 4, characters, characters)
    done = [one.characters for one in seen[2:]]
    assert done == sorted(done)
    assert max(done) == characters


# Removing


def test_a_removed_article_leaves_neither_versions_passages_words_nor_vectors(opened: Opened) -> None:
    opened.updater.add([BRIDGE, STRIKE])
    opened.updater.add([BRIDGE_IN_JUNE])
    opened.updater.remove("bridge")
    assert opened.library.latest("bridge") is None
    assert opened.updater.passages() == len(opened.store.ids()) == 1
    assert opened.answers("harbour trams and buses") == ["Strikers at the creamery rejected an offer."]
    assert WordSearch(opened.database).search("harbour trams buses bridge", 10) == []
    assert_whole(opened)


def test_removing_an_unknown_article_is_an_error_and_changes_nothing(opened: Opened) -> None:
    opened.updater.add([STRIKE])
    with pytest.raises(ArticleNotFoundError):
        opened.updater.remove("bridge")
    assert list(current_texts(opened)) == ["strike"]
    assert_whole(opened)


def test_a_removed_article_can_come_back(opened: Opened) -> None:
    opened.updater.add([BRIDGE])
    opened.updater.remove("bridge")
    assert opened.updater.add([BRIDGE]).added == ["bridge"]
    assert opened.answers("bridge shut")[0] == "The bridge is shut until May."
    assert_whole(opened)


# Opening


def test_everything_is_there_after_reopening_and_nothing_is_embedded_again(reopen: Reopener) -> None:
    reopen().updater.add([BRIDGE, STRIKE])
    opened = reopen()
    assert reopen.reconciled == NOTHING_TO_DO
    assert opened.embedder.embedded == []
    assert opened.answers("offer")[0] == "Strikers at the creamery rejected an offer."
    assert_whole(opened)


def test_vectors_lost_behind_its_back_are_noticed_and_only_they_are_embedded_again(reopen: Reopener) -> None:
    opened = reopen()
    opened.updater.add([BRIDGE, STRIKE])
    lost = next(one.passage for one in opened.retriever.retrieve(Search("trams")) if "Trams" in one.passage.text)
    opened.store.delete({lost.id})
    assert opened.updater.searchable_passages() == 3
    opened = reopen()
    assert reopen.reconciled == Reconciliation(orphan_vectors=0, lost_vectors=1, finished_articles=0)
    assert opened.embedder.embedded == ["Quay Bridge\nTrams stop at the harbour instead."]
    assert_whole(opened)


def test_vectors_without_a_passage_are_deleted(reopen: Reopener) -> None:
    opened = reopen()
    opened.updater.add([STRIKE])
    opened.store.add(["orphan"], ["strike"], opened.embedder.embed(["an orphan"]))
    opened = reopen()
    assert reopen.reconciled == Reconciliation(orphan_vectors=1, lost_vectors=0, finished_articles=0)
    assert_whole(opened)


@pytest.mark.parametrize("gone", ["vectors", "vectors/generation-1"])
def test_vectors_whose_directory_is_deleted_are_built_anew(reopen: Reopener, gone: str) -> None:
    reopen().updater.add([BRIDGE, STRIKE])
    reopen.end()
    shutil.rmtree(reopen.directory / gone)
    opened = reopen()
    assert opened.answers("offer")[0] == "Strikers at the creamery rejected an offer."
    assert generations_in(reopen.directory) == ["generation-2"]
    assert_whole(opened)


def test_vectors_emptied_within_their_directory_are_embedded_again(reopen: Reopener) -> None:
    reopen().updater.add([BRIDGE, STRIKE])
    reopen.end()
    for path in (reopen.directory / "vectors" / "generation-1").iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    opened = reopen()
    assert reopen.reconciled == Reconciliation(orphan_vectors=0, lost_vectors=4, finished_articles=0)
    assert_whole(opened)


def test_another_way_of_splitting_is_a_new_generation_and_the_old_directory_goes(reopen: Reopener) -> None:
    reopen().updater.add([BRIDGE])
    halves = replace(EIGHTS, target_tokens=4)
    opened = reopen(splitting=halves)
    assert opened.generations.current.generation.number == 2
    assert generations_in(reopen.directory) == ["generation-2"]
    assert opened.updater.passages() == 6
    assert "The bridge is shut" in opened.answers("bridge shut")
    assert_whole(opened, halves)
    assert opened.library.counts().versions == 1


def test_a_stopped_rebuild_begins_again_and_leaves_nothing(reopen: Reopener) -> None:
    reopen().updater.add([BRIDGE, STRIKE])
    halves = replace(EIGHTS, target_tokens=4)
    for moment in ("before embedding", "half-way through adding vectors", "inside the transaction", "before a commit"):
        with pytest.raises(Crash):
            reopen(Fuse(moment, 2 if moment == "before a commit" else 1), halves)
    opened = reopen(splitting=halves)
    assert len(generations_in(reopen.directory)) == 1
    assert_whole(opened, halves)


def test_a_stopped_rebuild_leaves_the_old_generation_whole(reopen: Reopener) -> None:
    reopen().updater.add([BRIDGE, STRIKE])
    with pytest.raises(Crash):
        reopen(Fuse("after vectors are added"), replace(EIGHTS, target_tokens=4))
    opened = reopen()
    assert (reopen.reconciled, opened.embedder.embedded) == (NOTHING_TO_DO, [])
    assert generations_in(reopen.directory) == ["generation-1"]
    assert_whole(opened)


def test_the_passages_of_a_stopped_rebuild_are_forgotten_with_its_directory(reopen: Reopener) -> None:
    reopen().updater.add([BRIDGE])
    with pytest.raises(Crash):
        reopen(Fuse("before vectors are deleted"), replace(EIGHTS, target_tokens=4))
    opened = reopen()
    assert generations_in(reopen.directory) == ["generation-1"]
    assert [row["generation"] for row in opened.database.query("SELECT DISTINCT generation FROM passage")] == [1]


def test_a_version_that_came_while_another_program_split_otherwise_is_finished_by_a_rebuild(reopen: Reopener) -> None:
    with pytest.raises(Crash):
        reopen(Fuse("before embedding")).updater.add([BRIDGE])
    halves = replace(EIGHTS, target_tokens=4)
    opened = reopen(splitting=halves)
    assert reopen.reconciled.finished_articles == 1
    assert_whole(opened, halves)


def generations_in(directory: Path) -> list[str]:
    return sorted(path.name for path in (directory / "vectors").iterdir())


# Killed


@pytest.mark.parametrize(
    ("moment", "countdown", "written"),
    [
        ("before a commit", 1, []),
        ("after a commit", 1, ["bridge"]),
        ("before a commit", 2, ["bridge"]),
        ("after a commit", 2, ["bridge", "storm"]),
        ("after versions are written", 1, ["bridge", "storm"]),
        ("before embedding", 1, ["bridge", "storm"]),
        ("half-way through adding vectors", 1, ["bridge", "storm"]),
        ("after vectors are added", 1, ["bridge", "storm"]),
        ("inside the transaction", 1, ["bridge", "storm"]),
        ("inside the transaction", 2, ["bridge", "storm"]),
        ("before a commit", 3, ["bridge", "storm"]),
        ("after a commit", 3, ["bridge", "storm"]),
        ("before vectors are deleted", 1, ["bridge", "storm"]),
        ("after vectors are deleted", 1, ["bridge", "storm"]),
    ],
)
def test_killed_at_any_moment_of_an_update_it_opens_with_every_written_version_whole(
    reopen: Reopener, moment: str, countdown: int, written: list[str]
) -> None:
    reopen().updater.add([BRIDGE, STRIKE])
    fuse = Fuse()
    opened = reopen(fuse)
    fuse.moment, fuse.countdown = moment, countdown
    with pytest.raises(Crash):
        opened.updater.add([BRIDGE_IN_JUNE, STORM])
    opened = reopen()
    before = {article.id: article.text for article in (BRIDGE, STRIKE)}
    after = {article.id: article.text for article in (BRIDGE_IN_JUNE, STORM)}
    assert current_texts(opened) == before | {id: after[id] for id in written}
    assert_whole(opened)
    report = opened.updater.add([BRIDGE_IN_JUNE, STORM])
    assert report.unchanged == len(written)
    assert current_texts(opened) == before | after
    assert_whole(opened)


@pytest.mark.parametrize("countdown", [1, 2], ids=["first article", "second article"])
def test_killed_inside_the_transaction_passages_and_versions_are_as_they_were_before_any_repair(
    reopen: Reopener, countdown: int
) -> None:
    fuse = Fuse()
    opened = reopen(fuse)
    opened.updater.add([BRIDGE])
    before = opened.ledger.passages(opened.ledger_ids)
    fuse.moment, fuse.countdown = "inside the transaction", countdown
    with pytest.raises(Crash):
        opened.updater.add([BRIDGE_IN_JUNE, STORM])
    assert opened.ledger.passages(opened.ledger_ids) == before
    assert current_texts(opened) == {"bridge": BRIDGE.text}
    assert opened.answers("until when is the bridge shut")[0] == "The bridge is shut until May."


@pytest.mark.parametrize(
    ("moment", "is_there"),
    [
        ("inside a removal", True),
        ("before a commit", True),
        ("after a commit", False),
        ("before vectors are deleted", False),
        ("after vectors are deleted", False),
    ],
)
def test_killed_at_any_moment_of_a_removal_the_article_is_there_or_gone(
    reopen: Reopener, moment: str, is_there: bool
) -> None:
    reopen().updater.add([BRIDGE, STRIKE])
    fuse = Fuse()
    opened = reopen(fuse)
    fuse.moment = moment
    with pytest.raises(Crash):
        opened.updater.remove("bridge")
    opened = reopen()
    assert ("bridge" in current_texts(opened)) == is_there
    assert_whole(opened)


def test_vectors_that_a_killed_update_had_added_are_not_embedded_again(reopen: Reopener) -> None:
    with pytest.raises(Crash):
        reopen(Fuse("after vectors are added")).updater.add([BRIDGE])
    opened = reopen()
    assert reopen.reconciled == Reconciliation(orphan_vectors=0, lost_vectors=0, finished_articles=1)
    assert opened.embedder.embedded == []
    assert_whole(opened)


def test_vectors_that_nothing_names_any_more_answer_nothing_before_they_are_deleted(reopen: Reopener) -> None:
    fuse = Fuse()
    opened = reopen(fuse)
    opened.updater.add([BRIDGE])
    fuse.moment = "before vectors are deleted"
    with pytest.raises(Crash):
        opened.updater.add([BRIDGE_IN_JUNE])
    assert len(opened.store.ids()) == 4
    assert "The bridge is shut until May." not in opened.answers("the bridge is shut until may")
    opened = reopen()
    assert reopen.reconciled == Reconciliation(orphan_vectors=1, lost_vectors=0, finished_articles=0)
    assert_whole(opened)


def test_an_update_stops_when_the_library_is_closed_and_goes_on_at_the_next_start(reopen: Reopener) -> None:
    opened = reopen()
    articles = [Article(f"a{number}", f"Article {number}", f"The bridge {number} shut.") for number in range(3)]

    def closing() -> Iterator[Article]:
        yield articles[0]
        threading.Thread(target=opened.updater.close).start()
        time.sleep(0.2)  # long enough to be asked to close; it waits for this update
        yield from articles[1:]

    with pytest.raises(IndexingError, match="closed during an update"):
        opened.updater.add(closing())
    again = reopen()

    assert "a0" in current_texts(again)
    assert_whole(again)


@pytest.mark.parametrize(
    ("seed", "steps"), [(3, 60), *(pytest.param(seed, 150, marks=pytest.mark.soak) for seed in range(10, 18))]
)
def test_random_steps_with_kills_keep_all_that_was_acknowledged(reopen: Reopener, seed: int, steps: int) -> None:
    """Whatever a killed step left, each article is whole, as it was or as it was to be."""
    rng = random.Random(seed)
    fuse = Fuse()
    opened = reopen(fuse)
    known: dict[str, str] = {}
    kills = 0
    for _ in range(steps):
        work, wanted = random_step(rng, known)
        fuse.moment, fuse.countdown = rng.choice([None, None, *MOMENTS]), rng.randint(1, 2)
        try:
            work(opened.updater)
            known = wanted
            fuse.moment = None
        except Crash:
            kills += 1
            opened = reopen_even_if_killed_again(reopen, fuse, rng)
            seen = current_texts(opened)
            for id in seen.keys() | known.keys() | wanted.keys():
                assert seen.get(id) in (known.get(id), wanted.get(id))
            known = seen
        assert current_texts(opened) == known
        assert_whole(opened)
    assert kills >= 15
    assert fuse.passed == set(MOMENTS)


def random_step(rng: random.Random, known: dict[str, str]) -> tuple[Callable[[Updater], object], dict[str, str]]:
    """What to do next, and what the library should hold after it."""
    if known and rng.random() < 0.25:
        gone = rng.choice(sorted(known))
        return lambda updater: updater.remove(gone), {id: text for id, text in known.items() if id != gone}
    articles = [
        Article(f"a{number}", f"Article {number}", random_text(rng, number))
        for number in rng.sample(range(8), rng.randint(1, 3))
    ]
    return lambda updater: updater.add(articles), known | {article.id: article.text for article in articles}


def random_text(rng: random.Random, number: int) -> str:
    """One to five sentences, each in one of three wordings."""
    return " ".join(
        f"Sentence {place} of article {number} in wording {rng.randrange(3)}." for place in range(rng.randint(1, 5))
    )


def reopen_even_if_killed_again(reopen: Reopener, fuse: Fuse, rng: random.Random) -> Opened:
    """Every third time the repair is killed as well."""
    fuse.moment = rng.choice([None, None, rng.choice(MOMENTS)])
    fuse.countdown = 1
    try:
        opened = reopen(fuse)
    except Crash:
        opened = reopen(fuse)
    fuse.moment = None
    return opened
