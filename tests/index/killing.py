"""Real processes over one data directory that are killed with SIGKILL, at a named step or at any moment.

Processes are forked from a server that has everything imported, so that one costs milliseconds.
"""

import json
import multiprocessing
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.article import Article
from index.backup import back_up, finish_restore, restore
from index.probing import main as probing
from tests.index.fused import Fuse
from tests.index.opened import BRIDGE, BRIDGE_IN_JUNE, EIGHTS, STORM, STRIKE, Opened

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])
HALVES = replace(EIGHTS, target_tokens=4)
FILE_STEP = "before a file is made, moved or deleted"
_FILE_EVENTS = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate")


@dataclass(frozen=True, slots=True)
class Kill:
    """What a process does, and the step at whose `countdown`-th time it is killed."""

    work: str
    step: str
    countdown: int = 1


class Killer(Fuse):
    """A fuse that ends the process for good."""

    def at(self, moment: str) -> None:
        """The process comes to this moment."""
        if moment == self.moment:
            self.countdown -= 1
            if self.countdown == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def fill(directory: Path, more: int) -> None:
    """A closed library of two articles and some more."""
    (directory / "vectors").mkdir(parents=True)
    opened = Opened(directory, Fuse())
    opened.updater.open()
    opened.updater.add([BRIDGE, STRIKE, *others(more)])
    opened.updater.close()
    opened.let_go()


def others(number: int) -> list[Article]:
    """Articles of ten passages that nothing happens to."""
    return [
        Article(f"other{n}", "Other", " ".join(f"Note {place} of other {n} is here." for place in range(10)))
        for n in range(number)
    ]


def add(opened: Opened) -> None:
    """An article that is new and one that is changed."""
    opened.updater.add([STORM, BRIDGE_IN_JUNE])


def update(opened: Opened) -> None:
    """An article that is changed, and nothing else."""
    opened.updater.add([BRIDGE_IN_JUNE])


def delete(opened: Opened) -> None:
    """An article goes for good."""
    opened.updater.remove("bridge")


def retire(opened: Opened) -> None:
    """An article goes until it comes back."""
    opened.updater.retire(["bridge"])


def rebuild(opened: Opened) -> None:
    """A new generation, of the same passages."""
    opened.updater.rebuild()


def split(opened: Opened) -> None:
    """The generation with the new splitting that was begun by opening."""
    opened.updater.settle()


def compact(opened: Opened) -> None:
    """A new generation, and a smaller library file."""
    opened.updater.compact()


def backup(opened: Opened) -> None:
    """Into a file beside the vectors."""
    back_up(opened.database, opened.directory / "library.backup")


WORKS: dict[str, Callable[[Opened], None]] = {
    work.__name__: work for work in (add, update, delete, retire, rebuild, split, compact, backup)
}


def run(kill: Kill, directory: Path) -> int | None:
    """Do the work in a process of its own; its exit code, negative where a signal ended it."""
    process = PROCESSES.Process(target=_restore if kill.work == "restore" else _work, args=(kill, directory))
    process.start()
    process.join(60)
    return process.exitcode


def probe(directory: Path) -> str | None:
    """As `index.probing.probe`, in a process that is there sooner."""
    process = PROCESSES.Process(target=_probe, args=(directory,))
    process.start()
    process.join(60)
    return None if process.exitcode == 0 else f"the probe ended with {process.exitcode}"


def _probe(directory: Path) -> None:
    sys.exit(probing(directory))


def _work(kill: Kill, directory: Path) -> None:
    fuse = Killer()
    opened = Opened(directory, fuse, HALVES if kill.work == "split" else EIGHTS)
    _arm(fuse, kill, directory, before_opening=kill.work == "split")
    opened.updater.open()
    _arm(fuse, kill, directory, before_opening=kill.work != "split")
    WORKS[kill.work](opened)


def _restore(kill: Kill, directory: Path) -> None:
    fuse = Killer()
    _arm(fuse, kill, directory, before_opening=True)
    restore(directory.parent / "library.backup", directory)


def _arm(fuse: Fuse, kill: Kill, directory: Path, *, before_opening: bool) -> None:
    if not before_opening:
        return
    fuse.moment, fuse.countdown = kill.step, kill.countdown
    if kill.step == FILE_STEP:
        sys.addaudithook(lambda event, values: fuse.at(FILE_STEP) if _is_file_step(event, values) else None)


def _is_file_step(event: str, values: tuple[object, ...]) -> bool:
    return event in _FILE_EVENTS or (event == "open" and isinstance(values[1], str) and "w" in values[1])


def work_until_killed(directory: Path, seed: int) -> None:
    """Random work for ever; each step is noted before it begins and when it is acknowledged."""
    rng = random.Random(seed)
    finish_restore(directory)
    opened = Opened(directory, Fuse(), rng.choice([EIGHTS, EIGHTS, EIGHTS, HALVES]), probe=probe)
    opened.updater.open()
    notes = os.open(directory / "notes.jsonl", os.O_APPEND | os.O_CREAT | os.O_WRONLY)
    for number in range(sys.maxsize):
        step = _random_step(rng, f"{seed}.{number}")
        _note(notes, {"begun": step})
        _take(opened, step)
        _note(notes, {"done": step})


def _random_step(rng: random.Random, stamp: str) -> dict[str, object]:
    kind = rng.choice(["add", "add", "add", "remove", "retire", "rebuild", "compact", "backup"])
    ids = sorted(rng.sample([f"a{number}" for number in range(12)], rng.randint(1, 4)))
    return {"kind": kind, "ids": ids, "stamp": stamp}


def _take(opened: Opened, step: dict[str, object]) -> None:
    ids = [str(id) for id in list(step["ids"])]  # type: ignore[call-overload]  # written by `_random_step`
    current = {version.article.id for version in opened.library.articles()}
    match step["kind"]:
        case "add":
            opened.updater.add([random_article(id, str(step["stamp"])) for id in ids])
        case "remove" if ids[0] in current:
            opened.updater.remove(ids[0])
        case "retire":
            opened.updater.retire([id for id in ids if id in current])
        case "rebuild":
            opened.updater.rebuild()
        case "compact":
            opened.updater.compact()
        case "backup":
            back_up(opened.database, opened.directory / "library.backup")


def random_article(id: str, stamp: str) -> Article:
    """Says in every sentence but two which step wrote it."""
    stamped = " ".join(f"Sentence {place} of {id} in step {stamp.replace('.', 'x')}." for place in range(4))
    return Article(id, f"Article {id}", f"This stands in all versions. {stamped} So does this one.")


def _note(notes: int, what: dict[str, object]) -> None:
    os.write(notes, (json.dumps(what) + "\n").encode())


def kill_at_random(directory: Path, seed: int) -> None:
    """Let a process work, and kill it after up to a second and a half."""
    process = PROCESSES.Process(target=work_until_killed, args=(directory, seed))
    process.start()
    time.sleep(random.Random(seed).uniform(0.05, 1.5))
    process.kill()
    process.join()
