"""How a source is to be updated, and what an update of it did, as values.

Knows nothing of how sources are read or articles are kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from corpus.fetched import Fetched
from corpus.source import Source
from index.reports import UpdateReport


@dataclass(frozen=True, slots=True)
class Order:
    """How a source is to be updated: `by_hand` where somebody asked for one page, `given` where it was just fetched.

    `in_background`: nobody waits for the result, so that a round without news leaves no job behind.
    """

    by_hand: bool = False
    given: Fetched | None = None
    in_background: bool = False
    stopped: Callable[[], bool] = lambda: False


@dataclass(slots=True)
class Collected:
    """What an update of a source did. `failure` is why the source itself could not be asked or read.

    `feeds` are addresses that it lists; `stopped` says that there is more to do, and the next update goes on there.
    """

    source: Source
    report: UpdateReport = field(default_factory=UpdateReport)
    failure: str | None = None
    notes: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    stopped: bool = False

    @property
    def has_news(self) -> bool:
        """Whether anything was done or went wrong."""
        report = self.report
        return bool(
            self.failure or report.added or report.changed or report.retired or report.restored or report.skipped
        )

    @property
    def line(self) -> str:
        """The result for people, on one line."""
        if self.failure:
            return self.failure
        report = self.report
        named = (
            (len(report.added), "added"),
            (len(report.changed), "changed"),
            (report.unchanged, "unchanged"),
            (len(report.restored), "restored"),
            (len(report.retired), "retired"),
            (len(report.skipped), "skipped"),
        )
        return ", ".join(f"{count:,} {name}" for count, name in named if count) or "nothing new"


def merge(whole: UpdateReport, part: UpdateReport) -> None:
    """Add what `part` reports to `whole`."""
    whole.added += part.added
    whole.changed += part.changed
    whole.unchanged += part.unchanged
    whole.skipped += part.skipped
    whole.foreign += part.foreign
    whole.retired += part.retired
    whole.restored += part.restored
