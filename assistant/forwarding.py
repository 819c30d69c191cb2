"""A library wherever it is: at a web address, behind the server that has it open, or opened here.

A server leaves its address and a key in the data directory that it holds, for programs of the same user. The lock of
the directory is the truth: an address that nobody answers at is passed over. Knows nothing of commands.
"""

from pathlib import Path

from assistant.client.connection import Connection
from assistant.client.contract import AnyAssistant
from assistant.client.remote import RemoteAssistant
from assistant.data_directory import announced_in
from assistant.errors import UsageError
from assistant.settings import read_settings
from assistant.wiring import open_assistant
from corpus.addresses import is_address
from index.progress import Progress, ignore

_ANSWERS_WITHIN_S = 5.0
"""Between leaving its address and answering there, a server only has to open its port."""


def connect(place: str | Path | None = None, *, token: str | None = None, progress: Progress = ignore) -> AnyAssistant:
    """The assistant of a server at a web address, or of the library in a directory (default: as `open_assistant`).

    A directory that a server of this user has open is reached through it; else it is opened here, with `progress` told
    of what an earlier stop left to do. Raises UsageError where a token is given for a directory, ServerUnreachableError
    where no assistant answers at an address, and what `open_assistant` raises.
    """
    if isinstance(place, str) and is_address(place):
        return RemoteAssistant.at(Connection(place, token))
    if token is not None:
        raise UsageError("A token belongs to a server. Give its address, such as http://127.0.0.1:7860.")
    return _served(place) or open_assistant(place, progress=progress)


def _served(place: str | Path | None) -> AnyAssistant | None:
    """Through the server that has this directory open; None where none does."""
    directory = read_settings(Path(place).expanduser() if place else None).data.expanduser()
    announced = announced_in(directory)
    if announced is None:
        return None
    line = Connection(announced.address, announced.key)
    if line.answers(within_s=_ANSWERS_WITHIN_S):
        return RemoteAssistant.at(line)
    line.close()
    return None
