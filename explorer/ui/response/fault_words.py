"""What is said over an answer that is no whole JSON."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.core.document.document import Document
    from explorer.core.document.node import Fault


def fault_words(faults: "Sequence[Fault]") -> str:
    """A sentence on the last of some faults, of which there is at least one, and how many more there are."""
    last = faults[-1]
    more = f" ({len(faults) - 1:,} more)" if len(faults) > 1 else ""
    head = "Shown as far as it can be read: " if last.fatal else ""
    return f"{head}{last}{more}."


def queried_remark(answer: "Document | None") -> str:
    """What to know of an expression's result, where the answer is no whole JSON; else nothing."""
    faults = answer.faults if answer is not None else ()
    if not faults:
        return ""
    if faults[-1].fatal:
        return f", from as much of the answer as can be read: {faults[-1]}."
    return f"; the answer is no strict JSON: {faults[-1]}. Words such as NaN count as texts here."
