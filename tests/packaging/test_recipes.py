"""What can be checked anywhere about the recipes of systems that are not at hand."""

import ast
import plistlib
import shutil
import subprocess
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import app_icons
import deb
import pytest
import version_info

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"


def test_the_freezing_recipe_names_files_that_exist() -> None:
    source = (PACKAGING / "request_explorer.spec").read_text(encoding="utf-8")
    ast.parse(source)
    for name in ("launchers/request_explorer.py", "launchers/request_explorer_gui.py", "macos/entitlements.plist"):
        assert (PACKAGING / name).is_file()
        assert Path(name).name in source


def test_every_format_of_the_icon_is_drawn(tmp_path: Path, qapp: object) -> None:
    app_icons.write(ROOT / "resources" / "icons" / "request-explorer.svg", tmp_path)
    assert (tmp_path / "request-explorer.ico").read_bytes()[:4] == b"\x00\x00\x01\x00"
    assert (tmp_path / "request-explorer.icns").read_bytes()[:4] == b"icns"
    assert {int(path.stem) for path in tmp_path.glob("*.png")} == set(app_icons.SIZES)


@pytest.mark.qt_log_ignore(".*bad.svg.*", extend=True)
def test_a_broken_icon_is_refused(tmp_path: Path, qapp: object) -> None:
    (tmp_path / "bad.svg").write_text("no picture", encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.svg"):
        app_icons.draw(tmp_path / "bad.svg", 16)


def test_the_version_resource_is_an_expression_with_the_version(tmp_path: Path) -> None:
    version_info.write("1.2.3", tmp_path / "info.txt")
    source = (tmp_path / "info.txt").read_text(encoding="utf-8")
    ast.parse(source, mode="eval")
    assert "(1, 2, 3, 0)" in source


def test_entitlements_and_metainfo_are_well_formed() -> None:
    with (PACKAGING / "macos" / "entitlements.plist").open("rb") as file:
        assert plistlib.load(file)
    tree = ET.parse(PACKAGING / "linux" / "io.github.request_explorer.RequestExplorer.metainfo.xml")
    assert tree.getroot().findtext("launchable") == "request-explorer.desktop"


def test_shell_scripts_parse() -> None:
    for script in (*PACKAGING.rglob("*.sh"), ROOT / ".ci" / "run"):
        shell = "bash" if script.name == "run" else "sh"
        done = subprocess.run([shell, "-n", str(script)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_python_keeps_its_own_libraries_in_the_debian_package() -> None:
    for kept in ("libpython3.11.so.1.0", "libcrypto.so.3", "libffi.so.8", "liblzma.so.5", "libexpat.so.1"):
        assert not deb.FROM_SYSTEM.match(kept)
    for left_out in ("libxcb.so.1", "libX11.so.6", "libglib-2.0.so.0", "libstdc++.so.6", "libfontconfig.so.1"):
        assert deb.FROM_SYSTEM.match(left_out)


def test_entry_points_and_launchers_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"]["request-explorer"] == "explorer.__main__:main"
    assert project["gui-scripts"]["request-explorer-gui"] == "explorer.__main__:main_window"
    assert "import main\n" in (PACKAGING / "launchers" / "request_explorer.py").read_text(encoding="utf-8")
    assert "import main_window\n" in (PACKAGING / "launchers" / "request_explorer_gui.py").read_text(encoding="utf-8")


@pytest.mark.package
def test_the_windows_installer_compiles(tmp_path: Path) -> None:
    makensis = shutil.which("makensis")
    assert makensis, "make package-test installs nsis"
    source = tmp_path / "frozen"
    (source / "_internal").mkdir(parents=True)
    for name in ("request-explorer.exe", "request-explorer-gui.exe", "_internal/library.dll"):
        (source / name).write_bytes(b"MZ")
    target = tmp_path / "request-explorer-1.2.3-setup.exe"
    done = subprocess.run(
        [makensis, "-WX", "-DVERSION=1.2.3", f"-DSOURCE={source}", f"-DTARGET={target}",
         str(PACKAGING / "windows" / "installer.nsi")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert target.read_bytes()[:2] == b"MZ"
