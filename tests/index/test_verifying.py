"""What does not agree is found and repaired, whatever it is."""

from pathlib import Path

import numpy as np
import pytest

from index.updating import IndexState
from index.verifying import Verification
from tests.index.opened import BRIDGE, BRIDGE_IN_JUNE, STRIKE, Opened, Reopener, assert_whole


@pytest.fixture
def filled(opened: Opened) -> Opened:
    opened.updater.add([BRIDGE, STRIKE])
    opened.updater.add([BRIDGE_IN_JUNE])
    return opened


def verified(opened: Opened) -> list[tuple[int, str]]:
    """How many of what were found; all of it is repaired."""
    verification = opened.updater.verify()
    assert verification.sound
    opened.updater.settle()
    assert opened.updater.verify() == Verification(())
    assert opened.updater.state == IndexState(searchable=4, total=4)
    assert_whole(opened)
    return [(finding.count, finding.text) for finding in verification.findings]


def test_in_a_sound_index_nothing_is_found(filled: Opened) -> None:
    assert verified(filled) == []


def test_lost_vectors_are_found(filled: Opened) -> None:
    filled.store.delete(sorted(filled.ledger_ids)[:2])
    assert verified(filled) == [(2, "passages had no vector")]


def test_vectors_of_no_passage_are_found(filled: Opened) -> None:
    filled.store.add(["orphan"], ["bridge"], filled.embedder.embed(["orphan"]))
    assert verified(filled) == [(1, "vectors were of no passage")]


def test_a_vector_of_something_else_is_found(filled: Opened) -> None:
    id = sorted(filled.ledger_ids)[0]
    filled.store.delete([id])
    filled.store.add([id], ["bridge"], np.eye(1, 64, dtype=np.float32))
    assert verified(filled) == [(1, "vectors were not those of their passages")]


def test_a_store_that_cannot_be_read_is_found(filled: Opened) -> None:
    filled.store.close()
    ((count, text),) = verified(filled)
    assert (count, "cannot be read" in text) == (1, True)


def test_a_full_text_that_lost_a_passage_is_found(filled: Opened) -> None:
    row = filled.database.query_one("SELECT rowid, title, text FROM passage WHERE text LIKE 'Strikers%'")
    assert row is not None
    filled.database.execute(
        "INSERT INTO passage_words (passage_words, rowid, title, text) VALUES ('delete', ?, ?, ?)", tuple(row)
    )
    assert verified(filled) == [(1, "the full text did not hold what the passages say")]


def test_a_passage_that_is_not_the_words_at_its_place_is_found(filled: Opened) -> None:
    filled.database.execute("UPDATE passage SET start = start + 1 WHERE text LIKE 'Strikers%'")
    assert (1, "articles had passages that are not their words") in verified(filled)


def test_passages_of_an_old_version_are_found(filled: Opened) -> None:
    filled.database.execute("UPDATE passage SET version = 1 WHERE text LIKE 'Buses%'")
    assert (1, "articles had passages of a version that does not answer") in verified(filled)


def test_a_pointer_to_a_version_that_is_not_there_is_found(filled: Opened) -> None:
    filled.database.execute("UPDATE article SET current_version = 9 WHERE id = 'bridge'")
    assert (1, "articles pointed to a version that is not there") in verified(filled)


def test_an_article_without_passages_is_found(filled: Opened) -> None:
    filled.ledger.remove_article("strike")
    assert verified(filled) == [(1, "articles were not in the index")]


def test_a_damaged_library_file_is_found_and_cannot_be_repaired(reopen: Reopener) -> None:
    opened = reopen()
    opened.updater.add([BRIDGE, STRIKE])
    break_the_index_of_versions(reopen.directory / "library.sqlite3", opened)
    verification = opened.updater.verify()
    assert not verification.sound
    assert "restore a backup" in verification.findings[0].text


def break_the_index_of_versions(path: Path, opened: Opened) -> None:
    """Overwrite the root page of an index that no answer needs."""
    opened.database.compact()
    row = opened.database.query_one("SELECT rootpage FROM sqlite_master WHERE name = 'passage_article'")
    size = opened.database.query_one("PRAGMA page_size")
    assert row is not None
    assert size is not None
    with path.open("r+b") as file:
        file.seek((row[0] - 1) * size[0] + 8)
        file.write(b"\xff" * 200)
