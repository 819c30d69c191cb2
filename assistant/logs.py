"""The program's log: lines for people or JSON objects, on the standard error stream.

Fields go along with a record as `extra={"fields": {…}}`. What an error says can be words of an article or a question,
so its message is left out unless texts are wanted; its kind and place are always told. Knows nothing of what is logged.
"""

import json
import logging
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

_QUIET = ("httpx", "httpcore", "asyncio")


class Lines(logging.Formatter):
    """A record as a line for people, or as one JSON object."""

    def __init__(self, *, as_json: bool, texts: bool) -> None:
        super().__init__()
        self._as_json = as_json
        self._texts = texts

    def format(self, record: logging.LogRecord) -> str:
        """One line, and for people the trace of an error below it."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **fields_of(record),
        }
        trace = self._trace(record)
        if self._as_json:
            return json.dumps({**told, **({"error": trace} if trace else {})}, ensure_ascii=False, default=str)
        fields = "".join(f" {name}={value}" for name, value in fields_of(record).items())
        head = f"{told['time']} {told['level']:7} {told['logger']}: {told['message']}{fields}"
        return f"{head}\n{trace}" if trace else head

    def _trace(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            return ""
        if self._texts:
            return "".join(traceback.format_exception(error)).rstrip()
        return "".join([*traceback.format_tb(error.__traceback__), type(error).__qualname__])


def fields_of(record: logging.LogRecord) -> Mapping[str, Any]:
    """What went along with a record."""
    fields = getattr(record, "fields", {})
    return fields if isinstance(fields, Mapping) else {}


def set_up_logging(form: Literal["text", "json"], *, texts: bool) -> None:
    """Write the log of this process to its standard error stream; called once, where a server begins."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines(as_json=form == "json", texts=texts))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("assistant").setLevel(logging.INFO if form == "json" else logging.WARNING)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
