"""Finds the few members of an envelope that matter without decoding the others, in a body of any size."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from explorer.core.document.document import Document

_NOTHING = msgspec.Raw(b"")
_AT_ONCE = 2 << 20
"""Bytes that the C parser may pass over in one go (about 0.7 ms/MB); more is read in slices that let others run."""

_DEEPEST = 1000
_TOO_DEEP = f"Nested deeper than {_DEEPEST:,} levels, so no envelope is looked for"


class _Inner(msgspec.Struct):
    Error: msgspec.Raw = _NOTHING
    RequestId: msgspec.Raw = _NOTHING
    DeprecatedWarning: msgspec.Raw = _NOTHING


class _Top(msgspec.Struct):
    Response: _Inner | msgspec.UnsetType = msgspec.UNSET
    Error: msgspec.Raw = _NOTHING
    RequestId: msgspec.Raw = _NOTHING
    code: msgspec.Raw = _NOTHING
    codeDesc: msgspec.Raw = _NOTHING  # noqa: N815 - the vendor's own name
    message: msgspec.Raw = _NOTHING
    requestId: msgspec.Raw = _NOTHING  # noqa: N815


_TOP_NAMES = frozenset(_Top.__struct_fields__)
_INNER_NAMES = frozenset(_Inner.__struct_fields__)
_decode_top = msgspec.json.Decoder(_Top).decode


@dataclass(frozen=True, slots=True)
class Members:
    """The source bytes of the wanted members of the root, and of ``Response`` where that is an object.

    ``kind`` is of the root: ``object``, ``array`` …, or empty if there is none. ``fault`` words the place where the
    body stops being JSON; ``oddity`` one that could be passed over. A body that is ``deep`` was not read to its end:
    ``oddity`` says so.
    """

    kind: str
    top: Mapping[str, bytes] = field(default_factory=dict)
    inner: Mapping[str, bytes] | None = None
    fault: str = ""
    oddity: str = ""
    deep: bool = False


def find_members(data: bytes) -> Members:
    """Look at the root and at ``Response``; of equal names the last counts. Never raises."""
    if len(data) <= _AT_ONCE and data.lstrip()[:1] == b"{":
        try:
            return _strictly(data)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            pass
    return _leniently(data)


def _strictly(data: bytes) -> Members:
    """One pass in C; a Response that is no object is left to the lenient way."""
    top = _decode_top(data)
    response = top.Response
    if isinstance(response, msgspec.UnsetType):
        return Members("object", _sources(top))
    return Members("object", {"Response": b"{", **_sources(top)}, _sources(response))


def _sources(found: _Top | _Inner) -> dict[str, bytes]:
    sources = ((name, getattr(found, name)) for name in found.__struct_fields__ if name != "Response")
    return {name: bytes(source) for name, source in sources if source}


def _leniently(data: bytes) -> Members:
    document = Document(data)
    for _ in document.index_steps():
        if document.index.depth > _DEEPEST:  # reading on would take seconds, and no envelope is like that
            return Members("", oddity=_TOO_DEEP, deep=True)
    root = document.root()
    if root is None:
        return Members("", fault=_first_fault(document))
    top: dict[str, bytes] = {}
    inner: dict[str, bytes] | None = None
    for node in document.members(root) if root.kind.label == "object" else ():
        if node.key == "Response" and node.kind.label == "object":
            members = document.members(node)
            inner = {child.key: document.source(child) for child in members if child.key in _INNER_NAMES}
            top["Response"] = b"{"
        elif node.key in _TOP_NAMES:
            top[node.key] = document.source(node)
            inner = None if node.key == "Response" else inner
    fatal = next((str(fault) for fault in document.faults if fault.fatal), "")
    oddity = next((str(fault) for fault in document.faults if not fault.fatal), "")
    return Members(root.kind.label, top, inner, fatal, oddity)


def _first_fault(document: Document) -> str:
    return next((str(fault) for fault in document.faults), "no JSON value")
