"""What is said of a document that is no whole JSON, in the engineer's language: the same in every front end."""

from typing import TYPE_CHECKING

from explorer.core.document.paths import dotted_steps
from explorer.core.knowledge.odd_answers import fault_words
from explorer.core.models.visible_text import visible
from explorer.core.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.core.document.node import Fault
    from explorer.core.document.repeated_keys import RepeatedKey

_NAMED = 3
_LONGEST_KEY = 200
_WORD = " is not JSON"


def told_fault(fault: "Fault", say: Phrases) -> str:
    """One fault with its place."""
    return fault_words(str(fault), say)


def told_faults(faults: "Sequence[Fault]", say: Phrases) -> str:
    """A sentence on some faults, of which there is at least one, in order of place; the fatal one is always named."""
    placed = sorted(faults, key=lambda fault: fault.offset)
    named = placed[:_NAMED]
    fatal = next((fault for fault in placed if fault.fatal), None)
    if fatal is not None and fatal not in named:
        named[-1] = fatal
    parts = [told_fault(fault, say) for fault in named]
    if len(placed) > len(named):
        parts.append(say("document.more", count=f"{len(placed) - len(named):,}"))
    head = "document.not_strict" if fatal is None else "document.as_far"
    return say(head, faults=say("document.between").join(parts))


def told_repeats(found: "Sequence[RepeatedKey]", data: bytes, say: Phrases) -> list[str]:
    """Which keys stand several times in their object, with the place of the second one; a line each."""
    from explorer.core.document.repeated_keys import place_of

    lines = []
    for each in found[:_NAMED]:
        line, column = place_of(data, each.offset)
        path = visible(dotted_steps(each.steps)[-_LONGEST_KEY:])
        words = say("document.twice", path=path, count=each.times)
        lines.append(say("document.second", words=words, line=line, column=column, byte=f"{each.offset:,}"))
    if len(found) > _NAMED:
        lines.append(say("document.more_twice", count=f"{len(found) - _NAMED:,}"))
    return lines


def one_of_twice(found: "Sequence[RepeatedKey]", say: Phrases) -> str:
    """That of equal keys an expression used the last; empty for none."""
    keys = list(dict.fromkeys(each.key[:_LONGEST_KEY] for each in found))
    named = ", ".join(repr(key) for key in keys[:_NAMED]) + (", …" if len(keys) > _NAMED else "")
    return say("document.one_of_twice", keys=named) if keys else ""


def told_selected(faults: "Sequence[Fault]", found: "Sequence[RepeatedKey]", say: Phrases) -> str:
    """What to know of an expression's result: which of equal keys were used, and of what as much was read as could be.

    Empty where there is nothing to know.
    """
    parts = [one_of_twice(found, say)] if found else []
    if faults:
        key = "document.queried_cut" if faults[-1].fatal else "document.queried_strict"
        parts.append(say(key, fault=told_fault(faults[-1], say)))
        if any(fault.message.endswith(_WORD) for fault in faults):
            parts[-1] += (" " if say.language == "en" else "") + say("document.queried_words")
    elif parts:
        parts[-1] += say("explain.end")
    return say("document.between").join(parts)
