"""Time zones as people write them after a time: Z, +05:30, EST, ET.

Knows nothing of dates in text. A name that means different offsets in different countries (IST) is unknown.
"""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

WIDEST_OFFSET = timedelta(hours=14)
"""Line Islands, the zone furthest from UTC."""

_NUMERIC = re.compile(r"^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$", re.IGNORECASE)

# The American ones are RFC 5322 section 4.3; the others are the names that their own countries' newspapers print.
_HOURS = {
    **dict.fromkeys(("Z", "UT", "UTC", "GMT", "WET"), 0),
    **{"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8},
    **{"BST": 1, "WEST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3, "SAST": 2},
    **{"JST": 9, "KST": 9, "SGT": 8, "HKT": 8, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13},
}
# American papers drop the S or D: the season decides.
_SEASONAL = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}


def offset_of(zone: str, local: datetime) -> timedelta | None:
    """What to take from `local` (naive, as written) to have UTC; None where the zone is unknown or impossible."""
    name = zone.upper()
    if found := _NUMERIC.match(name):
        offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return None if offset > WIDEST_OFFSET else offset if found[1] == "+" else -offset
    if name in _HOURS:
        return timedelta(hours=_HOURS[name])
    return _seasonal(name, local) if name in _SEASONAL else None


def _seasonal(name: str, local: datetime) -> timedelta | None:
    try:
        return ZoneInfo(_SEASONAL[name]).utcoffset(local)
    except ZoneInfoNotFoundError:  # a system without a zone database: the day alone stays known
        return None
