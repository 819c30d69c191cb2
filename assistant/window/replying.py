"""The events of an answer made into the pictures that the window shows one after the other.

Knows nothing of how the pictures reach the page.
"""

from collections.abc import Iterable, Iterator

from assistant.answer import Answer, Citation, Sentence
from assistant.events import Event, Finished, Found, Searching, SentenceReady, Working
from assistant.window.answer_html import sentences_html, working_html
from assistant.window.phrases import reading
from assistant.window.shelf import Shelf
from assistant.window.texts import Texts


def pictures(say: Texts, events: Iterable[Event], run: str, shelf: Shelf) -> Iterator[str | Answer]:
    """HTML of the reply so far after each event, the answer last.

    The citations of what is shown are on the shelf under the name `run` before their markers are shown.
    """
    status = say("ask.searching")
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for event in events:
        match event:
            case Finished(answer):
                yield answer
                return
            case Found(passages, articles):
                status = reading(say, passages, articles)
            case SentenceReady(sentence, new_citations):
                sentences.append(sentence)
                citations.extend(new_citations)
                shelf.put(run, new_citations)
            case Working(doing):
                status = say(f"ask.{doing}")
            case Searching():
                pass
        yield working_html(status, sentences_html(say, sentences, citations, run))
