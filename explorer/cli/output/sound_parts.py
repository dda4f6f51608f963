"""Which parts of a document are JSON throughout, and small enough to be printed in one go."""

from explorer.core.document.document import Document
from explorer.core.document.node import Node

_LARGEST = 1 << 20


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
        if any(node.start <= offset <= node.end for offset in self._faults):
            return b""
        return self._document.source(node)

    def text(self, node: Node) -> str:
        """The same as text, for which it has to be UTF-8."""
        try:
            return self.source(node).decode("utf-8")
        except UnicodeDecodeError:
            return ""
