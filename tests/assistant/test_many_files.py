"""A folder of ten thousand files, of which none or one has changed."""

import random
import time
from pathlib import Path

import pytest

from tests.small_world import SmallWorld

FILES = 10_000


def words(number: int) -> str:
    """Sixty words that no other number has in this order: prints of one text would be grouped."""
    chance = random.Random(number)
    return " ".join(f"w{chance.randrange(5000)}" for _ in range(60))


@pytest.mark.soak
def test_ten_thousand_unchanged_files_cost_three_seconds_and_no_embedding(world: SmallWorld, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number:05}.txt").write_text(f"Report {number}\n\n{words(number)}.", encoding="utf-8")
    with world.open() as assistant:
        source = assistant.add_source(str(folder))
        assert source.last_result == f"{FILES:,} added"
        embedded = len(world.embedder.embedded)

        begin = time.perf_counter()
        unchanged = assistant.update_source(source.id)
        unchanged_s = time.perf_counter() - begin
        (folder / "04711.txt").write_text("Report 4711\n\nIt was taken back.", encoding="utf-8")
        begin = time.perf_counter()
        changed = assistant.update_source(source.id)
        changed_s = time.perf_counter() - begin

        assert unchanged.line == f"{FILES:,} unchanged"
        assert changed.line == f"1 changed, {FILES - 1:,} unchanged"
        assert len(world.embedder.embedded) == embedded + 1
        assert unchanged_s <= 3
        assert changed_s <= 2
        print(f"unchanged {unchanged_s:.2f} s, one changed {changed_s:.2f} s")  # noqa: T201 - a figure of the soak
