"""A generation built in the background while another answers, or words alone do."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.database import Database
from corpus.library import VersionRef
from index import embedding
from index.embedding import Vectors
from index.errors import IndexingError
from index.ledger import Generation, Ledger
from index.retrieving import Search
from index.updating import IndexState
from tests.index.fused import Fuse, FusedEmbedder
from tests.index.opened import (
    BRIDGE,
    BRIDGE_IN_JUNE,
    EIGHTS,
    STORM,
    STRIKE,
    Opened,
    Reopener,
    assert_whole,
    generations_in,
)

HALVES = replace(EIGHTS, target_tokens=4)


class SlowEmbedder(FusedEmbedder):
    """Embeds passages only while its gate is open; another `name` is another model."""

    def __init__(self, name: str = "word-hash@64") -> None:
        super().__init__(Fuse())
        self.name = name
        self.gate = threading.Event()
        self.waiting = threading.Event()

    def embed(self, texts: Sequence[str], progress: embedding.Progress | None = None) -> Vectors:
        """Once the gate is open."""
        self.waiting.set()
        assert self.gate.wait(20)
        return super().embed(texts, progress)


@pytest.fixture
def slow() -> SlowEmbedder:
    return SlowEmbedder()


def test_the_old_generation_answers_while_a_new_one_is_built(reopen: Reopener, slow: SlowEmbedder) -> None:
    reopen().updater.add([BRIDGE, STRIKE])
    opened = reopen(splitting=HALVES, embedder=slow)
    assert slow.waiting.wait(20)
    state = opened.updater.state
    assert (state.searchable, state.total, state.rebuilding, state.words_only) == (4, 4, True, False)
    assert state.reason == "the index was built with another way of splitting"
    assert not opened.retriever.words_only
    first = opened.retriever.retrieve(Search("who rejected an offer"))[0]
    assert first.passage.text == "Strikers at the creamery rejected an offer."
    assert first.similarity is not None
    slow.gate.set()
    opened.updater.settle()
    assert opened.updater.state == IndexState(searchable=8, total=8)
    assert_whole(opened, HALVES)


def test_another_model_of_the_same_length_is_noticed_and_words_answer_until_its_vectors_are_there(
    reopen: Reopener,
) -> None:
    reopen().updater.add([BRIDGE, STRIKE])
    slow = SlowEmbedder("another word-hash@64")
    opened = reopen(embedder=slow)
    assert slow.waiting.wait(20)
    state = opened.updater.state
    assert (state.searchable, state.total, state.rebuilding, state.words_only) == (0, 4, True, True)
    assert state.reason == "the index was built with another embedding model"
    assert opened.retriever.words_only
    found = opened.retriever.retrieve(Search("who rejected an offer"))
    assert [one.passage.text for one in found] == ["Strikers at the creamery rejected an offer."]
    assert found[0].similarity is None
    slow.gate.set()
    opened.updater.settle()
    assert not opened.retriever.words_only
    assert opened.retriever.retrieve(Search("who rejected an offer"))[0].similarity is not None
    assert_whole(opened)


@pytest.mark.parametrize("model", ["word-hash@64", "another word-hash@64"], ids=["other splitting", "other model"])
def test_what_comes_changes_and_goes_during_a_build_is_in_the_new_generation(reopen: Reopener, model: str) -> None:
    reopen().updater.add([BRIDGE, STRIKE])
    slow = SlowEmbedder(model)
    opened = reopen(splitting=HALVES, embedder=slow)
    assert slow.waiting.wait(20)
    opened.updater.remove("strike")
    changing = threading.Thread(target=lambda: opened.updater.add([BRIDGE_IN_JUNE, STORM]))
    changing.start()
    slow.gate.set()
    changing.join()
    assert "The storm took the" in " ".join(opened.answers("storm roof"))
    opened.updater.settle()
    assert {version.article.id for version in opened.library.articles()} == {"bridge", "storm"}
    assert "until June." in opened.answers("until June")
    assert_whole(opened, HALVES)


class EventfulLedger(Ledger):
    """Something happens, once, just after it was seen that nothing is pending."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.happens: Callable[[], object] | None = None

    def pending(self, generation: Generation) -> list[VersionRef]:
        """As ever."""
        found = super().pending(generation)
        if not found and self.happens:
            happens, self.happens = self.happens, None
            happens()
        return found


