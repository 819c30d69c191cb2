"""The ways in which a model server fails, with what a user is told and in which time; for every test of them.

Knows nothing of what is tested.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.models.called import KEY
from tests.models.faulty_replies import (
    Fields,
    Reply,
    answers,
    cut,
    deltas,
    dripped,
    events,
    fails,
    late,
    raw,
    says,
    stalled,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is sent to every try, what the error says, how many tries there are, in how many seconds it is over."""

    reply: Reply
    words: str
    tries: int
    within_s: float


FINE = says("It rained [1].")
AT_ONCE_S = 0.5
TRIES = 3
LONG = "This model's maximum context length is 4096 tokens. However, you requested 9000 tokens."


def after(seconds: float) -> str:
    """A date for Retry-After."""
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


LASTING: dict[str, Fault] = {
    "silent, without even a head": Fault(late(FINE, 60), "did not begin to write in time", 1, 1.5),
    "silent after the head": Fault(stalled(FINE, pieces=0), "did not begin to write in time", 1, 1.5),
    "a slow first token": Fault(says("It rained.", first_s=60), "did not begin to write in time", 1, 1.5),
    "only white space, for ever": Fault(says([" \n"] * 999, every_s=0.05), "did not begin to write in time", 1, 1.5),
    "a head that drips": Fault(dripped(FINE, 0.1), "did not begin to write in time", 1, 1.5),
    "cut before the first piece": Fault(cut(FINE, pieces=0), "was cut off", TRIES, AT_ONCE_S),
    "reset before the first piece": Fault(cut(FINE, pieces=0, reset=True), "was cut off", TRIES, AT_ONCE_S),
    "closed without a word": Fault(raw(), "was cut off", TRIES, AT_ONCE_S),
    "429": Fault(fails(429), "is asked too much", TRIES, AT_ONCE_S),
    "429 for a minute": Fault(fails(429, Retry_After="60"), "left alone for 60 seconds", 1, AT_ONCE_S),
    "429 until a date": Fault(
        lambda asked: fails(429, Retry_After=after(3700))(asked), "left alone for 62 minutes", 1, AT_ONCE_S
    ),
    "429 for a year": Fault(fails(429, Retry_After="31536000"), "left alone for 24 hours", 1, AT_ONCE_S),
    "429 for a negative time": Fault(fails(429, Retry_After="-5"), "is asked too much", TRIES, AT_ONCE_S),
    "429 until nonsense": Fault(fails(429, Retry_After="soon"), "is asked too much", TRIES, AT_ONCE_S),
    "429 until a date gone by": Fault(fails(429, Retry_After=after(-60)), "is asked too much", TRIES, AT_ONCE_S),
    "429 for want of credit": Fault(fails(429, code="insufficient_quota"), "no credit left", 1, AT_ONCE_S),
    "500 always": Fault(fails(500), "failed at its server (500)", TRIES, AT_ONCE_S),
    "503 for an hour": Fault(fails(503, Retry_After="3600"), "left alone for 60 minutes", 1, AT_ONCE_S),
    "401": Fault(fails(401, f"Incorrect API key provided: {KEY}"), "does not accept the key", 1, AT_ONCE_S),
    "403": Fault(fails(403), "may not use it", 1, AT_ONCE_S),
    "402": Fault(fails(402), "no credit left", 1, AT_ONCE_S),
    "404": Fault(fails(404, "The model does not exist"), "is not there", 1, AT_ONCE_S),
    "400": Fault(fails(400, "unknown field"), "did not take what it was sent (400)", 1, AT_ONCE_S),
    "422": Fault(fails(422, "unprocessable"), "did not take what it was sent (422)", 1, AT_ONCE_S),
    "context too long, OpenAI": Fault(
        fails(400, "long", code="context_length_exceeded"), "cannot read as", 1, AT_ONCE_S
    ),
    "context too long, vLLM": Fault(fails(400, LONG), "cannot read as much", 1, AT_ONCE_S),
    "context too long, llama.cpp": Fault(
        fails(400, "the request exceeds the available context size. try increasing the context size"),
        "cannot read as much",
        1,
        AT_ONCE_S,
    ),
    "a body too large": Fault(fails(413), "cannot read as much", 1, AT_ONCE_S),
    "garbage": Fault(raw(b"\x00\xff\xfegarbage\r\n\r\n"), "was cut off", TRIES, AT_ONCE_S),
    "garbage in an event stream": Fault(events(b"\x00\x01\x02", "{]"), "is no answer", TRIES, AT_ONCE_S),
    "half a JSON": Fault(events('{"choices": [{"del'), "is no answer", TRIES, AT_ONCE_S),
    "JSON of another kind": Fault(events('"hello"'), "is no answer", TRIES, AT_ONCE_S),
    "invalid UTF-8": Fault(
        events(b'{"choices": [{"index": 0, "delta": {"content": "\xff\xfe"}}]}'),
        "is no answer",
        TRIES,
        AT_ONCE_S,
    ),
    "a page of HTML": Fault(answers("<html>Hi</html>", content_type="text/html"), "is no answer", TRIES, AT_ONCE_S),
    "JSON without choices": Fault(answers({"hello": "there"}), "is no answer", TRIES, AT_ONCE_S),
    "events without choices": Fault(events({"hello": "there"}), "wrote nothing", TRIES, AT_ONCE_S),
    "empty choices": Fault(events({"choices": []}), "wrote nothing", TRIES, AT_ONCE_S),
    "an empty text": Fault(says(""), "wrote nothing", TRIES, AT_ONCE_S),
    "only white space": Fault(says(" \n\n \t"), "wrote nothing", TRIES, AT_ONCE_S),
    "only thoughts": Fault(says("<think>Did it rain? Perhaps.</think>"), "wrote nothing", TRIES, AT_ONCE_S),
    "only thoughts, in a field": Fault(deltas({"reasoning_content": "Perhaps."}), "wrote nothing", TRIES, AT_ONCE_S),
    "only thoughts, up to the limit": Fault(
        says("<think>Did it rain", finish="length"),
        "spent all that it may write on thinking",
        1,
        AT_ONCE_S,
    ),
    "withheld": Fault(says("", finish="content_filter"), "content filter", 1, AT_ONCE_S),
    "an error in the stream": Fault(events({"error": {"message": f"over {KEY}"}}), "sent an error", TRIES, AT_ONCE_S),
    "a long context, said in the stream": Fault(events({"error": {"message": LONG}}), "cannot read as", 1, AT_ONCE_S),
}


