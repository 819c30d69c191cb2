"""Prints tokens and what became of the service.

Knows nothing of how either is kept.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.table import Table

from assistant.terminal.printing import out, plain, print_json

if TYPE_CHECKING:
    from assistant.access.tokens import Issued, Token
    from assistant.service import Report


def show_issued(issued: "Issued", *, as_json: bool) -> None:
    """A new token with its secret, this once."""
    if as_json:
        print_json({**asdict(issued.token), "token": issued.secret})
        return
    out.print(f"The token “{plain(issued.token.name)}” may {issued.token.scope}. It is shown only now; keep it:\n")
    out.print(plain(issued.secret), soft_wrap=True)


def show_tokens(tokens: Sequence["Token"], *, as_json: bool) -> None:
    """A table of the tokens, without their secrets."""
    if as_json:
        print_json([asdict(token) for token in tokens])
        return
    if not tokens:
        out.print("There is no token. Make one with: assistant tokens add NAME")
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("Name", "May", "Made", "Last used"):
        table.add_column(heading)
    for token in tokens:
        table.add_row(plain(token.name), token.scope, token.created_at[:10], token.used_on or "never")
    out.print(table)


def show_revoked(token: "Token", *, as_json: bool) -> None:
    """That a token is no more."""
    if as_json:
        print_json({"revoked": token.name})
        return
    out.print(f"The token “{plain(token.name)}” is revoked, and whoever signed in with it is signed out.")


def show_service(report: "Report", *, as_json: bool) -> None:
    """What was done about the service, and what can be done next."""
    if as_json:
        print_json(asdict(report))
        return
    for line in report.done:
        out.print(plain(line))
    for line in report.next:
        out.print(f"[dim]{plain(line)}[/]")
