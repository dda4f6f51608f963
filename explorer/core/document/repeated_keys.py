"""Where keys stand twice in one object, of a whole document at once: for a command line, which has no rows to mark."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache

from explorer.core.document.document import Document
from explorer.core.document.paths import Step
from explorer.core.document.strings import decode_string

_PIECE = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[{}\[\],:]', re.DOTALL)


@dataclass(slots=True)
class RepeatedKey:
    """The way to a key that stands ``times`` times in its object; ``offset`` is where it stands the second time."""

    steps: tuple[Step, ...]
    offset: int
    times: int = 2

    @property
    def key(self) -> str:
        """The key itself."""
        return str(self.steps[-1])


@dataclass(slots=True)
class _Level:
    """An open container; ``keys`` is None for a list."""

    keys: "dict[str, RepeatedKey | None] | None"
    step: Step = 0


@lru_cache(1)  # a table asks before it is made, and whoever names the keys asks again
def repeated_keys(document: Document) -> tuple[RepeatedKey, ...]:
    """Every repeated key in order of place, also of a text that is no JSON to its end."""
    return _look_through(document.data) if _may_repeat(document.data) else ()


def place_of(data: bytes, offset: int) -> tuple[int, int]:
    """Line and column of a byte offset, both from 1."""
    begin = data.rfind(b"\n", 0, offset) + 1
    return data.count(b"\n", 0, offset) + 1, len(data[begin:offset].decode("utf-8", "replace")) + 1


class _FoundError(Exception):
    pass


def _may_repeat(data: bytes) -> bool:
    """False where it is certain that no object has a key twice; at a tenth of the time that looking takes."""
    try:
        json.loads(data.decode("utf-8-sig", "replace"), object_pairs_hook=_look, parse_int=len, parse_float=len)
    except (_FoundError, ValueError, RecursionError):
        return True
    return False


def _look(pairs: list[tuple[str, object]]) -> None:
    if len(pairs) > 1 and len(dict(pairs)) < len(pairs):
        raise _FoundError


def _look_through(data: bytes) -> tuple[RepeatedKey, ...]:
    found: list[RepeatedKey] = []
    levels: list[_Level] = []
    wants_key = False
    for match in _PIECE.finditer(data):
        mark = data[match.start()]
        if mark == 0x22:
            if wants_key and levels:
                wants_key = False
                _take_key(data, match, levels, found)
        elif mark in b"{[":
            wants_key = mark == 0x7B
            levels.append(_Level({} if wants_key else None))
        elif mark in b"}]":
            wants_key = False
            if levels:
                levels.pop()
        elif mark == 0x2C and levels:
            level = levels[-1]
            wants_key = level.keys is not None
            if isinstance(level.step, int) and not wants_key:
                level.step += 1
    return tuple(found)


def _take_key(data: bytes, match: "re.Match[bytes]", levels: list[_Level], found: list[RepeatedKey]) -> None:
    level = levels[-1]
    if level.keys is None:
        return
    key = level.step = decode_string(data, match.start(), match.end())
    if key not in level.keys:
        level.keys[key] = None
        return
    known = level.keys[key]
    if known is not None:
        known.times += 1
        return
    steps = tuple(each.step for each in levels)
    level.keys[key] = repeated = RepeatedKey(steps, match.start())
    found.append(repeated)
