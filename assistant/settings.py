"""The settings, read from the environment; the only file that touches environment variables.

Knows nothing of what is built from them.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.access.limits import Limits
from assistant.errors import UsageError

MEGABYTE = 1_000_000
SECRETS = frozenset(("model_key",))
"""Settings that are never written anywhere."""
_LIMITS = Limits()
_SILENCE = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "TOKENIZERS_PARALLELISM": "false",  # its threads warn, and can deadlock, after a fork
}


class Settings(BaseSettings):
    """Everything that can be set; each is the environment variable `ASSISTANT_` plus its name in capitals."""

    # An error must not repeat what was set: it can be a key.
    model_config = SettingsConfigDict(
        env_prefix="ASSISTANT_", frozen=True, extra="ignore", hide_input_in_errors=True, protected_namespaces=()
    )

    data: Path = Field(
        default_factory=lambda: user_data_path("article-assistant", appauthor=False),
        description="The data directory: library, vectors and lock.",
    )
    host: str = Field(
        default="127.0.0.1", description="The address that `serve` listens on; any but loopback wants a token first."
    )
    port: int = Field(default=7860, ge=1, le=65535, description="The first port that `serve` tries.")
    poll: bool = Field(default=True, description="Whether `serve` looks at the sources when they are due.")
    log: Literal["text", "json"] = Field(
        default="text", description="How the log is written: lines for people, or JSON objects."
    )
    log_texts: bool = Field(
        default=False, description="Whether the log may hold the words of questions, answers and errors."
    )
    contact: str = Field(
        default="",
        description="A page or mailbox for those whose sites are fetched; stands in the User-Agent.",
        pattern=r"^[ -~]*$",
    )
    private_hosts: Annotated[frozenset[str], NoDecode] = Field(
        default=frozenset(),
        description="Hosts of your own network that may be fetched, parted by commas: `nas.local`, `10.0.0.5:8080`.",
    )
    mcp_add: bool = Field(
        default=False, description="Whether agents may add articles over MCP, with a token of the scope write."
    )
    require_token: bool = Field(
        default=False, description="Whether a token is needed also where only this machine is listened to."
    )
    hosts: Annotated[frozenset[str], NoDecode] = Field(
        default=frozenset(),
        description="Names that the server answers to beside this machine's, parted by commas; they want a token.",
    )
    requests_per_minute: int = Field(
        default=_LIMITS.requests_per_minute, ge=1, description="Requests a minute of one token; more get 429."
    )
    answers_at_once: int = Field(
        default=_LIMITS.answers_at_once, ge=1, description="Questions that are answered at once over the API."
    )
    answers_waiting: int = Field(
        default=_LIMITS.answers_waiting, ge=0, description="Questions that wait for their turn; more get 429."
    )
    body_mb: int = Field(
        default=_LIMITS.body_bytes // MEGABYTE, ge=1, description="Megabytes of one request that is no upload."
    )
    upload_mb: int = Field(default=_LIMITS.upload_bytes // MEGABYTE, ge=1, description="Megabytes of one upload.")
    upload_files: int = Field(default=_LIMITS.upload_files, ge=1, le=1000, description="Files of one upload.")
    body_timeout_s: float = Field(
        default=_LIMITS.body_timeout_s,
        gt=0,
        description="Seconds that a request's body has to arrive, beside a second for each 50 kB.",
    )
    model: str = Field(
        default="", description="The language model that writes, as `provider:name`; none: answers are quotes."
    )
    model_url: str = Field(default="", description="Where it is reached, if not at its provider's own address.")
    model_key: SecretStr | None = Field(
        default=None, description="Its key; default: `OPENAI_API_KEY` and the like, for the provider's own address."
    )
    model_key_file: Path | None = Field(default=None, description="A file that holds the key instead.")
    model_plain_http: bool = Field(
        default=False, description="Whether a model on another machine may be reached over http, unencrypted."
    )
    model_context: int = Field(default=8192, ge=1024, description="Tokens that it reads and writes in one call.")
    model_timeout_s: float = Field(
        default=60, gt=0, description="Seconds that it has to begin to write; one on a CPU may want more."
    )
    model_tokens_a_day: int = Field(
        default=0, ge=0, description="Tokens a day after which answers are quotes again; 0 sets no limit."
    )

    @property
    def limits(self) -> Limits:
        """How much is taken over the network."""
        return Limits(
            requests_per_minute=self.requests_per_minute,
            answers_at_once=self.answers_at_once,
            answers_waiting=self.answers_waiting,
            body_bytes=self.body_mb * MEGABYTE,
            upload_bytes=self.upload_mb * MEGABYTE,
            upload_files=self.upload_files,
            body_timeout_s=self.body_timeout_s,
        )

    @field_validator("model_key", "model_key_file", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object) -> object:
        """A variable that is there, and holds nothing."""
        return None if value == "" else value

    @field_validator("model_tokens_a_day", mode="before")
    @classmethod
    def _empty_is_no_limit(cls, value: object) -> object:
        """The same, where 0 sets no limit."""
        return 0 if value == "" else value

    @field_validator("private_hosts", "hosts", mode="before")
    @classmethod
    def _parted(cls, value: object) -> object:
        """As a variable has them, parted by commas."""
        return frozenset(filter(None, map(str.strip, value.split(",")))) if isinstance(value, str) else value


def read_settings(data: Path | None = None) -> Settings:
    """The settings as the environment gives them; `data` wins over it. Raises UsageError naming what is wrong."""
    try:
        return Settings(data=data) if data else Settings()
    except ValidationError as error:
        wrong = "; ".join(f"ASSISTANT_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors())
        raise UsageError(f"A setting is wrong. {wrong}.") from error


def settings_in_environment() -> dict[str, str]:
    """The variables of ours as they are set now, by name; those that are the default are not among them.

    Raises UsageError where a secret is among them, because what this gives is written into files.
    """
    secrets = {f"ASSISTANT_{name.upper()}" for name in SECRETS}
    for name, value in os.environ.items():
        if value and name.upper() in secrets:  # settings are read from names in any case
            raise UsageError(
                f"{name} would have to be written down for this. Put the key into a file of its own, name that in "
                f"{name.upper()}_FILE by its full path, and unset {name}."
            )
    wanted = {f"ASSISTANT_{name.upper()}" for name in Settings.model_fields} - secrets
    return {name: value for name, value in os.environ.items() if name.upper() in wanted}


def key_in_environment(names: Iterable[str]) -> SecretStr | None:
    """The first of these variables that holds anything: where a provider's own tools look for its key."""
    return next((SecretStr(found) for name in names if (found := os.environ.get(name, "").strip())), None)


def keep_uploads_in(folder: Path) -> None:
    """Where Gradio puts what is uploaded; called before its application is built."""
    os.environ["GRADIO_TEMP_DIR"] = str(folder)


def silence_libraries() -> None:
    """Turn off what libraries would send home or fetch; called before any of them is imported."""
    os.environ.update(_SILENCE)
    os.environ.pop("LANGSMITH_GATEWAY", None)  # would route model calls through a third party
