"""The settings, read from the environment; the only file that touches environment variables.

Knows nothing of what is built from them.
"""

import os
from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.errors import UsageError

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

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", frozen=True, extra="ignore")

    data: Path = Field(
        default_factory=lambda: user_data_path("article-assistant", appauthor=False),
        description="The data directory: library, vectors and lock.",
    )
    host: str = Field(default="127.0.0.1", description="The address that `serve` listens on; loopback only.")
    port: int = Field(default=7860, ge=1, le=65535, description="The first port that `serve` tries.")
    poll: bool = Field(default=True, description="Whether `serve` looks at the sources when they are due.")
    contact: str = Field(
        default="",
        description="A page or mailbox for those whose sites are fetched; stands in the User-Agent.",
        pattern=r"^[ -~]*$",
    )
    private_hosts: Annotated[frozenset[str], NoDecode] = Field(
        default=frozenset(),
        description="Hosts of your own network that may be fetched, parted by commas: `nas.local`, `10.0.0.5:8080`.",
    )

    @field_validator("private_hosts", mode="before")
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


def silence_libraries() -> None:
    """Turn off what libraries would send home or fetch; called before any of them is imported."""
    os.environ.update(_SILENCE)
    os.environ.pop("LANGSMITH_GATEWAY", None)  # would route model calls through a third party