def test_what_comes_just_before_the_pointer_moves_is_in_the_new_generation(tmp_path: Path) -> None:
    (tmp_path / "vectors").mkdir()
    ledgers: list[EventfulLedger] = []

    def eventful(database: Database) -> Ledger:
        ledgers.append(EventfulLedger(database))
        return ledgers[-1]

    opened = Opened(tmp_path, Fuse(), ledger=eventful)
    opened.updater.open()
    opened.updater.add([BRIDGE])
    ledgers[0].happens = lambda: opened.updater.add([STORM])
    opened.updater.rebuild()
    assert opened.generations.current.generation.number == 2
    assert {version.article.id for version in opened.library.articles()} == {"bridge", "storm"}
    assert_whole(opened)
    opened.updater.close()
    opened.let_go()


def test_a_build_stops_when_the_library_is_closed_and_goes_on_at_the_next_start(reopen: Reopener) -> None:
    articles = [Article(f"a{number}", "A title", f"Sentence {number} is here. " * 600) for number in range(3)]
    reopen().updater.add(articles)
    slow = SlowEmbedder("another word-hash@64")
    opened = reopen(embedder=slow)
    assert slow.waiting.wait(20)
    closing = threading.Thread(target=opened.updater.close)
    closing.start()
    slow.gate.set()
    closing.join()
    with pytest.raises(IndexingError, match="closed during an update"):
        opened.updater.settle()
    fast = SlowEmbedder("another word-hash@64")
    fast.gate.set()
    opened = reopen(embedder=fast)
    opened.updater.settle()
    assert_whole(opened)


def test_a_rebuild_embeds_nothing_and_tells_how_far_it_is(opened: Opened) -> None:
    opened.updater.add([BRIDGE, STRIKE])
    opened.embedder.embedded.clear()
    seen: list[int] = []
    opened.updater.rebuild(lambda progress: seen.append(progress.articles))
    assert opened.embedder.embedded == []
    assert seen[-1] == 2
    assert opened.generations.current.generation.number == 2
    assert opened.updater.state == IndexState(searchable=4, total=4)
    assert_whole(opened)


def test_a_library_of_an_earlier_program_is_rebuilt_without_embedding(reopen: Reopener) -> None:
    opened = reopen()
    opened.updater.add([BRIDGE, STRIKE])
    opened.database.execute("DELETE FROM passage_vector")
    opened.database.execute("DELETE FROM indexed_version WHERE article_id = 'strike'")
    opened = reopen()
    opened.updater.rebuild()
    assert opened.embedder.embedded == []
    assert_whole(opened)


def test_compacting_leaves_no_byte_of_what_was_removed(reopen: Reopener) -> None:
    opened = reopen()
    secret = Article("zqsecretid", "Zqsecrettitle", "The zqsecretword was said once. Nobody heard of it again.")
    opened.updater.add([BRIDGE, secret, STRIKE])
    opened.updater.add([replace(secret, text="The zqsecretsecond was said as well.")])
    opened.updater.remove("zqsecretid")
    opened.updater.compact()
    assert files_with(b"zqsecret", reopen.directory) == []
    assert_whole(opened)
    opened.updater.close()
    assert files_with(b"zqsecret", reopen.directory) == []


def test_before_compacting_they_are_still_there(reopen: Reopener) -> None:
    """Or the test above would prove nothing."""
    opened = reopen()
    opened.updater.add([BRIDGE, Article("zqsecretid", "Zqsecrettitle", "The zqsecretword was said once.")])
    assert {path.name for path in files_with(b"zqsecret", reopen.directory)} >= {
        "library.sqlite3-wal",
        "chroma.sqlite3",
    }


def files_with(word: bytes, directory: Path) -> list[Path]:
    return [path for path in directory.rglob("*") if path.is_file() and word in path.read_bytes().lower()]


def test_a_store_that_fails_in_an_update_is_replaced_and_the_article_answers(opened: Opened) -> None:
    opened.updater.add([BRIDGE])
    opened.store.close()  # whatever it is asked from now on fails
    report = opened.updater.add([STRIKE])
    assert report.added == ["strike"]
    assert opened.answers("who rejected an offer")[0] == "Strikers at the creamery rejected an offer."
    opened.updater.settle()
    assert opened.updater.state == IndexState(searchable=4, total=4)
    assert_whole(opened)


def test_a_store_that_cannot_be_read_leaves_the_words_and_says_so(opened: Opened) -> None:
    opened.updater.add([BRIDGE, STRIKE])
    opened.store.close()
    assert opened.answers("who rejected an offer") == ["Strikers at the creamery rejected an offer."]
    assert opened.retriever.words_only
    assert opened.updater.state.searchable == 0


def test_old_directories_go_when_the_new_generation_answers(reopen: Reopener) -> None:
    opened = reopen()
    opened.updater.add([BRIDGE])
    opened.updater.rebuild()
    assert generations_in(reopen.directory) == ["generation-2"]
