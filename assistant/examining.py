"""Examines the installation and a library, one finding after the other, each with what to do.

Knows nothing of how findings are shown.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import AssistantError, UsageError
from assistant.forwarding import connect
from assistant.models.choice import chosen_model
from assistant.models.opening import missing
from assistant.settings import Settings, read_settings, silence_libraries
from corpus.errors import CorpusError
from index.embedding import packaged_minilm
from index.errors import IndexingError
from index.relevance import packaged_cross_encoder

_LEAST_FREE_BYTES = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `text` says what was found, and what to do where it is not `ok`."""

    name: str
    ok: bool
    text: str


def examine(data: Path | None = None) -> list[Finding]:
    """Every finding, in the order a reader would mend them."""
    silence_libraries()
    settings = read_settings(data)
    place = settings.data
    return [
        _tried("embedding model", lambda: f"intact, at {packaged_minilm()}"),
        _tried("cross-encoder", lambda: f"intact, at {packaged_cross_encoder()}"),
        _tried("language model", lambda: _language_model(settings)),
        _space(place),
        _tried("library", lambda: _library(place)),
    ]


def _tried(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, look())
    except (AssistantError, CorpusError, IndexingError) as error:
        return Finding(name, False, str(error))


def _language_model(settings: Settings) -> str:
    choice = chosen_model(settings)
    if choice is None:
        return "none is set, and answers are quotes"
    if problem := missing(choice):
        raise UsageError(problem)
    return f"{choice.name} at {choice.address}; assistant models --try asks it"


def _space(place: Path) -> Finding:
    there = next(path for path in (place, *place.parents) if path.exists())
    free = shutil.disk_usage(there).free
    text = f"{free / 1e9:.1f} GB free at {there}"
    return Finding(
        "disk", free >= _LEAST_FREE_BYTES, text if free >= _LEAST_FREE_BYTES else f"{text}. Free some space."
    )


def _library(place: Path) -> str:
    if not place.is_dir():
        return f"none yet at {place}; `assistant add` makes it"
    with connect(place) as assistant:  # a server that has it open is no fault of it
        status, searchable = assistant.status(), assistant.searchable_passages()
    if searchable < status.passages or status.waiting_articles:
        raise IndexingError(
            f"{searchable:,} of {status.passages:,} passages are searchable and {status.waiting_articles:,} articles "
            "wait, although the library was just reconciled. Delete its vectors directory and open it again."
        )
    return f"{status.articles:,} articles, all {status.passages:,} passages searchable"
