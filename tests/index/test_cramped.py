"""Files that may grow no more, at many points of an update: a clear error, the old answers, and all well afterwards."""

import shutil
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("the size of files can be limited on Unix alone", allow_module_level=True)

from tests.index.cramped import update_cramped
from tests.index.killing import fill

LIMITS_KB = [*range(8, 200, 16), *range(200, 2000, 100), 4096]


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("closed") / "library"
    fill(directory, 20)
    return directory


@pytest.mark.parametrize("limit_kb", LIMITS_KB)
def test_where_files_cannot_grow_old_answers_go_on_and_where_they_can_all_is_well(
    closed: Path, tmp_path: Path, limit_kb: int
) -> None:
    told = update_cramped(Path(shutil.copytree(closed, tmp_path / "library")), limit_kb)
    if limit_kb == LIMITS_KB[0]:
        assert told is not None
    if limit_kb == LIMITS_KB[-1]:
        assert told is None
