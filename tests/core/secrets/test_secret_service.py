"""The keyring against a real Secret Service on a session bus of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).with_name("secret_service_session.py")
ROOT = Path(__file__).resolve().parents[3]
pytestmark = [
    pytest.mark.secret_service,
    pytest.mark.skipif(
        not (sys.platform == "linux" and shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
        reason="needs Linux with dbus-run-session and gnome-keyring-daemon (packages dbus and gnome-keyring)",
    ),
]
SECRETS = (b"session-secret-key-0001", b"session-token-0001", b"AKIDsession0001")


def _run(scenario: str, tmp_path: Path) -> dict[str, Any]:
    home = tmp_path / "home"
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "PYTHON_KEYRING_BACKEND"}
    environ = {name: value for name, value in os.environ.items() if name not in hidden}
    environ |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "PYTHONPATH": str(ROOT)}
    bus = [] if scenario == "no_bus" else ["dbus-run-session", "--"]
    done = subprocess.run(
        [*bus, sys.executable, str(SCRIPT), scenario, str(home / "app")],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    for path in home.rglob("*"):
        if path.is_file():
            assert not any(secret in path.read_bytes() for secret in SECRETS), f"{path} holds a secret"
    seen: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert not any(secret.decode() in done.stdout + done.stderr for secret in SECRETS)
    return seen


def test_profiles_live_in_the_keyring(tmp_path: Path) -> None:
    assert _run("unlocked", tmp_path) == {
        "state": ["Secret Service", True],
        "before": 0,
        "after add": 1,
        "got": True,
        "got long": True,
        "got renamed": True,
        "after rename": 1,
        "split": [6, True],
        "joined": [1, True],
        "after remove": 0,
    }


def test_a_locked_keyring_is_said_to_be_locked(tmp_path: Path) -> None:
    seen = _run("locked", tmp_path)
    assert seen["state"] == [False, True, "The keyring is locked."]
    for action in ("get", "set", "delete", "add"):
        assert "is locked" in seen[action], action
        assert "Unlock it" in seen[action], action
    assert seen["profiles"] == []


def test_a_session_without_a_bus_has_no_keyring(tmp_path: Path) -> None:
    seen = _run("no_bus", tmp_path)
    usable, reason, hint = seen["state"]
    assert not usable
    assert reason == "This session has no keyring."
    assert "kept in memory for this run" in hint
    for action in ("get", "set"):
        assert "this session has no keyring" in seen[action]


def test_a_keyring_that_starts_later_is_found(tmp_path: Path) -> None:
    seen = _run("late", tmp_path)
    assert "this session has no keyring" in seen.pop("refused")
    assert seen == {"before": False, "after": True, "got": True}
