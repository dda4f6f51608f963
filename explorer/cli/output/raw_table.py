"""The rows of a table as the bytes that came: a large list becomes a table many times as fast as value by value."""

import re
from collections.abc import Mapping
from json.decoder import scanstring  # type: ignore[attr-defined]

import msgspec

from explorer.cli.console import printable
from explorer.core.document.document import Document
from explorer.core.document.repeated_keys import repeated_keys
from explorer.core.models.json_value import dumps, loads

# Any other escape is what we should write ourselves.
_REWRITTEN = re.compile(r"\\[u/]")
_as_object = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_as_list = msgspec.json.Decoder(list[msgspec.Raw]).decode
_Row = Mapping[str, msgspec.Raw]


def raw_rows(document: Document) -> list[_Row]:
    """The rows that a table of this document has; none where it is no sound JSON, or has keys that stand twice.

    The same rows as ``rows_of`` makes of values.
    """
    root = document.root()
    if root is None or document.faults:
        return []
    try:
        source = document.source(root)
        source.decode("utf-8")
        if repeated_keys(document):
            return []
        return _rows(msgspec.Raw(source))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []


def _rows(root: msgspec.Raw) -> list[_Row]:
    inner = _answer(root)
    found = _list_in(inner)
    if found is not None:
        return [_as_object(item) if _begins(item, b"{") else {"Value": item} for item in found]
    if not _begins(inner, b"{"):
        return []
    return [{"Key": msgspec.Raw(dumps(key).encode("utf-8")), "Value": item} for key, item in _as_object(inner).items()]


def _begins(raw: msgspec.Raw, mark: bytes) -> bool:
    return memoryview(raw)[:1] == mark


def _answer(raw: msgspec.Raw) -> msgspec.Raw:
    inner = _as_object(raw).get("Response") if _begins(raw, b"{") else None
    return inner if inner is not None and _begins(inner, b"{") else raw


def _list_in(raw: msgspec.Raw) -> list[msgspec.Raw] | None:
    inner = _answer(raw)
    if _begins(inner, b"["):
        return _as_list(inner)
    if not _begins(inner, b"{"):
        return None
    members = _as_object(inner)
    if "Error" in members and _begins(members["Error"], b"{"):
        return None
    lists = [found for item in members.values() if _begins(item, b"[") and (found := _as_list(item))]
    if len(lists) == 1:
        return lists[0]
    objects = [item for item in members.values() if _begins(item, b"{")]
    return _list_in(objects[0]) if not lists and len(objects) == 1 else None


def raw_cell(raw: msgspec.Raw) -> str:
    """A value in one line: a text without its quotes, a list or object without blanks between its parts."""
    text = str(raw, "utf-8")
    if text[0] == '"':
        return printable(scanstring(text, 1, True)[0] if "\\" in text else text[1:-1], one_line=True)
    if text[0] not in "{[":
        return text
    plain = "\\" not in text or not _REWRITTEN.search(text)
    return printable(msgspec.json.format(text, indent=-1) if plain else dumps(loads(text)), one_line=True)
