"""Measures how much longer questions take while articles are taken in.

`python benchmarks/asking_while_updating.py DIR [--articles N] [--rounds R]`, DIR an evaluation folder. A third of the
articles is indexed; then, in each of some rounds, the same questions are asked with nothing else to do, and again while
a share of the other articles is taken in. Both stand close in time, so that other work on the machine slows both.
"""

import argparse
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from assistant.assistant import Assistant
from assistant.evaluation.questions import find_articles, read_questions
from assistant.settings import silence_libraries
from assistant.wiring import open_assistant
from corpus.article import Article, Skipped
from corpus.reading import read_paths

silence_libraries()

_BETWEEN_S = 0.2  # a reader thinks longer


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds of each question, alone and beside an update, and the articles a second that came in meanwhile."""

    idle: list[float]
    busy: list[float]
    articles_a_second: float

    @property
    def p50_ratio(self) -> float:
        """How many times as long the median question took."""
        return statistics.median(self.busy) / statistics.median(self.idle)

    @property
    def p95_ratio(self) -> float:
        """How many times as long the slowest questions took."""
        return _p95(self.busy) / _p95(self.idle)


def main() -> int:
    """Ask, update and ask, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=4)
    options = parser.parse_args()
    articles = list(islice(read_paths([find_articles(options.folder)]), options.articles))
    questions = [question.question for question in read_questions(options.folder)][:25]
    third = len(articles) // 3
    share = (len(articles) - third) // options.rounds
    with tempfile.TemporaryDirectory() as place, open_assistant(place) as assistant:
        assistant.add_articles(iter(articles[:third]))
        assistant.warm_up()
        print(f"{'round':8}{'idle p50':>10}{'p95':>8}{'busy p50':>10}{'p95':>8}{'p95 ratio':>11}{'articles/s':>12}")
        rounds = []
        for number in range(options.rounds):
            first = third + number * share
            rounds.append(_round(assistant, articles[first : first + share], questions))
            _print(number + 1, rounds[-1])
    p50, p95 = (statistics.median(getattr(one, name) for one in rounds) for name in ("p50_ratio", "p95_ratio"))
    print(f"median of the rounds: p50 {p50:.2f} times idle, p95 {p95:.2f} times idle")
    return 0


def _round(assistant: Assistant, articles: Sequence[Article | Skipped], questions: Sequence[str]) -> Round:
    idle = []
    for question in questions:
        idle.append(_seconds(assistant, question))
        time.sleep(_BETWEEN_S)
    begin = time.perf_counter()
    busy = list(_while_adding(assistant, articles, questions))
    return Round(idle, busy, len(articles) / (time.perf_counter() - begin))


def _while_adding(
    assistant: Assistant, articles: Sequence[Article | Skipped], questions: Sequence[str]
) -> Iterator[float]:
    """The seconds of each question that was asked before the update was done."""
    updating = threading.Thread(target=lambda: assistant.add_articles(iter(articles)))
    updating.start()
    time.sleep(1.0)
    for question in cycle(questions):
        seconds = _seconds(assistant, question)
        if not updating.is_alive():
            break
        yield seconds
        time.sleep(_BETWEEN_S)
    updating.join()


def _seconds(assistant: Assistant, question: str) -> float:
    begin = time.perf_counter()
    assistant.ask(question)
    return time.perf_counter() - begin


def _print(number: int, one: Round) -> None:
    columns = [statistics.median(one.idle), _p95(one.idle), statistics.median(one.busy), _p95(one.busy)]
    widths = (10, 8, 10, 8)
    told = "".join(f"{seconds * 1000:>{width}.0f}" for seconds, width in zip(columns, widths, strict=True))
    print(f"{number:<8}{told}{one.p95_ratio:>11.2f}{one.articles_a_second:>12.1f}", flush=True)


def _p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    sys.exit(main())
