"""What is said over an answer that is no whole JSON."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.core.document.document import Document
    from explorer.core.document.node import Fault

_NAMED = 3
_LOOKED_THROUGH = 1 << 15
_ONE_FAULT = re.compile(r"at line \d+, column \d+ \(byte [\d,]+\)\.?\Z")


def fault_words(faults: "Sequence[Fault]") -> str:
    """A sentence on some faults, of which there is at least one, in order of place; the fatal one is always named."""
    placed = sorted(faults, key=lambda fault: fault.offset)
    named = placed[:_NAMED]
    fatal = next((fault for fault in placed if fault.fatal), None)
    if fatal is not None and fatal not in named:
        named[-1] = fatal
    more = f"; {len(placed) - len(named):,} more" if len(placed) > len(named) else ""
    head = "Not strict JSON" if fatal is None else "Shown as far as it can be read"
    return f"{head}: {'; '.join(map(str, named))}{more}."


def is_fault_alone(note: str) -> bool:
    """Whether a note says nothing but one fault and its place, which the list of them says too."""
    return note.count(". ") == 0 and _ONE_FAULT.search(note) is not None


def queried_remark(answer: "Document | None") -> str:
    """What to know of an expression's result, where the answer is no whole JSON; else nothing."""
    from explorer.core.form.duplicate_keys import duplicate_key

    faults = answer.faults if answer is not None else ()
    if answer is not None and not faults and len(answer.data) <= _LOOKED_THROUGH:
        twice = duplicate_key(answer.data.decode("utf-8", "replace"))
        return f"; of the keys named {twice.key[:200]!r} in one object the last was used." if twice else ""
    if not faults:
        return ""
    if faults[-1].fatal:
        return f", from as much of the answer as can be read: {faults[-1]}."
    return f"; the answer is no strict JSON: {faults[-1]}. Words such as NaN count as texts here."
