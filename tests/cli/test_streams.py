"""Standard streams that are closed, full or in another encoding: one clear line at most, and a status that says it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIST = "send mqtt DescribeInstanceList --sandbox"


def shell(line: str) -> "subprocess.CompletedProcess[str]":
    """What a shell makes of a line; ``@`` stands for the program."""
    done = subprocess.run(
        ["bash", "-c", line.replace("@", f"{sys.executable} -m explorer")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert "a fault of this program" not in done.stderr
    return done


def test_a_closed_standard_output_costs_no_traceback_and_no_status() -> None:
    done = shell(f"@ {LIST} >&-")
    assert done.returncode == 0
    assert done.stderr.startswith("RequestId: ")
    assert shell("@ actions --service mqtt >&-").stderr == ""
    assert shell("@ --version >&- 2>&-").returncode == 0


def test_a_closed_standard_input_is_an_empty_one() -> None:
    done = shell("@ explain - <&-")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_a_closed_standard_error_leaves_the_answer() -> None:
    done = shell(f"@ {LIST} 2>&-")
    assert done.returncode == 0
    assert done.stdout.startswith("Response\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_no_wrong_usage_and_the_request_id_is_still_told() -> None:
    done = shell(f"@ {LIST} >/dev/full")
    assert done.returncode == 3
    assert done.stderr.startswith("RequestId: ")
    assert "Standard output cannot be written: No space left on device." in done.stderr
    assert shell("@ send mqtt DescribeInstance -p InstanceId=x --sandbox 2>/dev/full").returncode == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a word of a command line cannot be other than Unicode")
def test_a_word_that_is_no_utf_8_is_refused_before_anything_is_sent() -> None:
    done = shell(f"@ {LIST} -p $'SearchKey=\\xff\\xfe'")
    assert (done.returncode, done.stdout) == (2, "")
    assert '"SearchKey=\\xff\\xfe" is not UTF-8' in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file's name cannot be other than Unicode")
def test_a_file_may_have_any_name() -> None:
    done = shell("@ show $'/nowhere/\\xff.json'")
    assert done.returncode == 2
    assert "cannot be read" in done.stderr
