"""When a source is asked next, and what becomes of one that moved or is gone: decided from how its round went.

Pure: knows nothing of tables, threads or the network.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from corpus.politeness import next_try
from corpus.source import Round, Source, SourceKind

STABLE_ROUNDS = 3
"""Rounds in a row that a permanent redirect must lead to the same place before a source moves there: some are set by
mistake, or by the login page of a hotel's network."""

WITHOUT_VALIDATORS_S = 3600
"""A feed that cannot say "unchanged" sends all of itself each time; it is asked once an hour at most
(https://rachelbythebay.com/fs/help.html)."""

SOONEST_AFTER_FAILURE_S = 1800


def after_round(source: Source, round: Round, result: str, now: datetime) -> Source:
    """The source as it is after a round that ended at `now`; `result` is the line about it for people."""
    told = replace(source, last_at=now, last_result=result, not_before=round.until, title=source.title or round.title)
    if round.gone:
        return replace(told, paused=f"It is gone for good, its server says: {round.failure}", next_at=None)
    if round.failure is not None:
        return _after_failure(told, now)
    return _moved(replace(told, failures=0, next_at=_next(told, round, now)), round)


def _after_failure(source: Source, now: datetime) -> Source:
    """Later with each failure in a row; never sooner than it would be asked anyway, up to half an hour."""
    failures = source.failures + 1
    if source.every_s is None:
        return replace(source, failures=failures, next_at=None)
    if source.kind is SourceKind.FOLDER:  # no server is spared, and a disk that is plugged in again is there at once
        return replace(source, failures=failures, next_at=now + timedelta(seconds=source.every_s))
    soonest = now + timedelta(seconds=min(source.every_s, SOONEST_AFTER_FAILURE_S))
    next_at = max(soonest, next_try(failures, None, now, key=source.id), source.not_before or now)
    return replace(source, failures=failures, next_at=next_at)


def _next(source: Source, round: Round, now: datetime) -> datetime | None:
    if source.every_s is None:
        return None
    every_s = source.every_s
    if source.kind is SourceKind.FEED and not _can_say_unchanged(round):
        every_s = max(every_s, WITHOUT_VALIDATORS_S)
    return max(now + timedelta(seconds=every_s), round.until or now)


def _can_say_unchanged(round: Round) -> bool:
    """No document means that it just said so."""
    return all(document.validators.etag or document.validators.last_modified for document in round.documents)


def _moved(source: Source, round: Round) -> Source:
    if round.moved_to is None or round.moved_to == source.address:
        return replace(source, moved_to=None, moved_rounds=0)
    rounds = source.moved_rounds + 1 if round.moved_to == source.moved_to else 1
    if rounds < STABLE_ROUNDS:
        return replace(source, moved_to=round.moved_to, moved_rounds=rounds)
    return replace(source, address=round.moved_to, moved_to=None, moved_rounds=0)
