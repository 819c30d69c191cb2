"""An update of sources that is killed: nothing is lost, nothing is there twice."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.reading_apart import ApartReader
from tests.small_world import SmallWorld, titles
from tests.web import Web

FILES = 300
CODE = """
import sys
from pathlib import Path
from assistant.settings import Settings
from assistant.wiring import open_assistant
from tests.conftest import SMALL_MODELS
with open_assistant(settings=Settings(data=Path(sys.argv[1])), models=SMALL_MODELS) as library:
    print("open", flush=True)
    library.add_source(sys.argv[2])
    print("done", flush=True)
"""


@pytest.mark.parametrize("after_s", [0.05, 0.3, 0.8])
def test_a_killed_update_goes_on_where_it_was(tmp_path: Path, lent_reader: ApartReader, after_s: float) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(FILES):
        text = " ".join(f"{name}{number}" for name in ("harbour", "bridge", "milk", "strike", "lamp", "ferry"))
        (folder / f"{number}.txt").write_text(f"Report {number}\n\n{text}.", encoding="utf-8")
    command = [sys.executable, "-c", CODE, str(tmp_path / "data"), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        time.sleep(after_s)
        process.send_signal(signal.SIGKILL)

    with Web() as web, SmallWorld(web, tmp_path, lent_reader).open() as assistant:
        answering = titles(assistant)
        collected = assistant.keeper.first_look(assistant.keeper.add(str(folder)))

        assert titles(assistant) == sorted(f"Report {number}" for number in range(FILES))
        assert len(collected.report.added) == FILES - len(answering)
        assert {len(assistant.versions(version.article.id)) for version in assistant.articles()} == {1}
        assert collected.report.unchanged == len(answering)
