from collections.abc import Callable, Iterator

import pytest

from tests.sample.article_rules import article_problems, key_problems
from tests.sample.library import Sample, read_sample
from tests.sample.question_rules import conversation_problems, question_problems


@pytest.fixture(scope="module")
def sample() -> Sample:
    return read_sample()


@pytest.mark.parametrize(
    "problems",
    [article_problems, key_problems, question_problems, conversation_problems],
    ids=lambda rule: rule.__name__,
)
def test_the_sample_keeps_what_it_promises(sample: Sample, problems: Callable[[Sample], Iterator[str]]) -> None:
    assert list(problems(sample)) == []
