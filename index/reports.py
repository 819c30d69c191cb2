"""What updates, checks and the index itself have to say, as values."""

from dataclasses import dataclass, field

from corpus.article import Skipped
from index.progress import UpdateProgress


@dataclass(slots=True)
class UpdateReport:
    """What an update did: ids of articles added and changed, how many were unchanged, and what was skipped and why.

    `retired` were taken out of the answers and kept, `restored` were taken back (those that changed as well are in
    `changed` too). `foreign` holds the titles of those that are in a language the models do not read well.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What a check of ledger and vectors found and repaired; many lost vectors are repaired in the background."""

    orphan_vectors: int
    lost_vectors: int
    finished_articles: int


@dataclass(frozen=True, slots=True)
class IndexState:
    """`searchable` of `total` passages have a vector that is searched; the words of all of them are.

    `words_only`: no vector is searched at present. `rebuilding`: a generation is being built, `progress` says how far.
    `reason`: why, or what stopped it, None where all is well.
    """

    searchable: int
    total: int
    rebuilding: bool = False
    words_only: bool = False
    reason: str | None = None
    progress: UpdateProgress | None = None
