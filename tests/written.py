"""What the tests of the doors share: a library that a model writes from, and models that never come to an end.

Knows nothing of any door.
"""

import threading
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.assistant import Assistant
from assistant.models.model import Message, Usage
from tests.writing.scripted import ScriptedModel, library

SHUT = "The Quay Bridge was shut after Ines Garrowby saw cracks in its pins"
WHY = "Why was the Quay Bridge in Skellhaven shut?"
DRAFT = f"{SHUT} [1]. Repairs will cost 9 million pounds [1]."
"""One sentence that the library supports, and one that it does not."""


class EndlessModel(ScriptedModel):
    """Writes `said`, then nothing more until the call is ended; `asked_for` and `hung_up` tell that it was."""

    def __init__(self, said: str = "") -> None:
        super().__init__(said)
        self.said = said
        self.asked_for = threading.Event()
        self.hung_up = threading.Event()

    def stream(self, messages: Sequence[Message], *, most_tokens: int) -> Generator[str | Usage, None, None]:
        """Empty pieces without an end."""
        self.asked_for.set()
        try:
            yield self.said
            while True:
                time.sleep(0.1)
                yield ""
        finally:
            self.hung_up.set()


@contextmanager
def written_library(directory: Path, model: ScriptedModel | None = None) -> Iterator[Assistant]:
    """A library of two articles; without another model, one whose draft is `DRAFT`."""
    with library(directory, model or ScriptedModel(DRAFT)) as assistant:
        yield assistant
