"""What a reader is told of how a question was read, and of what could not be searched.

Knows nothing of answers.
"""

from datetime import date

from assistant.answer import Notice
from assistant.named_outlets import NamedOutlets
from assistant.time_words import Window
from corpus.filters import alternatives
from corpus.library import LibraryCounts
from index.retrieving import Retriever


def as_of_notices(as_of: date | None) -> tuple[Notice, ...]:
    """A notice where later articles are left out."""
    if as_of is None:
        return ()
    day = as_of.isoformat()
    return (Notice("as_of", f"Articles that were published after {day} were left out.", (day,)),)


def time_notices(window: Window | None, newest: date, asked_on: date) -> tuple[Notice, ...]:
    """How words of time were read, where they decide which articles can answer."""
    if window is None:
        return ()
    first, last = window.first.isoformat(), window.last.isoformat()
    text, about = f"“{window.words}” was read as {first} to {last}.", [window.words, first, last]
    if newest < asked_on:
        text = f"The newest article is of {newest.isoformat()}; {text}"
        about.append(newest.isoformat())
    return (Notice("time_window", text, tuple(about)),)


def outlet_notices(named: NamedOutlets | None) -> tuple[Notice, ...]:
    """A notice where only what some outlets say can answer."""
    if named is None:
        return ()
    text = f"Only articles of {alternatives(named.outlets)} were read, and what others report of their words."
    return (Notice("named_outlets", text, named.outlets),)


def waiting_notices(counts: LibraryCounts) -> tuple[Notice, ...]:
    """A notice where articles are kept that cannot be searched yet."""
    if not counts.waiting:
        return ()
    articles = f"{counts.waiting:,} article{'s are' if counts.waiting != 1 else ' is'}"
    text = f"{articles} still being indexed and could not be searched."
    return (Notice("articles_waiting", text, (str(counts.waiting),)),)


def words_only_notices(retriever: Retriever) -> tuple[Notice, ...]:
    """A notice where passages were found by their words alone."""
    if not retriever.words_only:
        return ()
    return (
        Notice("words_only", "The index is being built: this was searched by its words alone, not yet by its meaning."),
    )
