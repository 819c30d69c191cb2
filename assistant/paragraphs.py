"""The paragraphs of an answer, each with the article that it is quoted from.

Knows nothing of how they are shown.
"""

from collections.abc import Sequence
from typing import NamedTuple

from assistant.answer import Answer, Citation, Sentence, by_article


class Paragraph(NamedTuple):
    """Sentences that stand together, and a citation of the article that says them where that has to be told."""

    sentences: tuple[Sentence, ...]
    told_by: Citation | None


def paragraphs(answer: Answer) -> list[Paragraph]:
    """The sentences of an answer, parted where its text begins a new line between two of them.

    Where several articles are quoted, it has to be told who says what, and when: "on Monday" is another day in each.
    """
    citations = {one.number: one for one in answer.citations} if _quotes_several(answer) else {}
    return [
        Paragraph(sentences, citations.get(next(iter(sentences[0].citations), 0)))
        for sentences in _parted(answer.answer, answer.sentences)
    ]


def _quotes_several(answer: Answer) -> bool:
    return len(by_article(answer.citations)) > 1 and all(one.support == "quoted" for one in answer.sentences)


def _parted(text: str, sentences: Sequence[Sentence]) -> list[tuple[Sentence, ...]]:
    groups: list[list[Sentence]] = []
    position = 0
    for sentence in sentences:
        start = text.find(sentence.text, position)
        begins_line = start >= 0 and "\n" in text[position:start]
        if begins_line or not groups:
            groups.append([])
        groups[-1].append(sentence)
        position = start + len(sentence.text) if start >= 0 else position
    return [tuple(group) for group in groups]
