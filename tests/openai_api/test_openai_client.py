"""OpenAI's door as its own Python package and LangChain's chat model speak to it, over a real connection."""

import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import httpx
import openai
import pytest
from fastapi import FastAPI
from langchain_openai import ChatOpenAI
from openai import OpenAI
from openai.types.chat import ChatCompletionChunk

from assistant.answer import Sentence
from assistant.assistant import Assistant
from assistant.events import Event, Searching, SentenceReady
from assistant.openai_api.routes import openai_router
from assistant.wiring import open_assistant
from corpus.article import Article, Publication
from index.errors import VectorError
from tests.conftest import SMALL_MODELS
from tests.loopback import running

BRIDGE = "The Quay Bridge in Skellhaven was shut on Friday after Ines Garrowby saw cracks in its pins."
REPAIR = "Repairs to the Quay Bridge pins will cost nine million pounds and take until June."
WHY = "Why was the Quay Bridge in Skellhaven shut?"
ARTICLES = (
    Article("bridge", "Quay Bridge [shut]", BRIDGE, "https://post.test/bridge", "Harbour Post", ("Ana Lo",)),
    Article("repair", "What repairs cost", REPAIR, published=Publication(date(2024, 9, 13), "2024-09-13")),
    Article(
        "milk", "Milk prices rise", "Milk prices in Orle rose by four per cent in August.", outlet="Valley Courier"
    ),
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Three articles, with models of words alone."""
    with open_assistant(tmp_path_factory.mktemp("openai") / "data", models=SMALL_MODELS) as assistant:
        assistant.add_articles(iter(ARTICLES))
        yield assistant


@pytest.fixture(scope="module")
def base_url(assistant: Assistant) -> Iterator[str]:
    """Where the door is."""
    app = FastAPI()
    app.include_router(openai_router(assistant))
    with running(app) as address:
        yield address


@pytest.fixture
def client(base_url: str) -> Iterator[OpenAI]:
    """OpenAI's own client."""
    with OpenAI(base_url=f"{base_url}/v1", api_key="none", max_retries=0) as client:
        yield client


def asked(client: OpenAI, question: str) -> openai.types.chat.ChatCompletion:
    return client.chat.completions.create(model="articles", messages=[{"role": "user", "content": question}])


def chunks_of(client: OpenAI, question: str, *, usage: bool = False) -> list[ChatCompletionChunk]:
    return list(
        client.chat.completions.create(
            model="articles",
            messages=[{"role": "user", "content": question}],
            stream=True,
            stream_options={"include_usage": usage},
        )
    )


def test_there_is_one_model(client: OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["articles"]
    assert client.models.retrieve("articles").owned_by == "article-assistant"


def test_an_answer_is_the_articles_words_with_its_sources_listed(client: OpenAI) -> None:
    text = asked(client, WHY).choices[0].message.content or ""

    assert text.startswith(f"{BRIDGE} [1]")
    assert "**Sources**\n\n1. [Quay Bridge \\[shut\\]](https://post.test/bridge#:~:text=" in text
    assert f"(Harbour Post): “{BRIDGE}”" in text


def test_an_annotation_stands_at_each_marker_and_leads_to_the_page(client: OpenAI) -> None:
    message = asked(client, WHY).choices[0].message

    cited = [annotation.url_citation for annotation in message.annotations or []]
    assert cited
    assert [(message.content or "")[one.start_index : one.end_index] for one in cited][:1] == ["[1]"]
    assert cited[0].title == "Quay Bridge [shut]"
    assert cited[0].url.startswith("https://post.test/bridge#:~:text=The%20Quay")


def test_an_article_without_a_url_is_linked_on_this_server(client: OpenAI, base_url: str) -> None:
    message = asked(client, "How many million pounds will repairs to the Quay Bridge pins cost?").choices[0].message

    urls = [annotation.url_citation.url for annotation in message.annotations or []]
    assert f"{base_url}/#version-1-repair" in urls
    assert f"[What repairs cost]({base_url}/#version-1-repair) (2024-09-13): “{REPAIR}”" in (message.content or "")


def test_our_own_field_holds_the_outcome_and_the_whole_citations(client: OpenAI, assistant: Assistant) -> None:
    own = asked(client, WHY).model_extra["assistant"]  # type: ignore[index]

    assert own["outcome"] == "answered"
    assert own["citations"] == assistant.ask(WHY).to_json()["citations"]


def test_a_refusal_is_an_ordinary_answer_that_says_so(client: OpenAI) -> None:
    reply = asked(client, "Who is the president of France?")

    choice = reply.choices[0]
    assert (choice.finish_reason, choice.message.refusal, choice.message.annotations) == ("stop", None, [])
    assert (choice.message.content or "").startswith("The articles do not say.")
    assert reply.model_extra["assistant"]["outcome"] == "refused"  # type: ignore[index]


def test_a_stream_gives_the_same_text_and_annotations_as_the_whole(client: OpenAI) -> None:
    whole = asked(client, WHY).choices[0].message

    chunks = chunks_of(client, WHY)

    deltas = [chunk.choices[0].delta for chunk in chunks]
    assert "".join(delta.content or "" for delta in deltas) == whole.content
    extras = [delta.model_extra or {} for delta in deltas]
    told = [extra["annotations"] for extra in extras if "annotations" in extra]
    assert told == [[annotation.model_dump() for annotation in whole.annotations or []]]
    assert [chunk.choices[0].finish_reason for chunk in chunks][-2:] == [None, "stop"]
    assert chunks[0].choices[0].delta.role == "assistant"
    assert len({chunk.id for chunk in chunks}) == 1


def test_a_stream_ends_with_its_usage_where_that_is_asked_for(client: OpenAI) -> None:
    *_, last = chunks_of(client, WHY, usage=True)

    assert (last.choices, last.usage.total_tokens if last.usage else None) == ([], 0)
    assert all(chunk.usage is None for chunk in chunks_of(client, WHY))


def test_a_follow_up_is_searched_together_with_the_question_before_it(client: OpenAI) -> None:
    reply = client.chat.completions.create(
        model="articles",
        messages=[
            {"role": "system", "content": "Milk prices in Orle."},
            {"role": "user", "content": WHY},
            {"role": "assistant", "content": BRIDGE},
            {"role": "user", "content": [{"type": "text", "text": "And what will repairs cost?"}]},
        ],
    )

    assert reply.model_extra["assistant"]["query"] == f"And what will repairs cost? {WHY}"  # type: ignore[index]


def test_parameters_that_mean_nothing_here_are_accepted(client: OpenAI) -> None:
    reply = client.chat.completions.create(
        model="articles",
        messages=[{"role": "user", "content": WHY}],
        temperature=0.3,
        max_completion_tokens=100,
        seed=7,
        tools=[{"type": "function", "function": {"name": "look_up", "parameters": {"type": "object"}}}],
        extra_body={"chat_id": "of another program"},
    )
    assert reply.choices[0].message.tool_calls is None


def test_filters_and_the_day_of_asking_go_into_our_own_field(client: OpenAI) -> None:
    narrowed = {"asked_on": "2024-09-14", "filters": {"outlets": ["Valley Courier"]}}
    reply = client.chat.completions.create(
        model="articles", messages=[{"role": "user", "content": WHY}], extra_body={"assistant": narrowed}
    )

    own = reply.model_extra["assistant"]  # type: ignore[index]
    assert own["filters"]["outlets"] == ["Valley Courier"]
    assert {one["article_id"] for one in own["citations"]} <= {"milk"}


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        ([{"role": "user", "content": "   "}], "The question is empty"),
        ([{"role": "user", "content": "?!"}], "has no word in it"),
        ([{"role": "user", "content": "why " * 600}], "2000 at most"),
        ([{"role": "system", "content": "Be brief."}], "no message of the role “user”"),
        ([], "at least 1 item"),
        (
            [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "https://canary.test/x.png"}}]}],
            "“image_url”. Only text is read",
        ),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_what_is_no_question_is_a_bad_request_that_says_why(
    client: OpenAI,
    messages: list[openai.types.chat.ChatCompletionMessageParam],
    said: str,
    stream: bool,
) -> None:
    with pytest.raises(openai.BadRequestError, match=said) as raised:
        client.chat.completions.create(model="articles", messages=messages, stream=stream)

    assert raised.value.type == "invalid_request_error"
    assert (raised.value.param or "").startswith("messages")


