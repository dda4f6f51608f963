"""The program's icon for each system, drawn from the one SVG."""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def draw(svg: Path, size: int) -> QImage:
    """The icon as a square image of ``size`` pixels. Raises ValueError if the SVG cannot be read."""
    renderer = QSvgRenderer(str(svg))
    if not renderer.isValid():
        raise ValueError(f"{svg} is not a readable SVG")
    image = QImage(QSize(size, size), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def write(svg: Path, folder: Path) -> None:
    """Write ``SIZE.png`` for Linux, ``request-explorer.ico`` for Windows and ``.icns`` for macOS."""
    _app = QGuiApplication.instance() or QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        _save(draw(svg, size), folder / f"{size}.png")
    _save(draw(svg, 256), folder / "request-explorer.ico")
    _save(draw(svg, 512), folder / "request-explorer.icns")


def _save(image: QImage, path: Path) -> None:
    if not image.save(str(path)):
        raise OSError(f"cannot write {path}")
