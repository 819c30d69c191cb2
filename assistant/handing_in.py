"""Files that were handed in, read in the background; those that a stop cut off are read at the next start.

Knows nothing of doors.
"""

import logging
import uuid
from collections.abc import Sequence

from assistant.abilities.kept_job import name_of
from assistant.assistant import Assistant
from assistant.errors import BusyError
from assistant.inbox import HandedIn
from assistant.job_runner import JobOrder, Work
from assistant.jobs import JobResult
from assistant.running import Begun

_log = logging.getLogger(__name__)


def ordered(files: Sequence[HandedIn]) -> JobOrder:
    """The job of reading these files."""
    return JobOrder("add", name_of([file.name for file in files]), f"files {uuid.uuid4().hex}")


def handing_in(assistant: Assistant, files: Sequence[HandedIn]) -> Work:
    """The work of reading these files."""

    def work(begun: Begun) -> JobResult:
        report = assistant.hand_in(files, begun.progress, begun.stopped)
        return JobResult(notes=tuple(f"“{title}” is in a language that is not read well." for title in report.foreign))

    return work


def go_on(assistant: Assistant) -> None:
    """Begin again to read what was handed in before an earlier stop. What is too much at once waits for the next."""
    for files in assistant.inbox.left():
        try:
            assistant.runner.start(ordered(files), handing_in(assistant, files))
        except BusyError as error:
            _log.warning("Not all files that were handed in are read now: %s", error)
            return
