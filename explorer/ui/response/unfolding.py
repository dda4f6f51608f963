"""Which rows of an answer are expanded before anybody asks for it."""

from typing import TYPE_CHECKING

from explorer.ui.models.document_model import DocumentModel

if TYPE_CHECKING:
    from explorer.core.document.document import Document

_ROWS_AT_FIRST = 24
_LOOKS_AT_FIRST = 150
"""Members that are counted to find out what fits."""


def unfold_some(model: DocumentModel) -> None:
    """Expand from the outside in, while all rows are likely to be in sight."""
    row, document, looks = 0, model.document, _LOOKS_AT_FIRST
    while document is not None and row < model.rowCount() and row < _ROWS_AT_FIRST:
        node = model.node(row)
        if model.can_expand(node):
            room = min(_ROWS_AT_FIRST - model.rowCount(), looks)
            count = document.count_up_to(node, room + 1)
            looks -= count
            if count <= room or node.depth <= 0 or model.is_error(node):
                model.expand(row)
        row += 1


def unfold_faults(model: DocumentModel, document: "Document") -> None:
    """Whatever was folded before: what went wrong is in sight."""
    error = model.marks.error
    if error[1]:
        row = model.reveal(error[0])
        if row >= 0:
            model.expand(row)
    if document.complete and document.faults and document.faults[-1].fatal:
        model.reveal(document.faults[-1].offset)
