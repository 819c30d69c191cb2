"""What a scripted model server sends back: whole answers, streams that break in every known way, errors.

A `Reply` makes the steps of one response from what was asked; `cut`, `stalled` and `late` break another reply. Knows
nothing of sockets: `tests/models/faulty_server.py` sends what stands here, and its docstring has examples.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from itertools import pairwise
from typing import Any, Literal

from assistant.models.model import Message

Fields = dict[str, Any]
Text = str | Sequence[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came in; `body` is its JSON, empty where it has none."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Fields

    @property
    def streaming(self) -> bool:
        """Whether the answer is wanted piece by piece."""
        return bool(self.body.get("stream"))

    @property
    def messages(self) -> tuple[Message, ...]:
        """What the model is to read; content in parts is put together."""
        return tuple(Message(one["role"], _joined(one["content"])) for one in self.body.get("messages", ()))


@dataclass(frozen=True, slots=True)
class Send:
    """Bytes for the wire; `piece` where they hold words of the answer."""

    data: bytes
    piece: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing for a while."""

    seconds: float


class Hold:
    """Nothing more, until the client hangs up or the server is closed."""


class Reset:
    """The connection ends with a TCP reset instead of a close."""


Step = Send | Wait | Hold | Reset
Reply = Callable[[Asked], Iterable[Step]]


def says(
    text: Text | Callable[[Sequence[Message]], Text],
    *,
    first_s: float = 0,
    every_s: float = 0,
    finish: str | None = "stop",
    usage: tuple[int, int] | Literal["words"] | None = "words",
) -> Reply:
    """A whole answer, as a stream of pieces or in one, as it is asked for.

    A text goes out word by word, a sequence piece by piece, a function makes either from the messages; `first_s` passes
    before the first piece and `every_s` before each other. `usage` (in, out), by default counted in words, is sent
    where it is asked for.
    """

    def reply(asked: Asked) -> Iterator[Step]:
        said = text(asked.messages) if callable(text) else text
        pieces = _words(said) if isinstance(said, str) else list(said)
        counts = _word_counts(asked, pieces) if usage == "words" else usage
        if not asked.streaming:
            yield Wait(first_s + every_s * max(len(pieces) - 1, 0))
            yield from answers(_completion(asked, "".join(pieces), finish, counts))(asked)
            return
        yield Send(_head(200, {"Content-Type": "text/event-stream", "Transfer-Encoding": "chunked"}))
        yield _event(_chunk(asked, {"role": "assistant", "content": ""}))
        for number, piece in enumerate(pieces):
            yield Wait(every_s if number else first_s)
            yield Send(_event(_chunk(asked, {"content": piece})).data, piece=True)
        yield from _ending(asked, finish, counts)

    return reply


def events(*payloads: str | bytes | Fields, done: bool = True) -> Reply:
    """A stream of server-sent events with these payloads, right or wrong; a mapping is sent as JSON."""

    def reply(asked: Asked) -> Iterator[Step]:
        yield Send(_head(200, {"Content-Type": "text/event-stream", "Transfer-Encoding": "chunked"}))
        for payload in payloads:
            yield Send(_event(payload).data, piece=True)
        if done:
            yield _event("[DONE]")
            yield Send(b"0\r\n\r\n")

    return reply


