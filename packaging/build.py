"""Freezes the program and makes what this system ships: .deb and portable archive, setup program, or disk image."""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

import app_icons
import version_info

sys.path.insert(0, str(Path(__file__).resolve().parent / "linux"))
import deb  # packaging/linux/deb.py

ROOT = Path(__file__).resolve().parents[1]
FROZEN = ROOT / "build" / "frozen"
DIST = ROOT / "dist"


def version() -> str:
    """The one version, as ``explorer/__init__.py`` says it."""
    namespace: dict[str, str] = {}
    exec((ROOT / "explorer" / "__init__.py").read_text(encoding="utf-8"), namespace)  # noqa: S102  our own file
    return namespace["__version__"]


def freeze() -> Path:
    """Run PyInstaller; the folder of the frozen program."""
    app_icons.write(ROOT / "resources" / "icons" / "request-explorer.svg", ROOT / "build" / "icons")
    version_info.write(version(), ROOT / "build" / "version_info.txt")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "PyInstaller",
            "--noconfirm",
            "--log-level",
            "WARN",
            "--distpath",
            str(FROZEN),
            "--workpath",
            str(ROOT / "build" / "pyinstaller"),
            str(ROOT / "packaging" / "request_explorer.spec"),
        ],
        check=True,
        cwd=ROOT,
    )
    return FROZEN / "request-explorer"


def start_once(folder: Path) -> None:
    """Start what was frozen: a package that cannot answer --selftest is not shipped."""
    name = "request-explorer.exe" if sys.platform == "win32" else "request-explorer"
    subprocess.run([str(folder / name), "--selftest"], check=True)


def portable(folder: Path, target: Path) -> Path:
    """The frozen folder as one archive that is unpacked anywhere and started."""
    kind = "zip" if sys.platform == "win32" else "xztar"
    return Path(shutil.make_archive(str(target), kind, folder.parent, folder.name))


def windows_setup(folder: Path) -> Path:
    """The per-user setup program; needs makensis on the path."""
    target = DIST / f"request-explorer-{version()}-setup.exe"
    subprocess.run(
        [
            "makensis",
            f"-DVERSION={version()}",
            f"-DSOURCE={folder}",
            f"-DTARGET={target}",
            str(ROOT / "packaging" / "windows" / "installer.nsi"),
        ],
        check=True,
    )
    return target


def build(*, quick: bool) -> list[Path]:
    """Everything for this system. ``quick`` trades the size of the .deb for time."""
    folder = freeze()
    start_once(folder)
    DIST.mkdir(exist_ok=True)
    machine = deb.architecture() if sys.platform.startswith("linux") else sys.platform
    made = [portable(folder, DIST / f"request-explorer-{version()}-{machine}-portable")]
    if sys.platform.startswith("linux"):
        made.append(deb.build(folder, DIST, version(), compression="zstd" if quick else "xz"))
    elif sys.platform == "win32":
        made.append(windows_setup(folder))
    elif sys.platform == "darwin":
        subprocess.run(["sh", str(ROOT / "packaging" / "macos" / "build_dmg.sh")], check=True)
    return made


def main() -> int:
    """Build, and print what was made with its size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="compress the .deb quickly rather than well")
    for path in build(quick=parser.parse_args().quick):
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
