"""Reads a body backwards from a place between its tokens: the name before a value, the object around a name."""

import re

_LONGEST_NAME = 1 << 16
_BLANKS = b" \t\n\r"
_BLANKS_AT_ONCE = 1 << 12
_TOKEN = re.compile(rb'("(?:[^"]++|"\\(?:\\\\)*+(?!\\))*+")|([\[{])|[\]}]|(")')
"""In bytes turned round, a quote belongs to its text if an odd number of backslashes follows. The last: a torn text."""
_SIZES = (256, 4096, 1 << 16)


def name_before(data: bytes, start: int) -> tuple[int, int]:
    """Where the name between its quotes is whose value starts at a place; ``(-1, -1)`` for what has no name."""
    colon = _last_mark(data, start)
    if data[colon : colon + 1] != b":":
        return -1, -1
    close = _last_mark(data, colon)
    if data[close : close + 1] != b'"':
        return -1, -1
    quote = last_quote(data, close)
    return (quote + 1, close) if quote >= 0 else (-1, -1)


def last_quote(data: bytes, place: int) -> int:
    """The quote before a place in a text that opens it; -1 where it is far."""
    first = max(0, place - _LONGEST_NAME)
    quote = data.rfind(b'"', first, place)
    while quote >= 0 and _is_escaped(data, quote):
        quote = data.rfind(b'"', first, quote)
    return quote


def object_around(data: bytes, place: int, members: int) -> int:
    """The start of the innermost object or list around a place that is in no text; -1 where that is far.

    Far is more than 64 kB, or more than some ``members``.
    """
    for size in _SIZES:
        begin = max(0, place - size)
        texts = depth = 0
        for found in _TOKEN.finditer(data[begin:place][::-1]):
            if found.lastindex == 1:
                texts += not depth
                if texts > 2 * members:
                    return -1
            elif found.lastindex == 2:
                if not depth:
                    return place - found.end()
                depth -= 1
            elif found.lastindex == 3:
                break
            else:
                depth += 1
        if not begin:
            break
    return -1


def _last_mark(data: bytes, place: int) -> int:
    """The last byte before a place that is no blank; -1 if there is none."""
    while place > 0:
        low = max(0, place - _BLANKS_AT_ONCE)
        piece = data[low:place].rstrip(_BLANKS)
        if piece:
            return low + len(piece) - 1
        place = low
    return -1


def _is_escaped(data: bytes, quote: int) -> bool:
    """Whether an odd number of backslashes stands before a quote."""
    before = quote
    while before and data[before - 1] == 0x5C:
        before -= 1
    return (quote - before) % 2 == 1
