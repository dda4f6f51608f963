"""Whether a key stands more than once in its object, which JSON readers take in different ways."""

from itertools import islice

from explorer.core.document.document import Document
from explorer.core.document.node import Kind, Node

_LOOKED_AT = 300


def is_repeated(document: Document, node: Node) -> bool:
    """Whether another of the first some hundred members of the object has the row's key; never takes long."""
    owner = node.owner
    if owner is None or node.key is None or node.kind > Kind.NULL:
        return False
    return any(
        each.key == node.key and each.start != node.start for each in islice(document.members(owner), _LOOKED_AT)
    )
