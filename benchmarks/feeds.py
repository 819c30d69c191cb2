"""How well feeds are read: `python benchmarks/feeds.py DIR`, a folder of feeds (*.xml) such as feedparser's tests.

Knows nothing of articles. Each file counts its own entries (<item> and <entry> outside comments); a comment at its top
may give the headers that it is served with ("Header: Content-type: …"). Prints the figures and every file that failed:
one that raised what no reader should, or gave other entries than it has, or neither entries nor a reason. Exit status 1
where there is one, 2 where the folder is missing.
"""

import re
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UnreadableError
from corpus.feeds import read_feed

_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_ENTRY = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)[\s>/]", re.IGNORECASE)
_HEADER = re.compile(rb"^Header:\s*([\w-]+):\s*(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading one file gave; `failure` is "" where nothing went wrong."""

    name: str
    expected: int
    entries: int = 0
    reason: str = ""
    failure: str = ""


def main(arguments: list[str]) -> int:
    """Print the report; 1 where a file failed, 2 where the folder is missing or empty."""
    files = sorted(Path(arguments[0]).glob("*.xml")) if arguments else []
    if not files:
        print("usage: python benchmarks/feeds.py DIR, a folder that holds feeds (*.xml)", file=sys.stderr)
        return 2
    outcomes = [measure(path) for path in files]
    failed = [outcome for outcome in outcomes if outcome.failure]
    _report(outcomes)
    for outcome in failed:
        print(f"FAILED {outcome.name}: {outcome.failure}")
    return 1 if failed else 0


def measure(path: Path) -> Outcome:
    """Read one file and compare what came out with what it holds."""
    data = path.read_bytes()
    headers = {name.lower(): value.decode("ascii", "replace") for name, value in _HEADER.findall(data)}
    expected = len(_ENTRY.findall(_COMMENT.sub(b"", data)))
    try:
        feed = read_feed(data, url=headers.get(b"content-location"), content_type=headers.get(b"content-type"))
    except UnreadableError as error:
        failure = f"refused, but has {expected} entries: {error}" if expected else ""
        return Outcome(path.name, expected, reason=str(error), failure=failure)
    except Exception:  # noqa: BLE001 - a traceback is what is looked for here
        return Outcome(path.name, expected, failure=traceback.format_exc())
    reason = "; ".join(feed.notes)
    return Outcome(path.name, expected, len(feed.entries), reason, _failure(expected, len(feed.entries), reason))


def _failure(expected: int, entries: int, reason: str) -> str:
    if entries != expected:
        return f"{entries} entries, but it has {expected}"
    return "" if entries or reason else "neither entries nor a reason"


def _report(outcomes: list[Outcome]) -> None:
    with_entries = [outcome for outcome in outcomes if outcome.expected]
    print(f"{len(outcomes)} files, {len(with_entries)} of them with entries")
    print(f"  entries read: {sum(o.entries for o in outcomes)} of {sum(o.expected for o in outcomes)}")
    print(f"  files with entries of which some were read: {sum(1 for o in with_entries if o.entries)}")
    print(f"  files that gave no entry, with a reason: {sum(1 for o in outcomes if not o.entries and o.reason)}")
    print(f"  tracebacks: {sum(1 for o in outcomes if 'Traceback' in o.failure)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
