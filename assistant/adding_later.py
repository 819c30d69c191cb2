"""Articles added in the background, by address or as text; those that a stop cut off are begun again at the next start.

Knows nothing of doors. Files are `assistant.handing_in`'s.
"""

import logging
import uuid
from dataclasses import dataclass, replace

from pydantic import TypeAdapter, ValidationError

from assistant.assistant import Assistant
from assistant.errors import BusyError
from assistant.job_runner import JobOrder, Work
from assistant.jobs import JobResult
from assistant.running import Begun
from corpus.errors import UnreadableError
from corpus.reading.draft import Draft

MOST_TRIES = 3
"""How often the same is begun again: what ends the program each time is left then."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Addition:
    """What is to be added: whatever stands at an `address`, which is `followed` from then on or not, or a `text`.

    `tries` counts how often it was begun again.
    """

    address: str | None = None
    text: Draft | None = None
    followed: bool = False
    tries: int = 0

    def order(self) -> JobOrder:
        """The job of adding it."""
        again = _ADDITIONS.dump_json(self).decode()
        if self.address is not None:
            return JobOrder("add", self.address, self.address, again=again)
        title = self.text.title if self.text else None
        return JobOrder("add", title or "a text", f"text {uuid.uuid4().hex}", again=again)

    def work(self, assistant: Assistant) -> Work:
        """The work of adding it; it fails where nothing of it can be had."""

        def work(begun: Begun) -> JobResult:
            if self.text is not None:
                assistant.add_text(self.text)
                return JobResult()
            return _take_in(assistant, self.address or "", begun, followed=self.followed)

        return work


_ADDITIONS = TypeAdapter(Addition)


def go_on(assistant: Assistant) -> None:
    """Begin again what an earlier stop cut off. What is too much at once waits for the next start."""
    for cut_off in assistant.runner.cut_off():
        try:
            addition = _ADDITIONS.validate_json(cut_off.again)
        except ValidationError:  # written by another version of the program
            _log.exception("What job %d was to add cannot be read any more.", cut_off.id)
            assistant.runner.settle(cut_off)
            continue
        if addition.tries >= MOST_TRIES:
            _log.error("%s was begun again %d times and never ended; it is left.", addition.order().name, MOST_TRIES)
            assistant.runner.settle(cut_off)
            continue
        addition = replace(addition, tries=addition.tries + 1)
        try:
            assistant.runner.start(addition.order(), addition.work(assistant))
        except BusyError as error:
            _log.warning("Not all that was to be added is added now: %s", error)
            return
        assistant.runner.settle(cut_off)


def _take_in(assistant: Assistant, address: str, begun: Begun, *, followed: bool) -> JobResult:
    intake = assistant.take_in([address], begun.progress, begun.stopped, followed=followed)
    if not intake.sources and not intake.paths and intake.report.skipped:
        raise UnreadableError(intake.report.skipped[0].reason)
    sources = tuple(dict.fromkeys(added.source.id for added in intake.sources))
    return JobResult(sources=sources, notes=tuple(intake.notes))
