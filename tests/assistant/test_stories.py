"""Questions a reader asks, over articles with known answers, with the real models."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.wiring import open_assistant

pytestmark = pytest.mark.model

# The public facts of November 2024, in this project's words.
ARTICLE = """Seoul says Moscow paid for North Korean soldiers with air defences

South Korea's security chief, Shin Won-sik, told the broadcaster SBS on Friday that Pyongyang had been given \
air-defence equipment and anti-aircraft missiles for the troops it lent to Russia. He said economic aid had come with \
them.

Lawmakers briefed by the intelligence service in Seoul put the number of North Korean soldiers in Kursk, in western \
Russia, at nearly 11,000.

On Thursday a missile hit the Ukrainian city of Dnipro. President Vladimir Putin said it was a new medium-range weapon \
with a hypersonic warhead. "We have named it Oreshnik," he said.

Washington knew: Dmitry Peskov, the Kremlin's spokesman, said that an automatic warning had gone to the United States \
through the National Nuclear Risk Reduction Center half an hour before the launch.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    place = tmp_path_factory.mktemp("story")
    source = place / "article.txt"
    source.write_text(ARTICLE, encoding="utf-8")
    with open_assistant(place / "data") as opened:
        opened.add([source])
        yield opened


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        (
            "What was supplied to North Korea in exchange for its troops?",
            ["air-defence equipment and anti-aircraft missiles", "Shin Won-sik"],
        ),
        ("How many North Korean soldiers were sent, and where?", ["nearly 11,000", "Kursk"]),
        ("What did Putin say the new missile is called?", ["Oreshnik", "Putin"]),
        (
            "How was the United States warned of the launch, and how long before?",
            ["National Nuclear Risk Reduction Center", "half an hour"],
        ),
    ],
)
def test_each_question_is_answered_with_who_said_it(assistant: Assistant, question: str, facts: list[str]) -> None:
    answer = assistant.ask(question)

    assert answer.outcome == "answered"
    assert [fact for fact in facts if fact not in answer.answer] == []
    assert all(sentence.citations for sentence in answer.sentences)
    assert len(answer.sentences) <= 4


@pytest.mark.parametrize("question", ["Who is the president of France?", "What did the missile cost?"])
def test_what_the_article_does_not_say_is_refused(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)

    assert answer.outcome == "refused"
    assert answer.refusal is not None
    assert "1 article was searched" in answer.refusal.reason
    assert answer.refusal.nearest[0].title.startswith("Seoul says")


def test_an_article_is_answerable_as_soon_as_it_is_added(assistant: Assistant, tmp_path: Path) -> None:
    source = tmp_path / "ferry.txt"
    source.write_text("Ferry sold\n\nThe Skell ferry was sold to Corran Lines for £4 on Monday.", encoding="utf-8")

    before = assistant.ask("Who bought the Skell ferry?")
    assistant.add([source])
    after = assistant.ask("Who bought the Skell ferry?")

    assert before.outcome == "refused"
    assert "Corran Lines" in after.answer
