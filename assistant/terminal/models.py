"""Prints the language model that is set, how it did when it was tried, and those that could be set.

Knows nothing of how any of it was found out. There is no key in what it gets.
"""

from dataclasses import asdict
from typing import TYPE_CHECKING

from assistant.terminal.printing import out, plain, print_json

if TYPE_CHECKING:
    from assistant.models.looking import ModelReport, SetModel
    from assistant.models.nearby import NearbyServer
    from assistant.models.trying import Trial

_SHOWN_MODELS = 5


def show_models(report: "ModelReport", *, as_json: bool) -> None:
    """The model that is set first, then what is on this machine."""
    if as_json:
        print_json(asdict(report))
        return
    if report.model:
        _show_set(report.model)
    elif not report.problem:
        out.print("No model is set: answers are quotes. Set ASSISTANT_MODEL to have answers written.")
    if report.problem:
        out.print(f"[red]bad[/]  {plain(report.problem)}")
    if report.trial and not report.trial.failure:
        _show_trial(report.trial)
    elif report.model and not report.problem and not report.trial:
        out.print("[dim]Try it: assistant models --try[/]")
    _show_nearby(report.nearby)


def _show_set(model: "SetModel") -> None:
    out.print(f"[bold]{plain(model.name)}[/] at {plain(model.address)}, {model.context_tokens:,} tokens a call")
    installed, key = "" if model.installed else "not ", "" if model.has_key else "not "
    out.print(f"[dim]Its package is {installed}installed; a key is {key}set[/]")


def _show_trial(trial: "Trial") -> None:
    rate = "" if trial.tokens_per_s is None else f", then {trial.tokens_per_s:g} tokens a second"
    out.print(f"[green]ok[/]   It writes: first words after {trial.first_s:g} s{rate}")
    out.print(f"     “{plain(trial.words)}”")


def _show_nearby(servers: "tuple[NearbyServer, ...]") -> None:
    if not servers:
        out.print("[dim]No model server was found on this machine.[/]")
        return
    for server in servers:
        out.print(f"\nOn this machine: [bold]{plain(server.title)}[/] at {plain(server.address)}")
        for setting in server.settings[:_SHOWN_MODELS]:
            out.print(f"  {plain(setting)}", soft_wrap=True)
        if more := len(server.settings) - _SHOWN_MODELS:
            if more > 0:
                out.print(f"  [dim]and {more} more[/]")