def broken_after(first: str, rest: str) -> dict[str, Fault]:
    """Faults after the words `first` of an answer that was to go on with `rest`."""
    story = says([first, rest])
    begun = _delta({"content": first})
    return {
        "a stall": Fault(stalled(story, pieces=1), "stayed silent", 1, 0.8),
        "a cut": Fault(cut(story, pieces=1), "was cut off", 1, AT_ONCE_S),
        "a reset": Fault(cut(story, pieces=1, reset=True), "was cut off", 1, AT_ONCE_S),
        "an end without a reason": Fault(says([first, rest], finish=None), "was cut off", 1, AT_ONCE_S),
        "an error object": Fault(events(begun, {"error": {"message": f"over {KEY}"}}), "sent an error", 1, AT_ONCE_S),
        "half a JSON": Fault(events(begun, '{"choices": [{"del'), "is no answer", 1, AT_ONCE_S),
        "invalid UTF-8": Fault(events(begun, b'{"choices": "\xff"}'), "is no answer", 1, AT_ONCE_S),
        "its own limit": Fault(says([first, rest], finish="length"), "as much as it may", 1, AT_ONCE_S),
        "a content filter": Fault(says([first, rest], finish="content_filter"), "content filter", 1, AT_ONCE_S),
        "a drip without end": Fault(says([first, *["x "] * 999], every_s=0.2), "longer than one answer may", 1, 4),
        "empty pieces": Fault(deltas({"content": first}, *[{"content": ""}] * 5, finish=None), "cut off", 1, AT_ONCE_S),
    }


def _delta(delta: Fields) -> Fields:
    return {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]}
