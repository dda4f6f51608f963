"""Finds names that stand twice in one object of a JSON text, which most readers pass over without a word."""

import json
from collections import Counter
from contextlib import suppress


def repeated_names(text: str) -> list[str]:
    """Each repeated name once, in order; none for a text that is no JSON."""
    found: dict[str, None] = {}

    def look(pairs: list[tuple[str, object]]) -> None:
        counts = Counter(name for name, _ in pairs)
        found.update(dict.fromkeys(name for name, times in counts.items() if times > 1))

    with suppress(ValueError, RecursionError):
        json.loads(text, object_pairs_hook=look, parse_int=str)
    return list(found)
