"""The commands about who may come in over the network, and about the server as a service.

Knows nothing of how things are done or printed. Tokens are changed while a server runs, too, and hold there at once.
"""

from pathlib import Path
from typing import Annotated

import typer

import assistant
from assistant import terminal
from assistant.access.scopes import Scope
from assistant.cli_options import AsJson, Data
from assistant.service import Machine, Service
from assistant.terminal import access as told

tokens = typer.Typer(help="Who may come in over the network: add, list, revoke.", no_args_is_help=True)
service = typer.Typer(help="Start the server at login: install, remove, status.", no_args_is_help=True)

TokenName = Annotated[str, typer.Argument(metavar="NAME", help="Who or what uses it, such as `phone`.")]


@tokens.command("add")
def add_token(
    name: TokenName,
    scope: Annotated[
        Scope, typer.Option(help="What it may do: ask; write, which is also to add articles; admin, which is all.")
    ] = Scope.ASK,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Make a token and show it, this once."""
    with terminal.errors_explained(as_json=as_json), assistant.open_tokens(data) as kept:
        issued = kept.add(name, scope)
    told.show_issued(issued, as_json=as_json)


@tokens.command("list")
def list_tokens(data: Data = None, as_json: AsJson = False) -> None:
    """List the tokens: what each may do, when it was made, the day it was last used."""
    with terminal.errors_explained(as_json=as_json), assistant.open_tokens(data) as kept:
        found = kept.all()
    told.show_tokens(found, as_json=as_json)


@tokens.command("revoke")
def revoke_token(name: TokenName, data: Data = None, as_json: AsJson = False) -> None:
    """End a token at once, also for those who are signed in with it."""
    with terminal.errors_explained(as_json=as_json), assistant.open_tokens(data) as kept:
        revoked = kept.revoke(name)
    told.show_revoked(revoked, as_json=as_json)


@service.command()
def install(
    host: Annotated[str | None, typer.Option(help="The address to listen on. Default: ASSISTANT_HOST.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Default: ASSISTANT_PORT.")] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Start the server now and at every login, with the settings as they are in the environment now."""
    options = {"--host": host, "--port": port, "--data": _absolute(data)}
    arguments = [str(part) for name, value in options.items() if value is not None for part in (name, value)]
    with terminal.errors_explained(as_json=as_json):
        report = Service(Machine()).install(arguments, assistant.settings_in_environment())
    told.show_service(report, as_json=as_json)


@service.command()
def remove(as_json: AsJson = False) -> None:
    """Stop the server and start it no more; the library stays."""
    with terminal.errors_explained(as_json=as_json):
        report = Service(Machine()).remove()
    told.show_service(report, as_json=as_json)


@service.command()
def status(as_json: AsJson = False) -> None:
    """Say whether the service is installed and runs."""
    with terminal.errors_explained(as_json=as_json):
        report = Service(Machine()).status()
    told.show_service(report, as_json=as_json)


def _absolute(data: Path | None) -> Path | None:
    """A service has another working directory than whoever installs it."""
    return data.expanduser().absolute() if data else None
