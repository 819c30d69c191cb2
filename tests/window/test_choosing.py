"""The filters that a page sends."""

from datetime import date

import pytest

from assistant.window.choosing import read_filters
from corpus.filters import NO_FILTERS, Filters


def test_filters_are_read() -> None:
    sent = {"outlets": ["Harbour Post", "Harbour Post"], "articles": ["a b"], "since": "2024-11-01", "until": ""}
    assert read_filters(sent) == Filters(outlets=("Harbour Post",), articles=("a b",), since=date(2024, 11, 1))


@pytest.mark.parametrize(
    "sent",
    [None, "x", [], {}, {"outlets": "Harbour Post"}, {"outlets": [1, None, ""]}, {"since": "spring", "until": 7}],
)
def test_what_is_no_filter_is_passed_over(sent: object) -> None:
    assert read_filters(sent) == NO_FILTERS
