"""An index that is opened again and again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.index.opened import Opened, Reopener


@pytest.fixture
def reopen(tmp_path: Path) -> Iterator[Reopener]:
    (tmp_path / "vectors").mkdir()
    reopener = Reopener(tmp_path)
    yield reopener
    reopener.end()


@pytest.fixture
def opened(reopen: Reopener) -> Opened:
    return reopen()
