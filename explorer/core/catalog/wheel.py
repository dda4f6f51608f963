"""Compiles a catalogue from a wheel file that the user has: a newer package of the vendor's, or the Chinese one."""

import sqlite3
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from explorer.core.catalog import packages
from explorer.core.catalog.build import CatalogBuilder
from explorer.core.catalog.compile import write_catalog
from explorer.core.catalog.error_codes import error_codes
from explorer.core.errors import CatalogError
from explorer.core.models.action import CatalogInfo

_WAY_OUT = "Download a wheel of tccli-intl-en or tccli and give its path."
_BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)
_BROKEN_CONTENT = (KeyError, TypeError, ValueError, AttributeError, RecursionError, SyntaxError)


def compile_wheel(path: Path, target: Path, *, base: Path | None = None, sdk_wheel: Path | None = None) -> CatalogInfo:
    """Compile the specs of the wheel ``path`` (tccli or tccli-intl-en) into the catalogue file ``target``.

    Error codes come from ``sdk_wheel`` (a wheel of the vendor's Python SDK) or, without one, from the catalogue
    ``base``. The target is replaced only when all went well. Raises CatalogError for a file that is no such wheel.
    """
    try:
        with zipfile.ZipFile(path) as wheel:
            tree = packages.WheelTree(wheel, "tccli", label_of(wheel, path))
            if "services/__init__.py" not in tree.names():
                raise CatalogError(f"{path.name} holds no API specs.", hint=_WAY_OUT)
            codes = list(_codes(base, sdk_wheel))
            fill = partial(_fill, tree=tree, codes=codes)
            return write_catalog(target, fill, package=tree.label, fingerprint=f"wheel {tree.label}")
    except (*_BROKEN_ARCHIVE, *_BROKEN_CONTENT) as error:
        raise CatalogError(f"{path.name} cannot be read as a package of API specs: {error}.", hint=_WAY_OUT) from error


def label_of(wheel: zipfile.ZipFile, path: Path) -> str:
    """Name and version of the package in a wheel, as its metadata gives them, or the file's name."""
    name = next((name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")), None)
    if name is None:
        return path.stem
    head = wheel.read(name).decode("utf-8", "replace").split("\n\n", 1)[0]
    fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    return f"{fields.get('Name', path.stem)} {fields.get('Version', '')}".strip()


def _fill(builder: CatalogBuilder, tree: packages.FileTree, codes: Iterable[tuple[str, str, str, str]]) -> None:
    for version in packages.versions(tree):
        builder.add_version(version)
    builder.add_error_codes(codes)


def _codes(base: Path | None, sdk_wheel: Path | None) -> Iterator[tuple[str, str, str, str]]:
    if sdk_wheel is not None:
        with zipfile.ZipFile(sdk_wheel) as wheel:
            yield from error_codes(packages.WheelTree(wheel, "tencentcloud", sdk_wheel.stem))
    elif base is not None:
        yield from _codes_of_catalog(base)


def _codes_of_catalog(base: Path) -> list[tuple[str, str, str, str]]:
    sql = (
        "SELECT services.folder, version, code, sentence FROM error_codes JOIN versions ON versions.id = version_id "
        "JOIN services ON services.name = versions.service"
    )
    try:
        with closing(sqlite3.connect(f"{base.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return connection.execute(sql).fetchall()
    except sqlite3.Error as error:
        raise CatalogError(f"The catalogue {base} cannot be read: {error}.") from error
