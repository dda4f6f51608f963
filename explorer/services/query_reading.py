"""Reads an answer for expressions, numbers exact: all of it, or of a large one only what an expression needs."""

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import msgspec

from explorer.core.document.document import Document
from explorer.core.models.pair_names import PAIR_NAMES, PAIR_VALUES
from explorer.services.query_json import exact
from explorer.services.query_need import NOTHING, WHOLE, Need
from explorer.services.query_numbers import ExactNumber

LARGE = 1 << 20
"""Bytes of a value that is not read by one call: so one can tell how far it is."""
_REMEMBERED = 1 << 16
_BLANKS = re.compile(rb"[ \t\r\n]*+")
_as_object = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_as_list = msgspec.json.Decoder(list[msgspec.Raw]).decode

Tell = Callable[[int], object]
"""Hears how many bytes more have been read."""
_Members = Callable[[memoryview], dict[str, msgspec.Raw]]


def read_answer(body: bytes, need: Need = WHOLE, tell: Tell = lambda _size: None) -> Any:
    """The value that expressions work on, as far as they need it; of what is no JSON, as far as it can be read."""
    try:
        return _Reading(tell).value(memoryview(body)[_first(body) :], need)
    except (ValueError, RecursionError):  # both parsers' errors are ValueErrors
        document = Document(body).open()
        root = document.root()
        return exact(document.to_value(root)) if root is not None else None


def _first(body: bytes) -> int:
    """Where the value begins."""
    found = _BLANKS.match(body)
    return found.end() if found is not None else 0


class _Reading:
    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        # Of equal numbers only the first is made.
        self._number = lru_cache(_REMEMBERED)(ExactNumber)
        # By identity, which is quick; what is in here lives on, so that no other object takes its identity.
        self._members: dict[int, tuple[Need, _Members]] = {}
        self._merged: dict[tuple[int, int], tuple[Need, Need, Need]] = {}

    def value(self, raw: memoryview, need: Need) -> Any:
        first = raw[:1].tobytes()
        if len(raw) <= LARGE:
            self._tell(len(raw))
            if need.whole:
                return self._loaded(raw)
        if first == b"{":
            return self._object(raw, need)
        if first == b"[":
            return self._list(raw, need)
        return "" if first == b'"' and need is NOTHING else self._loaded(raw)

    def _loaded(self, raw: memoryview) -> Any:
        return json.loads(raw.tobytes(), parse_int=self._number, parse_float=self._number, parse_constant=_no_constant)

    def _object(self, raw: memoryview, need: Need) -> dict[str, Any]:
        if need.whole or need.values is not None:
            each = WHOLE if need.whole else need.values or NOTHING
            found = _as_object(raw)
            return {
                name: self.value(memoryview(found[name]), self._both(need.fields.get(name), each)) for name in found
            }
        if not need.fields:
            return {}
        picked = self._picked(need)(raw)
        return {name: self.value(memoryview(part), need.fields.get(name, WHOLE)) for name, part in picked.items()}

    def _list(self, raw: memoryview, need: Need) -> list[Any]:
        items = WHOLE if need.whole else need.items
        if items is None and not need.picks:
            return []
        parts = _as_list(raw)
        wanted: dict[int, Need] = {}
        for piece, inner in need.picks:
            for at in range(*piece.indices(len(parts))):
                wanted[at] = self._both(wanted.get(at), inner)
        rest = items or NOTHING
        return [self.value(memoryview(part), self._both(wanted.get(at), rest)) for at, part in enumerate(parts)]

    def _both(self, one: Need | None, other: Need) -> Need:
        if one is None or other.whole or one is other:
            return other
        known = self._merged.get((id(one), id(other)))
        if known is None:
            known = self._merged[id(one), id(other)] = (one, other, one | other)
        return known[2]

    def _picked(self, need: Need) -> "_Members":
        """What finds the members that are needed in the bytes of an object."""
        found = self._members.get(id(need))
        if found is None:
            found = self._members[id(need)] = (need, _members_of(need.fields))
        return found[1]


def _members_of(fields: Mapping[str, Need]) -> _Members:
    if any(name.lower() in PAIR_VALUES for name in fields):
        # Whether such a member is a secret is told by the one beside it.
        return lambda raw: {
            name: part for name, part in _as_object(raw).items() if name in fields or name.lower() in PAIR_NAMES
        }
    names = list(fields)
    plain = [f"m{number}" for number in range(len(names))]
    absent = msgspec.Raw()
    kind = msgspec.defstruct(
        "Members",
        [(name, msgspec.Raw, absent) for name in plain],
        rename=dict(zip(plain, names, strict=True)),
        gc=False,
    )
    decode = msgspec.json.Decoder(kind).decode

    def members(raw: memoryview) -> dict[str, msgspec.Raw]:
        found = decode(raw)
        parts = ((name, getattr(found, short)) for name, short in zip(names, plain, strict=True))
        return {name: part for name, part in parts if part is not absent}

    return members


def _no_constant(text: str) -> Any:
    raise ValueError(f"{text} is not JSON")
