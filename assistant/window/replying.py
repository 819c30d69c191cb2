"""The events of an answer made into the pictures that the window shows one after the other.

Knows nothing of how the pictures reach the page.
"""

from collections.abc import Iterable, Iterator

from assistant.answer import Answer, Citation, Sentence
from assistant.events import Event, Finished, Found, Searching, SentenceReady
from assistant.window import texts
from assistant.window.answer_html import answer_html, sentences_html, working_html
from assistant.window.refusal_html import refusal_html
from assistant.window.shelf import Shelf


def pictures(events: Iterable[Event], turn: str, shelf: Shelf) -> Iterator[str]:
    """HTML of the reply so far after each event; citations are on the shelf before their markers are shown."""
    status = texts.SEARCHING
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for event in events:
        match event:
            case Finished(answer):
                shelf.put(turn, answer.citations)
                yield reply_html(answer, turn)
                return
            case Found(passages, articles):
                status = texts.reading(passages, articles)
            case SentenceReady(sentence, new_citations):
                sentences.append(sentence)
                citations.extend(new_citations)
                shelf.put(turn, new_citations)
            case Searching():
                pass
        yield working_html(status, sentences_html(sentences, citations, turn))


def reply_html(answer: Answer, turn: str) -> str:
    """The finished reply: a refusal where the answer is one."""
    if answer.outcome == "refused" and answer.refusal:
        return refusal_html(answer, answer.refusal)
    return answer_html(answer, turn)
