"""Fonts: the system's for words, a monospaced one for values, and Chinese families named one by one.

Left to itself Qt takes the first CJK family it finds, which outside a Chinese locale draws Japanese glyph forms.
"""

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

CHINESE = ("Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei")
_WORDS = ("Inter", "Segoe UI Variable Text", "Segoe UI", "SF Pro Text")
_VALUES = ("JetBrains Mono", "Cascadia Mono", "SF Mono", "Menlo", "Consolas", "Noto Sans Mono")
TEXT_PIXELS = 13
SMALL_PIXELS = 11


def application_font(system: QFont) -> QFont:
    """The font of the whole window, from the system's."""
    font = QFont(system)
    families = [*system.families(), *CHINESE]
    if system.family() in {"Sans Serif", "Sans", ""}:
        families = [*_installed(_WORDS), *families]
    font.setFamilies(families)
    font.setPixelSize(TEXT_PIXELS)
    return font


@lru_cache(maxsize=8)
def mono_font(pixels: int = 12) -> QFont:
    """The font of values: keys, ids, JSON, signatures."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setFamilies([*_installed(_VALUES), *font.families(), *CHINESE])
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPixelSize(pixels)
    return font


def _installed(families: tuple[str, ...]) -> list[str]:
    return [family for family in families if QFontDatabase.hasFamily(family)]
