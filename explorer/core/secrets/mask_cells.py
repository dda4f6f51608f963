"""Hides secrets inside a table's cells: under secret names at any depth, in named pairs, in JSON within strings."""

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from explorer.core.models.json_value import Number
from explorer.core.models.pair_names import PAIR_NAMES, PAIR_VALUES
from explorer.core.secrets.redaction import MASK
from explorer.core.secrets.secret_names import has_secret_hint, is_secret_name

Hides = Callable[[str], bool]
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[{}\[\],:]|[^\s"{}\[\],:]++', re.DOTALL)
_NUMBER = Number("0")
_DEEPEST = 4
_LONGEST_NAME = 200


class CellMask:
    """The cells of one list's rows with their secrets hidden, but in columns that the user had ``shown``.

    ``list_name`` is the name of the list itself: its elements that are no objects go by it. ``hides`` knows secrets by
    their values. ``also`` are names whose texts are secrets here. ``hidden`` counts.
    """

    def __init__(
        self,
        shown: Collection[str] = (),
        *,
        text: str = MASK,
        list_name: str = "",
        hides: Hides | None = None,
        also: frozenset[str] = frozenset(),
    ) -> None:
        self.hidden = 0
        self._shown = frozenset(shown)
        self._text = text
        self._list_name = list_name
        self._hides, self._also = hides, also

    def __call__(self, column: str, cell: bytes, row: Mapping[str, bytes], limit: int = 0) -> bytes:
        """A cell as it may be seen; of a long one the first ``limit`` bytes are enough."""
        if column in self._shown:
            return cell
        name = self._label(column, row)
        if not (
            self._hides
            or cell[:1] in (b"{", b"[")
            or _holds_json(cell)
            or names_secret(name, cell[:1] != b'"')
            or name in self._also
        ):
            return cell
        text = (cell[:limit] if limit else cell).decode("utf-8", "surrogateescape")
        masked = mask_json(text, self._text, name, hides=self._hides, also=self._also)
        if masked == text:
            return cell
        self.hidden += 1
        return masked.encode("utf-8", "surrogateescape")

    def _label(self, column: str, row: Mapping[str, bytes]) -> str:
        """The name that tells whether the cell is a secret: its own, its list's, or the one beside it."""
        if column.lower() in PAIR_VALUES:
            for other, named in row.items():
                if other.lower() in PAIR_NAMES and named[:1] == b'"':
                    name = _decoded(named.decode("utf-8", "replace"))
                    if names_secret(name, number=False):
                        return name
        return self._list_name if (len(row) == 1 and column == "Value") or column.startswith("[") else column


def mask_json(
    text: str,
    mask: str = MASK,
    name: str = "",
    depth: int = 0,
    hides: Hides | None = None,
    also: frozenset[str] = frozenset(),
) -> str:
    """JSON with ``mask`` for every secret in it, every other letter kept; cut or broken JSON as far as it goes.

    ``name`` is the member that holds this value.
    """
    if hides is None and not also and not names_secret(name, number=False) and not has_secret_hint(text):
        return text
    masking = _Masking(mask, depth, hides, also, [_Frame(name)])
    for found in _TOKEN.finditer(text):
        masking.take(found[0], found.start(), found.end())
    for frame in masking.frames:
        masking.settle(frame, ended=False)
    out, done = [], 0
    for start, (end, value) in sorted(masking.edits.items()):
        out += [text[done:start], value]
        done = end
    return "".join([*out, text[done:]])


@dataclass(slots=True)
class _Frame:
    """A container that is open: the name its next value goes by, and a pair it may be.

    ``is_secret``: a list of secrets, or a container in one; what it holds has no say.
    """

    key: str
    is_object: bool = False
    wants_key: bool = False
    is_secret: bool = False
    names: list[str] = field(default_factory=list)
    values: list[tuple[int, int, bool]] = field(default_factory=list)


@dataclass(slots=True)
class _Masking:
    mask: str
    depth: int
    hides: Hides | None
    also: frozenset[str]
    frames: list[_Frame]
    edits: dict[int, tuple[int, str]] = field(default_factory=dict)

    def take(self, piece: str, start: int, end: int) -> None:
        top = self.frames[-1]
        if piece in ("{", "["):
            opens_object = piece == "{"
            self.frames.append(_Frame(top.key, opens_object, opens_object, top.is_secret))
        elif piece in ("}", "]"):
            if len(self.frames) > 1:
                self.settle(self.frames.pop(), ended=True)
        elif piece in (",", ":"):
            top.wants_key = top.is_object and piece == ","
        elif top.wants_key:
            top.key = _decoded(piece)
        elif piece not in ("true", "false", "null", '""'):
            self._value(piece, start, end)

    def settle(self, frame: _Frame, *, ended: bool) -> None:
        """Hide the value of a pair whose name is a secret's; where the name was cut off, it may be one."""
        for start, end, number in frame.values:
            if any(names_secret(name, number) for name in frame.names) or not (frame.names or ended):
                self.edits[start] = end, json.dumps(self.mask, ensure_ascii=False)

    def _value(self, token: str, start: int, end: int) -> None:
        top, number = self.frames[-1], token[0] != '"'
        is_secret = names_secret(top.key, number) or (top.key in self.also and not number)
        if is_secret and not number and not top.is_object and len(self.frames) > 1:
            top.is_secret = True
        if top.is_secret or is_secret or (self.hides and self.hides(token if number else _decoded(token, 0))):
            self.edits[start] = end, json.dumps(self.mask, ensure_ascii=False)
            return
        if not number and self.depth < _DEEPEST and _holds_json(token.encode("utf-8", "replace")):
            inside = _decoded(token, 0)
            masked = mask_json(inside, self.mask, depth=self.depth + 1)
            if masked != inside:
                self.edits[start] = end, json.dumps(masked, ensure_ascii=not masked.isprintable())
        name, owner = top.key.lower(), top
        if name in PAIR_NAMES and top.is_object and not number:
            top.names.append(_decoded(token))
        elif name in PAIR_VALUES:
            if not top.is_object and len(self.frames) > 1:
                owner = self.frames[-2]
            if owner.is_object:
                owner.values.append((start, end, number))


@lru_cache(4096)
def names_secret(name: str, number: bool) -> bool:
    """Whether a text of that name, or a ``number``, is a secret."""
    return bool(name) and is_secret_name(name[:_LONGEST_NAME], _NUMBER if number else "")


def _holds_json(token: bytes) -> bool:
    """Whether a string of JSON may hold JSON itself."""
    return token[:1] == b'"' and token[1:40].lstrip(b" ").startswith((b"{", b"[", b"\\"))


def _decoded(token: str, most: int = _LONGEST_NAME * 6) -> str:
    """What a string of JSON says; one that is cut or broken as it is written."""
    piece = token if not most or len(token) <= most else token[:most] + '"'
    try:
        return str(json.loads(piece, strict=False))
    except ValueError:
        return token.strip('"').replace('\\"', '"').replace("\\\\", "\\")
