"""The colours of the window, light and dark, and the Qt palette made of them."""

from dataclasses import dataclass, fields

from PySide6.QtGui import QColor, QGuiApplication, QPalette


@dataclass(frozen=True)
class Theme:
    """One set of colours. Every text colour has a contrast of at least 4.5:1 on the backgrounds it is meant for."""

    dark: bool
    text: QColor
    muted: QColor
    window: QColor
    panel: QColor
    line: QColor
    line_strong: QColor
    hover: QColor
    accent: QColor
    accent_hover: QColor
    on_accent: QColor
    error: QColor
    error_soft: QColor
    error_line: QColor
    success: QColor
    success_soft: QColor
    warning: QColor
    warning_soft: QColor
    string: QColor
    number: QColor
    boolean: QColor
    selection: QColor

    def tokens(self) -> dict[str, str]:
        """Colour names (``#rrggbb``) by token name, for style sheets and icons."""
        return {
            field.name: getattr(self, field.name).name()
            for field in fields(self)
            if isinstance(getattr(self, field.name), QColor)
        }


def _theme(dark: bool, colours: str) -> Theme:
    pairs = (pair.split("=") for pair in colours.split())
    return Theme(dark=dark, **{name: QColor(f"#{value}") for name, value in pairs})


LIGHT = _theme(
    False,
    "text=1c2430 muted=667085 window=f6f7f9 panel=ffffff line=e3e6eb line_strong=c3c9d3 hover=eef1f5"
    " accent=0b63e5 accent_hover=0954c4 on_accent=ffffff error=c4291c error_soft=fdecea error_line=f0b4ae"
    " success=107c41 success_soft=e6f4ec warning=9a6700 warning_soft=fef7e3"
    " string=0a7a3d number=8a3ffc boolean=c2410c selection=e8f0fe",
)
DARK = _theme(
    True,
    "text=e6e9ee muted=98a2b3 window=14171c panel=1b1f26 line=2c323c line_strong=475063 hover=252b34"
    " accent=6aa5ff accent_hover=86b6ff on_accent=10151d error=ff8a80 error_soft=3a1d1c error_line=6e312d"
    " success=6fcf97 success_soft=16301f warning=f2c94c warning_soft=352b10"
    " string=7ee2a8 number=c4a5ff boolean=ffb27a selection=1d2c47",
)


def first_theme(app: QGuiApplication, setting: str) -> Theme:
    """The theme of the very first frame, by the user's setting or the system's palette.

    The system's scheme would say it better, but asking for it makes every enumeration of the Qt namespace, which takes
    longer than painting that frame.
    """
    dark = setting == "dark" or (setting == "system" and app.palette().window().color().lightness() < 128)
    return DARK if dark else LIGHT


def qt_palette(theme: Theme) -> QPalette:
    """The palette that plain Qt widgets and item views take their colours from."""
    palette = QPalette(theme.panel)
    role = QPalette.ColorRole
    for colour, roles in (
        (theme.text, (role.WindowText, role.Text, role.ButtonText, role.ToolTipText)),
        (theme.panel, (role.Window, role.Base, role.Button)),
        (theme.window, (role.AlternateBase, role.ToolTipBase)),
        (theme.muted, (role.PlaceholderText,)),
        (theme.accent, (role.Accent, role.Link, role.LinkVisited)),
        (theme.selection, (role.Highlight,)),
        (theme.text, (role.HighlightedText,)),
        (theme.error, (role.BrightText,)),
        (theme.line, (role.Mid, role.Midlight, role.Light)),
        (theme.line_strong, (role.Dark, role.Shadow)),
    ):
        for each in roles:
            palette.setColor(each, colour)
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, theme.muted)
    return palette
