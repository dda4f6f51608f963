"""First paint of the window against a bare one, each in fresh processes, taken in turns."""

import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

_ROUNDS = 7
_BARE = """
import time
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([]); window = QMainWindow(); window.setCentralWidget(QLabel("bare")); window.resize(1440, 900)
window.show(); app.processEvents()
print("painted", time.monotonic())
"""
_OURS = """
import time
from explorer.ui import app as program
complete = program._complete
def watched(*args, **keys):
    print("painted", time.monotonic())
    complete(*args, **keys)
program._complete = watched
app, window = program.build([])
print("complete", time.monotonic())
window.close()
"""


def _milliseconds(script: str, home: Path) -> dict[str, float]:
    import time

    # Byte code is kept, as in an installed program, whatever this shell says.
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environ |= {"PYTHONPYCACHEPREFIX": str(home / "bytecode")}
    environ |= {"QT_QPA_PLATFORM": "offscreen", "REQUEST_EXPLORER_HOME": str(home)}
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", script], env=environ, capture_output=True, text=True, check=True)
    marks = (line.split() for line in done.stdout.splitlines())
    return {name: (float(moment) - begun) * 1000 for name, moment in marks}


@pytest.mark.bench
def test_first_paint_against_a_bare_window(tmp_path: Path) -> None:
    bare: list[float] = []
    first: list[float] = []
    complete: list[float] = []
    for number in range(_ROUNDS + 1):
        bare_marks, own_marks = _milliseconds(_BARE, tmp_path), _milliseconds(_OURS, tmp_path)
        if number:  # the first round compiles and warms the disk
            bare.append(bare_marks["painted"])
            first.append(own_marks["painted"])
            complete.append(own_marks["complete"])
    base = statistics.median(bare)
    print(f"\nbare window, first paint        {base:7.0f} ms   1.00")
    for words, times in (("our first frame (goal 1.3)", first), ("our window, complete", complete)):
        print(f"{words:<30}  {statistics.median(times):7.0f} ms   {statistics.median(times) / base:.2f}")
    assert first
