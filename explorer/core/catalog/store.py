"""Read access to a compiled catalogue: services, actions, specs, examples and error codes."""

import difflib
import sqlite3
import threading
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from explorer.core.catalog.codec import Codec
from explorer.core.catalog.paging import Paging, paging_of
from explorer.core.catalog.schema import SCHEMA_VERSION, example_of, object_of, read_info
from explorer.core.errors import CatalogError, UnknownActionError
from explorer.core.models.action import (
    ActionRef,
    ActionSpec,
    ActionSummary,
    CatalogInfo,
    ErrorCode,
    Example,
    Service,
)


class CatalogStore:
    """A compiled catalogue, read only. Opening is cheap; every method may be called from any thread."""

    def __init__(self, path: Path) -> None:
        """Raises CatalogError when the file is missing, damaged, or of another version of the program."""
        self.path = path
        self._lock = threading.Lock()
        self._db = _open(path)
        try:
            wanted = "SELECT key, value FROM meta WHERE key IN ('schema', 'dictionary', 'example_dictionary')"
            meta = dict(self._query(wanted))
            if meta.get("schema") != SCHEMA_VERSION:
                raise _damaged(path, "it was made by another version of Request Explorer")
        except CatalogError:
            self._db.close()
            raise
        self._codec = Codec(meta["dictionary"])
        self._example_codec = Codec(meta["example_dictionary"])
        self._cached_spec = lru_cache(256)(self._read_spec)
        self._cached_examples = lru_cache(64)(self._read_examples)
        self._cached_version = lru_cache(256)(self._read_version)
        self._cached_services = lru_cache(1)(self._read_services)

    def close(self) -> None:
        """Close the file. Nothing new can be read afterwards."""
        with self._lock:
            self._db.close()

    def info(self) -> CatalogInfo:
        """What the catalogue holds, and what of the vendor's packages could not be read."""
        with self._lock:
            try:
                return read_info(self._db)
            except (sqlite3.Error, KeyError, TypeError, ValueError) as error:
                raise _damaged(self.path, str(error)) from error

    def services(self) -> tuple[Service, ...]:
        """Every product: MQTT first, then by title."""
        return tuple(self._cached_services().values())

    def service(self, name: str) -> Service:
        """The product of that short name (any case; the vendor's folder name works too).

        Raises UnknownActionError with near names as its hint.
        """
        known = self._cached_services()
        wanted = name.strip().lower()
        if wanted not in known:
            row = self._query("SELECT name FROM services WHERE folder = ?", wanted)
            wanted = row[0][0] if row else wanted
        if wanted not in known:
            raise UnknownActionError(f"There is no service `{name}`.", hint=_near(name, list(known), "services"))
        return known[wanted]

    def actions(self, service: str, version: str = "") -> tuple[ActionSummary, ...]:
        """The actions of a service version (empty: the default one), category by category.

        Raises UnknownActionError for an unknown service or version.
        """
        return self._cached_version(*self._version(service, version)).summaries

    def resolve(self, service: str, action: str, version: str = "") -> ActionRef:
        """The exact name of an action given in any case. Raises UnknownActionError with near names as its hint."""
        name, exact_version = self._version(service, version)
        place = self._cached_version(name, exact_version).places.get(action.strip().lower())
        if place is None:
            raise self._unknown_action(name, exact_version, action)
        return self._cached_version(name, exact_version).summaries[place].ref

    def spec(self, ref: ActionRef) -> ActionSpec:
        """All about one action. Raises UnknownActionError when the catalogue does not have it."""
        return self._cached_spec(ref)

    def examples(self, ref: ActionRef) -> tuple[Example, ...]:
        """The vendor's examples of one action. Raises UnknownActionError when the catalogue does not have it."""
        return self._cached_examples(ref)

    def paging(self, ref: ActionRef) -> Paging | None:
        """How the action pages its answer, or None. Raises UnknownActionError when the catalogue does not have it."""
        return paging_of(self.spec(ref))

    def error_codes(self, service: str, version: str = "") -> tuple[ErrorCode, ...]:
        """The codes that a service version lists, by code. Raises UnknownActionError for an unknown version."""
        name, exact_version = self._version(service, version)
        rows = self._query(
            "SELECT code, sentence FROM error_codes WHERE version_id = ? ORDER BY code",
            self._cached_version(name, exact_version).id,
        )
        return tuple(ErrorCode(code, sentence, name, exact_version) for code, sentence in rows)

    def find_error_code(self, code: str, service: str = "", version: str = "") -> tuple[ErrorCode, ...]:
        """Every entry of that exact code: in one service version, in all of a service, or (empty) in all services."""
        sql = (
            "SELECT code, sentence, versions.service, version FROM error_codes "
            "JOIN versions ON versions.id = version_id JOIN services ON services.name = versions.service "
            "WHERE code = ?"
        )
        rows = self._query(sql + " ORDER BY services.position, versions.position", code.strip())
        wanted = self._known_name(service)
        return tuple(
            ErrorCode(*row) for row in rows if (not wanted or row[2] == wanted) and (not version or row[3] == version)
        )

    def error_code_names(self) -> frozenset[str]:
        """Every code that any product has: for a long text, where one look at the file for each word takes seconds."""
        return frozenset(row[0] for row in self._query("SELECT DISTINCT code FROM error_codes"))

    def search_data(self) -> bytes:
        """The packed search texts (see search_index)."""
        return bytes(self._query("SELECT value FROM meta WHERE key = 'search'")[0][0])

    def _query(self, sql: str, *values: object) -> list[Any]:
        with self._lock:
            try:
                return self._db.execute(sql, values).fetchall()
            except sqlite3.Error as error:
                raise _damaged(self.path, str(error)) from error

    def _known_name(self, service: str) -> str:
        if not service:
            return ""
        try:
            return self.service(service).name
        except UnknownActionError:
            return service

    def _version(self, service: str, version: str) -> tuple[str, str]:
        found = self.service(service)
        if version and version not in found.versions:
            raise UnknownActionError(
                f"`{found.name}` has no version `{version}`.", hint=f"It has {', '.join(found.versions)}."
            )
        return found.name, version or found.default_version

    def _unknown_action(self, service: str, version: str, action: str) -> UnknownActionError:
        names = [summary.ref.name for summary in self.actions(service, version)]
        return UnknownActionError(
            f"`{service}` {version} has no action `{action}`.", hint=_near(action, names, "actions")
        )

    def _read_services(self) -> dict[str, Service]:
        counts: dict[str, dict[str, int]] = {}
        rows = self._query("SELECT service, version, actions FROM versions ORDER BY position")
        for service, version, actions in rows:
            counts.setdefault(service, {})[version] = actions
        rows = self._query("SELECT name, title FROM services ORDER BY position")
        return {name: Service(name, title, tuple(counts[name]), counts[name]) for name, title in rows}

    def _read_version(self, service: str, version: str) -> "_Version":
        rows = self._query(
            "SELECT id, first_action, summaries FROM versions WHERE service = ? AND version = ?", service, version
        )
        version_id, first_action, packed = rows[0]
        summaries = tuple(
            ActionSummary(ActionRef(service, version, name), category, purpose, *status)
            for name, category, purpose, *status in self._unpack(self._codec, packed)
        )
        places = {summary.ref.name.lower(): place for place, summary in enumerate(summaries)}
        return _Version(version_id, first_action, summaries, places)

    def _unpack(self, codec: Codec, packed: bytes) -> Any:
        try:
            return codec.unpack(packed)
        except (zlib.error, ValueError) as error:
            raise _damaged(self.path, str(error)) from error

    def _place(self, ref: ActionRef) -> tuple["_Version", int]:
        version = self._cached_version(*self._version(ref.service, ref.version))
        place = version.places.get(ref.name.lower())
        if place is None:
            raise self._unknown_action(ref.service, ref.version, ref.name)
        return version, place

    def _read_spec(self, ref: ActionRef) -> ActionSpec:
        version, place = self._place(ref)
        rows = self._query("SELECT spec FROM actions WHERE id = ?", version.first_action + place)
        spec = self._unpack(self._codec, rows[0][0])
        objects = {name: object_of(name, row) for name, row in spec["p"].items()}
        if spec["n"]:
            names = {number: name for name, number in spec["n"]}
            marks = ",".join("?" * len(names))
            rows = self._query(f"SELECT id, data FROM shared_types WHERE id IN ({marks})", *names)  # noqa: S608
            objects |= {
                names[number]: object_of(names[number], self._unpack(self._codec, packed)) for number, packed in rows
            }
        return ActionSpec(
            ref=version.summaries[place].ref,
            title=spec["t"],
            category=version.summaries[place].category,
            document=spec["d"],
            input=object_of(*spec["i"]),
            output=object_of(*spec["o"]),
            objects=objects,
            status=version.summaries[place].status,
            skip_sign=bool(spec["s"]),
        )

    def _read_examples(self, ref: ActionRef) -> tuple[Example, ...]:
        version, place = self._place(ref)
        rows = self._query("SELECT examples FROM actions WHERE id = ?", version.first_action + place)
        return tuple(example_of(row) for row in self._unpack(self._example_codec, rows[0][0]))


@dataclass(frozen=True, slots=True)
class _Version:
    id: int
    first_action: int
    summaries: tuple[ActionSummary, ...]
    places: dict[str, int]


def _open(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise CatalogError(f"There is no catalogue at {path}.", hint="Compile or reinstall it.")
    try:
        return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    except sqlite3.Error as error:
        raise _damaged(path, str(error)) from error


def _damaged(path: Path, reason: str) -> CatalogError:
    return CatalogError(
        f"The action catalogue {path} cannot be read: {reason}.",
        hint="Reinstall Request Explorer, or remove the catalogue that you added.",
    )


def _near(name: str, known: list[str], things: str) -> str:
    by_lower = {item.lower(): item for item in known}
    wanted = name.strip().lower()
    near = difflib.get_close_matches(wanted, by_lower, n=3, cutoff=0.55)
    near += [item for item in by_lower if wanted and wanted in item and item not in near][: 5 - len(near)]
    if near:
        return f"Did you mean {', '.join(by_lower[item] for item in near)}?"
    return f"List the {things} to find it."
