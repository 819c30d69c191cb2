"""The directories that vectors live in."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.database import Database
from corpus.library_tables import MIGRATIONS as LIBRARY
from index.errors import VectorError
from index.generations import Generations
from index.ledger import MIGRATIONS, Generation, Ledger
from index.vectors import ChromaVectors
from tests.fakes import MemoryVectors


class Closable(MemoryVectors):
    """Vectors that tell where they were opened and whether they were closed."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self.directory = directory
        self.closed = False

    def close(self) -> None:
        """Remember it."""
        self.closed = True


class Opened:
    """Opens stores and remembers them."""

    def __init__(self) -> None:
        self.stores: list[Closable] = []

    def __call__(self, directory: Path) -> Closable:
        """A new store."""
        self.stores.append(Closable(directory))
        return self.stores[-1]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    database = Database(tmp_path / "library.sqlite3", (*LIBRARY, *MIGRATIONS))
    yield Ledger(database)
    database.close()


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "vectors"


@pytest.fixture
def opened() -> Opened:
    return Opened()


@pytest.fixture
def generations(directory: Path, ledger: Ledger, opened: Opened) -> Generations:
    return Generations(directory, ledger, opened)


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def test_before_one_is_open_there_is_no_current_generation(generations: Generations) -> None:
    with pytest.raises(VectorError, match="Open the library first"):
        _ = generations.current


def opened_again(generations: Generations, fingerprint: str = "MiniLM") -> str | None:
    """Why the vectors of the current generation cannot be searched, with a model that reads only its own."""
    return generations.open_current(fingerprint, lambda built: built == fingerprint)


def test_a_new_library_gets_an_empty_generation(generations: Generations, directory: Path, opened: Opened) -> None:
    assert opened_again(generations) is None
    assert generations.current.generation == Generation(1, "MiniLM")
    assert generations.current.store is opened.stores[0]
    assert names(directory) == ["generation-1"]


def test_a_begun_generation_has_a_directory_and_does_not_answer_yet(
    generations: Generations, directory: Path, opened: Opened
) -> None:
    begun = generations.begin("MiniLM")
    assert begun.generation == Generation(1, "MiniLM")
    assert begun.store is opened.stores[0]
    assert opened.stores[0].directory == directory / "generation-1"
    assert names(directory) == ["generation-1"]
    with pytest.raises(VectorError, match="not open"):
        _ = generations.current


def test_a_generation_made_current_answers_now_and_after_reopening(
    generations: Generations, directory: Path, ledger: Ledger, opened: Opened
) -> None:
    begun = generations.begin("MiniLM")
    generations.make_current(begun)
    assert generations.current is begun
    again = Generations(directory, ledger, opened)
    assert opened_again(again) is None
    assert again.current.generation == begun.generation


def test_a_generation_of_another_model_answers_without_its_vectors(generations: Generations) -> None:
    generations.make_current(generations.begin("MiniLM"))
    generations.close()
    assert opened_again(generations, "a bigger model") == "the index was built with another embedding model"
    assert generations.current.store is None
    generations.close()
    assert opened_again(generations) is None


def test_a_generation_whose_directory_is_gone_says_so(generations: Generations, directory: Path) -> None:
    generations.make_current(generations.begin("MiniLM"))
    shutil.rmtree(directory / "generation-1")
    assert opened_again(generations) == "the files of its vectors are gone"


def test_a_directory_that_was_closed_is_opened_without_a_probe(directory: Path, ledger: Ledger, opened: Opened) -> None:
    probed: list[Path] = []
    generations = Generations(directory, ledger, opened, lambda path: probed.append(path))
    generations.make_current(generations.begin("MiniLM"))
    (directory / "generation-1" / "vectors").write_text("north")
    generations.close()
    assert opened_again(generations) is None
    assert probed == []
    assert opened_again(Generations(directory, ledger, opened, lambda path: probed.append(path))) is None
    assert probed == [directory / "generation-1"]  # the one before never closed it


