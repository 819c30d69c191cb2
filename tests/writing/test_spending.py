from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.errors import TokensReservedError, TokensSpentError
from assistant.models.model import Usage
from assistant.writing import spending
from assistant.writing.spending import Spending
from corpus.database import Database

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "library.sqlite3", spending.MIGRATIONS)
    yield opened
    opened.close()


def test_calls_of_a_day_are_added_up_over_all_models(database: Database) -> None:
    spent = Spending(database, 0, lambda: NOON)
    spent.record("one", Usage(100, 20))
    spent.record("one", Usage(10, 2, estimated=True))
    spent.record("two", Usage(1, 1))

    today = Spending(database, 0, lambda: NOON).today()

    assert (today.day, today.calls, today.tokens_in, today.tokens_out, today.estimated) == ("2026-03-01", 3, 111, 23, 1)


def test_each_day_begins_with_nothing(database: Database) -> None:
    Spending(database, 0, lambda: NOON).record("one", Usage(100, 20))

    assert Spending(database, 0, lambda: NOON.replace(day=2)).today().tokens == 0


def test_nothing_may_be_spent_beyond_the_day_s_tokens(database: Database) -> None:
    spent = Spending(database, 120, lambda: NOON)
    with spent.reserved(1000):
        pass
    spent.record("one", Usage(100, 20))

    with pytest.raises(TokensSpentError, match="120 tokens are spent"), spent.reserved(1):
        pass
    assert spent.today().is_spent


def test_what_is_under_way_counts_so_that_only_one_goes_beyond(database: Database) -> None:
    spent = Spending(database, 100, lambda: NOON)

    with spent.reserved(100), pytest.raises(TokensReservedError, match="being answered now"), spent.reserved(1):
        pass
    with spent.reserved(1):  # what was reserved is free again
        pass


def test_what_cannot_be_written_is_counted_and_written_with_the_next(database: Database) -> None:
    spent = Spending(database, 100, lambda: NOON)
    database.execute("CREATE TRIGGER full BEFORE INSERT ON spent BEGIN SELECT raise(ABORT, 'disk is full'); END")
    spent.record("one", Usage(90, 20))

    assert (spent.today().tokens, spent.today().is_spent) == (110, True)

    database.execute("DROP TRIGGER full")
    spent.record("one", Usage(1, 1))

    assert Spending(database, 0, lambda: NOON).today().tokens == 112


@pytest.mark.parametrize("count", [2**70, -1, 7.5, float("inf")])
def test_a_count_that_no_file_holds_keeps_nothing_else_from_being_written(database: Database, count: int) -> None:
    spent = Spending(database, 0, lambda: NOON)
    spent.record("one", Usage(count, 5))
    spent.record("one", Usage(1, 1))

    today = Spending(database, 0, lambda: NOON).today()

    assert (today.calls, today.tokens_out) == (2, 6)


def test_without_a_limit_nothing_is_too_much(database: Database) -> None:
    spent = Spending(database, 0, lambda: NOON)
    spent.record("one", Usage(10**9, 10**9))

    with spent.reserved(1):
        assert not spent.today().is_spent
