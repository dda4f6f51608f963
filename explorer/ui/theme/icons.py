"""Our own drawings (``resources/icons/*.svg``), tinted: ``currentColor`` becomes a colour of the theme."""

import tempfile
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QIcon, QImage, QImageReader, QPixmap

from explorer.core import resources

SIZE = 16


def _source(name: str, colour: str) -> bytes:
    return resources.text("icons", f"{name}.svg").replace("currentColor", colour).encode()


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, pixels: int) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(_source(name, colour)))
    reader = QImageReader(buffer, b"svg")
    reader.setScaledSize(QSize(pixels, pixels))
    return reader.read()


@lru_cache(maxsize=256)
def tinted(name: str, colour: str) -> QIcon:
    """An icon for screens of one, two and three pixels a point. ``colour`` is ``#rrggbb``."""
    drawn = QIcon()
    for ratio in (1, 2, 3):
        pixmap = QPixmap.fromImage(_drawn(name, colour, SIZE * ratio))
        pixmap.setDevicePixelRatio(ratio)
        drawn.addPixmap(pixmap)
    return drawn


def pixmap(name: str, colour: str, points: int, ratio: float = 1.0) -> QPixmap:
    """One drawing at a size of its own, for painting by hand."""
    image = QPixmap.fromImage(_drawn(name, colour, round(points * ratio)))
    image.setDevicePixelRatio(ratio)
    return image


@lru_cache(maxsize=1)
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="request-explorer-", ignore_cleanup_errors=True)


@lru_cache(maxsize=64)
def written(name: str, colour: str) -> str:
    """A tinted drawing as a file's path: a style sheet takes images from files only."""
    target = Path(_folder().name, f"{name}-{colour.lstrip('#')}.svg")
    target.write_bytes(_source(name, colour))
    return target.as_posix()
