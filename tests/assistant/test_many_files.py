"""A folder of ten thousand files, of which none or one has changed."""

import random
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.small_world import RunningClock, SmallWorld, soon

FILES = 10_000


def words(number: int) -> str:
    """Sixty words that no other number has in this order: prints of one text would be grouped."""
    chance = random.Random(number)
    return " ".join(f"w{chance.randrange(5000)}" for _ in range(60))


@pytest.mark.soak
def test_ten_thousand_files_of_which_none_or_one_has_changed(world: SmallWorld, tmp_path: Path) -> None:
    """None costs three seconds at most and no embedding; one is answerable two seconds after it was written."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number:05}.txt").write_text(f"Report {number}\n\n{words(number)}.", encoding="utf-8")
    with replace(world, clock=RunningClock()).open() as assistant:
        source = assistant.add_source(str(folder))
        embedded = len(world.embedder.embedded)

        begin = time.perf_counter()
        unchanged = assistant.update_source(source.id)
        unchanged_s = time.perf_counter() - begin
        assistant.poll()
        time.sleep(4)  # it was looked at, and glanced at since
        (folder / "04711.txt").write_text("Report 4711\n\nIt was taken back.", encoding="utf-8")
        begin = time.perf_counter()
        is_there = soon(lambda: len(world.embedder.embedded) > embedded and not assistant.status().waiting_articles)
        changed_s = time.perf_counter() - begin

        assert (source.last_result, unchanged.line) == (f"{FILES:,} added", f"{FILES:,} unchanged")
        assert is_there
        assert len(world.embedder.embedded) == embedded + 1
        assert unchanged_s <= 3
        assert changed_s <= 2
        print(f"unchanged {unchanged_s:.2f} s, one changed {changed_s:.2f} s")  # noqa: T201 - a figure of the soak
