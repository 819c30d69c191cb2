"""The assistant in LangChain's terms: a runnable from a question to its Answer, and an Answer as an AIMessage.

The only file of this package that imports langchain_core, which takes half a second, so only when it is asked for.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, Citation, Mode
from assistant.answering import Answering
from assistant.events import Finished, SentenceReady

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage
    from langchain_core.messages.content import Citation as CitationBlock
    from langchain_core.runnables import Runnable


def build_chain(
    answering: Answering, asked_on: date | None = None, mode: Mode | None = None
) -> "Runnable[str, Answer]":
    """A runnable from a question to its Answer; streamed, it gives the sentences so far, and last the whole Answer.

    Without `asked_on` each question is asked today; `mode` is the first of its modes where it is not given.
    """
    from langchain_core.runnables import RunnableLambda

    def answer(question: str) -> Iterator[Answer]:
        yield from _growing(answering, question, asked_on or date.today(), mode or answering.modes[0])

    return RunnableLambda(answer).with_config(run_name="answer from articles")


def as_message(answer: Answer) -> "AIMessage":
    """The answer as an AIMessage, each citation a standard Citation block on the words of the answer that it proves.

    `start_index` and `end_index` are offsets in the answer's text; where the quote stands in its article is in `extras`
    (article_id, version, start, end, number).
    """
    from langchain_core.messages import AIMessage
    from langchain_core.messages.content import create_text_block

    text = answer.answer or (answer.refusal.reason if answer.refusal else "")
    block = create_text_block(text, annotations=list(_annotations(answer)))
    return AIMessage(content_blocks=[block], id=answer.id, response_metadata={"outcome": answer.outcome})


def _growing(answering: Answering, question: str, asked_on: date, mode: Mode) -> Iterator[Answer]:
    """The answer, growing by a sentence at a time."""
    so_far = Answer(
        id="", question=question, query="", asked_on=asked_on.isoformat(), mode=mode, outcome="partial", answer=""
    )
    for event in answering.stream(question, asked_on, mode=mode):
        if isinstance(event, SentenceReady):
            text = f"{so_far.answer} {event.sentence.text}".strip()
            sentences = (*so_far.sentences, event.sentence)
            so_far = replace(so_far, answer=text, sentences=sentences, citations=(*so_far.citations, *event.citations))
            yield so_far
        elif isinstance(event, Finished):
            yield event.answer


def _annotations(answer: Answer) -> Iterator["CitationBlock"]:
    from langchain_core.messages.content import create_citation

    by_number = {citation.number: citation for citation in answer.citations}
    position = 0
    for sentence in answer.sentences:
        start = answer.answer.index(sentence.text, position)
        position = start + len(sentence.text)
        for number in sentence.citations:
            citation = by_number[number]
            yield create_citation(
                url=citation.link or citation.url,
                title=citation.title,
                start_index=start,
                end_index=position,
                cited_text=citation.quote,
                **_place(citation),
            )


def _place(citation: Citation) -> dict[str, Any]:
    return {
        "article_id": citation.article_id,
        "version": citation.version,
        "start": citation.start,
        "end": citation.end,
        "number": citation.number,
    }
