"""A server on this machine that says one sentence in the protocol of whoever asks, sends them elsewhere, or refuses.

The protocols in their simplest form: OpenAI's (which is Mistral's as well), Anthropic's, Google's and Ollama's. Knows
nothing of faults: those are scripted in `tests/models/faulty_server.py`.
"""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SENTENCE = ("It rained ", "all day [1].")
USAGE = (7, 5)


@dataclass(frozen=True, slots=True)
class Heard:
    """One request: its path, its headers in small letters, its body."""

    path: str
    headers: Mapping[str, str]
    body: Any


@dataclass(slots=True)
class Speaker:
    """A server that runs, and what it heard."""

    url: str
    heard: list[Heard] = field(default_factory=list)


@contextmanager
def speaker(redirect_to: str | None = None, refusing: int | None = None) -> Iterator[Speaker]:
    """A server for as long as the block; with `redirect_to` it sends every request there.

    With a status in `refusing` it sends that, and repeats every header it got, keys and all, as some providers do.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # which keeps connections, unless it is told not to

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            headers = {name.lower(): value for name, value in self.headers.items()}
            running.heard.append(Heard(self.path, headers, body))
            self.send_response(307 if redirect_to else refusing or 200)
            if redirect_to:
                self.send_header("Location", redirect_to + self.path)
            said = b"" if redirect_to else _refusal(headers) if refusing else _said(self.path)
            streamed = "application/x-ndjson" if "/api/" in self.path else "text/event-stream"
            self.send_header("Content-Type", "application/json" if refusing else streamed)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running = Speaker(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), name="speaker")
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


def _said(path: str) -> bytes:
    if path.startswith("/api/chat"):
        return _ollama()
    if path.startswith("/v1/messages"):
        return _anthropic()
    return _google() if "streamGenerateContent" in path else _openai()


def _refusal(headers: Mapping[str, str]) -> bytes:
    message = f"Incorrect API key provided: {dict(headers)}"
    return json.dumps({"type": "error", "error": {"type": "authentication_error", "message": message}}).encode()


def _openai() -> bytes:
    base = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    chunks: list[dict[str, Any]] = [
        {**base, "choices": [{"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}]}
        for piece in SENTENCE
    ]
    end = {**base, "choices": [{"index": 0, "delta": {"content": ""}, "finish_reason": "stop"}]}
    usage = {"prompt_tokens": USAGE[0], "completion_tokens": USAGE[1], "total_tokens": sum(USAGE)}
    return b"".join(_event(one) for one in (*chunks, {**end, "usage": usage})) + b"data: [DONE]\n\n"


def _anthropic() -> bytes:
    message: dict[str, Any] = {
        "id": "m",
        "type": "message",
        "role": "assistant",
        "model": "m",
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": {"input_tokens": USAGE[0], "output_tokens": 0},
    }
    events: list[dict[str, Any]] = [
        {"type": "message_start", "message": message},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        *(
            {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": piece}}
            for piece in SENTENCE
        ),
        {"type": "content_block_stop", "index": 0},
        {
            "type": "message_delta",
            "delta": {"stop_reason": "end_turn", "stop_sequence": None},
            "usage": {"input_tokens": USAGE[0], "output_tokens": USAGE[1]},
        },
        {"type": "message_stop"},
    ]
    return b"".join(f"event: {one['type']}\n".encode() + _event(one) for one in events)


def _google() -> bytes:
    usage = {"promptTokenCount": USAGE[0], "candidatesTokenCount": USAGE[1], "totalTokenCount": sum(USAGE)}
    pieces = [{"content": {"role": "model", "parts": [{"text": piece}]}, "index": 0} for piece in SENTENCE]
    first, last = pieces[0], {**pieces[1], "finishReason": "STOP"}
    return _event({"candidates": [first]}) + _event({"candidates": [last], "usageMetadata": usage})


def _ollama() -> bytes:
    base = {"model": "m", "created_at": "2026-01-01T00:00:00Z"}
    lines: list[dict[str, Any]] = [
        {**base, "message": {"role": "assistant", "content": piece}, "done": False} for piece in SENTENCE
    ]
    end = {"done": True, "done_reason": "stop", "prompt_eval_count": USAGE[0], "eval_count": USAGE[1]}
    lines.append({**base, "message": {"role": "assistant", "content": ""}, **end})
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


def _event(payload: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(payload)}\n\n".encode()
