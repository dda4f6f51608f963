"""A process beside ours works whatever program started us, and never runs that program a second time."""

import subprocess
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from explorer.services.side_process import start_side_process

SCRIPT = """
from pathlib import Path
from explorer.services.query_process import QueryProcess

Path("runs").open("a").write("once ")
process = QueryProcess(b'{"Response": {"N": 12345678901234567890}}')
print(process.ask("Response.N").decode())
process.close()
"""


def add(connection: "Connection[Any, Any]", first: int) -> None:
    """What the process does in these tests."""
    while True:
        try:
            connection.send(first + connection.recv())
        except EOFError:
            return


def test_it_answers_and_ends_with_its_connection() -> None:
    main = sys.modules["__main__"]
    process, connection = start_side_process(add, 40)
    assert sys.modules["__main__"] is main
    with connection:
        connection.send(2)
        assert connection.recv() == 42
    process.join(10)
    assert process.exitcode == 0


@pytest.mark.parametrize("as_module", [False, True])
def test_a_script_without_a_guard_runs_once(tmp_path: Path, as_module: bool) -> None:
    (tmp_path / "script.py").write_text(SCRIPT, "utf-8")
    command = ["-m", "script"] if as_module else ["script.py"]
    root = str(Path(__file__).parents[2])
    ended = subprocess.run(
        [sys.executable, *command],
        cwd=tmp_path, env={"PYTHONPATH": root, "HOME": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "12345678901234567890\n", "")
    assert (tmp_path / "runs").read_text("utf-8") == "once "
