"""How much is taken at once."""

import asyncio
from dataclasses import dataclass

import pytest

from assistant.access.limits import Buckets, Places, QueueFullError


@dataclass(slots=True)
class Clock:
    """Moves when it is told to."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_token_has_a_minutes_requests_at_once_and_then_as_many_a_second_as_make_up_the_minute() -> None:
    clock = Clock()
    buckets = Buckets(60, clock)

    assert [buckets.wait_s(1) for _ in range(61)] == [0] * 60 + [1]
    assert buckets.wait_s(2) == 0  # another token has its own
    clock.now = 1.0
    assert [buckets.wait_s(1), buckets.wait_s(1)] == [0, 1]
    clock.now = 1000.0
    assert [buckets.wait_s(1) for _ in range(61)] == [0] * 60 + [1]


def test_a_slow_bucket_says_how_long_to_wait() -> None:
    buckets = Buckets(2, Clock())
    assert [buckets.wait_s(1) for _ in range(3)] == [0, 0, 30]


def test_so_many_are_answered_at_once_so_many_wait_and_the_rest_are_refused() -> None:
    async def crowd() -> tuple[list[str], int]:
        places, seen, inside, most = Places(2, 3), [], 0, 0

        async def one() -> None:
            nonlocal inside, most
            try:
                async with places.place():
                    inside += 1
                    most = max(most, inside)
                    await asyncio.sleep(0.01)
                    inside -= 1
                    seen.append("answered")
            except QueueFullError:
                seen.append("refused")

        await asyncio.gather(*(one() for _ in range(9)))
        return seen, most

    seen, most = asyncio.run(crowd())

    assert seen == ["refused"] * 4 + ["answered"] * 5
    assert most == 2


def test_a_place_is_given_back_by_those_who_leave_and_by_those_who_break() -> None:
    async def run() -> None:
        places = Places(1, 0)
        with pytest.raises(ZeroDivisionError):
            async with places.place():
                raise ZeroDivisionError
        holder = asyncio.create_task(_hold(places))
        await asyncio.sleep(0)
        with pytest.raises(QueueFullError):
            async with places.place():
                pass
        holder.cancel()
        await asyncio.gather(holder, return_exceptions=True)
        async with places.place():
            pass

    asyncio.run(run())


async def _hold(places: Places) -> None:
    async with places.place():
        await asyncio.sleep(60)
