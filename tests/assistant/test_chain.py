import pytest

from assistant.assistant import Assistant
from assistant.chain import as_message, build_chain
from corpus.article import Article

TEXT = "The bridge shut on Friday. Cars wait at the ferry all day. The bridge shut for cracks in pins."


@pytest.fixture
def assistant(small_assistant: Assistant) -> Assistant:
    article = Article(id="bridge", title="Harbour news", text=TEXT, url="https://news.example/bridge")
    small_assistant.add_articles(iter([article]))
    return small_assistant


def test_a_runnable_gives_the_answer_of_the_assistant(assistant: Assistant) -> None:
    answer = build_chain(assistant.answering).invoke("Bridge shut")

    assert answer.answer == assistant.ask("Bridge shut").answer


def test_streamed_it_grows_by_a_sentence_at_a_time_and_ends_whole(assistant: Assistant) -> None:
    answers = list(build_chain(assistant.answering).stream("Bridge shut"))

    assert [len(answer.sentences) for answer in answers] == [1, 2, 2]
    assert [answer.outcome for answer in answers] == ["partial", "partial", "answered"]


def test_a_chain_of_ones_own_can_go_on_from_the_answer(assistant: Assistant) -> None:
    chain = build_chain(assistant.answering) | as_message

    assert chain.invoke("Bridge shut").text == assistant.ask("Bridge shut").answer


def test_a_message_carries_standard_citations_on_the_words_they_prove(assistant: Assistant) -> None:
    message = as_message(assistant.ask("Bridge shut"))

    [block] = message.content_blocks
    assert block["type"] == "text"
    annotations = [annotation for annotation in block["annotations"] if annotation["type"] == "citation"]
    for annotation in annotations:
        words = message.text[annotation["start_index"] : annotation["end_index"]]
        extras = annotation["extras"]
        assert words == annotation["cited_text"] == TEXT[extras["start"] : extras["end"]]
    assert [annotation["extras"]["number"] for annotation in annotations] == [1, 2]


def test_a_refusal_is_a_message_that_says_why_and_cites_nothing(assistant: Assistant) -> None:
    message = as_message(assistant.ask("Whence comes yoghurt"))

    assert message.text.startswith("The articles do not say.")
    assert message.response_metadata["outcome"] == "refused"
