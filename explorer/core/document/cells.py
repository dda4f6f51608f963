"""The members of one value as pieces of JSON, found by a parser in C, or as the tree does where that one refuses."""

import json

import msgspec

from explorer.core.document.document import Document
from explorer.core.document.node import Kind, Node
from explorer.core.document.strings import decode_string
from explorer.core.models.json_value import dumps

Cells = dict[str, bytes]
"""Each member's name and its value as it was written; a string or container that is broken, as far as it is read."""

WHOLE = "Value"
"""The name under which a value that has no members is its own cell."""

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
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):  # a name may be no UTF-8
        pass
    node = document.value_at(start)
    return _lenient(document, node) if node is not None else {}


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
    members = (child for child in document.members(node) if child.kind is not Kind.FAULT)
    return [(child.name, _written(document, child)) for child in members]


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


def is_number(cell: bytes) -> bool:
    """Whether the cell is a JSON number."""
    return cell[:1].isdigit() or (cell[:1] == b"-" and cell != b"-Infinity")
