"""What can be said of the language model that is set, and of those that could be, without opening a library.

Knows nothing of how it is shown. Never tells a key.
"""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.errors import AssistantError
from assistant.models.choice import ModelChoice, chosen_model
from assistant.models.model import LanguageModel
from assistant.models.nearby import NearbyServer, nearby_servers
from assistant.models.opening import is_installed, missing, open_chosen
from assistant.models.trying import Trial, try_model
from assistant.settings import Settings, read_settings, silence_libraries


@dataclass(frozen=True, slots=True)
class SetModel:
    """The model that is set; `installed` tells whether the package of its provider is there."""

    name: str
    address: str
    installed: bool
    has_key: bool
    context_tokens: int


@dataclass(frozen=True, slots=True)
class ModelReport:
    """The model that is set, None where none is or the settings are wrong; then `problem` says so.

    `trial` is None where it was not tried.
    """

    model: SetModel | None
    problem: str | None
    trial: Trial | None
    nearby: tuple[NearbyServer, ...]


def look_at_models(
    *,
    try_it: bool = False,
    settings: Settings | None = None,
    nearby: Callable[[], tuple[NearbyServer, ...]] = nearby_servers,
    opening: Callable[[ModelChoice], LanguageModel] = open_chosen,
) -> ModelReport:
    """Look at what is set, and at what is on this machine; `try_it` has the model write a sentence."""
    silence_libraries()
    try:
        choice = chosen_model(settings or read_settings())
    except AssistantError as error:
        return ModelReport(None, str(error), None, nearby())
    if choice is None:
        return ModelReport(None, None, None, nearby())
    problem, trial = missing(choice), None
    if try_it and problem is None:
        trial = try_model(opening(choice))
        problem = trial.failure
    return ModelReport(_set(choice), problem, trial, nearby())


def _set(choice: ModelChoice) -> SetModel:
    return SetModel(choice.name, choice.address, is_installed(choice), choice.key is not None, choice.context_tokens)
