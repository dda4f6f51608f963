"""The .deb, installed in a bare Debian root: it answers --selftest, sends to its practice endpoint, opens its window.

Run by ``make package-test``, which builds the package and installs debootstrap first. Needs root and Debian's archive.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.package

ROOT = Path(__file__).resolve().parents[2]
SUITE = "bookworm"


def _packages() -> list[Path]:
    return sorted((ROOT / "dist").glob("request-explorer_*.deb"), key=lambda path: path.stat().st_mtime)


def _in(root: Path, *command: str, timeout: float = 300) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": "/root",
        "LANG": "C.UTF-8",
        "DEBIAN_FRONTEND": "noninteractive",
    }
    return subprocess.run(
        ["chroot", str(root), *command], capture_output=True, text=True, env=environment, timeout=timeout, check=False
    )


def _bare_root(target: Path) -> None:
    """A minimal Debian with this machine's archive settings, so that a mirror set up here is used there too."""
    subprocess.run(["debootstrap", "--variant=minbase", SUITE, str(target)], check=True, stdout=subprocess.DEVNULL)
    for name in ("/etc/resolv.conf", "/etc/hosts"):
        if Path(name).exists():
            shutil.copy(name, target / name.lstrip("/"))
    # Only proc is mounted; debootstrap made the few device files. Nothing of this machine's is bound in, so clearing
    # the folder away can never reach out of it.
    subprocess.run(["mount", "-t", "proc", "proc", str(target / "proc")], check=True)


def _leave(target: Path) -> None:
    subprocess.run(["umount", "--lazy", str(target / "proc")], check=False, capture_output=True)
    shutil.rmtree(target, ignore_errors=True)


@pytest.fixture(scope="module")
def debian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        pytest.fail("make package-test needs root and debootstrap")
    assert _packages(), "no package in dist/: run make package"
    target = tmp_path_factory.mktemp("debian") / "root"
    try:
        _bare_root(target)
        shutil.copy(_packages()[-1], target / "tmp" / "request-explorer.deb")
        assert _in(target, "apt-get", "update", "-qq").returncode == 0
        done = _in(
            target,
            "apt-get",
            "install",
            "-y",
            "-qq",
            "--no-install-recommends",
            "/tmp/request-explorer.deb",
            timeout=900,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        yield target
    finally:
        _leave(target)


def test_no_python_of_the_system_is_needed(debian: Path) -> None:
    assert _in(debian, "sh", "-c", "command -v python3").returncode != 0


def test_selftest(debian: Path) -> None:
    done = _in(debian, "env", "QT_QPA_PLATFORM=offscreen", "request-explorer", "--selftest")
    assert done.returncode == 0, done.stdout + done.stderr
    for checked in ("catalog", "keyring", "TLS", "fonts", "icons"):
        assert checked.lower() in done.stdout.lower()


def test_sends_to_its_practice_endpoint(debian: Path) -> None:
    good = _in(debian, "request-explorer", "send", "mqtt", "DescribeInstanceList", "--sandbox")
    assert good.returncode == 0, good.stdout + good.stderr
    assert "TotalCount" in good.stdout
    bad = _in(debian, "request-explorer", "send", "mqtt", "DescribeInstance", "-p", "InstanceId=mqtt-none", "--sandbox")
    assert bad.returncode == 1
    assert "ResourceNotFound.Instance" in bad.stdout + bad.stderr


def test_menu_entry_is_valid(debian: Path) -> None:
    entry = debian / "usr/share/applications/request-explorer.desktop"
    done = subprocess.run(["desktop-file-validate", str(entry)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_window_opens_on_a_real_screen(debian: Path) -> None:
    done = _in(
        debian, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "xvfb", "xauth", "xdotool", timeout=600
    )
    assert done.returncode == 0, done.stderr
    script = (
        "request-explorer --sandbox >/tmp/window.log 2>&1 & program=$!;"
        "xdotool search --sync --onlyvisible --name 'Request Explorer' getwindowname %1; found=$?;"
        "sleep 3; kill -0 $program; alive=$?; kill $program; wait $program; cat /tmp/window.log >&2;"
        "exit $((found + alive))"
    )
    done = _in(debian, "timeout", "90", "xvfb-run", "-a", "-s", "-screen 0 1440x900x24", "sh", "-c", script)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Request Explorer" in done.stdout
