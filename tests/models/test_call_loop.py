"""That the loop of calls ends in time, whatever was called in it."""

import asyncio
import time
from collections.abc import AsyncGenerator

from assistant.models.call_loop import CallLoop


async def slow_to_close() -> AsyncGenerator[None, None]:
    try:
        yield
    finally:
        await asyncio.sleep(8)


def test_a_generator_that_is_slow_to_close_holds_up_nobody() -> None:
    left_open = []

    async def call() -> None:
        left_open.append(slow_to_close())
        await anext(left_open[-1])

    loop, began = CallLoop(), time.monotonic()
    with loop.running(call()) as called:
        called.result(5)

    assert time.monotonic() - began < 4