def deltas(*fields: Fields, finish: str | None = "stop") -> Reply:
    """A stream whose deltas have these fields, such as `{"reasoning_content": "…"}`."""
    started: list[Fields] = [{"choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in fields]
    end: Fields = {"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]}
    return events(*({"id": "c", "object": "chat.completion.chunk", "model": "m", **one} for one in (*started, end)))


def answers(
    body: bytes | str | Fields,
    *,
    status: int = 200,
    content_type: str = "application/json",
    headers: Mapping[str, str] | None = None,
) -> Reply:
    """One body, whatever was asked; a mapping is sent as JSON."""
    data = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()
    own = {"Content-Type": content_type, "Content-Length": str(len(data))}
    head = _head(status, {**own, **(headers or {})})
    return lambda asked: [Send(head), Send(data)]


def fails(status: int, message: str = "scripted failure", *, code: str | None = None, **headers: str) -> Reply:
    """An error as OpenAI sends it; `Retry_After="3"` becomes the header Retry-After."""
    error = {"message": message, "type": "scripted", "param": None, "code": code}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return answers({"error": error}, status=status, headers=named)


def redirects(address: str, status: int = 307) -> Reply:
    """To another address."""
    return answers(b"", status=status, headers={"Location": address})


def raw(*data: bytes) -> Reply:
    """These bytes and no more, without any HTTP of ours."""
    return lambda asked: [Send(one) for one in data]


def flood(*data: bytes) -> Reply:
    """These bytes, then a line of 100 million."""
    return lambda asked: [*(Send(one) for one in data), *[Send(b"x" * 1_000_000)] * 100]


def dripped(reply: Reply, every_s: float, size: int = 1) -> Reply:
    """The same bytes, `size` at a time."""

    def dripping(asked: Asked) -> Iterator[Step]:
        for step in reply(asked):
            if not isinstance(step, Send):
                yield step
                continue
            for start in range(0, len(step.data), size):
                yield Wait(every_s)
                yield Send(step.data[start : start + size])

    return dripping


def cut(reply: Reply, *, pieces: int, reset: bool = False) -> Reply:
    """The connection ends after this many pieces; after the head where that is 0."""
    return _broken(reply, pieces, Reset() if reset else None)


def stalled(reply: Reply, *, pieces: int) -> Reply:
    """Nothing comes any more after this many pieces, and the connection stays."""
    return _broken(reply, pieces, Hold())


def late(reply: Reply, seconds: float) -> Reply:
    """Not even the head comes before this time."""
    return lambda asked: [Wait(seconds), *reply(asked)]


def _broken(reply: Reply, pieces: int, end: Hold | Reset | None) -> Reply:
    def breaking(asked: Asked) -> Iterator[Step]:
        sent = 0
        for step in reply(asked):
            if isinstance(step, Send) and step.piece:
                if sent == pieces:
                    break
                sent += 1
            yield step
        if end:
            yield end

    return breaking


def _ending(asked: Asked, finish: str | None, counts: tuple[int, int] | None) -> Iterator[Step]:
    if finish is not None:
        yield _event(_chunk(asked, {}, finish))
    if counts and (asked.body.get("stream_options") or {}).get("include_usage"):
        yield _event({**_chunk(asked, {}), "choices": [], "usage": _usage(counts)})
    yield _event("[DONE]")
    yield Send(b"0\r\n\r\n")


def _chunk(asked: Asked, delta: Fields, finish: str | None = None) -> Fields:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    model = asked.body.get("model", "")
    return {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": model, "choices": [choice]}


def _completion(asked: Asked, text: str, finish: str | None, counts: tuple[int, int] | None) -> Fields:
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}
    fields: Fields = {"id": "c1", "object": "chat.completion", "created": 1, "model": asked.body.get("model", "")}
    return {**fields, "choices": [choice], **({"usage": _usage(counts)} if counts else {})}


def _usage(counts: tuple[int, int]) -> Fields:
    return {"prompt_tokens": counts[0], "completion_tokens": counts[1], "total_tokens": sum(counts)}


def _word_counts(asked: Asked, pieces: Sequence[str]) -> tuple[int, int]:
    return sum(len(message.text.split()) for message in asked.messages), len("".join(pieces).split())


def _words(text: str) -> list[str]:
    """Each word with the white space before it."""
    starts = [0, *(at for at in range(1, len(text)) if text[at].isspace() and not text[at - 1].isspace()), len(text)]
    return [text[start:end] for start, end in pairwise(starts) if start < end]


def _joined(content: str | Sequence[Fields]) -> str:
    return content if isinstance(content, str) else "".join(str(part.get("text", "")) for part in content)


def _event(payload: str | bytes | Fields) -> Send:
    """One server-sent event in a chunk of its own."""
    data = payload if isinstance(payload, (str, bytes)) else json.dumps(payload, ensure_ascii=False)
    line = b"data: " + (data if isinstance(data, bytes) else data.encode()) + b"\n\n"
    return Send(b"%x\r\n%b\r\n" % (len(line), line))


def _head(status: int, headers: Mapping[str, str]) -> bytes:
    phrase = HTTPStatus(status).phrase
    lines = [f"HTTP/1.1 {status} {phrase}", "Connection: close", *(f"{name}: {headers[name]}" for name in headers)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
