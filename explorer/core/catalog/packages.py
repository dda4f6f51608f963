"""Reads the vendor's packages, whether they are installed or still a wheel file, without importing them."""

import ast
import importlib.util
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Protocol

from explorer.core.errors import CatalogError

_LARGEST_FILE = 100_000_000
_VERSION_FOLDER = re.compile(r"v(\d{4})(\d{2})(\d{2})\Z")


class FileTree(Protocol):
    """Read access to the files of one package by their path in it (``services/mqtt/v20240516/api.json``)."""

    label: str

    def names(self) -> list[str]:
        """Every file path, with ``/``, sorted."""
        ...

    def read(self, name: str) -> str:
        """The text of one file. Raises KeyError or OSError when there is none."""
        ...


class FolderTree:
    """An installed package."""

    def __init__(self, root: Path, label: str) -> None:
        self._root = root
        self.label = label

    def names(self) -> list[str]:
        """Every JSON and Python file that the catalogue can come from."""
        found = [
            path.relative_to(self._root).as_posix()
            for pattern in ("services/*/v*/*.json", "services/__init__.py", "*/v*/errorcodes.py")
            for path in self._root.glob(pattern)
        ]
        return sorted(found)

    def read(self, name: str) -> str:
        """The text of one file."""
        return (self._root / name).read_text(encoding="utf-8")


class WheelTree:
    """A package inside a wheel file, which is never unpacked to disk."""

    def __init__(self, wheel: zipfile.ZipFile, top: str, label: str) -> None:
        self._wheel = wheel
        self._top = top
        self.label = label

    def names(self) -> list[str]:
        """Every file below the package."""
        prefix = f"{self._top}/"
        return sorted(name.removeprefix(prefix) for name in self._wheel.namelist() if name.startswith(prefix))

    def read(self, name: str) -> str:
        """The text of one file. Raises ValueError for one that is larger than any real one."""
        entry = self._wheel.getinfo(f"{self._top}/{name}")
        if entry.file_size > _LARGEST_FILE:
            raise ValueError(f"{name} is larger than any file of the real package")
        return self._wheel.read(entry).decode("utf-8")


@dataclass(frozen=True, slots=True)
class VersionFiles:
    """The parsed files of one service version; ``folder`` is the vendor's name for the service's folder."""

    folder: str
    version: str
    api: dict[str, Any]
    examples: dict[str, Any]

    @property
    def service(self) -> str:
        """The short name that requests and host names use; it differs from the folder for one service."""
        return str(self.api.get("metadata", {}).get("serviceShortName") or self.folder)


def installed(module: str, distributions: tuple[str, ...]) -> FolderTree:
    """The installed package of that name. Raises CatalogError, naming the way out, when it is not installed."""
    spec = importlib.util.find_spec(module)
    places = list(spec.submodule_search_locations or []) if spec else []
    if not places:
        raise CatalogError(
            f"The vendor package `{module}` is not installed, so no catalogue can be compiled.",
            hint=f"Install {distributions[0]} and try again.",
        )
    for name in distributions:
        try:
            return FolderTree(Path(places[0]), f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return FolderTree(Path(places[0]), module)


def version_of_folder(folder: str) -> str | None:
    """``v20240516`` as an API version, ``2024-05-16``; None for any other folder."""
    found = _VERSION_FOLDER.match(folder)
    return "-".join(found.groups()) if found else None


def vendor_order(tree: FileTree) -> dict[str, list[str]]:
    """SERVICE_VERSIONS of the package: the versions of each service folder, its default first. Read, never run."""
    module = ast.parse(tree.read("services/__init__.py"))
    for node in module.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == "SERVICE_VERSIONS" for target in node.targets
        ):
            return {str(name): [str(item) for item in items] for name, items in ast.literal_eval(node.value).items()}
    return {}


def versions(tree: FileTree) -> Iterator[VersionFiles]:
    """Each service version of the package: by folder, then in the vendor's order of versions."""
    order = vendor_order(tree)
    present: dict[str, list[str]] = {}
    names = set(tree.names())
    for name in sorted(names):
        parts = name.split("/")
        version = version_of_folder(parts[2]) if len(parts) == 4 and parts[3] == "api.json" else None
        if version and parts[0] == "services":
            present.setdefault(parts[1], []).append(version)
    for folder, found in sorted(present.items()):
        ranked = [version for version in order.get(folder, []) if version in found]
        for version in [*ranked, *(version for version in found if version not in ranked)]:
            yield _read_version(tree, names, folder, version)


def _read_version(tree: FileTree, names: set[str], folder: str, version: str) -> VersionFiles:
    place = f"services/{folder}/v{version.replace('-', '')}"
    api = json.loads(tree.read(f"{place}/api.json"))
    has_examples = f"{place}/examples.json" in names
    examples = json.loads(tree.read(f"{place}/examples.json")) if has_examples else {}
    return VersionFiles(folder, version, api, examples.get("actions", {}))
