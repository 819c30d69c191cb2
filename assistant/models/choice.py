"""Which model is set, where it is, and its key: the settings about models, checked and put together.

A key is bound to the origin that it was given for. One that a provider's own tools would use is for that provider's own
address, and goes nowhere else; one for ASSISTANT_MODEL_URL has to be set as ours. Knows nothing of opening a model.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from assistant.errors import UsageError
from assistant.models.address import checked_address, origin
from assistant.models.providers import Provider, named
from assistant.settings import Settings, key_in_environment

_MOST_KEY_BYTES = 16_000


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """The model that is set. `key` is None where there is none; its text shows in no repr."""

    provider: Provider
    model: str
    address: str
    key: SecretStr | None
    context_tokens: int
    timeout_s: float

    @property
    def name(self) -> str:
        """As it was set, such as `openai:gpt-5-mini`."""
        return f"{self.provider.name}:{self.model}"

    @property
    def is_own_address(self) -> bool:
        """Whether it is reached where the provider has it, not at a server of the user's."""
        return origin(self.address) == origin(self.provider.address)

    @property
    def lacks_key(self) -> bool:
        """Whether it is where nobody gets in without a key, and there is none."""
        return self.key is None and origin(self.address) == origin(self.provider.keys_for)


Look = Callable[[Iterable[str]], SecretStr | None]


def chosen_model(settings: Settings, look: Look = key_in_environment) -> ModelChoice | None:
    """The model that the settings name, None for none; `look` finds a key in the environment.

    Raises UsageError for settings that do not go together, and for a key that cannot be read or is none.
    """
    if not settings.model.strip():
        return None
    provider, model = named(settings.model)
    address = checked_address(settings.model_url.strip() or provider.address, plain_http=settings.model_plain_http)
    return ModelChoice(
        provider,
        model,
        address,
        _key(settings, provider, address, look),
        settings.model_context,
        settings.model_timeout_s,
    )


def _key(settings: Settings, provider: Provider, address: str, look: Look) -> SecretStr | None:
    if settings.model_key and settings.model_key_file:
        raise UsageError("Both ASSISTANT_MODEL_KEY and ASSISTANT_MODEL_KEY_FILE are set. Unset one of them.")
    if settings.model_key:
        return _checked(settings.model_key.get_secret_value().strip(), "ASSISTANT_MODEL_KEY")
    if settings.model_key_file:
        return _checked(_read(settings.model_key_file.expanduser()), f"The file {settings.model_key_file}")
    if origin(address) != origin(provider.keys_for):
        return None
    found = look(provider.key_variables)
    return _checked(found.get_secret_value(), " or ".join(provider.key_variables)) if found else None


def _read(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return opened.read(_MOST_KEY_BYTES).decode().strip()
    except OSError as error:
        raise UsageError(f"The key file {file} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError:
        # `from None`: the error would carry the bytes along
        raise UsageError(f"The key file {file} holds no text. It must hold the key alone.") from None


def _checked(key: str, where: str) -> SecretStr:
    """A key that can stand in a header. Raises UsageError, without the key."""
    if not key or not all("!" <= character <= "~" for character in key):
        wrong = "holds a blank, a line break or another character that no key has" if key else "is empty"
        raise UsageError(f"{where} {wrong}. It must hold the key alone.")
    return SecretStr(key)
