"""The events of an answer made into one reply: a completion, or server-sent events as the answer comes about.

Knows nothing of requests.
"""

import json
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain

from assistant.answer import Answer
from assistant.api.event_stream import NOTHING, ServerEvent
from assistant.events import Event, Finished, SentenceReady, Working
from assistant.json_values import Json
from assistant.openai_api.composing import Composer, Linking
from assistant.openai_api.replying import (
    Head,
    annotations_json,
    chunk_json,
    completion_json,
    last_chunk_json,
    usage_chunk_json,
)
from assistant.openai_api.telling import told


@dataclass(frozen=True, slots=True)
class Chunk(ServerEvent):
    """An event in OpenAI's form: without a name, its data one JSON object or `[DONE]`."""

    @classmethod
    def of(cls, value: Json) -> "Chunk":
        """One object."""
        return cls("", json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def encoded(self) -> bytes:
        """As it stands on the wire."""
        return f"data: {self.data}\n\n".encode()


class Reply:
    """One reply as it comes about; used for one question."""

    def __init__(self, head: Head, link: Linking, *, with_usage: bool) -> None:
        self._head = head
        self._link = link
        self._with_usage = with_usage
        self._composer = Composer()

    def whole(self, events: Iterator[Event]) -> Json:
        """The completion."""
        for event in events:
            match event:
                case SentenceReady(sentence, citations):
                    self._composer.add(sentence, citations)
                case Finished(answer):
                    self._composer.finish(answer, self._link)
                    return completion_json(self._head, answer, self._composer.text, self._annotations())
        raise AssertionError("a stream ends with Finished")

    def pieces(self, first: Event, events: Generator[Event, None, None]) -> Iterator[ServerEvent]:
        """The chunks, ended by `[DONE]`; what breaks on the way is told in the stream, which then ends without it."""
        try:
            yield Chunk.of(chunk_json(self._head, {"role": "assistant", "content": ""}))
            with closing(events):
                for event in chain([first], events):
                    yield from self._event(event)
        except Exception as error:  # noqa: BLE001  (the broad handler of this door, for what breaks after the status)
            yield Chunk.of(told(error)[1])
            return
        yield Chunk("", "[DONE]")

    def _event(self, event: Event) -> Iterator[ServerEvent]:
        match event:
            case Working():
                yield NOTHING
            case SentenceReady(sentence, citations):
                yield Chunk.of(chunk_json(self._head, {"content": self._composer.add(sentence, citations)}))
            case Finished(answer):
                yield from self._end(answer)

    def _end(self, answer: Answer) -> Iterator[Chunk]:
        """The list of citations, their annotations, and the end."""
        if piece := self._composer.finish(answer, self._link):
            yield Chunk.of(chunk_json(self._head, {"content": piece}))
        if annotations := self._annotations():
            yield Chunk.of(chunk_json(self._head, {"annotations": annotations}))
        yield Chunk.of(last_chunk_json(self._head, answer))
        if self._with_usage:
            yield Chunk.of(usage_chunk_json(self._head, answer))

    def _annotations(self) -> list[Json]:
        return annotations_json(self._composer.marks, self._link)
