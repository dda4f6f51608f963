"""Which parts of a document are JSON throughout, and small enough to be printed in one go."""

import msgspec

from explorer.core.document.document import Document
from explorer.core.document.node import Kind, Node

_LARGEST = 1 << 20
_is_json = msgspec.json.Decoder(msgspec.Raw).decode


class SoundParts:
    """Of a document that has been passed over to its end."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._faults = [fault.offset for fault in document.faults]

    def is_small(self, node: Node) -> bool:
        """Whether a container ends, and is not too large."""
        return 0 <= node.end - node.start <= _LARGEST

    def source(self, node: Node) -> bytes:
        """The bytes of a small container without any fault; empty where there is one."""
        if self._has_fault(node):
            return b""
        source = self._document.source(node)
        try:
            _is_json(source)  # where there are many faults, not all are known
        except msgspec.DecodeError:
            return b""
        except RecursionError:
            pass
        return source

    def _has_fault(self, node: Node) -> bool:
        return any(node.start <= offset <= node.end for offset in self._faults)

    def hundreds(self, node: Node) -> list[range]:
        """Where each hundred elements of a large list stand; none where something in the list is no JSON."""
        if node.kind is not Kind.ARRAY or node.end < 0 or self._has_fault(node):
            return []
        self._document.count(node)  # so that the marks are there
        starts = list(node.marks or ())
        found = [range(*ends) for ends in zip(starts, [*starts[1:], node.end - 1], strict=True)] if starts else []
        return found if all(map(self._can_be_read, found)) else []

    def list_of(self, hundred: range) -> bytes:
        """Some elements as a list of their own."""
        return b"[%b]" % self._document.data[hundred.start : hundred.stop].rstrip(b" \t\r\n,")

    def _can_be_read(self, hundred: range) -> bool:
        source = self.list_of(hundred)
        try:
            source.decode("utf-8")
            _is_json(source)
        except (UnicodeDecodeError, msgspec.DecodeError, RecursionError):
            return False
        return True

    def text(self, node: Node) -> str:
        """The same as text, for which it has to be UTF-8."""
        try:
            return self.source(node).decode("utf-8")
        except UnicodeDecodeError:
            return ""
