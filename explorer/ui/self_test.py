"""The half of `--selftest` that needs Qt: fonts to write with, and icons that can be drawn."""

from collections.abc import Iterator

from PySide6.QtGui import QFontDatabase, QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication

from explorer.core import resources
from explorer.core.errors import ExplorerError
from explorer.services.self_test import Check, run_check
from explorer.ui.theme import icons
from explorer.ui.theme.fonts import mono_font


def run_checks() -> Iterator[Check]:
    """The checks of the window's side; makes an application if there is none, and opens no window."""
    application = QApplication.instance() or QApplication(["request-explorer"])
    yield run_check("window system", lambda: _platform(application is not None))
    yield run_check("fonts", _fonts)
    yield run_check("icons", _icons)


def _platform(made: bool) -> str:
    if not made:
        raise ExplorerError("Qt cannot start.")
    return f"Qt platform {QGuiApplication.platformName()}"


def _fonts() -> str:
    families = QFontDatabase.families()
    if not families:
        raise ExplorerError("There is no font.", hint="Install one, for example fonts-dejavu or Noto Sans.")
    return f"{len(families)} families; values are shown in {QFontInfo(mono_font()).family()}"


def _icons() -> str:
    names = sorted(path.stem for path in resources.path("icons").glob("*.svg"))
    blank = [name for name in names if icons.pixmap(name, "#000000", 16).isNull()]
    if not names or blank:
        raise ExplorerError(f"Icons that cannot be drawn: {', '.join(blank) or 'all'}.")
    return f"{len(names)} icons can be drawn"
