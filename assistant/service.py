"""The server as a service of the user's own: a systemd user unit, or a launchd agent on macOS, started at login.

Knows nothing of what is served. Writes one file below the home of the user, who alone can read it.
"""

import plistlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import UsageError

NAME = "article-assistant"
_LABEL = f"local.{NAME}"
_UNDO = "Undo it: assistant service remove"
_UNIT = """[Unit]
Description=Article assistant
Documentation=man:systemd.service(5)

[Service]
ExecStart={command}
{environment}WorkingDirectory=~
UMask=0077
Restart=on-failure
RestartSec=5
# wrong use, and a library that another process holds, get no better by trying again
RestartPreventExitStatus=2 4
# the server ends within 10 s by itself
TimeoutStopSec=15
NoNewPrivileges=yes

[Install]
WantedBy=default.target
"""

Run = Callable[[Sequence[str]], int]


def run_quietly(command: Sequence[str]) -> int:
    """The exit code of a command of the system; 127 where there is none of that name."""
    if shutil.which(command[0]) is None:
        return 127
    return subprocess.run(command, check=False, capture_output=True, timeout=60).returncode


@dataclass(frozen=True, slots=True)
class Machine:
    """Where and how a service is installed; tests pass a home of their own and a `run` that only remembers."""

    home: Path = field(default_factory=Path.home)
    platform: str = sys.platform
    program: Path = field(default_factory=lambda: Path(sys.executable).parent / "assistant")
    run: Run = run_quietly


@dataclass(frozen=True, slots=True)
class Report:
    """What was done, and what to run where something is left to do or to be undone; for people, a line each."""

    file: str
    done: tuple[str, ...]
    next: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manager:
    """How this system starts services: the file that says what, and the commands around it."""

    file: Path
    start: tuple[tuple[str, ...], ...]
    stop: tuple[tuple[str, ...], ...]
    state: tuple[str, ...]
    log: str


class Service:
    """Installs, removes and looks at the service of this user."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._manager = _manager(machine)

    def install(self, arguments: Sequence[str], environment: Mapping[str, str]) -> Report:
        """Write the file, and have the server started now and at every login, with these arguments and variables."""
        manager, command = self._manager, [str(self._machine.program), "serve", *arguments]
        manager.file.parent.mkdir(parents=True, exist_ok=True)
        manager.file.write_bytes(self._written(command, environment))
        manager.file.chmod(0o600)
        done = [f"Wrote {manager.file}"]
        left = [" ".join(command) for command in manager.start if self._machine.run(command) != 0]
        if left:
            hint = "It is not started yet. Run: " + " && ".join(left)
            return Report(str(manager.file), (*done,), (hint, _UNDO))
        done.append("Started it; it starts at every login from now on.")
        return Report(str(manager.file), tuple(done), (f"What it says: {manager.log}", _UNDO))

    def remove(self) -> Report:
        """Stop the server and delete the file. Raises UsageError where it is not installed."""
        manager = self._manager
        if not manager.file.exists():
            raise UsageError(f"The service is not installed: there is no {manager.file}.")
        for command in manager.stop:
            self._machine.run(command)
        manager.file.unlink()
        return Report(str(manager.file), ("Stopped it.", f"Deleted {manager.file}"), ("The library stays as it is.",))

    def status(self) -> Report:
        """Whether it is installed, and whether it runs."""
        manager = self._manager
        if not manager.file.exists():
            return Report(str(manager.file), ("It is not installed.",), ("Install it: assistant service install",))
        runs = self._machine.run(manager.state) == 0
        done = (f"Installed as {manager.file}", "It runs." if runs else "It does not run.")
        return Report(str(manager.file), done, (f"What it says: {manager.log}", _UNDO))

    def _written(self, command: Sequence[str], environment: Mapping[str, str]) -> bytes:
        if self._machine.platform == "darwin":
            return agent(command, environment)
        return unit(command, environment).encode()


def unit(command: Sequence[str], environment: Mapping[str, str]) -> str:
    """The systemd unit for a command. Raises UsageError for what no unit can hold."""
    variables = "".join(f"Environment={_quoted(f'{name}={value}')}\n" for name, value in sorted(environment.items()))
    return _UNIT.format(command=" ".join(map(_quoted, command)).replace("$", "$$"), environment=variables)


def agent(command: Sequence[str], environment: Mapping[str, str]) -> bytes:
    """The launchd agent for a command, as a property list."""
    return plistlib.dumps(
        {
            "Label": _LABEL,
            "ProgramArguments": list(command),
            "EnvironmentVariables": dict(environment),
            "RunAtLoad": True,
            "KeepAlive": {"SuccessfulExit": False},
            "ThrottleInterval": 5,
            "ExitTimeOut": 15,
            "Umask": 0o077,
            "ProcessType": "Interactive",
        }
    )


def _quoted(word: str) -> str:
    """One word of a unit, as systemd.syntax(7) has it: specifiers doubled, quotes and backslashes escaped."""
    if re.search(r"[\x00-\x1f\x7f]", word):
        raise UsageError(f"A path or setting holds a control character and cannot stand in a service: {word!r}.")
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def _manager(machine: Machine) -> Manager:
    if machine.platform == "darwin":
        file = machine.home / "Library" / "LaunchAgents" / f"{_LABEL}.plist"
        return Manager(
            file,
            start=(("launchctl", "load", "-w", str(file)),),
            stop=(("launchctl", "unload", "-w", str(file)),),
            state=("launchctl", "list", _LABEL),
            log="log show --predicate 'process == \"assistant\"' --last 1h",
        )
    if machine.platform.startswith("linux"):
        control = ("systemctl", "--user")
        unit_name = f"{NAME}.service"
        return Manager(
            machine.home / ".config" / "systemd" / "user" / unit_name,
            start=((*control, "daemon-reload"), (*control, "enable", "--now", unit_name)),
            stop=((*control, "disable", "--now", unit_name),),
            state=(*control, "is-active", "--quiet", unit_name),
            log=f"journalctl --user -u {unit_name}",
        )
    raise UsageError(f"There is no service for {machine.platform} here. Start the server with: assistant serve")
