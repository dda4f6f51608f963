"""Finds a key that stands twice in one JSON object: it can be sent so, but no form can hold it."""

import json
import re
from typing import NamedTuple

_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]')


class DuplicateKey(NamedTuple):
    """``position`` is the index in the text where the key stands the second time."""

    key: str
    position: int


class _FoundError(Exception):
    pass


def duplicate_key(text: str) -> DuplicateKey | None:
    """The first key that repeats one of its object, in a text that is JSON; None if none does."""
    try:
        json.loads(text, object_pairs_hook=_look, parse_int=str, parse_float=str)
    except _FoundError:
        return _locate(text)
    except (ValueError, RecursionError):
        pass
    return None


def _look(pairs: list[tuple[str, object]]) -> None:
    if len(pairs) > 1 and len({key for key, _ in pairs}) < len(pairs):
        raise _FoundError


def _locate(text: str) -> DuplicateKey | None:
    above: list[set[str] | None] = []
    keys: set[str] | None = None
    wants_key = False
    for found in _PIECE.finditer(text):
        piece = found.group()
        if piece in "{[":
            above.append(keys)
            keys, wants_key = (set() if piece == "{" else None), piece == "{"
        elif piece in "}]":
            keys, wants_key = above.pop(), False
        elif piece == ",":
            wants_key = keys is not None
        elif wants_key and keys is not None and piece != ":":
            key = str(json.loads(piece))
            if key in keys:
                return DuplicateKey(key, found.start())
            keys.add(key)
            wants_key = False
    return None
