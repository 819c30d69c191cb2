"""Every provider over LangChain, at servers of our own: it is asked, its key goes there, and nothing else goes out."""

import asyncio
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.errors import ModelUnavailableError
from assistant.models.chat_models import ChatModel, build_chat_model
from assistant.models.choice import ModelChoice, chosen_model
from assistant.models.outgoing import Outgoing
from assistant.settings import Settings
from tests.models.spoken import SENTENCE, USAGE, speaker

KEY = "sk-test-0123456789"
MODELS = [
    "openai:gpt-5-mini",
    "anthropic:claude-haiku-4-5",
    "google_genai:gemini-2.5-flash",
    "mistralai:mistral-small-latest",
    "ollama:qwen3:4b-instruct",
]
ASKED = [("system", "Answer in one sentence."), ("user", "Did it rain?")]
# What people have in their environment for other tools, and the libraries read by themselves.
ENVIRONMENT = {
    "OPENAI_API_KEY": "env-secret",
    "OPENAI_ORG_ID": "env-secret",
    "OPENAI_PROJECT_ID": "env-secret",
    "OPENAI_BASE_URL": "http://127.0.0.1:9/env-secret",
    "OPENAI_API_BASE": "http://127.0.0.1:9/env-secret",
    "OPENAI_PROXY": "http://127.0.0.1:9",
    "OPENAI_CUSTOM_HEADERS": "X-Tool: env-secret",
    "ANTHROPIC_API_KEY": "env-secret",
    "ANTHROPIC_AUTH_TOKEN": "env-secret",
    "ANTHROPIC_BASE_URL": "http://127.0.0.1:9",
    "ANTHROPIC_API_URL": "http://127.0.0.1:9",
    "ANTHROPIC_PROXY": "http://127.0.0.1:9",
    "ANTHROPIC_CUSTOM_HEADERS": "X-Tool: env-secret",
    "GOOGLE_API_KEY": "env-secret",
    "GEMINI_API_KEY": "env-secret",
    "GOOGLE_GENAI_USE_VERTEXAI": "true",
    "GOOGLE_GEMINI_BASE_URL": "http://127.0.0.1:9",
    "MISTRAL_API_KEY": "env-secret",
    "MISTRAL_BASE_URL": "http://127.0.0.1:9",
    "OLLAMA_API_KEY": "env-secret",
    "OLLAMA_HOST": "http://127.0.0.1:9",
    "HTTP_PROXY": "http://127.0.0.1:9",
    "HTTPS_PROXY": "http://127.0.0.1:9",
    "ALL_PROXY": "http://127.0.0.1:9",
}


def chosen(model: str, url: str, key: str | None = KEY) -> ModelChoice:
    path = "/v1" if model.startswith(("openai", "mistralai")) else ""
    settings = Settings(model=model, model_url=url + path, model_key=SecretStr(key) if key else None)
    choice = chosen_model(settings, look=lambda names: None)
    assert choice
    return choice


def written(model: ChatModel) -> tuple[str, tuple[int, int]]:
    """What it writes, and the tokens in and out."""
    pieces = list(model.chat.stream(ASKED, **model.limit(64)))
    whole = sum(pieces[1:], start=pieces[0])
    usage = whole.usage_metadata
    assert usage
    return str(whole.text), (usage["input_tokens"], usage["output_tokens"])


@pytest.mark.parametrize("model", MODELS)
def test_each_provider_writes(model: str) -> None:
    with speaker() as server:
        assert written(build_chat_model(chosen(model, server.url))) == ("".join(SENTENCE), USAGE)


@pytest.mark.parametrize("model", MODELS)
def test_each_provider_writes_to_those_who_await_it(model: str) -> None:
    async def said(built: ChatModel) -> str:
        return "".join([str(piece.text) async for piece in built.chat.astream(ASKED, **built.limit(64))])

    with speaker() as server:
        assert asyncio.run(said(build_chat_model(chosen(model, server.url)))) == "".join(SENTENCE)
        assert KEY in str(server.heard[0].headers)


@pytest.mark.parametrize("model", MODELS)
def test_the_key_goes_to_the_server_that_it_is_for(model: str) -> None:
    with speaker() as server:
        written(build_chat_model(chosen(model, server.url)))

    held = [name for name, value in server.heard[0].headers.items() if KEY in value]
    assert held == ["x-goog-api-key" if model.startswith("google") else "authorization"]


