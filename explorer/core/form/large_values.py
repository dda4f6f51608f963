"""Tells a value that is too large for an editor of one field, and what to say in its place, without writing it out."""

from explorer.core.models.json_value import JsonValue, Number

MOST_IN_FIELD = 20_000
"""Characters that an editor of one field still shows at once."""

_BEGINNING = 80


def is_large(value: JsonValue, limit: int = MOST_IN_FIELD) -> bool:
    """Whether a value has more than about ``limit`` characters as JSON; looks no further than that."""
    size, waiting = 0, [value]
    while waiting and size <= limit:
        here = waiting.pop()
        if isinstance(here, dict):
            size += sum(map(len, here)) + 4 * len(here)
            waiting.extend(here.values())
        elif isinstance(here, list):
            size += 2 * len(here)
            waiting.extend(here[: limit + 1])
        elif isinstance(here, str):
            size += len(here) + 2
        else:
            size += len(here.text) if isinstance(here, Number) else 5
    return size > limit


def outline(value: JsonValue) -> str:
    """What a large value is, in a few words: a list of so many, or how a long text begins."""
    if isinstance(value, list):
        return f"A list of {len(value):,}"
    if isinstance(value, dict):
        return f"An object of {len(value):,} members"
    if isinstance(value, str):
        return f"{len(value):,} characters: {' '.join(value[:_BEGINNING].split())}…"
    return "A long number"
