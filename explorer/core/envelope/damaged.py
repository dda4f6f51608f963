"""The error inside an answer that is cut or malformed: what of it could still be read whole."""

import re
from collections.abc import Mapping
from dataclasses import replace

import msgspec

from explorer.core.document.document import Document
from explorer.core.envelope.members import Members
from explorer.core.models.exchange import Outcome, OutcomeKind

_LONGEST = 1 << 16
_LONG_MESSAGE = 20_000
_CUT = "ends "
_CUT_MESSAGE = re.compile(rb'"Message"\s*+:\s*+("[^"\\]*+(?:\\.[^"\\]*+)*+\\?)\Z', re.DOTALL)


def error_in(members: Members, request_id: str) -> Outcome | None:
    """The error that a damaged envelope tells of, or None when its code did not come whole.

    Only ``Response.Error`` counts, and ``Error`` where there is no Response: a code elsewhere proves nothing in a body
    of which a part is missing.
    """
    holder = members.inner if members.inner is not None else members.top
    source = holder.get("Error", b"")[:_LONGEST]
    if source[:1] != b"{":
        return None
    found = _texts(source)
    code = found.get("Code", "")
    if not code:
        return None
    named = _whole(holder.get("RequestId", b"")) or request_id
    return Outcome(OutcomeKind.ERROR, named, code, found.get("Message", ""), _words(members.fault), damaged=True)


def cut_in_transfer(outcome: Outcome) -> Outcome | None:
    """What an answer of which not all bytes came still tells: its error, or None."""
    if not outcome.tells_error:
        return None
    return outcome if outcome.damaged else replace(outcome, damaged=True, note=_words(_CUT))


def _words(fault: str) -> str:
    words = f"The answer {'was cut' if _CUT in fault else 'is malformed'}, but its error could be read."
    return words if fault == _CUT else f"{words} {fault[:1].upper()}{fault[1:]}."


def _texts(source: bytes) -> Mapping[str, str]:
    """The string members; of a cut one what came is worth having for a message, and worth nothing for a code."""
    document = Document(source).open()
    root = document.root()
    texts: dict[str, str] = {}
    for node in document.members(root) if root is not None and root.kind.label == "object" else ():
        text = _whole(document.source(node))
        if text and node.key is not None:
            texts[node.key] = text[:_LONG_MESSAGE]
    return {"Message": _beginning(source), **texts}


def _whole(raw: bytes) -> str:
    try:
        return msgspec.json.decode(raw, type=str)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""


def _beginning(source: bytes) -> str:
    cut = _CUT_MESSAGE.search(source)
    if cut is None:
        return ""
    raw = cut.group(1)
    # Up to eleven bytes may be half of an escaped character beyond the basic plane.
    for taken in range(12):
        text = _whole(raw[: len(raw) - taken] + b'"')
        if text:
            return f"{text[:_LONG_MESSAGE]}…"
    return ""
