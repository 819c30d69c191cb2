"""The program's log, and spans of its stages: what they tell, and that they hold no words."""

import json
import logging
import subprocess
import sys

import pytest

from assistant.api.observing import log_answers
from assistant.assistant import Assistant
from assistant.logs import Lines

QUESTION = "Was Ruritania mentioned?"


def record(**fields: object) -> logging.LogRecord:
    made = logging.LogRecord("assistant.api", logging.INFO, "", 0, "request", (), None)
    made.fields = fields
    return made


def broken() -> logging.LogRecord:
    try:
        raise ValueError("words of an article")
    except ValueError:
        return logging.LogRecord("assistant.api", logging.ERROR, "", 0, "It broke.", (), sys.exc_info())


def test_a_record_is_one_json_object_with_its_fields() -> None:
    line = Lines(as_json=True, texts=False).format(record(route="/v1/ask", status=200, ms=1.5))
    told = json.loads(line)
    assert (told["message"], told["route"], told["status"], told["ms"]) == ("request", "/v1/ask", 200, 1.5)
    assert (told["level"], told["logger"]) == ("info", "assistant.api")
    assert "\n" not in line


def test_a_record_is_a_line_for_people() -> None:
    line = Lines(as_json=False, texts=False).format(record(route="/v1/ask", status=200))
    assert line.endswith("assistant.api: request route=/v1/ask status=200")


@pytest.mark.parametrize("as_json", [True, False])
def test_an_error_is_told_by_kind_and_place_and_by_its_words_only_where_texts_are_wanted(as_json: bool) -> None:
    quiet = Lines(as_json=as_json, texts=False).format(broken())
    assert "ValueError" in quiet
    assert "test_logs.py" in quiet
    assert "words of an article" not in quiet.replace('raise ValueError("words of an article")', "").replace(
        'raise ValueError(\\"words of an article\\")', ""
    )
    assert quiet.count("words of an article") < Lines(as_json=as_json, texts=True).format(broken()).count(
        "words of an article"
    )


@pytest.mark.parametrize("texts", [False, True])
def test_an_answer_is_logged_with_its_words_only_where_texts_are_wanted(
    small_assistant: Assistant, caplog: pytest.LogCaptureFixture, texts: bool
) -> None:
    small_assistant.on_answer(log_answers(texts=texts))
    with caplog.at_level(logging.INFO, "assistant"):
        small_assistant.ask(QUESTION)
    lines = [Lines(as_json=True, texts=texts).format(record) for record in caplog.records]
    [told] = [json.loads(line) for line in lines if json.loads(line)["message"] == "question"]
    assert told["outcome"] == "refused"
    assert set(told["timings_ms"]) >= {"understand", "retrieve", "answer", "check", "total"}
    assert (QUESTION in "".join(lines)) is texts


def test_every_stage_of_an_answer_is_a_span_for_whoever_brings_an_sdk() -> None:
    program = """
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from assistant.timings import Timings
kept = InMemorySpanExporter()
trace.set_tracer_provider(TracerProvider())
trace.get_tracer_provider().add_span_processor(SimpleSpanProcessor(kept))
timings = Timings()
for stage in ("retrieve", "answer"):
    with timings.measured(stage):
        pass
print([span.name for span in kept.get_finished_spans()])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "['answer.retrieve', 'answer.answer']"


def test_without_opentelemetry_stages_are_measured_all_the_same() -> None:
    program = """
import sys
sys.modules["opentelemetry.trace"] = None
from assistant import tracing
with tracing.stage("retrieve"):
    print("measured")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "measured"
