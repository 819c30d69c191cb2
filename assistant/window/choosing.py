"""The filters and the mode that a page sends with a question, read into values.

What comes from a page is not trusted: what is no filter is passed over. Knows nothing of how a search is narrowed.
"""

from collections.abc import Sequence
from datetime import date

from assistant.answer import Mode
from corpus.filters import KINDS, Filters, Kind

MOST_NAMES = 50
"""Names of one kind that a question may be narrowed to; the form offers no more than that at a glance."""


def read_filters(fields: object) -> Filters:
    """The filters; those that say nothing, or nonsense, are left out."""
    if not isinstance(fields, dict):
        return Filters()
    names: dict[Kind, tuple[str, ...]] = {kind: _names(fields.get(kind)) for kind in KINDS}
    return Filters(**names, since=_day(fields.get("since")), until=_day(fields.get("until")))


def read_mode(found: object, modes: Sequence[Mode]) -> Mode | None:
    """How the answer is to be worded; None, which leaves it to the library, for a way that there is not."""
    return next((mode for mode in modes if mode == found), None)


def _names(found: object) -> tuple[str, ...]:
    if not isinstance(found, list):
        return ()
    return tuple(dict.fromkeys(name for name in found if isinstance(name, str) and name))[:MOST_NAMES]


def _day(found: object) -> date | None:
    try:
        return date.fromisoformat(found) if isinstance(found, str) else None
    except ValueError:
        return None
