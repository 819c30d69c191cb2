"""A model server on this machine that speaks OpenAI's protocol from a script, rightly or in any wrong way.

It answers `POST /v1/chat/completions`, streamed or not, and `GET /v1/models`, and remembers what it was sent, when, and
when a client hung up. What it sends is made by `tests/models/faulty_replies.py`. Each question takes the next reply of
the script; the last one is repeated. Open `server.url` (it ends in /v1), with any key and any model's name:

    from tests.models.faulty_replies import cut, says  # and the others
    from tests.models.faulty_server import faulty_server

    with faulty_server(says("It rained [1]. The quay flooded [2].")) as server: ...
    with faulty_server(says(lambda messages: "no" if "wall" in messages[-1].text else "yes")) as server: ...
    with faulty_server(fails(503), fails(429, Retry_After="1"), says("Fine [1].")) as server: ...
    with faulty_server(says(["It ", "rained [1]."], first_s=0.5, every_s=0.1, usage=(900, 12))) as server: ...
    with faulty_server(cut(says("It rained all day."), pieces=2)) as server: ...      # reset=True: a TCP reset
    with faulty_server(stalled(says("It rained all day."), pieces=0)) as server: ...  # a head, then nothing
    with faulty_server(late(says("It rained."), 3)) as server: ...                    # slow headers
    with faulty_server(fails(400, "too long", code="context_length_exceeded")) as server: ...
    with faulty_server(events({"error": {"message": "overloaded"}})) as server: ...   # an error inside the stream
    with faulty_server(answers("<html>", content_type="text/html")) as server: ...    # also raw(b"…"), redirects(url)

    server.asked[0].messages[-1].text        # what the model read; .headers with small letters, .body
    server.records[0].hung_up_s              # time.monotonic() when the client hung up before the end, or None
"""

import asyncio
import contextlib
import json
import socket
import ssl
import struct
import threading
import time
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from tests.models.faulty_replies import Asked, Hold, Reply, Reset, Send, Step, Wait, answers

HOST = "127.0.0.1"
MODEL = "test-model"
_MOST_BODY_BYTES = 20_000_000
_MOST_RECORDS = 10_000


@dataclass(slots=True)
class Record:
    """One request, when it had come in, and when its client hung up while it was being answered, if it did."""

    asked: Asked
    at_s: float
    hung_up_s: float | None = None


class FaultyServer:
    """Answers by its script; use `faulty_server`, which also stops it. Every time is of `time.monotonic()`."""

    def __init__(
        self, script: Sequence[Reply], models: Reply | None, tls: ssl.SSLContext | None, port: int = 0
    ) -> None:
        self.records: list[Record] = []
        self.port = port
        self._script, self._given = script, 0
        self._models = models or answers({"object": "list", "data": [{"id": MODEL, "object": "model"}]})
        self._tls = tls
        self._at_work: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        """Where its API begins."""
        return f"{'https' if self._tls else 'http'}://{HOST}:{self.port}/v1"

    @property
    def asked(self) -> list[Asked]:
        """The questions to the model, in the order in which they came."""
        return [one.asked for one in self.records if one.asked.path.endswith("/chat/completions")]

    def hung_up_within(self, seconds: float) -> bool:
        """Whether the client of the last request hangs up before this long from now."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.records and self.records[-1].hung_up_s:
                return True
            time.sleep(0.01)
        return False

    def connections(self) -> int:
        """How many clients are being answered now."""
        return len(self._at_work)

    async def serve(self, ready: threading.Event, stop: asyncio.Event) -> None:
        """Until stopped; then every connection is cut."""
        server = await asyncio.start_server(self._work, HOST, self.port, ssl=self._tls)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await stop.wait()
        server.close()
        for task in list(self._at_work):
            task.cancel()
        await asyncio.gather(*self._at_work, return_exceptions=True)

    async def _work(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._at_work.add(task)
        try:
            record = Record(await _read(reader), time.monotonic())
            assert len(self.records) < _MOST_RECORDS
            self.records.append(record)
            async with _watched(reader, record):
                await _send(self._reply(record.asked)(record.asked), writer, record)
        except (OSError, asyncio.CancelledError, asyncio.IncompleteReadError):
            pass  # the client hung up, or the test is over
        finally:
            self._at_work.discard(task)
            writer.close()

    def _reply(self, asked: Asked) -> Reply:
        if asked.path.endswith("/models"):
            return self._models
        if not asked.path.endswith("/chat/completions"):
            return answers({"error": {"message": f"no such path: {asked.path}"}}, status=404)
        self._given += 1
        return self._script[min(self._given, len(self._script)) - 1]


@contextmanager
def faulty_server(
    *script: Reply, models: Reply | None = None, tls: ssl.SSLContext | None = None, port: int = 0
) -> Iterator[FaultyServer]:
    """A server for as long as the block, at a free port if none is given; `models` replies to GET /v1/models."""
    server, ready, stop = FaultyServer(script, models, tls, port), threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=_run, args=(loop, server, ready, stop), name="faulty-server")
    thread.start()
    try:
        assert ready.wait(10)
        yield server
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
    assert not thread.is_alive()


def _run(loop: asyncio.AbstractEventLoop, server: FaultyServer, ready: threading.Event, stop: asyncio.Event) -> None:
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.run(server.serve(ready, stop))


async def _read(reader: asyncio.StreamReader) -> Asked:
    begin = await reader.readexactly(1)
    if not begin.isalpha():
        raise ConnectionError("this is not HTTP")  # TLS, perhaps
    first, *lines = (begin + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
    length = int(headers.get("content-length", 0))
    assert length <= _MOST_BODY_BYTES
    body = await reader.readexactly(length)
    return Asked(method, target.partition("?")[0], headers, json.loads(body) if body else {})


@asynccontextmanager
async def _watched(reader: asyncio.StreamReader, record: Record) -> AsyncIterator[None]:
    """Note when the client hangs up meanwhile, and stop answering it then."""
    answering = asyncio.current_task()
    assert answering

    async def watch() -> None:
        with contextlib.suppress(OSError):
            await reader.read()
        record.hung_up_s = time.monotonic()
        answering.cancel()

    watching = asyncio.create_task(watch())
    try:
        yield
    finally:
        watching.cancel()


async def _send(steps: Iterable[Step], writer: asyncio.StreamWriter, record: Record) -> None:
    for step in steps:
        match step:
            case Wait(seconds):
                await asyncio.sleep(seconds)
            case Send(data):
                await _write(data, writer, record)
            case Hold():
                await asyncio.Event().wait()
            case Reset():
                at_once = struct.pack("ii", 1, 0)
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)


async def _write(data: bytes, writer: asyncio.StreamWriter, record: Record) -> None:
    writer.write(data)
    try:
        await writer.drain()
    except OSError:
        record.hung_up_s = record.hung_up_s or time.monotonic()
        raise
    await asyncio.sleep(0)  # the watcher of an endless reply has to run too
