"""The directories that vectors live in."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.database import Database
from corpus.library import MIGRATIONS as LIBRARY
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


def test_a_new_library_has_none_to_open(generations: Generations, opened: Opened) -> None:
    assert generations.open_current("MiniLM") is False
    assert opened.stores == []


def test_a_begun_generation_has_a_directory_and_does_not_answer_yet(
    generations: Generations, directory: Path, opened: Opened
) -> None:
    begun = generations.begin("MiniLM")
    assert begun.generation == Generation(1, "MiniLM")
    assert begun.store is opened.stores[0]
    assert opened.stores[0].directory == directory / "generation-1"
    assert names(directory) == ["generation-1"]
    assert generations.open_current("MiniLM") is False


def test_a_generation_made_current_answers_now_and_after_reopening(
    generations: Generations, directory: Path, ledger: Ledger, opened: Opened
) -> None:
    begun = generations.begin("MiniLM")
    generations.make_current(begun)
    assert generations.current is begun
    again = Generations(directory, ledger, opened)
    assert again.open_current("MiniLM") is True
    assert again.current.generation == begun.generation


def test_a_generation_built_otherwise_is_not_opened(generations: Generations) -> None:
    generations.make_current(generations.begin("MiniLM"))
    generations.close()
    assert generations.open_current("a bigger model") is False
    assert generations.open_current("MiniLM") is True


def test_a_generation_whose_directory_is_gone_is_not_opened(generations: Generations, directory: Path) -> None:
    generations.make_current(generations.begin("MiniLM"))
    (directory / "generation-1").rmdir()
    assert generations.open_current("MiniLM") is False


def test_the_one_before_is_closed_and_its_directory_deleted(
    generations: Generations, directory: Path, opened: Opened
) -> None:
    generations.make_current(generations.begin("MiniLM"))
    second = generations.begin("MiniLM")
    assert names(directory) == ["generation-1", "generation-2"]
    assert generations.current.generation.number == 1
    generations.make_current(second)
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


def test_chroma_follows_from_one_generation_to_the_next_in_one_process(directory: Path, ledger: Ledger) -> None:
    generations = Generations(directory, ledger, ChromaVectors)
    for number in (1, 2, 3):
        begun = generations.begin("MiniLM")
        begun.store.add([f"a{number}"], ["a"], np.eye(1, 3, dtype=np.float32))
        generations.make_current(begun)
        assert generations.current.store.ids() == {f"a{number}"}
        assert names(directory) == [f"generation-{number}"]
    generations.close()
    assert generations.open_current("MiniLM") is True
    assert generations.current.store.ids() == {"a3"}
    generations.close()