@pytest.mark.parametrize(
    "body",
    [
        b'{"model":"articles","messages":[{"role":"user","content":"\xff\xfe"}]}',
        b'{"model":"articles","messages":[{"role":"user","content":"why"}]',
        b"[" * 100_000,
        rb'{"model":"articles","messages":[{"role":"user","content":"\ud800 why"}]}',
        rb'{"model":"articles","messages":[{"role":"user","content":[{"type":"text","text":"\udfff why"}]}]}',
        rb'{"model":"articles","messages":[{"role":"user","content":[{"type":"\ud800"}]}]}',
        rb'{"model":"\ud800","messages":[{"role":"user","content":"why"}]}',
        rb'{"model":"articles","messages":[{"role":"user","content":"why"}],"assistant":{"filters":{"tags":["\ud800"]}}}',
        b"",
    ],
    ids=[
        "not UTF-8",
        "cut off",
        "deep",
        "half a pair",
        "half in a part",
        "half a type",
        "half a model",
        "tag",
        "empty",
    ],
)
def test_a_body_that_cannot_be_read_is_a_bad_request(base_url: str, body: bytes) -> None:
    sent = httpx.post(f"{base_url}/v1/chat/completions", content=body, headers={"Content-Type": "application/json"})
    assert (sent.status_code, sent.json()["error"]["type"]) == (400, "invalid_request_error")


