"""Files that were handed in before a stop: the next start reads them."""

from io import BytesIO
from pathlib import Path

from assistant.handing_in import go_on, handing_in, ordered
from assistant.jobs import JobState
from assistant.running import Begun
from assistant.wiring import open_assistant
from index.progress import ignore
from tests.conftest import SMALL_MODELS

STORM = b"Storm\n\nThe storm tore the roof off the fish market."


def test_a_hand_in_that_a_stop_cut_off_is_read_at_the_next_start(tmp_path: Path) -> None:
    with open_assistant(tmp_path, models=SMALL_MODELS) as before:
        files = before.inbox.receive([("storm.txt", BytesIO(STORM))])
        before.stop_working()
        handing_in(before, files)(Begun(ignore, lambda: True))
        assert list(before.articles()) == []
    with open_assistant(tmp_path, models=SMALL_MODELS) as after:
        go_on(after)
        after.runner.join()
        assert [version.article.title for version in after.articles()] == ["Storm"]
        job = after.jobs()[0]
        assert (job.name, job.state, job.counts.added) == ("storm.txt", JobState.DONE, 1)
        assert after.inbox.left() == []
        go_on(after)
        assert len(after.jobs()) == 2


def test_a_hand_in_that_its_reader_stopped_is_over(tmp_path: Path) -> None:
    with open_assistant(tmp_path, models=SMALL_MODELS) as assistant:
        files = assistant.inbox.receive([("storm.txt", BytesIO(STORM))])
        id = assistant.runner.start(ordered(files), lambda begun: handing_in(assistant, files)(Begun(ignore, bool)))
        assistant.runner.join()
        assert assistant.job(id).state == JobState.DONE

        stopped = assistant.inbox.receive([("storm.txt", BytesIO(STORM))])
        handing_in(assistant, stopped)(Begun(ignore, lambda: True))
        assert assistant.inbox.left() == []
