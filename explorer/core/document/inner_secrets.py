"""Secrets that JSON within a string names: they are masked in a row that is shown, so a search passes them over."""

import re
from collections.abc import Callable, Iterator

from explorer.core.document.names import Verdict

_LEVELS = 7
_NAME = re.compile(
    rb'(?<!\\)(\\{1,%d}+)"([^"\\]{1,200}+)\1"[ \t\r\n]{0,64}+:[ \t\r\n]{0,64}+'
    rb'(?:(\[[ \t\r\n]{0,64}+)?+\1"|([-0-9][0-9.eE+-]{0,40}+))' % _LEVELS
)
_QUOTE = re.compile(rb'(?<!\\)(\\*+)"')
_LONGEST = 1 << 16


def inner_secrets(
    data: bytes, begin: int, end: int, longest_name: int, verdict: Callable[[bytes], Verdict]
) -> Iterator[tuple[int, int] | None]:
    """Where they are whose names start in ``begin:end``; None between names that hide nothing."""
    for found in _NAME.finditer(data, begin, end + longest_name):
        if found.start() >= end:
            return
        hides = verdict(found.group(2))
        if found.lastindex == 4:
            yield found.span(4) if hides[1] else None
        elif not hides[0]:
            yield None
        elif found.group(3):
            close = data.find(b"]", found.end(), found.end() + _LONGEST)
            yield found.end(), close if close >= 0 else _end(data, found.end(), len(found.group(1)))
        else:
            yield found.end(), _end(data, found.end(), len(found.group(1)))


def _end(data: bytes, start: int, backslashes: int) -> int:
    """Where a value ends whose quotes have so many backslashes before them."""
    depth, limit = backslashes // 2, start + _LONGEST
    for found in _QUOTE.finditer(data, start, limit):
        before = len(found.group(1))
        if before % 2 == 0:
            return found.start()  # the end of the string that all of it stands in
        inside = before // 2
        if inside < depth or inside % (2 * (depth + 1)) == depth:
            return found.start()
    return min(limit, len(data))
