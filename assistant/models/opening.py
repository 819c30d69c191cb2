"""Opens the language model that is set. Costs no connection: whether anybody is there shows at the first call.

Knows nothing of prompts or answers.
"""

import shlex
import sys
from importlib.util import find_spec

from pydantic import ValidationError

from assistant.errors import UsageError
from assistant.models.calling import CalledModel
from assistant.models.chat_models import ChatModel, build_chat_model
from assistant.models.choice import ModelChoice, chosen_model
from assistant.models.patience import Patience
from assistant.models.providers import Provider
from assistant.settings import Settings

_WRITING_S = 240.0  # what a whole answer may take from its first words on


def open_model(settings: Settings) -> CalledModel | None:
    """The model that is set, None where none is.

    Raises UsageError where its settings are wrong, its provider's package is not installed, or it lacks a key.
    """
    choice = chosen_model(settings)
    return open_chosen(choice) if choice else None


def open_chosen(choice: ModelChoice) -> CalledModel:
    """The model of a choice. Raises UsageError as above."""
    if problem := missing(choice):
        raise UsageError(problem)
    patience = Patience(first_words_s=choice.timeout_s, whole_s=choice.timeout_s + _WRITING_S)
    return CalledModel(choice.name, choice.context_tokens, _built(choice), patience=patience)


def missing(choice: ModelChoice) -> str | None:
    """What a model cannot be opened without, and how to come by it; None where all is there."""
    provider = choice.provider
    if not is_installed(choice):
        return f"{choice.name} wants the package {provider.package}, which is not installed. Run: {_install(provider)}"
    if choice.lacks_key:
        variables = " or ".join(provider.key_variables)
        return f"{choice.name} wants a key. Set {variables}, ASSISTANT_MODEL_KEY, or ASSISTANT_MODEL_KEY_FILE."
    return None


def is_installed(choice: ModelChoice) -> bool:
    """Whether the package of its provider is there."""
    return find_spec(choice.provider.module) is not None


def _install(provider: Provider, *options: str) -> str:
    """The command that installs its package for this very interpreter."""
    return shlex.join((sys.executable, "-m", "pip", "install", *options, *provider.requirements))


def _built(choice: ModelChoice) -> ChatModel:
    try:
        return build_chat_model(choice)
    except ImportError as error:
        package = choice.provider.package
        raise UsageError(
            f"The package {package} is installed, and does not work: {error}. "
            f"Run: {_install(choice.provider, '--force-reinstall')}"
        ) from error
    except ValidationError as error:
        # `from None`: the error repeats what it was given, and that is the key as well
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise UsageError(f"{choice.name} cannot be opened: {wrong}.") from None
    except ValueError:
        # `from None` as well, and not a word of it: it may repeat the key, or a proxy's password
        raise UsageError(
            f"{choice.name} cannot be opened: {choice.provider.package} does not take these settings. Check "
            "ASSISTANT_MODEL and ASSISTANT_MODEL_URL, and the variable HTTPS_PROXY where you use a proxy."
        ) from None
