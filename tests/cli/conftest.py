"""One command line, run in this process or in one of its own, with what it printed."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from explorer.cli.main import run

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str


class Cli(Protocol):
    def __call__(self, *arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None) -> Done: ...


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    def call(*arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None) -> Done:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            capsys.readouterr()
            status = run(arguments)
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        assert "a fault of this program" not in captured.err
        return Done(status, captured.out, captured.err)

    return call


@pytest.fixture
def process() -> Callable[..., Done]:
    """The real program, in a process of its own."""

    def call(*arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "explorer", *arguments],
            cwd=ROOT,
            input=stdin,
            capture_output=True,
            env={**os.environ, **(env or {})},
            timeout=120,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return call


@contextmanager
def started(*arguments: str, env: dict[str, str] | None = None) -> Iterator["subprocess.Popen[bytes]"]:
    """The real program, running until the block ends."""
    running = subprocess.Popen(
        [sys.executable, "-m", "explorer", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **(env or {})},
    )
    try:
        yield running
    finally:
        if running.poll() is None:
            running.kill()
        running.communicate()


@pytest.fixture
def start() -> Callable[..., object]:
    return started
