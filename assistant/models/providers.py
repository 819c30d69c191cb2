"""The providers of language models that can be set: what each is called, where it is, and which package speaks to it.

Knows nothing of how a model is opened or called, and imports none of those packages.
"""

from dataclasses import dataclass

from assistant.errors import UsageError


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider, by the name that LangChain's `init_chat_model` has for it.

    `requirements` are what pip installs for it, the same as its extra, LangChain's package first; `module` is what that
    is imported as.
    `address` is where its models are unless another is set. `key_variables` are where its own tools look for a key,
    which is good at `keys_for` alone.
    """

    name: str
    module: str
    requirements: tuple[str, ...]
    address: str
    key_variables: tuple[str, ...]
    keys_for: str

    @property
    def package(self) -> str:
        """LangChain's package for it."""
        return self.requirements[0].partition(">")[0]


PROVIDERS = {
    provider.name: provider
    for provider in (
        Provider(
            "openai",
            "langchain_openai",
            ("langchain-openai>=1.7,<2", "openai>=3"),
            "https://api.openai.com/v1",
            ("OPENAI_API_KEY",),
            "https://api.openai.com",
        ),
        Provider(
            "anthropic",
            "langchain_anthropic",
            ("langchain-anthropic>=1.7,<2", "anthropic>=2"),
            "https://api.anthropic.com",
            ("ANTHROPIC_API_KEY",),
            "https://api.anthropic.com",
        ),
        Provider(
            "google_genai",
            "langchain_google_genai",
            ("langchain-google-genai>=4.4,<5",),
            "https://generativelanguage.googleapis.com",
            ("GOOGLE_API_KEY", "GEMINI_API_KEY"),
            "https://generativelanguage.googleapis.com",
        ),
        Provider(
            "mistralai",
            "langchain_mistralai",
            ("langchain-mistralai>=1.1,<2",),
            "https://api.mistral.ai/v1",
            ("MISTRAL_API_KEY",),
            "https://api.mistral.ai",
        ),
        Provider(
            "ollama",
            "langchain_ollama",
            ("langchain-ollama>=1.1,<2",),
            "http://127.0.0.1:11434",
            ("OLLAMA_API_KEY",),
            "https://ollama.com",
        ),
    )
}
"""Every provider, by its name."""


def named(setting: str) -> tuple[Provider, str]:
    """The provider and the model that `provider:name` names. Raises UsageError, which lists the providers."""
    name, colon, model = setting.strip().partition(":")
    known = ", ".join(PROVIDERS)
    if not name or not colon or not model.strip():
        raise UsageError(
            f"ASSISTANT_MODEL must name a provider and a model, as in openai:gpt-5-mini, and is {setting!r}. "
            f"Providers: {known}."
        )
    if name not in PROVIDERS:
        raise UsageError(
            f"ASSISTANT_MODEL names a provider that is not known, {name!r}. Providers: {known}. A server that speaks "
            "OpenAI's protocol is openai, with its address in ASSISTANT_MODEL_URL."
        )
    return PROVIDERS[name], model.strip()
