"""A small world for tests of sources."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.reading_apart import ApartReader
from tests.small_world import LentReader, SmallWorld
from tests.web import Web


@pytest.fixture(scope="session")
def lent_reader() -> Iterator[ApartReader]:
    """One reading child for all tests."""
    reader = LentReader()
    yield reader
    reader.end()


@pytest.fixture
def world(tmp_path: Path, lent_reader: ApartReader) -> Iterator[SmallWorld]:
    """A scripted web and an empty data directory."""
    with Web() as web:
        yield SmallWorld(web, tmp_path, lent_reader)
