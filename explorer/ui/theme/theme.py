"""Applies the program's look to a QApplication and says when it changes."""

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QStyleFactory

from explorer.core import resources
from explorer.ui.theme import icons
from explorer.ui.theme.fonts import application_font, mono_font
from explorer.ui.theme.palette import DARK, LIGHT, Theme, qt_palette

__all__ = ["CONTROL", "DARK", "GRID", "LIGHT", "RADIUS", "ROW", "Scheme", "Theme"]
__all__ += ["apply", "changed", "current", "icon", "mono_font", "scheme"]

Scheme = Literal["system", "light", "dark"]

GRID = 4
RADIUS = 6
CONTROL = 30
ROW = 24


class _State(QObject):
    """Holds the theme in use.

    Signals:
        changed: other colours are in use; widgets that paint by hand take ``current()`` again.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme = LIGHT
        self.scheme: Scheme = "system"
        self.watched = False


_state = _State()
changed = _state.changed


def current() -> Theme:
    """The colours in use."""
    return _state.theme


def scheme() -> Scheme:
    """The scheme asked for: the system's, or the user's override."""
    return _state.scheme


def as_scheme(setting: str) -> Scheme:
    """The scheme that a setting names; anything odd means the system's."""
    known: dict[str, Scheme] = {"light": "light", "dark": "dark"}
    return known.get(setting, "system")


def icon(name: str, colour: str = "muted") -> QIcon:
    """The icon ``resources/icons/<name>.svg`` tinted with a token of the theme in use."""
    return icons.tinted(name, getattr(current(), colour).name())


def apply(app: QApplication, wanted: Scheme = "system") -> None:
    """Dress the application: Fusion, our palette, fonts and style sheet; ``system`` follows the system's scheme."""
    _state.scheme = wanted
    if not _state.watched:
        _state.watched = True
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(application_font(app.font()))
        app.styleHints().colorSchemeChanged.connect(_on_system_scheme_changed)
    app.styleHints().setColorScheme(_QT_SCHEMES[wanted])
    _dress(app)


_QT_SCHEMES: dict[Scheme, Qt.ColorScheme] = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


def _dress(app: QApplication) -> None:
    theme = DARK if _wants_dark(app) else LIGHT
    if theme is _state.theme and app.styleSheet():
        return
    _state.theme = theme
    app.setPalette(qt_palette(theme))
    app.setStyleSheet(style_sheet(theme))
    _state.changed.emit()


def _wants_dark(app: QApplication) -> bool:
    if _state.scheme == "system":
        return app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return _state.scheme == "dark"


def _on_system_scheme_changed() -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        _dress(app)


def style_sheet(theme: Theme) -> str:
    """The style sheets of ``resources/theme`` with every ``@token@`` replaced."""
    sheet = "\n".join(resources.text("theme", f"{name}.qss") for name in ("base", "controls", "views"))
    tokens = theme.tokens() | {
        "icons": resources.path("icons").as_posix(),
        "arrow": icons.written("chevron-down", theme.muted.name()),
        "check": icons.written("check", theme.on_accent.name()),
        "mono": ", ".join(f'"{family}"' for family in mono_font().families()),
    }
    for name, value in tokens.items():
        sheet = sheet.replace(f"@{name}@", value)
    return sheet
