"""The Debian package: the frozen folder in /opt, launchers in /usr/bin, a menu entry; libraries of the system."""

import re
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
APP = Path("opt/request-explorer")

# The system's copies are younger and match its graphics drivers, so the bundled ones are left out.
DEPENDS = (
    "libc6 (>= 2.34)", "libglib2.0-0 | libglib2.0-0t64", "libgl1", "libegl1", "libxkbcommon0", "libdbus-1-3",
    "libfontconfig1", "libfreetype6", "libx11-6", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0",
    "libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0", "libxcb-shape0", "libxcb-sync1", "libxcb-xfixes0",
    "libxcb-xinerama0", "libxcb-xkb1", "libxkbcommon-x11-0", "libstdc++6", "libgcc-s1", "zlib1g", "fonts-dejavu-core",
)  # fmt: skip
RECOMMENDS = ("gnome-keyring | kwalletmanager", "ca-certificates", "fonts-noto-cjk")
FROM_SYSTEM = re.compile(
    r"^lib(glib-2|gobject-2|gio-2|gmodule-2|gthread-2|pcre|mount|blkid|selinux|X|xcb|xkbcommon|dbus-1|systemd|fontconfig"
    r"|freetype|stdc\+\+|gcc_s|wayland|EGL|GL|GLX|GLdispatch|drm|gbm|bsd|md\.so)"
)


def architecture() -> str:
    """Debian's name of this machine's architecture."""
    return subprocess.run(["dpkg", "--print-architecture"], check=True, capture_output=True, text=True).stdout.strip()


def build(frozen: Path, target: Path, version: str, *, compression: str) -> Path:
    """Make the package in ``target``; its path. Raises CalledProcessError when dpkg-deb refuses."""
    stage = ROOT / "build" / "deb"
    shutil.rmtree(stage, ignore_errors=True)
    _copy_program(frozen, stage)
    _copy_desktop_files(stage)
    _write_control(stage, version)
    package = target / f"request-explorer_{version}_{architecture()}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", f"-Z{compression}", "--build", str(stage), str(package)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return package


def _copy_program(frozen: Path, stage: Path) -> None:
    shutil.copytree(frozen, stage / APP, symlinks=True)
    for library in (stage / APP / "_internal").iterdir():
        if FROM_SYSTEM.match(library.name) and not library.is_dir():
            library.unlink()
    launchers = stage / "usr" / "bin"
    launchers.mkdir(parents=True)
    for name in ("request-explorer", "request-explorer-gui"):
        (launchers / name).symlink_to(f"/{APP}/{name}")


def _copy_desktop_files(stage: Path) -> None:
    share = stage / "usr" / "share"
    _copy(HERE / "request-explorer.desktop", share / "applications")
    _copy(HERE / "io.github.request_explorer.RequestExplorer.metainfo.xml", share / "metainfo")
    icons = share / "icons" / "hicolor"
    for image in (ROOT / "build" / "icons").glob("*.png"):
        _copy(image, icons / f"{image.stem}x{image.stem}" / "apps", "request-explorer.png")
    _copy(ROOT / "resources" / "icons" / "request-explorer.svg", icons / "scalable" / "apps", "request-explorer.svg")
    documents = share / "doc" / "request-explorer"
    _copy(ROOT / "NOTICE", documents, "copyright")


def _copy(source: Path, folder: Path, name: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / (name or source.name)
    shutil.copyfile(source, target)
    target.chmod(0o644)


def _write_control(stage: Path, version: str) -> None:
    size = sum(path.lstat().st_size for path in stage.rglob("*") if path.is_file()) // 1024
    control = stage / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(
        f"""Package: request-explorer
Version: {version}
Architecture: {architecture()}
Maintainer: The Request Explorer maintainers <maintainers@request-explorer.invalid>
Installed-Size: {size}
Depends: {", ".join(DEPENDS)}
Recommends: {", ".join(RECOMMENDS)}
Section: devel
Priority: optional
Description: compose, sign and send Tencent Cloud API requests
 Pick one of 9,678 actions, fill in its parameters, send it signed, read the
 answer in a tree, and see an error at once with its meaning and what to check.
 Credentials stay in the keyring of the desktop.
""",
        encoding="utf-8",
    )
