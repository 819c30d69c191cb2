"""What is said of filters: wrong ones are wrong use, and a refusal names what was narrowed.

Knows nothing of which articles filters let through.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.errors import WrongFilterError
from corpus.errors import FilterError
from index.retrieving import Search


@contextmanager
def wrong_filters_explained() -> Iterator[None]:
    """A filter that names what no article has is wrong use, not a search without result. Raises WrongFilterError."""
    try:
        yield
    except FilterError as error:
        raise WrongFilterError(str(error)) from error


def searched(search: Search, articles: int, library_articles: int, *, is_filtered_out: bool) -> str:
    """Why a narrowed search found no answer: what it was narrowed to, and how many articles that leaves.

    `is_filtered_out` where filters that somebody asked for, and can take away, leave none.
    """
    published = f"published by {search.as_of}" if search.as_of else ""
    narrowed = ", ".join(filter(None, (str(search.filters), published)))
    if is_filtered_out:
        return f"No article is let through by the filters ({narrowed}). Take one of them away."
    of = f"{articles:,} of {library_articles:,} article{'s' if library_articles != 1 else ''}"
    return f"The articles do not say. Only {of} were searched for “{search.query}”: {narrowed}."
