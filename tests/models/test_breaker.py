"""When a provider is left alone, for how long, and who may try it again."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.models.breaker import Breaker


class Clock:
    """A clock that is set."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(failures=3, within_s=60, pause_s=30, clock=clock)


def broken(breaker: Breaker) -> Breaker:
    for _ in range(3):
        breaker.failed("was cut off")
    return breaker


def test_two_failures_are_no_reason_to_stop(breaker: Breaker) -> None:
    breaker.failed("was cut off")
    breaker.failed("was cut off")
    assert breaker.admit() == "go"
    assert breaker.state.kind == "closed"
    assert breaker.state.failures == 2


def test_three_in_a_row_are(breaker: Breaker) -> None:
    broken(breaker)
    assert breaker.admit() == "no"
    assert breaker.state.kind == "open"
    assert breaker.state.again_in_s == 30
    assert breaker.state.reason == "was cut off"


def test_a_success_between_them_starts_the_count_again(breaker: Breaker) -> None:
    breaker.failed("was cut off")
    breaker.failed("was cut off")
    breaker.succeeded()
    breaker.failed("was cut off")
    assert breaker.admit() == "go"


def test_failures_that_lie_far_apart_do_not_add_up(breaker: Breaker, clock: Clock) -> None:
    for _ in range(6):
        breaker.failed("was cut off")
        clock.now += 40
    assert breaker.admit() == "go"


def test_after_the_pause_one_alone_may_try(breaker: Breaker, clock: Clock) -> None:
    broken(breaker)
    clock.now += 30
    assert breaker.state.kind == "half_open"
    assert [breaker.admit() for _ in range(3)] == ["probe", "no", "no"]


def test_the_try_that_succeeds_opens_the_way_for_all(breaker: Breaker, clock: Clock) -> None:
    broken(breaker)
    clock.now += 30
    breaker.succeeded(breaker.admit())
    assert [breaker.admit() for _ in range(3)] == ["go", "go", "go"]


def test_the_try_that_fails_costs_another_pause(breaker: Breaker, clock: Clock) -> None:
    broken(breaker)
    clock.now += 30
    breaker.failed("wrote nothing", breaker.admit())
    assert breaker.admit() == "no"
    assert breaker.state.again_in_s == 30
    assert breaker.state.reason == "wrote nothing"


def test_one_who_began_before_the_pause_does_not_lengthen_it(breaker: Breaker, clock: Clock) -> None:
    broken(breaker)
    clock.now += 10
    breaker.failed("was cut off")
    assert breaker.state.again_in_s == 20


def test_one_who_began_before_the_pause_decides_nothing_for_the_probe(breaker: Breaker, clock: Clock) -> None:
    broken(breaker)
    clock.now += 30
    probe = breaker.admit()

    breaker.failed("was cut off", "go")
    assert (breaker.state.kind, breaker.admit()) == ("half_open", "no")
    breaker.rest(12, "is asked too much", "go")
    clock.now += 12
    assert (breaker.state.kind, breaker.admit()) == ("half_open", "no")
    breaker.succeeded("go")
    assert breaker.admit() == "no"

    breaker.succeeded(probe)
    assert breaker.admit() == "go"


def test_a_try_that_is_given_up_leaves_it_to_the_next(breaker: Breaker, clock: Clock) -> None:
    broken(breaker)
    clock.now += 30
    breaker.admit()
    breaker.release()
    assert breaker.admit() == "probe"


def test_a_provider_that_asks_for_rest_gets_it_up_to_twice_the_pause(breaker: Breaker) -> None:
    breaker.rest(12, "is asked too much")
    assert breaker.state.again_in_s == 12
    breaker.rest(86_400, "is asked too much")
    assert breaker.state.again_in_s == 60


def test_of_many_threads_one_alone_may_try(breaker: Breaker, clock: Clock) -> None:
    broken(breaker)
    clock.now += 30
    with ThreadPoolExecutor(10) as threads:
        admissions = list(threads.map(lambda _: breaker.admit(), range(200)))
    assert admissions.count("probe") == 1
    assert admissions.count("no") == 199
