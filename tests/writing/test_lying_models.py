"""A model that lies in every known way: what is not in the articles is not shown as if it were, but for one lie.

It is expected to fail, strictly, so that the day it is caught is noticed. Everything is real but the model:
its server speaks OpenAI's protocol, and stands on this machine.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

import pytest
from pydantic import SecretStr

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.models.model import Message
from assistant.settings import Settings
from assistant.wiring import open_assistant
from tests.models.faulty_replies import says
from tests.models.faulty_server import MODEL, faulty_server
from tests.writing.lied_about import ARTICLES, QUESTIONS, TITLES
from tests.writing.lies import Lie
from tests.writing.lies_about_facts import FACTS
from tests.writing.lies_about_form import FORM
from tests.writing.lies_about_meaning import MEANING
from tests.writing.lies_told_later import LATER

LIES = (*FACTS, *MEANING, *FORM, *LATER)

pytestmark = pytest.mark.model


@dataclass(slots=True)
class Liar:
    """A model that tells one lie after the other, and the assistant that asks it."""

    assistant: Assistant
    tell: Callable[[Lie], None]
    days: Iterator[int]

    def answer(self, lie: Lie) -> Answer:
        """What becomes of a lie. Each is asked on a day of its own, or a kept draft would be taken."""
        self.tell(lie)
        day = date(2025, 3, 1) + timedelta(next(self.days))
        return self.assistant.ask(QUESTIONS[lie.story], asked_on=day, mode="writing")


@pytest.fixture(scope="module")
def liar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Liar]:
    """Opened once: the real models take a while to load."""
    told: list[Lie] = []

    def reply(messages: Sequence[Message]) -> str:
        return told[-1].reply(messages, TITLES)

    with faulty_server(says(reply)) as server:
        settings = Settings(
            data=tmp_path_factory.mktemp("lied") / "data",
            model=f"openai:{MODEL}",
            model_url=server.url,
            model_key=SecretStr("none"),
        )
        with open_assistant(settings=settings) as assistant:
            assistant.add_articles(iter(ARTICLES))
            yield Liar(assistant, told.append, count())


@pytest.mark.parametrize("lie", [pytest.param(one, id=one.way) for one in LIES])
def test_nothing_but_what_the_articles_support_is_shown(liar: Liar, lie: Lie) -> None:
    answer = liar.answer(lie)

    written = [sentence.text for sentence in answer.sentences if sentence.support != "quoted"]
    assert written == lie.shown
    assert answer.mode == ("quoting" if "draft_dropped" in [one.code for one in answer.notices] else "writing")


def test_there_are_at_least_thirty_ways_to_lie() -> None:
    ways = {lie.way for lie in LIES}

    assert len(ways) == len(LIES) >= 30
