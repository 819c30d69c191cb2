"""Questions over libraries, with the sentences that are read for each and which of them answer.

What the reader learns from and what the probability of an answer is fitted on. Knows nothing of how either is fitted.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.assistant import Assistant
from assistant.candidates import Candidate, find_candidates
from assistant.evaluation.questions import EvaluationQuestion, find_articles, half, holds, read_questions, words
from assistant.evaluation.running import articles_holding, library_place, plain_texts
from assistant.plan import readable
from assistant.question import Question
from assistant.wiring import open_assistant
from corpus.article import Article
from corpus.reading import read_paths
from index.retrieving import RetrievedPassage

WRITTEN = Path(__file__).parent / "labelled" / "reading"
_SAMPLE = Path(__file__).parent.parent / "corpus" / "sample"
_GOLD = 0.8  # share of a gold sentence's words that a sentence holds which counts as it
_KEPT_FROM, _KEPT_EVERY = 1, 4


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions about one collection of articles; `near` holds, by question, a sentence that a careless one quotes.

    Those of a collection that `is_reported` are one half of its questions; the others were written to be learnt from.
    """

    name: str
    articles: Path
    questions: list[EvaluationQuestion]
    near: Mapping[str, str]
    is_reported: bool

    @property
    def kept(self) -> frozenset[str]:
        """The groups that the reader does not learn from, for what is fitted or told of it afterwards."""
        return frozenset(sorted({_group(question) for question in self.questions})[_KEPT_FROM::_KEPT_EVERY])

    def of_kept(self) -> "Asked":
        """The same, with the questions of those groups alone."""
        kept = self.kept
        return replace(self, questions=[question for question in self.questions if _group(question) in kept])


@dataclass(frozen=True, slots=True)
class Case:
    """One question over one library, with the texts of its versions.

    `group` names what its articles share with those of other questions. Where it is `answerable`, `gold` says how its
    answer is known.
    """

    question: Question
    passages: list[RetrievedPassage]
    texts: Mapping[tuple[str, int], str]
    group: str
    gold: EvaluationQuestion
    answerable: bool
    near: str | None

    def text(self, article_id: str, version: int) -> str:
        """Of one version."""
        return self.texts[article_id, version]

    def candidates(self, most_passages: int) -> list[Candidate]:
        """The sentences of its first passages."""
        return find_candidates(self.passages[:most_passages], self.text)

    def answers(self, texts: Sequence[str]) -> NDArray[np.bool_]:
        """(n_texts,) which of them answer: a gold sentence, or, where there is none, what holds an accepted answer."""
        return np.array([self.answerable and _answers(self.gold, text) for text in texts], dtype=np.bool_)


def asked(data: Path) -> list[Asked]:
    """What is learnt from: of each folder that is reported on the half that is not, and all that was written for it.

    `data` holds clapnq-dev and news-dev.
    """
    written = WRITTEN / "stories_one", WRITTEN / "stories_two"
    news, reported = find_articles(data / "news-dev"), (_SAMPLE, data / "clapnq-dev", data / "news-dev")
    return [
        *(_folder(one, half(read_questions(one), held_out=False), is_reported=True) for one in reported),
        *(_folder(one, read_questions(one), is_reported=False) for one in written),
        *(_about(news, one) for one in ("news_one", "news_two", "news_three")),
    ]


def cases(of: Asked) -> Iterator[Case]:
    """Each question, and where the collection is reported, each that one fact answers again, its articles hidden."""
    with open_assistant(library_place(of.articles, "evaluation")) as assistant:
        assistant.add([of.articles])
        versions = {(one.article.id, one.number): one.article.text for one in assistant.articles()}
        texts = plain_texts(assistant)
        for question in of.questions:
            near = of.near.get(question.id)
            yield Case(*_found(assistant, question), versions, _group(question), question, question.answerable, near)
            if of.is_reported and question.can_be_hidden:
                hidden = _found(assistant, question, articles_holding(question, texts))
                yield Case(*hidden, versions, _group(question), question, answerable=False, near=None)


def _found(
    assistant: Assistant, question: EvaluationQuestion, hidden: frozenset[str] = frozenset()
) -> tuple[Question, list[RetrievedPassage]]:
    """What is asked, and the passages that it is answered from; the `hidden` articles hold no passage."""
    plan = assistant.answering.plan(question.question, question.asked_on, hidden)
    return plan.question, readable(plan, assistant.answering.retrieve(plan))


def _folder(folder: Path, questions: list[EvaluationQuestion], *, is_reported: bool) -> Asked:
    near = {}
    for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        fields = json.loads(line)
        if fields.get("near"):
            near[str(fields["id"])] = str(fields["near"])
    return Asked(folder.name, find_articles(folder), questions, near, is_reported)


def _about(articles: Path, name: str) -> Asked:
    """Questions that were written about others' articles: these say where in them the sentences stand, not which."""
    lines = [json.loads(line) for line in (WRITTEN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = {line["article"] for line in lines}
    texts = {one.id: one.text for one in read_paths([articles]) if isinstance(one, Article) and one.id in wanted}
    questions, near = [], {}
    for line in lines:
        text = texts[line["article"]]
        sentences = tuple(text[start:end] for start, end in line["sentences"])
        relevant = frozenset({line["article"]} if line["answerable"] else ())
        questions.append(
            EvaluationQuestion(
                id=line["id"],
                question=line["question"],
                asked_on=None,
                answers=sentences,
                relevant=relevant,
                answerable=line["answerable"],
                sentences=sentences,
                story=line["article"],
            )
        )
        if line["near"]:
            near[line["id"]] = text[slice(*line["near"])]
    return Asked(name, articles, questions, near, is_reported=False)


def _group(question: EvaluationQuestion) -> str:
    """What it shares with other questions: their articles, where they are told by stories."""
    return question.story or question.id


def _answers(question: EvaluationQuestion, sentence: str) -> bool:
    if not question.sentences:
        return holds(sentence, question.answers)
    here = Counter(words(sentence))
    golds = [Counter(words(gold)) for gold in question.sentences]
    return any((gold & here).total() >= _GOLD * gold.total() for gold in golds)