@pytest.mark.parametrize(
    "harm",
    [
        lambda file: file.write_text("south"),
        lambda file: file.unlink(),
        lambda file: file.with_name("another").touch(),
        lambda file: file.with_name("sealed.json").write_text("{"),
    ],
    ids=["changed", "gone", "one more", "broken seal"],
)
def test_a_directory_that_was_closed_and_changed_since_is_not_opened(
    directory: Path, ledger: Ledger, opened: Opened, harm: Callable[[Path], None]
) -> None:
    generations = Generations(directory, ledger, opened)
    generations.make_current(generations.begin("MiniLM"))
    (directory / "generation-1" / "vectors").write_text("north")
    generations.close()
    harm(directory / "generation-1" / "vectors")
    assert opened_again(generations) == "the files of its vectors were changed or damaged since they were closed"
    assert generations.current.store is None
    assert len(opened.stores) == 1


def test_a_directory_in_which_a_probe_finds_fault_is_not_opened(
    directory: Path, ledger: Ledger, opened: Opened
) -> None:
    Generations(directory, ledger, opened).make_current(Generations(directory, ledger, opened).begin("MiniLM"))
    again = Generations(directory, ledger, opened, lambda path: "a torn file")
    assert opened_again(again) == "its vectors were not closed and cannot be trusted: a torn file"
    assert again.current.store is None


def test_the_one_before_is_closed_and_its_directory_deleted_with_the_others(
    generations: Generations, directory: Path, opened: Opened
) -> None:
    generations.make_current(generations.begin("MiniLM"))
    second = generations.begin("MiniLM")
    assert names(directory) == ["generation-1", "generation-2"]
    assert generations.current.generation.number == 1
    generations.make_current(second)
    generations.clear_others()
    assert names(directory) == ["generation-2"]
    assert [store.closed for store in opened.stores] == [True, False]


def test_what_a_stopped_build_left_is_cleared_away_and_its_number_not_used_again(
    generations: Generations, directory: Path
) -> None:
    generations.make_current(generations.begin("MiniLM"))
    generations.begin("MiniLM")
    generations.clear_others()
    assert names(directory) == ["generation-1"]
    assert generations.begin("MiniLM").generation.number == 3


def test_what_a_stopped_build_left_is_kept_for_one_who_builds_the_same(
    generations: Generations, directory: Path
) -> None:
    generations.make_current(generations.begin("MiniLM"))
    begun = generations.begin("a bigger model")
    generations.clear_others("a bigger model")
    assert names(directory) == ["generation-1", "generation-2"]
    resumed = generations.resume("a bigger model")
    assert resumed is not None
    assert resumed.generation == begun.generation
    assert generations.resume("MiniLM") is None


def test_a_generation_begins_empty_whatever_lies_in_its_place(generations: Generations, directory: Path) -> None:
    (directory / "generation-1").mkdir(parents=True)
    (directory / "generation-1" / "left over").touch()
    generations.begin("MiniLM")
    assert names(directory / "generation-1") == []


def test_closing_lets_go_of_the_store_and_can_be_repeated(generations: Generations, opened: Opened) -> None:
    generations.make_current(generations.begin("MiniLM"))
    generations.close()
    generations.close()
    assert opened.stores[0].closed
    with pytest.raises(VectorError, match="not open"):
        _ = generations.current


def test_a_store_that_failed_is_closed_and_its_generation_answers_without_it(
    generations: Generations, opened: Opened
) -> None:
    generations.make_current(generations.begin("MiniLM"))
    generations.distrust()
    assert generations.current.store is None
    assert opened.stores[0].closed


def test_chroma_follows_from_one_generation_to_the_next_in_one_process(directory: Path, ledger: Ledger) -> None:
    generations = Generations(directory, ledger, ChromaVectors, lambda path: "it was not closed")
    for number in (1, 2, 3):
        begun = generations.begin("MiniLM")
        assert begun.store is not None
        begun.store.add([f"a{number}"], ["a"], np.eye(1, 3, dtype=np.float32))
        generations.make_current(begun)
        generations.clear_others()
        assert names(directory) == [f"generation-{number}"]
    generations.close()
    assert opened_again(generations) is None  # what Chroma closes is whole, and stays as it is
    assert generations.current.store is not None
    assert generations.current.store.ids() == {"a3"}
    generations.close()
