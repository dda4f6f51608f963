"""Which of the repeated keys of a document an expression has to do with: of others nothing need be said."""

from contextlib import suppress
from typing import TYPE_CHECKING

from explorer.core.errors import UsageError
from explorer.services.query_need import WHOLE, Need

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.core.document.document import Document
    from explorer.core.document.repeated_keys import RepeatedKey


def repeats_that_matter(document: "Document", expression: str) -> "list[RepeatedKey]":
    """The repeated keys that ``expression`` looks at, or that are in what it selects, in order of place."""
    from explorer.core.document.repeated_keys import repeated_keys
    from explorer.services.query_json import compile_query
    from explorer.services.query_need import need_of

    found = repeated_keys(document)
    if not found:
        return []
    need = WHOLE
    with suppress(UsageError):
        need = need_of(compile_query(expression).parsed)
    return [each for each in found if _is_needed(need, each.steps)]


def _is_needed(need: Need, steps: "Iterable[str | int]") -> bool:
    for step in steps:
        if need.whole:
            return True
        found = _of_member(need, step) if isinstance(step, str) else _of_element(need, step)
        if found is None:
            return False
        need = found
    return True


def _of_member(need: Need, name: str) -> Need | None:
    field, values = need.fields.get(name), need.values
    return field if values is None else values if field is None else field | values


def _of_element(need: Need, place: int) -> Need | None:
    """What is needed of an element; from the end of a list nobody knows here which one that is."""
    found = need.items
    for piece, inner in need.picks:
        counted_back = any(end is not None and end < 0 for end in (piece.start, piece.stop, piece.step))
        if counted_back or place in range(*piece.indices(place + 1)):
            found = inner if found is None else found | inner
    return found
