"""One saved request as TOML text and back: minimal, in a fixed order, without loss."""

import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import MISSING, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from explorer.core.models.action import ActionRef
from explorer.core.models.json_value import JsonObject, dumps, loads
from explorer.core.models.request import Algorithm, ContentKind, Method, Request
from explorer.core.storage import toml_text
from explorer.core.storage.collection_tree import DamagedFileError, SavedRequest

FORMAT = 1
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_HEAD = ("format", "name", "service", "version", "action")
_SIMPLE: dict[str, type] = {
    "profile": str,
    "region": str,
    "endpoint": str,
    "method": Method,
    "content_kind": ContentKind,
    "algorithm": Algorithm,
    "language": str,
    "timeout": float,
    "timestamp": int,
    "unsigned_payload": bool,
}
_LISTS = ("signed_headers", "blanked", "dropped_headers")
_PAIRS = ("headers", "unread")
_KNOWN = {*_HEAD, *_SIMPLE, *_LISTS, *_PAIRS, "parameters", "body_text", "note"}
_DEFAULTS = {item.name: item.default for item in fields(Request) if item.default is not MISSING}


def to_text(saved: SavedRequest) -> str:
    """The file's text. What equals its default is left out."""
    request = saved.request
    ref = request.action
    head: tuple[toml_text.Value, ...] = (FORMAT, saved.name, ref.service, ref.version, ref.name)
    lines = [toml_text.table(zip(_HEAD, head, strict=True))]
    lines += [
        toml_text.table([(name, str(now) if isinstance(now, StrEnum) else now)])
        for name in _SIMPLE
        if (now := getattr(request, name)) != _DEFAULTS[name]
    ]
    if request.signed_headers != _DEFAULTS["signed_headers"]:
        lines.append(toml_text.table([("signed_headers", request.signed_headers)]))
    lines += [_pairs(name, values) for name in _PAIRS if (values := getattr(request, name))]
    lines += [toml_text.table([(name, values)]) for name in _LISTS[1:] if (values := getattr(saved, name))]
    if request.parameters:
        lines.append(f"parameters = {toml_text.block(dumps(request.parameters, indent=2))}\n")
    if request.body_text is not None:
        lines.append(f"body_text = {toml_text.block(request.body_text)}\n")
    if saved.note:
        lines.append(f"note = {toml_text.block(saved.note)}\n")
    return "".join(lines)


def from_text(text: str, path: Path | None = None, revision: str = "") -> SavedRequest:
    """Read a file's text. Raises DamagedFileError with the line; a hand edit with an unknown key is told, too."""
    return _Reader(text, path).read(revision)


class _Reader:
    def __init__(self, text: str, path: Path | None) -> None:
        self._text = text
        self._path = path
        self._data: dict[str, Any] = {}

    def read(self, revision: str) -> SavedRequest:
        self._parse()
        values = {name: self._simple(name, kind) for name, kind in _SIMPLE.items() if name in self._data}
        if "signed_headers" in self._data:
            values["signed_headers"] = self._strings("signed_headers")
        request = Request(
            action=ActionRef(*(self._word(name) for name in ("service", "version", "action"))),
            parameters=self._parameters(),
            body_text=self._typed("body_text", str, None),
            headers=self._pairs("headers"),
            unread=self._pairs("unread"),
            **values,
        )
        return SavedRequest(
            name=self._word("name"),
            request=request,
            note=self._typed("note", str, ""),
            path=self._path,
            blanked=self._strings("blanked"),
            dropped_headers=self._strings("dropped_headers"),
            revision=revision,
        )

    def _parse(self) -> None:
        try:
            self._data = tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            found = _AT_LINE.search(str(error))
            line = int(found[1]) if found and found[1] else self._text.count("\n") + 1
            reason = _AT_LINE.sub("", str(error)).strip()
            raise self._damaged(reason[:1].lower() + reason[1:], line) from error
        except RecursionError:
            raise self._damaged("it is nested too deeply", 0) from None
        version = self._typed("format", int, FORMAT)
        if version > FORMAT:
            raise self._damaged(f"its format {version} is of a newer Request Explorer", self._line_of("format"))
        for name in self._data:
            if name not in _KNOWN:
                raise self._damaged(f"`{name}` is not a known key", self._line_of(name))

    def _simple(self, name: str, kind: type) -> Any:
        if kind is float:
            found = self._typed(name, int | float, 0)
            if isinstance(found, bool):
                raise self._wrong(name)
            return float(found)
        if not issubclass(kind, StrEnum):
            return self._typed(name, kind, None)
        try:
            return kind(self._typed(name, str, ""))
        except ValueError:
            allowed = ", ".join(kind)
            raise self._damaged(f"`{name}` is none of {allowed}", self._line_of(name)) from None

    def _typed(self, name: str, kind: Any, default: Any) -> Any:
        found = self._data.get(name, default)
        if name in self._data and (not isinstance(found, kind) or (kind is int and isinstance(found, bool))):
            raise self._wrong(name)
        return found

    def _word(self, name: str) -> str:
        if not self._data.get(name) and not (name == "version" and name in self._data):
            raise self._damaged(f"it lacks `{name}`", 0)
        return str(self._typed(name, str, ""))

    def _strings(self, name: str) -> tuple[str, ...]:
        return self._many(name, lambda item: isinstance(item, str))

    def _pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        return tuple((pair[0], pair[1]) for pair in self._many(name, _is_pair))

    def _many(self, name: str, fits: Callable[[Any], bool]) -> tuple[Any, ...]:
        found = self._typed(name, list, [])
        if not all(fits(item) for item in found):
            raise self._wrong(name)
        return tuple(found)

    def _parameters(self) -> JsonObject:
        text = self._typed("parameters", str, "{}")
        start = self._line_of("parameters")
        try:
            found = loads(text)
        except json.JSONDecodeError as error:
            raise self._damaged(f"`parameters` is not JSON: {error.msg}", start + error.lineno) from error
        except (ValueError, RecursionError) as error:
            raise self._damaged(f"`parameters` is not usable JSON: {error}", start) from None
        if not isinstance(found, dict):
            raise self._damaged("`parameters` is not a JSON object", start)
        return found

    def _line_of(self, name: str) -> int:
        found = re.search(rf"^[ \t]*[\"']?{re.escape(name)}[\"']?[ \t]*[=.\]]", self._text, re.MULTILINE)
        return self._text.count("\n", 0, found.start()) + 1 if found else 0

    def _wrong(self, name: str) -> DamagedFileError:
        return self._damaged(f"`{name}` has a value of the wrong type", self._line_of(name))

    def _damaged(self, reason: str, line: int) -> DamagedFileError:
        place = f" in line {line}" if line else ""
        name = self._path.name if self._path else "The request"
        return DamagedFileError(
            f"{name} cannot be read as a saved request: {reason}{place}.",
            path=str(self._path or ""),
            line=line,
            hint="The file was left as it is; repair it in a text editor.",
        )


def _pairs(name: str, values: tuple[tuple[str, str], ...]) -> str:
    lines = "".join(f"    [{toml_text.string(k)}, {toml_text.string(v)}],\n" for k, v in values)
    return f"{name} = [\n{lines}]\n"


def _is_pair(item: Any) -> bool:
    return isinstance(item, list) and len(item) == 2 and all(isinstance(part, str) for part in item)
