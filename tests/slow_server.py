"""A server in a process of its own, with small models and slow indexing: `python -m tests.slow_server`."""

import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import ui
from assistant.access.gate import Locks
from assistant.server import build_app, serve
from assistant.wiring import open_assistant
from index import embedding
from index.embedding import Vectors
from tests.conftest import SMALL_MODELS
from tests.fakes import WordHashEmbedder

PASSAGES_A_SECOND = 50


class SlowEmbedder(WordHashEmbedder):
    """Takes its time."""

    def embed(self, texts: Sequence[str], progress: embedding.Progress | None = None) -> Vectors:
        """The same vectors, later."""
        time.sleep(len(texts) / PASSAGES_A_SECOND)
        return super().embed(texts, progress)


def main() -> None:
    """Look at the folder that the third argument names, as a source, and serve."""
    data, port, folder = sys.argv[1:]
    with open_assistant(Path(data), models=replace(SMALL_MODELS, embedder=SlowEmbedder)) as library:
        if not library.sources():
            library.add_source(folder)
        library.poll()
        serve(build_app(library, ui.mount, Locks(library.tokens)), "127.0.0.1", int(port), library.stop_working)


if __name__ == "__main__":
    main()
