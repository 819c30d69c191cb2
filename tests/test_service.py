"""The service that starts the server at login: what is written, what is run, and how it is undone."""

import plistlib
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.errors import UsageError
from assistant.service import Machine, Service, unit

ODD = ["/opt/my apps/50%/assistant", "serve", "--data", '/home/a "b"/$HOME\\x']


@dataclass(slots=True)
class Remembering:
    """Runs nothing, and remembers what it was asked to."""

    code: int = 0
    ran: list[str] = field(default_factory=list)

    def __call__(self, command: Sequence[str]) -> int:
        self.ran.append(" ".join(command))
        return self.code


@pytest.fixture
def run() -> Remembering:
    return Remembering()


@pytest.fixture
def linux(tmp_path: Path, run: Remembering) -> Machine:
    return Machine(tmp_path, "linux", tmp_path / "bin" / "assistant", run)


@pytest.fixture
def mac(tmp_path: Path, run: Remembering) -> Machine:
    return Machine(tmp_path, "darwin", tmp_path / "bin" / "assistant", run)


def test_the_unit_starts_the_server_at_login(linux: Machine, run: Remembering) -> None:
    report = Service(linux).install(["--port", "8000"], {"ASSISTANT_POLL": "false"})

    written = Path(report.file)
    assert written == linux.home / ".config" / "systemd" / "user" / "article-assistant.service"
    assert written.stat().st_mode & 0o777 == 0o600
    text = written.read_text()
    assert f'ExecStart="{linux.program}" "serve" "--port" "8000"\n' in text
    assert 'Environment="ASSISTANT_POLL=false"\n' in text
    assert "WantedBy=default.target" in text
    assert run.ran == ["systemctl --user daemon-reload", "systemctl --user enable --now article-assistant.service"]
    assert "assistant service remove" in report.next[-1]


def test_where_it_cannot_be_started_it_says_what_to_run(linux: Machine, run: Remembering) -> None:
    run.code = 1
    report = Service(linux).install([], {})
    assert "systemctl --user daemon-reload && systemctl --user enable --now" in report.next[0]


def test_removing_it_undoes_all_of_it(linux: Machine, run: Remembering) -> None:
    service = Service(linux)
    file = Path(service.install([], {}).file)
    service.remove()
    assert not file.exists()
    assert run.ran[-1] == "systemctl --user disable --now article-assistant.service"
    assert service.status().done == ("It is not installed.",)
    with pytest.raises(UsageError, match="not installed"):
        service.remove()


def test_its_state_is_told(linux: Machine, run: Remembering) -> None:
    service = Service(linux)
    service.install([], {})
    assert "It runs." in service.status().done
    run.code = 3
    assert "It does not run." in service.status().done


def test_the_agent_of_macos_starts_the_server_at_login(mac: Machine, run: Remembering) -> None:
    report = Service(mac).install(["--data", "/a b"], {"ASSISTANT_POLL": "false"})
    agent = plistlib.loads(Path(report.file).read_bytes())
    assert report.file.startswith(str(mac.home / "Library" / "LaunchAgents"))
    assert agent["ProgramArguments"] == [str(mac.program), "serve", "--data", "/a b"]
    assert agent["EnvironmentVariables"] == {"ASSISTANT_POLL": "false"}
    assert agent["RunAtLoad"] is True
    assert run.ran == [f"launchctl load -w {report.file}"]


def test_there_is_none_for_other_systems(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="assistant serve"):
        Service(Machine(tmp_path, "win32"))


def test_odd_paths_are_written_as_systemd_reads_them() -> None:
    [line] = [line for line in unit(ODD, {}).splitlines() if line.startswith("ExecStart=")]
    assert line == r'ExecStart="/opt/my apps/50%%/assistant" "serve" "--data" "/home/a \"b\"/$$HOME\\x"'
    with pytest.raises(UsageError, match="control character"):
        unit(["/a\nExecStartPre=/bin/evil"], {})


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here to read the unit")
def test_systemd_finds_nothing_wrong_with_it(tmp_path: Path) -> None:
    program = tmp_path / "my apps" / "assistant"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    written = tmp_path / "article-assistant.service"
    written.write_text(unit([str(program), "serve", "--data", "/a b/50%"], {"ASSISTANT_CONTACT": 'a "b"'}))
    command = ["systemd-analyze", "--user", "--man=no", "verify", str(written)]
    checked = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"XDG_RUNTIME_DIR": str(tmp_path)}
    )
    assert "article-assistant" not in checked.stderr, checked.stderr


def test_tokens_are_made_listed_and_revoked_from_the_command_line(tmp_path: Path) -> None:
    data = ["--data", str(tmp_path / "data")]
    made = CliRunner().invoke(app, ["tokens", "add", "phone", "--scope", "write", *data])
    assert made.exit_code == 0
    assert "assistant_1_" in made.output
    listed = CliRunner().invoke(app, ["tokens", "list", *data]).output
    assert "phone" in listed
    assert "write" in listed
    assert "assistant_1_" not in listed
    assert CliRunner().invoke(app, ["tokens", "revoke", "phone", *data]).exit_code == 0
    assert CliRunner().invoke(app, ["tokens", "revoke", "phone", *data]).exit_code == 2
