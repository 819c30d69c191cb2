"""Every fault of a model server through the whole assistant: quotes instead, at once and with the reason, or a part.

The model is the real client over a real HTTP server, with little patience.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from tests.models.called import CALM, KEY, QUICK, called
from tests.models.faults import LASTING, Fault, broken_after
from tests.models.faulty_server import FaultyServer, faulty_server
from tests.writing.scripted import library
from tests.writing.test_writing import ASK, SHUT, codes, shown

GIVEN_UP_S = 2  # what a reader waits for quotes once the model is given up
BROKEN = broken_after(f"{SHUT} [1] ", "Repairs of the bridge will")


@contextmanager
def served(directory: Path, fault: Fault) -> Iterator[tuple[Assistant, FaultyServer]]:
    with faulty_server(fault.reply) as server:
        patience = QUICK if "in time" in fault.words else CALM
        with library(directory, called(server.url, patience)) as assistant:
            yield assistant, server


def timed(assistant: Assistant) -> tuple[Answer, float]:
    began = time.monotonic()
    answer = assistant.ask(ASK)
    return answer, time.monotonic() - began


def notice(answer: Answer, code: str) -> str:
    return next(notice.text for notice in answer.notices if notice.code == code)


@pytest.mark.parametrize("name", LASTING)
def test_quoting_answers_soon_and_says_why(name: str, tmp_path: Path) -> None:
    fault = LASTING[name]
    with served(tmp_path, fault) as (assistant, server):
        answer, seconds = timed(assistant)

        assert (answer.mode, answer.outcome, codes(answer)) == ("quoting", "answered", ["model_unavailable"])
        assert shown(answer)[0] == SHUT
        assert fault.words in notice(answer, "model_unavailable")
        assert KEY not in str(answer.to_json())
        assert len(server.asked) == fault.tries
        assert seconds < fault.within_s + GIVEN_UP_S


@pytest.mark.parametrize("name", BROKEN)
def test_what_was_shown_stays_and_the_answer_is_marked_as_a_part(name: str, tmp_path: Path) -> None:
    fault = BROKEN[name]
    with served(tmp_path, fault) as (assistant, server):
        answer, seconds = timed(assistant)

        assert (answer.mode, answer.outcome) == ("writing", "partial")
        assert shown(answer) == [SHUT]
        assert fault.words in notice(answer, "answer_cut")
        assert KEY not in str(answer.to_json())
        assert len(server.asked) == 1
        assert seconds < fault.within_s + GIVEN_UP_S