def test_another_form_than_text_is_refused(client: OpenAI) -> None:
    with pytest.raises(openai.BadRequestError, match="leave response_format out"):
        client.chat.completions.create(
            model="articles",
            messages=[{"role": "user", "content": WHY}],
            response_format={"type": "json_object"},
        )


def test_another_model_is_not_found(client: OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match="Use “articles”") as raised:
        client.chat.completions.create(model="gpt-5", messages=[{"role": "user", "content": WHY}])
    assert raised.value.code == "model_not_found"


def test_langchains_chat_model_answers_and_streams(base_url: str) -> None:
    model = ChatOpenAI(model="articles", base_url=f"{base_url}/v1", api_key="none", max_retries=0)  # type: ignore[arg-type]

    answer = model.invoke([("system", "Be brief."), ("human", WHY)])
    streamed = "".join(str(piece.text) for piece in model.stream(WHY))

    assert str(answer.text).startswith(f"{BRIDGE} [1]")
    assert streamed == answer.text


def test_an_error_on_the_way_is_told_in_the_stream_which_then_has_no_end() -> None:
    def broken(*args: object, **named: object) -> Iterator[Event]:
        yield Searching("why")
        raise VectorError("The vectors cannot be read. Run `assistant doctor`.")

    app = FastAPI()
    app.include_router(openai_router(SimpleNamespace(modes=("quoting",), stream=broken)))
    with (
        running(app) as address,
        OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0) as client,
        pytest.raises(openai.APIError, match="index cannot be read"),
    ):
        chunks_of(client, WHY)


def test_an_answer_that_nobody_waits_for_is_not_gone_on_with() -> None:
    closed = threading.Event()

    def endless(*args: object, **named: object) -> Iterator[Event]:
        try:
            while True:
                time.sleep(0.01)
                yield SentenceReady(Sentence("Again and again.", ()), ())
        finally:
            closed.set()

    app = FastAPI()
    app.include_router(openai_router(SimpleNamespace(modes=("quoting",), stream=endless)))
    with running(app) as address, OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0) as client:
        stream = client.chat.completions.create(
            model="articles", messages=[{"role": "user", "content": WHY}], stream=True
        )
        next(iter(stream))
        stream.close()
        assert closed.wait(10)


def test_a_library_that_breaks_is_a_server_error_and_no_refusal(tmp_path: Path) -> None:
    assistant = open_assistant(tmp_path / "data", models=SMALL_MODELS)
    app = FastAPI()
    app.include_router(openai_router(assistant))
    assistant.close()
    with (
        running(app) as address,
        OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0) as client,
        pytest.raises(openai.InternalServerError) as raised,
    ):
        asked(client, WHY)
    assert raised.value.type == "server_error"
