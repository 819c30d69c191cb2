"""Which model is set, where it may be, and whose key goes along."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.errors import UsageError
from assistant.models.choice import Look, ModelChoice, chosen_model
from assistant.settings import SECRETS, Settings, key_in_environment, read_settings, settings_in_environment

KEY = "sk-test-0123456789"


def look_in(**variables: str) -> Look:
    """A way to look for keys in these variables alone."""

    def look(names: Iterable[str]) -> SecretStr | None:
        return next((SecretStr(variables[name]) for name in names if name in variables), None)

    return look


def chosen(variables: dict[str, str] | None = None, **settings: object) -> ModelChoice:
    choice = chosen_model(Settings.model_validate(settings), look_in(**(variables or {})))
    assert choice
    return choice


def test_without_a_setting_there_is_no_model() -> None:
    assert chosen_model(Settings(model=" ")) is None


def test_a_model_is_named_by_its_provider_and_its_name_which_may_hold_colons() -> None:
    choice = chosen(model="ollama:qwen3:4b-instruct")

    assert (choice.provider.name, choice.model, choice.name) == (
        "ollama",
        "qwen3:4b-instruct",
        "ollama:qwen3:4b-instruct",
    )
    assert choice.address == "http://127.0.0.1:11434"


@pytest.mark.parametrize("setting", ["gpt-5-mini", "openai:", ":gpt", "openai: "])
def test_a_setting_that_names_no_model_is_explained(setting: str) -> None:
    with pytest.raises(UsageError, match="must name a provider and a model, as in openai:gpt-5-mini"):
        chosen(model=setting)


def test_an_unknown_provider_lists_those_that_are_known() -> None:
    with pytest.raises(UsageError, match=r"'groq'\. Providers: openai, anthropic, google_genai, mistralai, ollama"):
        chosen(model="groq:llama")


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8080/v1",
        "http://localhost:1234/v1",
        "http://[::1]:8000/v1",
        "http://127.8.9.1",
        "https://models.example/v1",
        "https://10.0.0.5:8443",
    ],
)
def test_a_server_of_ones_own_may_be_on_this_machine_or_behind_https(address: str) -> None:
    assert chosen(model="openai:any", model_url=address + "/").address == address


@pytest.mark.parametrize(
    "address",
    [
        "ftp://models.example",
        "models.example:8080/v1",
        "http://",
        "https://models.example/v1?key=1",
        "https://models.example/#a",
        "https://models.example:99999/v1",
        "https://models.example:0/v1",
        "https://modèles.example/v1",
        "https://models.example /v1",
        "https://models.example\\.evil.example/v1",
        "http://[::1/v1",
        "file:///etc/passwd",
    ],
)
def test_what_is_no_address_of_a_server_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="ASSISTANT_MODEL_URL is no address of a server"):
        chosen(model="openai:any", model_url=address, model_plain_http=True)


def test_an_address_with_a_password_is_refused_and_not_repeated() -> None:
    with pytest.raises(UsageError) as refused:
        chosen(model="openai:any", model_url="https://reader:hunter2@models.example/v1")

    assert "holds a name or password" in str(refused.value)
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("https://models.example/v1?key=hunter2", "a server: https://models.example. It"),
        ("https://models.example:hunter2/v1", "a server: https://models.example. It"),
        ("https://models.example\\hunter2", "a server: https://models.example. It"),
        ("http://models.example/hunter2/v1", "unencrypted: http://models.example. Use"),
        ("http://[hunter2", "a server. It"),
        ("hunter2", "a server. It"),
    ],
)
def test_of_an_address_that_is_refused_scheme_and_host_alone_are_named(address: str, named: str) -> None:
    with pytest.raises(UsageError) as refused:
        chosen(model="openai:any", model_url=address)

    assert named in str(refused.value)
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(
    "host", ["10.0.0.5", "models.example", "0.0.0.0", "127.0.0.1.evil.example", "localhost.evil.example"]
)
def test_plain_http_to_another_machine_wants_a_setting(host: str) -> None:
    with pytest.raises(UsageError, match="ASSISTANT_MODEL_PLAIN_HTTP"):
        chosen(model="openai:any", model_url=f"http://{host}:8080/v1")

    assert chosen(model="openai:any", model_url=f"http://{host}:8080/v1", model_plain_http=True)


@pytest.mark.parametrize(
    ("model", "variable"),
    [
        ("openai:gpt-5-mini", "OPENAI_API_KEY"),
        ("anthropic:claude-haiku-4-5", "ANTHROPIC_API_KEY"),
        ("google_genai:gemini-2.5-flash", "GOOGLE_API_KEY"),
        ("google_genai:gemini-2.5-flash", "GEMINI_API_KEY"),
        ("mistralai:mistral-small-latest", "MISTRAL_API_KEY"),
    ],
)
def test_a_providers_own_variable_holds_the_key_for_its_own_address_alone(model: str, variable: str) -> None:
    there = chosen({variable: KEY}, model=model)
    elsewhere = chosen({variable: KEY}, model=model, model_url="https://models.example/v1")

    assert there.key == SecretStr(KEY)
    assert elsewhere.key is None
    assert not elsewhere.lacks_key


def test_a_key_for_the_hosted_ollama_does_not_go_to_the_one_on_this_machine() -> None:
    variables = {"OLLAMA_API_KEY": KEY}

    assert chosen(variables, model="ollama:qwen3").key is None
    assert chosen(variables, model="ollama:qwen3", model_url="https://ollama.com").key == SecretStr(KEY)


@pytest.mark.parametrize("address", ["https://api.openai.com:8443/v1", "https://api.openai.com.evil.example/v1"])
def test_another_port_or_a_longer_name_is_another_origin(address: str) -> None:
    assert chosen({"OPENAI_API_KEY": KEY}, model="openai:any", model_url=address).key is None


def test_a_key_of_ours_is_for_the_address_that_is_set() -> None:
    choice = chosen(
        {"OPENAI_API_KEY": "sk-other"}, model="openai:any", model_url="https://models.example", model_key=KEY
    )

    assert choice.key == SecretStr(KEY)


def test_a_key_of_ours_goes_before_the_providers_variable() -> None:
    assert chosen({"OPENAI_API_KEY": "sk-other"}, model="openai:any", model_key=KEY).key == SecretStr(KEY)


def test_without_any_key_a_provider_is_known_to_lack_one() -> None:
    assert chosen(model="openai:gpt-5-mini").lacks_key
    assert not chosen(model="ollama:qwen3").lacks_key


def test_a_key_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(KEY + "\n")

    assert chosen(model="openai:any", model_key_file=file).key == SecretStr(KEY)


def test_a_key_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"The key file .*/gone cannot be read: No such file"):
        chosen(model="openai:any", model_key_file=tmp_path / "gone")


@pytest.mark.parametrize("held", [b"", b"  \n", b"first\nsecond", b"two words", "schlüssel".encode(), b"\xff\xfe\x00"])
def test_what_is_no_key_is_refused_and_not_repeated(tmp_path: Path, held: bytes) -> None:
    file = tmp_path / "key"
    file.write_bytes(held)

    with pytest.raises(UsageError) as refused:
        chosen(model="openai:any", model_key_file=file)

    assert "must hold the key alone" in str(refused.value)
    assert not refused.value.__cause__
    assert not any(word in str(refused.value) for word in ("first", "two words", "schlüssel"))


def test_a_key_and_a_key_file_at_once_are_one_too_many(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Unset one of them"):
        chosen(model="openai:any", model_key=KEY, model_key_file=tmp_path / "key")


def test_the_key_shows_in_no_settings_and_no_choice() -> None:
    settings = Settings(model="openai:any", model_key=SecretStr(KEY))

    assert KEY not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"
    assert KEY not in f"{chosen_model(settings)!r} {chosen_model(settings)}"


def test_a_wrong_setting_is_explained_without_what_was_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_MODEL_CONTEXT", KEY)  # put into the wrong variable

    with pytest.raises(UsageError, match="ASSISTANT_MODEL_CONTEXT") as refused:
        read_settings()

    assert KEY not in f"{refused.value}{refused.value.__cause__}"


def test_variables_that_are_set_to_nothing_are_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("", "_URL", "_KEY", "_KEY_FILE", "_TOKENS_A_DAY"):
        monkeypatch.setenv(f"ASSISTANT_MODEL{name}", "")
    monkeypatch.setenv("OPENAI_API_KEY", " ")

    settings = read_settings()

    assert (settings.model_key, settings.model_key_file, settings.model_tokens_a_day) == (None, None, 0)
    assert key_in_environment(("OPENAI_API_KEY",)) is None


def test_a_key_is_not_written_into_a_service_but_its_file_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_MODEL_KEY_FILE", "/etc/assistant/key")
    assert settings_in_environment()["ASSISTANT_MODEL_KEY_FILE"] == "/etc/assistant/key"

    monkeypatch.setenv("ASSISTANT_MODEL_KEY", KEY)
    with pytest.raises(UsageError, match="ASSISTANT_MODEL_KEY_FILE") as refused:
        settings_in_environment()
    assert KEY not in str(refused.value)


@pytest.mark.parametrize("name", ["assistant_model_key", "Assistant_Model_Key"])
def test_a_key_is_known_for_one_however_its_variable_is_written(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, KEY)
    assert read_settings().model_key
    with pytest.raises(UsageError, match="ASSISTANT_MODEL_KEY_FILE") as refused:
        settings_in_environment()
    assert KEY not in str(refused.value)

    monkeypatch.setenv(name, "")
    assert name not in settings_in_environment()


def test_every_secret_setting_is_known_for_one() -> None:
    secret = {name for name, field in Settings.model_fields.items() if "Secret" in str(field.annotation)}

    assert secret == SECRETS
