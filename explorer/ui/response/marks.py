"""Finds the rows of an answer that mean something: the error, its code, the RequestId."""

from typing import TYPE_CHECKING

from explorer.core.models.exchange import Outcome, OutcomeKind
from explorer.ui.models.document_model import Marks

if TYPE_CHECKING:
    from explorer.core.document.document import Document
    from explorer.core.document.node import Node

_LEGACY = ("code", "message", "codeDesc")
_MANY = 200


def marks_of(document: "Document", outcome: Outcome | None) -> Marks:
    """Places of the envelope's rows, as far as the document has been read."""
    failed = outcome is not None and outcome.kind is OutcomeKind.ERROR
    top = document.top()
    response = _member(top, "Response")
    if response is None or not response.is_container:
        return _legacy(top) if failed else Marks()
    inside = document.children(response)
    request_id, error = _member(inside, "RequestId"), _member(inside, "Error")
    place = request_id.start if request_id is not None else -1
    if not failed or error is None:
        return Marks(request_id=place)
    code = _member(document.children(error), "Code") if error.is_container else None
    end = error.end if error.end >= 0 else len(document.data)
    return Marks((error.start, end), frozenset({code.start} if code is not None else ()), place)


def _legacy(top: "list[Node]") -> Marks:
    found = [node for node in top if node.key in _LEGACY]
    if not found:
        return Marks()
    codes = frozenset(node.start for node in found if node.key == "codeDesc")
    return Marks((found[0].start, found[0].end), codes)


def _member(rows: "list[Node]", key: str) -> "Node | None":
    return next((row for row in rows[:_MANY] if row.key == key), None)
