"""How well the next question of a conversation is searched: `python benchmarks/follow_ups.py DIR [--read]`.

Knows nothing of how answers are shown. DIR holds articles (`articles.jsonl.gz` or `articles/`) and
`conversations.jsonl`, one turn a line: `task_id` (conversation<::>turn), `history` (`role`, `text`), `question`,
`answerability`, `gold_passages` (names of articles); `corpus/sample` is one, and so is a conversion of MTRAG
(github.com/IBM/mt-rag-benchmark, "un" split). Prints recall@5 over distinct article ids, for the answerable turns as
they are, and after a question of another conversation for those that stand by themselves. With `--read`, what the
answerer is shown as the question is measured too, on up to 80 answerable and 80 unanswerable follow-ups.
"""

import json
import random
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import Any

from assistant.assistant import Assistant
from assistant.drafting import DraftSentence
from assistant.evaluation.questions import find_articles, naming
from assistant.evaluation.running import index_articles, library_place
from assistant.follow_ups import Earlier, searched_query
from assistant.question import Question
from assistant.wiring import open_assistant
from index.retrieving import RetrievedPassage, Search

_TOP = 5
_READ_AT_MOST = 80
_SEED = 7
_PRONOUN = re.compile(r"\b(?:its?|they|them|theirs?|he|him|his|she|hers?|this|that|these|those)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: what was asked before, what is asked, and the articles that answer it."""

    conversation: str
    earlier: tuple[Earlier, ...]
    question: str
    answerability: str
    gold: frozenset[str]


Query = Callable[[str, Sequence[Earlier]], str]
QUERIES: dict[str, Query] = {
    "the question alone": lambda question, earlier: question,
    "with the one before": lambda question, earlier: f"{question} {earlier[-1].question}" if earlier else question,
    "as we search": searched_query,
}


def main(folder: Path, *, read: bool) -> int:
    """Print the figures."""
    articles, turns = find_articles(folder), read_turns(folder)
    with open_assistant(library_place(articles, "evaluation")) as assistant:
        index_articles(assistant, articles)
        answerable = [turn for turn in turns if turn.answerability == "ANSWERABLE"]
        _report_search(assistant, turns, answerable)
        if read:
            _report_reading(assistant, turns)
    return 0


def read_turns(folder: Path) -> list[Turn]:
    """The turns of `conversations.jsonl`, with the questions before them."""
    identify = naming(find_articles(folder))
    lines = (folder / "conversations.jsonl").read_text(encoding="utf-8").splitlines()
    return [_turn(json.loads(line), identify) for line in lines if line.strip()]


def _turn(fields: dict[str, Any], identify: Callable[[str], str]) -> Turn:
    return Turn(
        conversation=str(fields["task_id"]).split("<::>")[0],
        earlier=tuple(Earlier(" ".join(one["text"].split())) for one in fields["history"] if one["role"] == "user"),
        question=" ".join(str(fields["question"]).split()),
        answerability=str(fields["answerability"]),
        gold=frozenset(map(identify, fields["gold_passages"])),
    )


def _report_search(assistant: Assistant, turns: Sequence[Turn], answerable: Sequence[Turn]) -> None:
    chance = random.Random(_SEED)
    foreign = {
        turn: (Earlier(chance.choice([one for one in turns if one.conversation != turn.conversation]).question),)
        for turn in turns
    }
    openers = [turn for turn in turns if not turn.earlier and turn.gold]
    alone = [turn for turn in answerable if _recall(assistant, turn.question, turn.gold)]
    standing = [turn for turn in alone if not _PRONOUN.search(turn.question)]
    print(
        f"{len(answerable)} answerable turns; after a question of another conversation: {len(openers)} openers, and "
        f"{len(standing)} turns without a pronoun that are found alone"
    )
    for name, query in QUERIES.items():
        own = fmean(_recall(assistant, query(turn.question, turn.earlier), turn.gold) for turn in answerable)
        changed = [
            fmean(_recall(assistant, query(turn.question, foreign[turn]), turn.gold) for turn in some) if some else 0
            for some in (openers, standing)
        ]
        print(
            f"{name:20} recall@{_TOP} {own:.3f}; openers {changed[0]:.3f}, without a pronoun {changed[1]:.3f}",
            flush=True,
        )


def _report_reading(assistant: Assistant, turns: Sequence[Turn]) -> None:
    chance = random.Random(_SEED)
    for kind in ("ANSWERABLE", "UNANSWERABLE"):
        some = [turn for turn in turns if turn.answerability == kind and turn.earlier]
        some = some if len(some) <= _READ_AT_MOST else chance.sample(some, _READ_AT_MOST)
        for name, query in QUERIES.items():
            drafts = [_cited(assistant, turn, query(turn.question, turn.earlier)) for turn in some]
            quotes = [id in turn.gold for turn, cited in zip(some, drafts, strict=True) for id in cited]
            print(
                f"{kind:12} reading {name:20} {sum(map(bool, drafts))} of {len(some)} answered, "
                f"{sum(quotes)} of {len(quotes)} quotes from gold articles",
                flush=True,
            )


def _cited(assistant: Assistant, turn: Turn, read: str) -> list[str]:
    """The articles quoted where the search is ours and the answerer reads this."""
    passages = _retrieve(assistant, searched_query(turn.question, turn.earlier))
    plan = replace(assistant.answering.plan(turn.question, None), question=Question(turn.question, read, None))
    steps = assistant.answering.draft(plan, passages, "quoting")
    return [quote.article_id for step in steps if isinstance(step, DraftSentence) for quote in step.quotes]


def _recall(assistant: Assistant, query: str, gold: frozenset[str]) -> float:
    found = list(dict.fromkeys(one.passage.article_id for one in _retrieve(assistant, query)))
    return len(gold & set(found[:_TOP])) / len(gold)


def _retrieve(assistant: Assistant, query: str) -> list[RetrievedPassage]:
    return assistant.retriever.retrieve(Search(query))


if __name__ == "__main__":
    if not sys.argv[1:] or not (Path(sys.argv[1]) / "conversations.jsonl").is_file():
        print("usage: python benchmarks/follow_ups.py DIR [--read], a folder with conversations.jsonl", file=sys.stderr)
        sys.exit(2)
    sys.exit(main(Path(sys.argv[1]), read="--read" in sys.argv))
