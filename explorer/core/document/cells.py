"""The members of one value as pieces of JSON, found by a parser in C, or as the tree does where that one refuses."""

import msgspec

from explorer.core.document.document import Document
from explorer.core.document.node import Kind, Node
from explorer.core.document.strings import decode_string
from explorer.core.models.json_value import dumps

Cells = dict[str, bytes]
"""Each member's name and its value as strict JSON, numbers as they were written."""

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
    except (msgspec.DecodeError, RecursionError):
        pass
    node = document.value_at(start)
    return _lenient(document, node) if node is not None else {}


def _lenient(document: Document, node: Node) -> Cells:
    if not node.is_container:
        return {WHOLE: _strict(document, node)}
    members = (child for child in document.members(node) if child.kind is not Kind.FAULT)
    return {child.name: _strict(document, child) for child in members}


def _strict(document: Document, node: Node) -> bytes:
    return dumps(document.to_value(node)).encode("utf-8", "surrogatepass")


def cell_text(cell: bytes, limit: int = 0) -> str:
    """A cell as a person reads it: a string decoded, anything else as it is written (its beginning, with a limit)."""
    if cell[:1] == b'"':
        return decode_string(cell, 0, len(cell), limit)
    return (cell[:limit] if limit else cell).decode("utf-8", "backslashreplace")


def is_number(cell: bytes) -> bool:
    """Whether the cell is a JSON number."""
    return cell[:1] in (b"-", b"0", b"1", b"2", b"3", b"4", b"5", b"6", b"7", b"8", b"9")
