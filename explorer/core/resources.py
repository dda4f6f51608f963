"""The only reader of bundled resources; finds them in a checkout, a wheel and a frozen program."""

import sys
from pathlib import Path

from explorer.core.errors import CatalogError

CATALOG_FILE = "catalog.sqlite"

_PACKAGE = Path(__file__).resolve().parents[1]


def root() -> Path:
    """The folder that holds ``icons``, ``knowledge``, ``theme`` and ``translations``."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    bundled = _PACKAGE / "_resources"
    return bundled if bundled.is_dir() else _PACKAGE.parent / "resources"


def path(*parts: str) -> Path:
    """The path of one resource, for readers that want a file rather than its text."""
    return root().joinpath(*parts)


def text(*parts: str) -> str:
    """The text of one resource (UTF-8)."""
    return path(*parts).read_text(encoding="utf-8")


def catalog() -> Path:
    """The compiled catalogue. Raises CatalogError, naming the way out, if it was never compiled."""
    candidates = (root() / CATALOG_FILE, _PACKAGE.parent / "build" / CATALOG_FILE)
    for candidate in candidates:
        if candidate.is_file():
            return candidate
    raise CatalogError(
        f"The action catalogue is missing: looked for {candidates[0]}.",
        hint="In a checkout, run `make install`; otherwise reinstall Request Explorer.",
    )
