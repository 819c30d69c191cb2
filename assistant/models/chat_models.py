"""Builds the LangChain chat model of each provider; the one file that touches what they are made of.

Every one gets an HTTP client of its own that `Outgoing` checks, its address and its key from us, and no tries of its
own. Nothing here opens a connection. LangChain and the providers are imported only when a model is built, because each
takes long and none is needed without one. Knows nothing of how a model is called.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.models.choice import ModelChoice
from assistant.models.outgoing import CONNECT_S, Outgoing

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_NO_KEY = "none"  # libraries want one; it is taken off again before anything is sent
# A model that thinks first spends tokens on it that count as written. Left free for that, beside what is wanted.
_THINKING_TOKENS = 4096


@dataclass(frozen=True, slots=True)
class ChatModel:
    """A LangChain chat model; `limit` gives the arguments of a call that is to write so many tokens at most."""

    chat: "BaseChatModel"
    limit: Callable[[int], dict[str, Any]]


def build_chat_model(choice: ModelChoice) -> ChatModel:
    """The chat model of a choice. Raises ImportError without its package, ValueError where that takes no such model."""
    return _BUILDERS[choice.provider.name](choice, Outgoing(choice))


def _openai(choice: ModelChoice, outgoing: Outgoing) -> ChatModel:
    import httpx2

    chat = _initialised(
        choice,
        base_url=choice.address,
        openai_proxy=None,
        http_client=httpx2.Client(**outgoing.options()),
        http_async_client=httpx2.AsyncClient(**outgoing.options_async()),
        timeout=httpx2.Timeout(outgoing.read_s, connect=CONNECT_S),
        stream_chunk_timeout=None,
        stream_usage=True,
        use_responses_api=False,
        **({} if choice.is_own_address else {"temperature": 0}),
    )
    if choice.is_own_address:
        return ChatModel(chat, lambda most: {"max_tokens": most + _thinking(chat)})
    # LangChain would call it max_completion_tokens, which many servers that speak the protocol do not know.
    return ChatModel(chat, lambda most: {"extra_body": {"max_tokens": most}})


def _anthropic(choice: ModelChoice, outgoing: Outgoing) -> ChatModel:
    import anthropic
    import httpx2

    chat = _initialised(choice, base_url=choice.address, anthropic_proxy=None)
    own: dict[str, Any] = {
        "api_key": _key(choice),
        "base_url": choice.address,
        "max_retries": 0,
        "timeout": httpx2.Timeout(outgoing.read_s, connect=CONNECT_S),
        "open_telemetry": False,
    }
    # LangChain's are shared between models, follow redirects with the key, and cannot be handed in.
    awaited = httpx2.AsyncClient(**outgoing.options_async())
    chat.__dict__["_client"] = anthropic.Anthropic(http_client=httpx2.Client(**outgoing.options()), **own)
    chat.__dict__["_async_client"] = anthropic.AsyncAnthropic(http_client=awaited, **own)
    return ChatModel(chat, lambda most: {"max_tokens": most})


def _google(choice: ModelChoice, outgoing: Outgoing) -> ChatModel:
    import httpx
    from google.genai import Client
    from google.genai.types import HttpOptions

    # Here 1 means no second try, and 0 the five tries of Google's own library.
    chat = _initialised(choice, base_url=choice.address, vertexai=False, max_retries=1)
    options = HttpOptions(
        base_url=choice.address,
        timeout=int(outgoing.read_s * 1000),
        httpx_client=httpx.Client(**outgoing.options()),
        httpx_async_client=httpx.AsyncClient(**outgoing.options_async()),
    )
    # Its own would use aiohttp where that is installed, and follow redirects with the key.
    chat.client = Client(vertexai=False, api_key=_key(choice), http_options=options)  # type: ignore[attr-defined]
    return ChatModel(chat, lambda most: {"max_output_tokens": most + _thinking(chat)})


def _mistral(choice: ModelChoice, outgoing: Outgoing) -> ChatModel:
    import httpx

    own: dict[str, Any] = {
        "base_url": choice.address,
        "headers": {"Accept": "application/json", "Authorization": f"Bearer {_key(choice)}"},
    }
    chat = _initialised(
        choice,
        base_url=choice.address,
        client=httpx.Client(**own, **outgoing.options()),
        async_client=httpx.AsyncClient(**own, **outgoing.options_async()),
        temperature=0,
    )
    return ChatModel(chat, lambda most: {"max_tokens": most})


def _ollama(choice: ModelChoice, outgoing: Outgoing) -> ChatModel:
    options = {"num_ctx": choice.context_tokens, "temperature": 0}
    chat = _initialised(
        choice,
        base_url=choice.address,
        client_kwargs={"auth": _signer(choice)} if choice.key else {},
        sync_client_kwargs=outgoing.options(),
        async_client_kwargs=outgoing.options_async(),
        reasoning=False,
        **options,
    )
    return ChatModel(chat, lambda most: {"options": {**options, "num_predict": most}})


_BUILDERS: dict[str, Callable[[ModelChoice, Outgoing], ChatModel]] = {
    "openai": _openai,
    "anthropic": _anthropic,
    "google_genai": _google,
    "mistralai": _mistral,
    "ollama": _ollama,
}


def _initialised(choice: ModelChoice, **options: Any) -> "BaseChatModel":
    from langchain.chat_models import init_chat_model

    shared: dict[str, Any] = {} if choice.provider.name == "ollama" else {"api_key": _key(choice), "max_retries": 0}
    chat: BaseChatModel = init_chat_model(choice.model, model_provider=choice.provider.name, **(shared | options))
    return chat


def _key(choice: ModelChoice) -> str:
    return choice.key.get_secret_value() if choice.key else _NO_KEY


def _signer(choice: ModelChoice) -> Callable[[Any], Any]:
    """Puts the key on each request; given instead of a header, which would stand in the chat model's repr."""

    def sign(request: Any) -> Any:
        request.headers["authorization"] = f"Bearer {_key(choice)}"
        return request

    return sign


def _thinking(chat: "BaseChatModel") -> int:
    """Tokens that are left free for thinking where LangChain's data on models says that it does."""
    return _THINKING_TOKENS if (chat.profile or {}).get("reasoning_output") else 0
