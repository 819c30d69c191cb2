"""Measures how much longer questions take while articles are taken in.

`python benchmarks/asking_while_updating.py DIR [--articles N]`, DIR an evaluation folder. The first half of the
articles is indexed; the same questions are then asked with nothing else to do, and again while the rest is taken in.
"""

import argparse
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from assistant.assistant import Assistant
from assistant.evaluation.questions import find_articles, read_questions
from assistant.settings import silence_libraries
from assistant.wiring import open_assistant
from corpus.article import Article, Skipped
from corpus.reading import read_paths

silence_libraries()


def main() -> int:
    """Ask, update and ask, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=400)
    options = parser.parse_args()
    articles = list(islice(read_paths([find_articles(options.folder)]), options.articles))
    questions = [question.question for question in read_questions(options.folder)][:60]
    half = len(articles) // 2
    with tempfile.TemporaryDirectory() as place, open_assistant(place) as assistant:
        assistant.add_articles(iter(articles[:half]))
        assistant.warm_up()
        idle = [_seconds(assistant, question) for question in questions]
        begin = time.perf_counter()
        assistant.add_articles(iter(articles[half : half + half // 4]))
        alone_s = time.perf_counter() - begin
        begin = time.perf_counter()
        busy = list(_while_adding(assistant, articles[half + half // 4 :], questions))
        together_s = time.perf_counter() - begin
    _print(idle, busy)
    rest = len(articles) - half - half // 4
    print(f"update: {half // 4 / alone_s:.1f} articles/s alone, {rest / together_s:.1f} while questions come")
    return 0


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
        time.sleep(0.2)
    updating.join()


def _seconds(assistant: Assistant, question: str) -> float:
    begin = time.perf_counter()
    assistant.ask(question)
    return time.perf_counter() - begin


def _print(idle: Sequence[float], busy: Sequence[float]) -> None:
    print(f"{'':8}{'questions':>10}{'p50 ms':>10}{'p95 ms':>10}")
    for name, times in (("idle", idle), ("busy", busy)):
        print(f"{name:8}{len(times):>10}{statistics.median(times) * 1000:>10.0f}{_p95(times) * 1000:>10.0f}")
    print(f"p95 {_p95(busy) / _p95(idle):.2f} times idle")


def _p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    sys.exit(main())
