"""Opening the model that is set: nothing is imported before one is, nobody is asked, and what is missing is named."""

import shlex
import subprocess
import sys

import pytest
from pydantic import SecretStr

from assistant.errors import UsageError
from assistant.models.opening import open_model
from assistant.models.providers import PROVIDERS
from assistant.settings import Settings
from tests.models.faulty_replies import says
from tests.models.faulty_server import faulty_server

KEY = "sk-test-0123456789"


def run(code: str) -> str:
    """What a fresh interpreter prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60).stdout


def test_no_model_is_opened_where_none_is_set() -> None:
    assert open_model(Settings(model="")) is None


def test_langchain_is_not_imported_before_a_model_is_set() -> None:
    code = """
import sys
from assistant.models.opening import open_model
from assistant.settings import Settings
import assistant.wiring
assert open_model(Settings(model="")) is None
print(sorted({name.split(".")[0] for name in sys.modules} & {
    "langchain", "langchain_core", "langchain_openai", "openai", "anthropic", "ollama", "langsmith", "httpx"}))
"""
    assert run(code) == "[]\n"


@pytest.mark.parametrize("name", sorted(PROVIDERS))
def test_a_package_that_is_missing_is_named_with_the_command_that_installs_it(name: str) -> None:
    provider = PROVIDERS[name]
    code = f"""
import sys
sys.modules[{provider.module!r}] = None  # as if it were not installed
from assistant.errors import UsageError
from assistant.models.opening import open_model
from assistant.settings import Settings
try:
    open_model(Settings(model="{name}:any", model_key="{KEY}"))
except UsageError as error:
    print(error)
"""
    told = run(code)

    command = told.partition("Run: ")[2]
    assert f"{name}:any wants the package {provider.package}, which is not installed." in told
    assert shlex.split(command) == [sys.executable, "-m", "pip", "install", *provider.requirements]
    assert KEY not in told


def test_a_package_that_is_broken_is_told_from_one_that_is_missing() -> None:
    code = f"""
import sys
sys.modules["openai"] = None  # what langchain-openai stands on
from assistant.errors import UsageError
from assistant.models.opening import open_model
from assistant.settings import Settings
try:
    open_model(Settings(model="openai:any", model_key="{KEY}"))
except UsageError as error:
    print(error)
"""
    assert "The package langchain-openai is installed, and does not work" in (told := run(code))
    assert "--force-reinstall" in told


def test_a_provider_without_a_key_says_where_to_put_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    with pytest.raises(UsageError, match="Set OPENAI_API_KEY, ASSISTANT_MODEL_KEY, or ASSISTANT_MODEL_KEY_FILE"):
        open_model(Settings(model="openai:gpt-5-mini"))


@pytest.mark.parametrize("name", sorted(PROVIDERS))
def test_opening_asks_nobody(name: str) -> None:
    with faulty_server(says("Hello.")) as server:
        model = open_model(Settings(model=f"{name}:any", model_url=server.url, model_key=SecretStr(KEY)))

    assert model
    assert (model.name, model.context_tokens) == (f"{name}:any", 8192)
    assert server.records == []


def test_a_package_that_refuses_its_settings_is_told_without_a_word_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "socks9://reader:hunter2@proxy.example")

    with pytest.raises(UsageError, match="openai:any cannot be opened: langchain-openai does not take") as refused:
        open_model(Settings(model="openai:any", model_key=SecretStr(KEY)))

    assert refused.value.__cause__ is None
    assert not {"hunter2", KEY} & set(str(refused.value).split())
    assert "HTTPS_PROXY" in str(refused.value)
