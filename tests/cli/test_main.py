"""The entry: versions, help, wrong words, streams that go away, and the real exit status of the real program."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from explorer import __version__
from explorer.__main__ import wants_window
from explorer.cli import main as entry
from explorer.cli.arguments import PROGRAM
from explorer.cli.exit_status import ExitStatus, of_error
from explorer.core.errors import CatalogError, CredentialError, KeyringError, NoAnswerError, ParameterError

ROOT = Path(__file__).resolve().parents[2]


def test_version_and_help(cli: Any) -> None:
    assert cli("--version").out == f"{PROGRAM} {__version__}\n"
    done = cli("--help")
    assert done.status == 0
    for command in ("send", "sign", "explain", "actions", "action", "catalog", "sandbox", "profile", "show", "run"):
        assert f"\n    {command} " in done.out
        assert cli(command, "--help").status == 0


@pytest.mark.parametrize("arguments", [(), ("nosuch",), ("send",), ("send", "mqtt"), ("catalog",), ("--nosuch",)])
def test_wrong_words_are_one_line(cli: Any, arguments: tuple[str, ...]) -> None:
    done = cli(*arguments)
    assert (done.status, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert "--help" in done.err


@pytest.mark.parametrize(
    ("arguments", "help_of"),
    [
        (("sign", "cvm", "X", "--output", "json"), "sign"),
        (("catalog", "info", "--nosuch"), "catalog info"),
        (("profile", "list", "--nosuch"), "profile list"),
        (("show", "-", "-", "--output", "json"), "show"),
    ],
)
def test_an_unknown_option_leads_to_the_help_of_its_command(cli: Any, arguments: tuple[str, ...], help_of: str) -> None:
    done = cli(*arguments)
    assert done.status == 2
    assert f"See `{PROGRAM} {help_of} --help`." in done.err


def test_the_windows_option_is_in_the_help_and_no_commands_option(cli: Any) -> None:
    assert "--sandbox " in cli("--help").out
    done = cli("--sandbox", "send", "mqtt", "DescribeInstanceList")
    assert (done.status, done.out) == (2, "")
    assert "after their name" in done.err


def test_only_the_windows_own_words_open_it() -> None:
    assert wants_window([])
    assert wants_window(["--sandbox"])
    assert not wants_window(["send", "--sandbox"])
    assert not wants_window(["--version"])


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (ParameterError("x"), 2),
        (NoAnswerError("x", kind="tls"), 3),
        (CredentialError("x"), 5),
        (KeyringError("x"), 5),
        (CatalogError("x"), 2),
    ],
)
def test_every_error_has_its_status(error: Any, status: int) -> None:
    assert of_error(error) == status


def test_a_fault_of_our_own_shows_no_traceback_and_no_message(
    cli: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    def broken(*_: object) -> int:
        raise ValueError("SECRETsecret")

    monkeypatch.setattr(entry, "command_module", lambda _name: broken)
    assert entry.run(["catalog", "info"]) == ExitStatus.USAGE
    told = capsys.readouterr().err
    assert "ValueError at " in told
    assert "SECRETsecret" not in told
    assert "Traceback" not in told


def test_an_interruption_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "command_module", lambda _name: interrupted)
    assert entry.run(["catalog", "info"]) == 130
    assert capsys.readouterr() == ("", "")


def test_the_real_program_prints_and_exits(process: Any) -> None:
    done = process("send", "mqtt", "DescribeInstanceList", "--sandbox")
    assert (done.status, done.out[:8]) == (0, "Response")
    failed = process("send", "mqtt", "DescribeInstance", "-p", "InstanceId=mqtt-none", "--sandbox")
    assert failed.status == 1
    assert "Meaning: " in failed.err
    assert process("send", "mqtt", "DescribeInstance", "--sandbox").status == 2
    assert process("send", "mqtt", "DescribeInstanceList").status == 5


def test_any_locale_gets_utf_8(process: Any) -> None:
    body = '{"Response":{"Name":"上海 é","RequestId":"r"}}'.encode()
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "latin-1"}
    done = process("show", "-", stdin=body, env=env)
    assert done.status == 0
    assert "上海 é" in done.out


def test_a_reader_that_goes_away_is_no_error() -> None:
    script = f"{sys.executable} -m explorer actions | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    assert lines[1] == "0"
    assert done.stderr == ""


def test_listing_actions_loads_neither_network_nor_keyring() -> None:
    script = (
        "import sys; from explorer.cli.main import run; run(['actions', '--service', 'mqtt']);"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    heavy = {"httpx", "keyring", "uvicorn", "jmespath", "asyncio", "PySide6", "truststore", "msgspec"}
    assert not set(done.stderr.split()) & heavy


def test_selftest_names_every_part(process: Any) -> None:
    done = process("--selftest")
    assert done.status == 0, done.out + done.err
    for part in ("catalogue", "keyring", "TLS", "fonts", "icons"):
        assert any(line.startswith("OK ") and part in line for line in done.out.splitlines()), done.out


def test_without_a_display_the_same_job_runs_here(process: Any) -> None:
    bare = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    for arguments in ((), ("--sandbox",)):
        done = process(*arguments, env=bare)
        assert done.status == 0, done.err
        assert "no display" in done.out
        assert "├─ TotalCount" in done.out
        assert "ResourceNotFound.Instance" in done.out
        assert "Meaning: " in done.err
