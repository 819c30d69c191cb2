"""Tokens and sessions over a real library file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.access.scopes import Scope
from assistant.access.tokens import MIGRATIONS, PREFIX, SESSION_DAYS, Tokens
from assistant.errors import UsageError
from corpus.database import Database


@dataclass(slots=True)
class Clock:
    """Moves when it is told to."""

    now: datetime = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "library.sqlite3"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tokens(file: Path, clock: Clock) -> Iterator[Tokens]:
    database = Database(file, MIGRATIONS)
    yield Tokens(database, clock)
    database.close()


def test_a_token_is_found_by_what_was_shown_once(tokens: Tokens) -> None:
    issued = tokens.add("phone", Scope.WRITE)

    assert issued.secret.startswith(PREFIX)
    assert tokens.find(issued.secret) == issued.token
    assert issued.token.scope is Scope.WRITE
    assert issued.token.created_at == "2026-03-01T08:00:00+00:00"


def test_the_secret_has_256_bits_and_is_kept_nowhere(tokens: Tokens, file: Path) -> None:
    number, _, secret = tokens.add("tablet", Scope.ASK).secret.removeprefix(PREFIX).partition("_")

    assert number == "1"
    assert len(secret) == 43  # 256 bits, six to a character
    written = b"".join(part.read_bytes() for part in file.parent.iterdir())
    assert b"tablet" in written
    assert secret.encode() not in written


def test_what_is_almost_a_token_is_none(tokens: Tokens) -> None:
    secret, other = (tokens.add(name, Scope.ASK).secret for name in ("phone", "tablet"))
    for almost in (
        secret.upper(),
        secret[:-1],
        secret + "A",
        secret.replace("_1_", "_2_"),
        other.replace("_2_", "_1_"),
    ):
        assert tokens.find(almost) is None


@pytest.mark.parametrize("written", ["", "assistant_", "assistant_1_", "x", "assistant_٣_" + "a" * 43, "1_" + "a" * 43])
def test_nonsense_is_no_token(tokens: Tokens, written: str) -> None:
    tokens.add("phone", Scope.ASK)
    assert tokens.find(written) is None


def test_a_revoked_token_is_none_and_its_number_is_never_used_again(tokens: Tokens) -> None:
    first = tokens.add("phone", Scope.ASK)
    tokens.revoke("phone")
    second = tokens.add("phone", Scope.ASK)

    assert tokens.find(first.secret) is None
    assert not tokens.is_valid(first.token.id)
    assert second.token.id != first.token.id
    assert [token.name for token in tokens.all()] == ["phone"]


def test_a_token_revoked_by_another_process_ends_at_once(tokens: Tokens, file: Path) -> None:
    issued = tokens.add("phone", Scope.ASK)
    assert tokens.find(issued.secret)

    other = Database(file, MIGRATIONS)
    Tokens(other).revoke("phone")
    other.close()

    assert tokens.find(issued.secret) is None


def test_a_name_is_given_once(tokens: Tokens) -> None:
    tokens.add("phone", Scope.ASK)
    with pytest.raises(UsageError, match="named phone already"):
        tokens.add(" phone ", Scope.ADMIN)


@pytest.mark.parametrize("name", ["", "  ", "a" * 61, "a\x1b[2J", "a\nb"])
def test_a_name_can_be_seen(tokens: Tokens, name: str) -> None:
    with pytest.raises(UsageError, match="characters"):
        tokens.add(name, Scope.ASK)


def test_what_is_not_there_cannot_be_revoked(tokens: Tokens) -> None:
    with pytest.raises(UsageError, match="no token named phone"):
        tokens.revoke("phone")


def test_only_the_day_of_the_last_use_is_kept(tokens: Tokens, clock: Clock) -> None:
    id = tokens.add("phone", Scope.ASK).token.id
    assert tokens.all()[0].used_on is None

    clock.now += timedelta(days=1, hours=3)
    tokens.note_use(id)

    assert tokens.all()[0].used_on == "2026-03-02"


def test_a_session_stands_on_its_token_and_ends_with_it(tokens: Tokens) -> None:
    issued = tokens.add("phone", Scope.ASK)
    cookie = tokens.begin_session(issued.token)
    assert tokens.of_session(cookie) == issued.token
    assert tokens.of_session(cookie[:-1]) is None

    tokens.revoke("phone")

    assert tokens.of_session(cookie) is None


def test_signing_out_ends_one_session_and_no_other(tokens: Tokens) -> None:
    token = tokens.add("phone", Scope.ASK).token
    one, other = tokens.begin_session(token), tokens.begin_session(token)

    tokens.end_session(one)
    tokens.end_session(one)
    tokens.end_session("nonsense")

    assert tokens.of_session(one) is None
    assert tokens.of_session(other) == token


def test_a_session_is_over_after_its_days(tokens: Tokens, clock: Clock) -> None:
    token = tokens.add("phone", Scope.ASK).token
    cookie = tokens.begin_session(token)

    clock.now += timedelta(days=SESSION_DAYS, seconds=-1)
    assert tokens.of_session(cookie) == token
    clock.now += timedelta(seconds=1)
    assert tokens.of_session(cookie) is None


def test_a_session_is_no_token_and_a_token_no_session(tokens: Tokens) -> None:
    issued = tokens.add("phone", Scope.ADMIN)
    cookie = tokens.begin_session(issued.token)

    assert tokens.find(PREFIX + cookie) is None
    assert tokens.of_session(issued.secret.removeprefix(PREFIX)) is None


@pytest.mark.parametrize(
    ("has", "needs", "enough"),
    [
        ("ask", "ask", True),
        ("ask", "write", False),
        ("write", "ask", True),
        ("write", "admin", False),
        ("admin", "write", True),
        ("admin", "admin", True),
    ],
)
def test_a_scope_includes_those_below_it(has: str, needs: str, enough: bool) -> None:
    assert Scope(has).covers(Scope(needs)) is enough
