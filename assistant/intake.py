"""Whatever somebody names to be added, taken in: files and folders once, web addresses and reading lists as sources.

Knows nothing of doors.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.adding import Added
from assistant.collected import merge
from assistant.keeping import Keeper
from assistant.stopping import Stopped, never
from corpus.addresses import is_address
from corpus.article import Skipped
from corpus.errors import FetchError
from index.progress import Progress, ignore
from index.reports import UpdateReport


@dataclass(slots=True)
class Intake:
    """What was taken in: of everything together, and the sources that were made of it."""

    report: UpdateReport = field(default_factory=UpdateReport)
    sources: list[Added] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)


def take_in(
    keeper: Keeper, items: Sequence[str], progress: Progress = ignore, stopped: Stopped = never, *, followed: bool
) -> Intake:
    """Make sources of the addresses and reading lists among `items`, and read them now; `paths` are the rest.

    An address where nothing can be had is skipped, and the others go on. The feeds of a reading list are read too.
    """
    intake = Intake()
    for item in items:
        if stopped():
            return intake
        if not item.strip():  # a path that is empty would be the folder one is in
            intake.report.skipped.append(Skipped(item, "it names nothing"))
            continue
        if not followed and not is_address(item) and not keeper.is_list(Path(item)):
            intake.paths.append(Path(item))
            continue
        try:
            added = keeper.add(item, followed=followed)
        except FetchError as error:
            intake.report.skipped.append(Skipped(item, str(error)))
            continue
        _look(keeper, added, intake, progress, stopped)
    return intake


def _look(keeper: Keeper, added: Added, intake: Intake, progress: Progress, stopped: Stopped) -> None:
    collected = keeper.first_look(added, progress, stopped)
    intake.sources.append(Added(collected.source, added.is_new, note=added.note))
    intake.notes += [note for note in (added.note, *collected.notes) if note]
    merge(intake.report, collected.report)
    for feed in keeper.listed_feeds(collected):
        if stopped():
            return
        found = keeper.update(feed.id, progress, stopped)
        intake.sources.append(Added(found.source, is_new=True))
        merge(intake.report, found.report)
