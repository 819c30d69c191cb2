"""A process whose files may grow no more: as near as one gets to a full disk where no small one can be mounted.

A write beyond the limit fails with EFBIG, as one on a full disk does with ENOSPC.
"""

import resource
import signal
import traceback
from collections.abc import Callable
from pathlib import Path

from corpus.article import Article
from corpus.errors import DatabaseError
from index.errors import IndexingError
from index.updating import IndexState
from tests.index.fused import Fuse
from tests.index.killing import PROCESSES, others
from tests.index.opened import BRIDGE, BRIDGE_IN_JUNE, STORM, STRIKE, Opened, assert_whole, current_texts

NEW = [BRIDGE_IN_JUNE, STORM, *others(60)[20:]]


def update_cramped(directory: Path, limit_kb: int) -> str | None:
    """Update a library in a process whose files may be so large, then without a limit; gives what the reader is told.

    Raises AssertionError, with what the process wrote, where it found anything wrong.
    """
    told = directory.parent / "told"
    process = PROCESSES.Process(target=_work, args=(directory, limit_kb, told))
    process.start()
    process.join(60)
    said = told.read_text(encoding="utf-8") if told.exists() else ""
    assert process.exitcode == 0, said or f"the process ended with {process.exitcode}"
    return said or None


def _work(directory: Path, limit_kb: int, told: Path) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        trouble = _update(directory, limit_kb)
    except BaseException:
        told.write_text(traceback.format_exc(), encoding="utf-8")
        raise
    told.write_text(trouble or "", encoding="utf-8")


def _update(directory: Path, limit_kb: int) -> str | None:
    opened = Opened(directory, Fuse())
    opened.updater.open()
    trouble = _within(limit_kb, lambda: opened.updater.add(NEW))
    assert trouble is None or str(directory) in trouble, trouble
    assert STRIKE.text in opened.answers("who rejected an offer")  # not first: HNSW finds few vectors like no other
    assert current_texts(opened)["bridge"] in (BRIDGE.text, BRIDGE_IN_JUNE.text)
    assert len([text for text in opened.answers("the bridge is shut until") if "shut until" in text]) == 1
    _assert_heals(opened, NEW)
    opened.updater.close()
    opened.let_go()
    return trouble


def _assert_heals(opened: Opened, new: list[Article]) -> None:
    opened.updater.add(new)
    opened.updater.settle()
    passages = opened.updater.passages()
    assert opened.updater.state == IndexState(searchable=passages, total=passages)
    assert {"storm", "other59"} <= current_texts(opened).keys()
    assert_whole(opened)


def _within(limit_kb: int, work: Callable[[], object]) -> str | None:
    """What a reader is told while files may be no larger, None where it went well."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit_kb * 1024, hard))
    try:
        work()
    except (DatabaseError, IndexingError) as error:
        return str(error)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    return None
