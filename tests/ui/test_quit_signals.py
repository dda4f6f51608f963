"""Ctrl+C in the terminal ends the window as Quit does: drafts kept, nothing said, the shell's exit status."""

import signal
import subprocess
import sys

import pytest

from explorer.core.storage.paths import AppPaths

RUNNING = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from explorer.ui import app as program

build = program.build

def build_and_tell(argv):
    app, window = build(argv)
    timer = QTimer(window, interval=20)
    def look():
        window.update()
        if window.desk.requests.tabs() and window._drafts._is_restored:
            timer.setInterval(1)
            print("open", flush=True)
    timer.timeout.connect(look)
    timer.start()
    return app, window

program.build = build_and_tell
sys.exit(program.run(["--sandbox"]))
"""

EARLY = """
import os, signal, sys
from explorer.ui import app as program

build = program.build

def build_late(argv):
    os.kill(os.getpid(), signal.SIGINT)
    return build(argv)

program.build = build_late
sys.exit(program.run([]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals between processes")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_closes_the_window_cleanly(number: int, status: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", RUNNING], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        process.send_signal(number)
        _out, errors = process.communicate(timeout=60)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == status
    assert errors == ""
    assert "DescribeInstanceList" in AppPaths.default().session_file.read_text()
    assert not (AppPaths.default().state / "faults.log").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals between processes")
def test_one_during_the_start_closes_the_window_once_it_is_there() -> None:
    done = subprocess.run([sys.executable, "-c", EARLY], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (130, "")