@pytest.mark.parametrize("model", MODELS)
def test_nothing_of_the_environment_goes_out(model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)

    with speaker() as server:
        assert written(build_chat_model(chosen(model, server.url, key=None)))[0] == "".join(SENTENCE)

    [heard] = server.heard
    assert "env-secret" not in f"{heard.headers}{heard.path}{heard.body}"
    assert not {"authorization", "x-api-key", "x-goog-api-key"} & set(heard.headers)
    told = {name for name in heard.headers if name.startswith(("x-", "openai-", "traceparent"))}
    assert told <= {"x-stainless-raw-response"}


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("awaited", [False, True])
def test_no_key_follows_a_redirect(model: str, awaited: bool) -> None:
    async def awaiting(built: ChatModel) -> None:
        async for _ in built.chat.astream(ASKED, **built.limit(64)):
            pass

    with speaker() as elsewhere, speaker(redirect_to=elsewhere.url) as server:
        built = build_chat_model(chosen(model, server.url))
        with pytest.raises(Exception) as failed:  # noqa: PT011  # each library has its own; calling translates them
            asyncio.run(awaiting(built)) if awaited else written(built)

        assert elsewhere.heard == []
        assert len(server.heard) == 1  # nobody tries again by itself
        assert KEY not in f"{failed.value}{failed.value!r}"


@pytest.mark.parametrize("model", MODELS)
def test_a_key_shows_in_nothing_that_could_be_logged(model: str) -> None:
    from langchain_core.load import dumps

    built = build_chat_model(chosen(model, "http://127.0.0.1:9"))

    assert KEY not in f"{built!r} {built.chat} {built.chat!r} {built.chat.model_dump()} {dumps(built.chat)}"


@pytest.mark.parametrize("model", MODELS)
def test_how_much_may_be_written_is_said_as_the_provider_has_it(model: str) -> None:
    with speaker() as server:
        written(build_chat_model(chosen(model, server.url)))

    [heard] = server.heard
    match model.split(":")[0]:
        case "openai":
            assert (heard.body["max_tokens"], heard.body["stream_options"]) == (64, {"include_usage": True})
            assert "max_completion_tokens" not in heard.body
        case "google_genai":
            assert heard.body["generationConfig"]["maxOutputTokens"] == 64 + 4096  # it thinks first
        case "ollama":
            assert heard.body["options"] == {"num_ctx": 8192, "temperature": 0, "num_predict": 64}
        case _:
            assert heard.body["max_tokens"] == 64


@pytest.mark.parametrize("model", MODELS)
def test_one_model_can_be_asked_from_one_event_loop_after_another(model: str) -> None:
    async def said(built: ChatModel) -> str:
        return "".join([str(piece.text) async for piece in built.chat.astream(ASKED, **built.limit(64))])

    with speaker() as server:
        built = build_chat_model(chosen(model, server.url))
        assert [asyncio.run(said(built)) for _ in range(3)] == ["".join(SENTENCE)] * 3


def test_openai_itself_gets_room_for_thinking_and_the_name_that_it_wants() -> None:
    choice = chosen_model(Settings(model="openai:gpt-5-mini", model_key=SecretStr(KEY)))
    assert choice
    built = build_chat_model(choice)

    payload = built.chat._get_request_payload(ASKED, **built.limit(64))  # type: ignore[attr-defined]

    assert payload["max_completion_tokens"] == 64 + 4096
    assert "temperature" not in payload


class Request:
    """As httpx has them."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.headers = {"Host": "models.example", "Authorization": f"Bearer {KEY}", "X-Stainless-OS": "Linux"}


def test_a_request_to_another_origin_is_never_sent() -> None:
    outgoing = Outgoing(chosen("openai:any", "https://models.example"))

    for url in ("https://evil.example/v1", "http://models.example/v1", "https://models.example:8443/v1"):
        with pytest.raises(ModelUnavailableError):
            outgoing.check(Request(url))


def test_headers_that_tell_of_this_machine_are_taken_off() -> None:
    request = Request("https://models.example/v1/chat/completions")

    Outgoing(chosen("openai:any", "https://models.example")).check(request)

    assert request.headers == {
        "Host": "models.example",
        "Authorization": f"Bearer {KEY}",
        "connection": "close",
        "accept-encoding": "identity",
    }


def test_a_proxy_of_the_environment_sees_nothing_but_what_is_encrypted() -> None:
    away, here = chosen("openai:any", "https://models.example"), chosen("openai:any", "http://127.0.0.1:8080")
    plain = chosen_model(Settings(model="openai:any", model_url="http://10.0.0.5", model_plain_http=True))
    assert plain

    assert [Outgoing(choice).options()["trust_env"] for choice in (away, here, plain)] == [True, False, False]


def test_every_extra_in_the_package_is_what_a_provider_asks_for() -> None:
    import tomllib

    from assistant.models.providers import PROVIDERS

    root = Path(__file__).parent.parent.parent
    extras = tomllib.loads((root / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    required = {requirement for extra in extras.values() for requirement in extra}

    assert [name for provider in PROVIDERS.values() for name in provider.requirements if name not in required] == []
