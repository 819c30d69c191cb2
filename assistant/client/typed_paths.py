"""What a server says of a path that is not there, told as it was typed: what it is sent is absolute.

Knows nothing of calls.
"""

import os
from collections.abc import Mapping
from dataclasses import replace

from index.reports import UpdateReport


def as_typed(report: UpdateReport, absolute: Mapping[str, str]) -> UpdateReport:
    """The same report; `absolute` gives what was typed by what was sent. Files that are there have absolute names."""
    report.skipped[:] = [
        replace(skipped, name=absolute.get(skipped.name, skipped.name)) if not os.path.exists(skipped.name) else skipped
        for skipped in report.skipped
    ]
    return report
