"""The lines of many parts that are made alike, as the rows of a list are: worked out once, then filled in."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_TEXT = r'"(?:[^"\\]++|\\.)*+"'
_BLANK = r"[ \t\r\n]*+"
# A member's key, if it has one, and the bracket that opens its value, or the value.
_ROW = re.compile(rf'({_TEXT}{_BLANK}:{_BLANK})?+(?:([\[{{])|({_TEXT}|[^\s{{}}\[\]:,"]++))', re.DOTALL)
LONGEST = 1 << 13
"""Characters of a part; longer ones are hardly ever alike."""
_MOST = 1000

BLANK = "\0"
"""What stands for a value in lines that are to be filled in."""


@dataclass(frozen=True, slots=True)
class _Filled:
    """``head`` comes behind the label of the part itself, ``below`` are the lines of what it holds."""

    head: str
    below: str


class Alike:
    """Parts of the same keys and brackets in the same order have the same lines, but for their values."""

    def __init__(self, make: Callable[[str, str, int, bool], tuple[str, list[str]]]) -> None:
        """``make`` gives head and lines of a part, with the sign above in place of values."""
        self._make = make
        self._known: dict[tuple[object, ...], _Filled] = {}

    def lines(
        self, text: str, prefix: str, depth: int, marked: bool, shown: Callable[[list[str]], list[str]]
    ) -> tuple[str, str] | None:
        """Head and lines of a container as text; None where working it out is not worth it.

        ``shown`` makes of values what is shown of them.
        """
        parts = _ROW.split(text)
        shape = (prefix, depth, marked, *parts[::4], *parts[1::4], *parts[2::4])
        filled = self._known.get(shape)
        if filled is None:
            if len(self._known) >= _MOST:
                return None
            head, lines = self._make(text, prefix, depth, marked)
            filled = self._known[shape] = _Filled(head, _pattern("\n".join(lines)))
        if not filled.below:
            return filled.head, ""
        # Of brackets nothing is filled in; no token of a value is empty.
        return filled.head, filled.below % tuple(shown(list(filter(None, parts[3::4]))))


def _pattern(lines: str) -> str:
    return lines.replace("%", "%%").replace(BLANK, "%s")
