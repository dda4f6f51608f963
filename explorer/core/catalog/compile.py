"""Compiles the catalogue: the vendor's specs, examples and error codes become one SQLite file."""

import gc
import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from explorer.core import resources
from explorer.core.catalog import packages
from explorer.core.catalog.build import CatalogBuilder
from explorer.core.catalog.error_codes import error_codes
from explorer.core.catalog.schema import SCHEMA_VERSION, read_info
from explorer.core.errors import CatalogError
from explorer.core.models.action import CatalogInfo

SPEC_DISTRIBUTIONS = ("tccli-intl-en", "tccli")
_READERS = frozenset(("store", "search", "match", "paging", "paging_words"))
CODE_DISTRIBUTIONS = ("tencentcloud-sdk-python-intl-en", "tencentcloud-sdk-python")


def compile_catalog(target: Path) -> CatalogInfo:
    """Compile the installed vendor packages into ``target``, unless it is current already.

    The file is written beside the target and then takes its place at once. Raises CatalogError when a package is not
    installed or the target cannot be written.
    """
    specs = packages.installed("tccli", SPEC_DISTRIBUTIONS)
    codes = packages.installed("tencentcloud", CODE_DISTRIBUTIONS)
    fingerprint = _fingerprint(specs.label, codes.label)
    current = _current(target, fingerprint)
    if current is not None:
        return current

    def fill(builder: CatalogBuilder) -> None:
        for version in packages.versions(specs):
            builder.add_version(version)
        builder.add_error_codes(error_codes(codes))

    return write_catalog(target, fill, package=f"{specs.label}, {codes.label}", fingerprint=fingerprint)


def write_catalog(
    target: Path, fill: Callable[[CatalogBuilder], None], *, package: str, fingerprint: str
) -> CatalogInfo:
    """Let ``fill`` build a catalogue beside ``target``, then put it there in one step."""
    partial = target.with_name(f"{target.name}.{os.getpid()}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        connection = sqlite3.connect(partial)
        try:
            with _collector_paused():
                builder = CatalogBuilder(connection)
                fill(builder)
                info = builder.finish(package=package, fingerprint=fingerprint)
        finally:
            connection.close()
        partial.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise CatalogError(f"The catalogue {target} could not be written: {error}.") from error
    finally:
        partial.unlink(missing_ok=True)
    return info


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Millions of plain lists are made and kept: looking for cycles among them takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _fingerprint(*labels: str) -> str:
    """Changes with the packages, and with any line of the compiler."""
    digest = hashlib.sha256(SCHEMA_VERSION.encode())
    for label in labels:
        digest.update(label.encode() + b"\n")
    for source in sorted(Path(__file__).parent.glob("*.py")):
        if source.stem not in _READERS:
            digest.update(source.read_bytes())
    digest.update(resources.text("catalog", "titles.toml").encode())
    return digest.hexdigest()


def _current(target: Path, fingerprint: str) -> CatalogInfo | None:
    if not target.is_file():
        return None
    try:
        connection = sqlite3.connect(f"{target.resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        return None
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'fingerprint'").fetchone()
        return read_info(connection) if row and row[0] == fingerprint else None
    except (sqlite3.Error, ValueError, KeyError):
        return None
    finally:
        connection.close()
