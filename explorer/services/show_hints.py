"""A way out for who shows a file that is no answer, or no JSON at all."""

import re
from typing import TYPE_CHECKING

from explorer.core.knowledge.pasted_envelopes import find_envelopes
from explorer.core.phrases import Phrases

if TYPE_CHECKING:
    from explorer.core.document.document import Document

_LOOKED_AT = 1_000_000
_PYTHON = re.compile(rb"\s*[{\[(][\s{\[(]*'")
_COMMENT = re.compile(rb"//|/\*|#")


def hint_for(document: "Document", say: Phrases) -> str:
    """One sentence on what to do with a file that cannot be read as it is; mostly none."""
    data = document.data
    fatal = next((fault for fault in document.faults if fault.fatal), None)
    if fatal is None:
        return _of_recording(document, say)
    if _PYTHON.match(data[: fatal.offset + 40]) and data[fatal.offset : fatal.offset + 1] == b"'":
        return say("hint.quotes")
    if _COMMENT.match(data, fatal.offset):
        return say("hint.comment")
    text = data[:_LOOKED_AT].decode("utf-8", "replace")
    found = next(find_envelopes(text), None) if fatal.offset == 0 or not text.lstrip().startswith(("{", "[")) else None
    return say("hint.answer_inside", line=text.count("\n", 0, found.start) + 1) if found is not None else ""


def _of_recording(document: "Document", say: Phrases) -> str:
    root = document.root()
    log = next(document.members(root), None) if root is not None and root.kind.label == "object" else None
    if log is None or log.key != "log" or log.kind.label != "object":
        return ""
    entries = next((node for node in document.members(log) if node.key == "entries"), None)
    if entries is None or entries.kind.label != "array":
        return ""
    return say("hint.har", count=f"{document.count(entries):,}")
