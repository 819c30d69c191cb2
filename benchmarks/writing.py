"""What checking costs an answer while it is written, measured without any model of language.

    python benchmarks/writing.py [--data DIR]

A stand-in for a model reads the prompt, and writes one sentence out of each passage that it was given, word for word,
with its marker: so most of it is supported, and every stage before and after the model runs as it does for a reader,
with the models that ship. Asks about each story of the sample, in a library of its own. Prints JSON: milliseconds of
wall time and of CPU from the moment a sentence is finished until it is handed over to be shown, and how many were.
"""

import argparse
import json
import re
import statistics
import tempfile
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from assistant.assistant import Assistant
from assistant.events import SentenceReady
from assistant.introduction import read_introduction
from assistant.models.model import Message, Usage
from assistant.settings import Settings
from assistant.wiring import SAMPLE, open_assistant
from assistant.world import SHIPPED
from corpus.reading import read_paths
from index.sentences import split_sentences

_PASSAGE = re.compile(r"=== PASSAGE \[(\d+)\].*?\nText:\n(.*?)\n=== END OF", re.DOTALL)
_FEWEST_WORDS = 7


@dataclass(slots=True)
class CopyingModel:
    """Writes a sentence of each passage; `finished` is when it had written each, in wall and CPU seconds.

    Its name is new each time, or what was kept of the last run would be taken.
    """

    name: str = field(default_factory=lambda: f"copying:{time.time_ns()}")
    context_tokens: int = 8192
    finished: list[tuple[float, float]] = field(default_factory=list)

    def stream(self, messages: Sequence[Message], *, most_tokens: int) -> Generator[str | Usage, None, None]:
        """Each sentence in two pieces; a repair gives nothing."""
        passages = [] if "You drafted" in messages[-1].text else _PASSAGE.findall(messages[-1].text)
        for number, text in passages:
            if sentence := _first_statement(text):
                yield f"{sentence[:-1]} "
                self.finished.append((time.perf_counter(), time.process_time()))
                yield f"[{number}]. "
        yield "LEAVE OUT" if not passages else ""
        yield Usage(0, 0)


def _first_statement(text: str) -> str | None:
    """The first sentence that is long enough and quotes nobody."""
    sentences = (span.of(text) for span in split_sentences(text))
    return next((s for s in sentences if len(s.split()) >= _FEWEST_WORDS and s[-1] == "." and '"' not in s), None)


def measure(assistant: Assistant, model: CopyingModel, questions: Sequence[str]) -> dict[str, object]:
    """The figures over these questions, but for the first, which loads the models."""
    waits: list[tuple[float, float]] = []
    for place, question in enumerate(questions):
        if place == 1:
            waits.clear()
        for event in assistant.stream(question, asked_on=date(2025, 3, 1), mode="writing"):
            if isinstance(event, SentenceReady):
                now = (time.perf_counter(), time.process_time())
                waits.append((now[0] - model.finished[-1][0], now[1] - model.finished[-1][1]))
    wall_ms, cpu_ms = ([1000 * wait[kind] for wait in waits] for kind in (0, 1))
    return {"sentences": len(wall_ms), "wall_ms": _spread(wall_ms), "cpu_ms": _spread(cpu_ms)}


def _spread(values: Sequence[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {
        "median": round(statistics.median(ordered), 1),
        "p95": round(ordered[int(0.95 * len(ordered))], 1),
        "most": round(ordered[-1], 1),
    }


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="Keep the library here, so that the next run need not index it.")
    given = parser.parse_args().data
    model = CopyingModel()
    stories = read_introduction(SAMPLE / "key.json").stories
    with tempfile.TemporaryDirectory() as directory:
        settings = Settings(data=given or Path(directory))
        models = replace(SHIPPED, language_model=lambda settings: model)
        with open_assistant(settings=settings, models=models) as assistant:
            assistant.add_articles(read_paths([SAMPLE / "articles"]))
            assistant.settle()
            print(json.dumps(measure(assistant, model, [story.about for story in stories]), indent=2))


if __name__ == "__main__":
    main()
