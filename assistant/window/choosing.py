"""The filters that a page sends with a question, read into a value.

What comes from a page is not trusted: what is no filter is passed over. Knows nothing of how a search is narrowed.
"""

from datetime import date

from corpus.filters import KINDS, Filters, Kind

MOST_NAMES = 50
"""Names of one kind that a question may be narrowed to; the form offers no more than that at a glance."""


def read_filters(fields: object) -> Filters:
    """The filters; those that say nothing, or nonsense, are left out."""
    if not isinstance(fields, dict):
        return Filters()
    names: dict[Kind, tuple[str, ...]] = {kind: _names(fields.get(kind)) for kind in KINDS}
    return Filters(**names, since=_day(fields.get("since")), until=_day(fields.get("until")))


def _names(found: object) -> tuple[str, ...]:
    if not isinstance(found, list):
        return ()
    return tuple(dict.fromkeys(name for name in found if isinstance(name, str) and name))[:MOST_NAMES]


def _day(found: object) -> date | None:
    try:
        return date.fromisoformat(found) if isinstance(found, str) else None
    except ValueError:
        return None
