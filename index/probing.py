"""Opens a directory of vectors in a child process first: a torn file can crash or flood the process that opens it.

Run as a module it is that child: it loads every vector, asks for neighbours, and ends with a word about what is wrong.
Seen in Chroma 1.5.9: a cut file ends the process by SIGSEGV (chroma#7238), a torn record makes a file grow without
bound (chroma#7510).
"""

import subprocess
import sys
from pathlib import Path

import numpy as np

from index.errors import VectorError
from index.vectors import ChromaVectors

_LEAST_SECONDS = 20.0
_SECONDS_PER_MB = 0.2  # a sound directory of 64 MB took 2.2 s in all on 2 cores, 9 s on a busy machine
_MEMORY_BYTES = 4 << 30  # address space; a sound directory of 64 MB took 0.85 GiB, of which 0.24 were touched
_MEMORY_PER_BYTE = 4
_GROWTH_BYTES = 64 << 20  # how much larger the largest file may become by being opened
_QUERIES = 8
_SAME = 0.99  # least cosine of what counts as the vector itself
_PAGE = 2000


def probe(directory: Path) -> str | None:
    """What is wrong with the vectors in this directory, None where they can be trusted. Ends in time, come what may."""
    limit_s = _LEAST_SECONDS + _SECONDS_PER_MB * _size(directory) / 1e6
    command = [sys.executable, "-m", "index.probing", str(directory)]
    try:
        ended = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=limit_s, check=False, cwd=_ROOT
        )
    except subprocess.TimeoutExpired:
        return f"opening them took more than {limit_s:.0f} s"
    if ended.returncode == 0:
        return None
    if ended.returncode < 0:
        return f"opening them ended the process that tried (signal {-ended.returncode})"
    return ended.stderr.strip().splitlines()[-1] if ended.stderr.strip() else "opening them failed"


_ROOT = Path(__file__).parent.parent


def main(directory: Path) -> int:
    """Read everything and ask for neighbours; 0 where all is sound, else the reason is the last line of stderr."""
    _limit(directory)
    try:
        trouble = _look(directory)
    except (VectorError, MemoryError) as error:
        trouble = str(error) or "opening them took too much memory"
    if trouble:
        print(trouble.replace("\n", " "), file=sys.stderr)  # noqa: T201 - this is how the parent learns of it
    return int(bool(trouble))


def _look(directory: Path) -> str | None:
    store = ChromaVectors(directory)
    try:
        ids = sorted(store.ids())
        for first in range(0, len(ids), _PAGE):
            vectors = store.vectors(ids[first : first + _PAGE])
            if len(vectors) != len(ids[first : first + _PAGE]):
                return "vectors are missing that their list names"
            rows = np.stack(list(vectors.values()))
            if not np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=0.01):
                return "there are vectors that are not of unit length"
        asked = ids[:: max(len(ids) // _QUERIES, 1)]
        missed = [id for id, vector in store.vectors(asked).items() if store.search(vector, 1)[0].similarity < _SAME]
        if len(missed) > len(asked) // 4:  # the search is approximate: one in a hundred misses in a sound index
            return "vectors are not found near themselves"
    finally:
        store.close()
    return None


def _limit(directory: Path) -> None:
    if sys.platform == "win32":
        return
    import resource

    largest = max((path.stat().st_size for path in directory.rglob("*") if path.is_file()), default=0)
    memory = _MEMORY_BYTES + _MEMORY_PER_BYTE * _size(directory)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest + _GROWTH_BYTES,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _size(directory: Path) -> int:
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
