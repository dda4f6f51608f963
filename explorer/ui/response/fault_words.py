"""What is said over an answer that is no whole JSON."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.core.document.document import Document

_LOOKED_THROUGH = 1 << 15
_ONE_FAULT = re.compile(r"at line \d+, column \d+ \(byte [\d,]+\)\.?\Z")


def is_fault_alone(note: str) -> bool:
    """Whether a note says nothing but one fault and its place, which the list of them says too."""
    return note.count(". ") == 0 and _ONE_FAULT.search(note) is not None


def selected_words(expression: str, answer: "Document | None", language: str) -> str:
    """What an expression's result comes from, and what to know of it where the answer is no whole JSON."""
    from explorer.core.knowledge.document_words import told_selected
    from explorer.core.phrases import phrases
    from explorer.services.query_repeats import repeats_that_matter

    say = phrases(language)
    selected = say("document.selected", expression=expression)
    if answer is None:
        return selected
    found = repeats_that_matter(answer, expression) if len(answer.data) <= _LOOKED_THROUGH else []
    words = told_selected(answer.faults, found, say)
    return f"{selected}{say('document.between')}{words}" if words else selected
