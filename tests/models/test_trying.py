"""What trying a model tells: its first words, how soon they came, how fast the rest."""

import itertools
from collections.abc import Callable, Generator, Sequence

from assistant.errors import ModelBrokeOffError, ModelUnavailableError
from assistant.models.model import Message, Usage
from assistant.models.trying import Trial, try_model


class Speaking:
    """A model that says these pieces, and may fail after them."""

    name = "fake:speaking"
    context_tokens = 1000

    def __init__(self, *pieces: str | Usage, failure: Exception | None = None) -> None:
        self._pieces = pieces
        self._failure = failure
        self.closed = False

    def stream(self, messages: Sequence[Message], *, most_tokens: int) -> Generator[str | Usage, None, None]:
        try:
            yield from self._pieces
            if self._failure:
                raise self._failure
        finally:
            self.closed = True


def clock_from_zero() -> Callable[[], float]:
    """One that is a second on at every look."""
    seconds = itertools.count()
    return lambda: float(next(seconds))


def test_the_first_words_are_shown_with_their_times() -> None:
    # asked at 0, words at 1, 2 and 3 s; the empty piece before them is none
    trial = try_model(Speaking("", "A place ", "full of ", "books.", Usage(9, 11)), clock_from_zero())

    assert trial == Trial("A place full of books.", first_s=1.0, tokens_per_s=5.0)


def test_a_model_that_says_everything_at_once_has_no_rate() -> None:
    assert try_model(Speaking("Books.", Usage(9, 2)), clock_from_zero()).tokens_per_s is None


def test_long_words_are_cut_off() -> None:
    words = try_model(Speaking("book " * 40, Usage(1, 40))).words

    assert len(words) == 80
    assert words.endswith("…")


def test_a_model_that_cannot_be_reached_says_why() -> None:
    trial = try_model(Speaking(failure=ModelUnavailableError("Nobody is there. Start it.")))

    assert trial == Trial(failure="Nobody is there. Start it.")


def test_a_model_that_breaks_off_shows_what_it_said() -> None:
    trial = try_model(Speaking("A place", failure=ModelBrokeOffError("It stopped.")))

    assert (trial.words, trial.failure) == ("A place", "It stopped.")


def test_a_model_without_a_word_has_failed() -> None:
    model = Speaking("", Usage(9, 0))

    assert "without a word" in (try_model(model).failure or "")
    assert model.closed
