"""How answers are worded, as HTML: a switch beside the question box, and what the library says of the model.

Knows nothing of how anything is written.
"""

from collections.abc import Sequence

from assistant.answer import Mode
from assistant.status import ModelStatus
from assistant.window.markup import escaped
from assistant.window.texts import Texts

SETTING = "ASSISTANT_MODEL"


def mode_html(say: Texts, modes: Sequence[Mode], model: ModelStatus | None) -> str:
    """A switch where there is a choice, else the one way in a word."""
    if len(modes) < 2:
        return f'<span class="aa-mode-only aa-soft" title="{escaped(say("mode.quoting_means"))}">{_name(say)}</span>'
    choices = "".join(_choice(say, mode, chosen=mode == modes[0]) for mode in modes)
    name, whole = (escaped(short_name(model.name)), escaped(model.name)) if model else ("", "")
    return (
        f'<fieldset class="aa-mode" id="aa-mode"><legend class="aa-aloud">{escaped(say("mode.legend"))}</legend>'
        f'{choices}</fieldset><span class="aa-model aa-soft" title="{whole}">{name}</span>'
    )


def model_html(say: Texts, model: ModelStatus | None) -> str:
    """Who words the answers, what that cost today, and why nobody does at present; or how a model is set."""
    if model is None:
        return escaped(say("model.none", setting=SETTING)).replace(SETTING, f"<code>{SETTING}</code>")
    spent, most = say.number(model.tokens_today), say.number(model.tokens_a_day or 0)
    tokens = (
        say("model.tokens", number=spent)
        if model.tokens_a_day is None
        else say("model.tokens_of", number=spent, most=most)
    )
    state = "model.spent" if model.spent else "model.resting" if model.resting else "model.writes"
    return escaped(f"{say(state, model=model.name)} {tokens}")


def short_name(name: str) -> str:
    """`qwen3:4b` for `ollama:qwen3:4b`."""
    return name.partition(":")[2] or name


def _choice(say: Texts, mode: Mode, *, chosen: bool) -> str:
    checked = " checked" if chosen else ""
    title = escaped(say(f"mode.{mode}_means"))
    return (
        f'<label title="{title}"><input type="radio" name="aa-mode" value="{mode}"{checked}>'
        f"<span>{escaped(say(f'mode.{mode}'))}</span></label>"
    )


def _name(say: Texts) -> str:
    return escaped(say("mode.quoting"))
