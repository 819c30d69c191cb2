"""Files of the vectors that were cut, flipped or emptied: noticed, repaired, and the process lives on."""

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.article import Article
from index.probing import probe
from index.retrieving import Search
from index.updating import IndexState
from index.vectors import ChromaVectors
from tests.index.fused import Fuse
from tests.index.opened import Opened, assert_whole

PASSAGES = 1200  # Chroma writes its index files from 1,000 on
FILES = ("chroma.sqlite3", "data_level0.bin", "header.bin", "index_metadata.pickle", "length.bin", "link_lists.bin")


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of many passages that was closed as it should be."""
    directory = tmp_path_factory.mktemp("closed")
    (directory / "vectors").mkdir()
    opened = Opened(directory, Fuse())
    opened.updater.open()
    opened.updater.add(articles())
    opened.updater.close()
    opened.let_go()
    return directory


@pytest.fixture
def directory(closed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(closed, tmp_path / "library"))


def articles() -> Iterator[Article]:
    for number in range(PASSAGES // 10):
        sentences = (f"Note place{place} of number{number} is here." for place in range(10))
        yield Article(f"a{number}", f"Article {number}", " ".join(sentences))


@contextmanager
def opening(directory: Path) -> Iterator[Opened]:
    """The library as a server opens it, probe included."""
    opened = Opened(directory, Fuse(), probe=probe)
    opened.updater.open()
    yield opened
    opened.updater.close()
    opened.let_go()


def index_file(directory: Path, name: str) -> Path:
    (found,) = (directory / "vectors").rglob(name)
    return found


def unseal(directory: Path) -> None:
    """As if the process had been killed."""
    index_file(directory, "sealed.json").unlink()


def harm(path: Path, how: str) -> None:
    """Cut or flip a file at a place that depends on nothing but its length."""
    whole = path.read_bytes()
    rng = random.Random(len(whole))
    match how:
        case "emptied":
            path.write_bytes(b"")
        case "halved":
            path.write_bytes(whole[: len(whole) // 2])
        case "cut by a byte":
            path.write_bytes(whole[:-1])
        case "overwritten":
            middle = len(whole) // 2
            path.write_bytes(whole[:middle] + rng.randbytes(min(4096, len(whole) - middle)) + whole[middle + 4096 :])
        case "flipped":
            place = rng.randrange(len(whole))
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])


HARMS = ("emptied", "halved", "cut by a byte", "overwritten", "flipped")


def assert_healed(opened: Opened) -> None:
    """Words answer at once; when the new generation is there, vectors do as well, and everything agrees."""
    assert "Note place3 of number77 is here." in opened.answers("place3 number77")
    opened.updater.settle()
    assert opened.updater.state == IndexState(searchable=PASSAGES, total=PASSAGES)
    found = opened.retriever.retrieve(Search("note place3 number77 is here"))
    assert any(one.similarity and one.passage.text == "Note place3 of number77 is here." for one in found)
    assert opened.embedder.embedded == []
    assert_whole(opened)


def test_the_index_has_the_files_that_are_harmed_here(directory: Path) -> None:
    found = {path.name for path in (directory / "vectors").rglob("*") if path.is_file()}
    assert found == {*FILES, "sealed.json"}


def test_a_closed_library_opens_without_repair(directory: Path) -> None:
    with opening(directory) as opened:
        assert opened.updater.state == IndexState(searchable=PASSAGES, total=PASSAGES)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("how", HARMS)
def test_every_change_to_a_closed_file_is_noticed_before_anything_opens_it(
    directory: Path, name: str, how: str
) -> None:
    harm(index_file(directory, name), how)
    opened = Opened(directory, Fuse())
    trouble = opened.generations.open_current(opened.fingerprint, lambda built: True)
    assert trouble == "the files of its vectors were changed or damaged since they were closed"
    assert opened.generations.current.store is None
    opened.let_go()


def test_a_harmed_file_is_repaired_while_words_answer(directory: Path) -> None:
    harm(index_file(directory, "data_level0.bin"), "flipped")
    with opening(directory) as opened:
        assert_healed(opened)


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("chroma.sqlite3", "halved"),
        ("chroma.sqlite3", "emptied"),
        ("data_level0.bin", "halved"),
        ("link_lists.bin", "overwritten"),
        ("header.bin", "overwritten"),
        ("index_metadata.pickle", "emptied"),
        *(pytest.param(name, how, marks=pytest.mark.soak) for name in FILES for how in HARMS),
    ],
)
def test_a_file_harmed_by_a_crash_neither_ends_the_process_nor_stays_harmed(
    directory: Path, name: str, how: str
) -> None:
    unseal(directory)
    harm(index_file(directory, name), how)
    with opening(directory) as opened:
        assert_healed(opened)


@pytest.mark.parametrize("sealed", [True, False], ids=["closed", "killed"])
@pytest.mark.parametrize("share", [0.01, 0.1, 0.97])
def test_vectors_deleted_behind_its_back_are_noticed_and_come_back(directory: Path, share: float, sealed: bool) -> None:
    store = ChromaVectors(directory / "vectors" / "generation-1")
    store.delete(sorted(store.ids())[: int(PASSAGES * share)])
    store.close()
    if not sealed:
        unseal(directory)
    with opening(directory) as opened:
        assert_healed(opened)


def test_a_sound_directory_passes_the_probe_and_a_missing_index_does_not(directory: Path) -> None:
    vectors = directory / "vectors" / "generation-1"
    assert probe(vectors) is None
    (vectors / "chroma.sqlite3").write_text("Dear diary, " * 1000)
    trouble = probe(vectors)
    assert trouble is not None
    assert "cannot be opened" in trouble
