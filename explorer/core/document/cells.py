"""The members of one value as pieces of JSON, found by a parser in C, or as the tree does where that one refuses."""

import json
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import msgspec

from explorer.core.document.document import Document
from explorer.core.document.node import Kind, Node
from explorer.core.document.strings import decode_string, text_pieces
from explorer.core.models.json_value import dumps

Cells = dict[str, bytes]
"""Each member's name and its value as it was written; a string or container that is broken, as far as it is read."""


class LateCells(Cells):
    """Cells of which each is copied out of the document when it is asked for: of hundreds a few are in sight."""

    def __getitem__(self, name: str) -> bytes:
        """The cell."""
        cell: object = super().__getitem__(name)
        if isinstance(cell, bytes):
            return cell
        found: bytes = bytes(cell)  # type: ignore[call-overload]
        self[name] = found
        return found

    def get(self, name: str, otherwise: Any = None) -> Any:
        """The cell, or something else."""
        return self[name] if name in self else otherwise  # noqa: SIM401 - this is what ``get`` is

    def items(self) -> Any:
        """All of them."""
        return [(name, self[name]) for name in self]


WHOLE = "Value"
"""The name under which a value that has no members is its own cell."""

GLANCE = 9000
"""Bytes of a cell that are enough to show it."""
LONG = 1 << 15
"""A value of more bytes is only glanced at where it is shown or ordered."""
_MANY, _PIECE = 300, 1 << 16

_REFUSED = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What the parser raises; the second for a name that is no UTF-8."""

_as_object = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_as_list = msgspec.json.Decoder(list[msgspec.Raw]).decode


def cells_at(document: Document, start: int, end: int) -> Cells:
    """The cells of the value ``start:end``: an object's members, an array's elements as ``[0]``…, or itself."""
    piece = document.index.view[start:end]
    first = document.data[start : start + 1]
    try:
        if first == b"{":
            return {name: bytes(raw) for name, raw in _as_object(piece).items()}
        if first == b"[":
            return {f"[{number}]": bytes(raw) for number, raw in enumerate(_as_list(piece))}
    except _REFUSED:
        pass
    node = document.value_at(start)
    return _lenient(document, node) if node is not None else {}


def glance_at(document: Document, start: int, end: int) -> Cells:
    """As ``cells_at``, in a time that does not grow with the value: of long strings and containers the beginnings."""
    found = few_members(document, start) if end - start > LONG else None
    if found is None:
        if document.data[start : start + 1] == b"{":
            with suppress(*_REFUSED):
                return LateCells(_as_object(document.index.view[start:end]))
        return cells_at(document, start, end)
    return {name: _beginning(document, child) for name, child in found.items()}


def cell_at(document: Document, start: int, end: int, name: str) -> bytes:
    """One cell of a value as it was written, or nothing."""
    found = few_members(document, start) if end - start > LONG else None
    if found is None:
        return cells_at(document, start, end).get(name, b"")
    return _written(document, found[name]) if name in found else b""


def few_members(document: Document, start: int) -> dict[str, Node] | None:
    """The members of a value by their names, of equal ones the last, or the value itself; None if they are many."""
    node = document.value_at(start)
    if node is None or (node.is_container and document.count_up_to(node, _MANY) >= _MANY):
        return None
    members = readable(document, node) if node.is_container else (node,)
    return {child.name if child is not node else WHOLE: child for child in members}


def readable(document: Document, node: Node) -> Iterator[Node]:
    """The members of a container up to the place where it cannot be read any more."""
    return (child for child in document.members(node) if child.kind is not Kind.FAULT)


def _beginning(document: Document, node: Node) -> bytes:
    start, end = document.source_range(node)
    if end - start <= GLANCE:
        return _written(document, node)
    # A number has its value from all of its digits.
    return document.data[start : end if node.kind is Kind.NUMBER else start + GLANCE]


def members_at(document: Document, start: int, end: int, cells: Cells) -> list[tuple[str, bytes]]:
    """``cells``, which are those of the value, with every member of a name that an object has more than once."""
    if document.data[start : start + 1] != b"{" or _names_each_once(document.data[start:end], cells):
        return list(cells.items())
    node = document.value_at(start)
    return _pairs(document, node) if node is not None else []


def _names_each_once(piece: bytes, cells: Cells) -> bool:
    """Whether all colons are accounted for: by a member each, and those inside values and names."""
    inside = sum(cell.count(b":") for cell in cells.values()) + sum(name.count(":") for name in cells)
    return piece.count(b":") == inside + len(cells)


def _lenient(document: Document, node: Node) -> Cells:
    return dict(_pairs(document, node)) if node.is_container else {WHOLE: _written(document, node)}


def _pairs(document: Document, node: Node) -> list[tuple[str, bytes]]:
    return [(child.name, _written(document, child)) for child in readable(document, node)]


def _written(document: Document, node: Node) -> bytes:
    source = document.source(node)
    if node.kind not in (Kind.STRING, Kind.OBJECT, Kind.ARRAY):
        return source
    try:
        json.loads(source.decode("utf-8", "surrogateescape"), parse_int=len, parse_float=len)
    except (ValueError, RecursionError):
        return dumps(document.to_value(node)).encode("utf-8", "surrogatepass")
    return source


def cell_text(cell: bytes, limit: int = 0) -> str:
    """A cell as a person reads it: a string decoded, anything else as it is written (its beginning, with a limit)."""
    if cell[:1] == b'"':
        return decode_string(cell, 0, len(cell), limit)
    return (cell[:limit] if limit else cell).decode("utf-8", "backslashreplace")


def cell_pieces(document: Document, node: Node) -> Iterator[str]:
    """The text of a cell bit by bit; together what ``cell_text`` gives at once."""
    start, end = document.source_range(node)
    if node.kind is Kind.STRING:
        yield from text_pieces(document.data, start, end)
        return
    decode = getincrementaldecoder("utf-8")("backslashreplace").decode
    for at in range(start, end, _PIECE):
        yield decode(document.data[at : min(at + _PIECE, end)], at + _PIECE >= end)


def is_number(cell: bytes) -> bool:
    """Whether the cell is a JSON number."""
    return cell[:1].isdigit() or (cell[:1] == b"-" and cell != b"-Infinity")
