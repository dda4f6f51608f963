"""Breaks lines for the eye that are too long to be laid out at once, and takes the breaks out again, to the letter."""

import re
from collections.abc import Iterator

MARKS = "\u2060\u2061\u2062\u2063\u2064"
"""Letters that nobody sees. One that a text does not hold stands on both sides of each break made here."""

LONGEST = 1_000
"""Letters of a line that an editor lays out in no time that counts."""

_PIECE = 200


def mark_for(text: str) -> str:
    """A mark that the text does not hold; empty, so that nothing is broken, if it holds all of them."""
    return next((mark for mark in MARKS if mark not in text), "")


def broken(text: str, mark: str) -> str:
    """The text with breaks in every line of over a thousand letters."""
    return "".join(broken_pieces(text, mark))


def broken_pieces(text: str, mark: str) -> Iterator[str]:
    """As ``broken``, a stretch at a time."""
    if len(text) <= LONGEST or not mark:
        yield text
        return
    for line in text.splitlines(keepends=True) if "\n" in text else (text,):
        if len(line) <= LONGEST:
            yield line
            continue
        for start in range(0, len(line), _PIECE):
            end = start + _PIECE
            yield line[start:end] + (f"{mark}\n{mark}" if end < len(line) else "")


def whole(shown: str, mark: str, end: str = "\n") -> str:
    """The text without the breaks, lines ending in ``end``. A line end that was typed beside a break, or a letter on
    its wrong side, stays.
    """
    if not mark or mark not in shown:
        return shown
    if f"{mark}{end}{end}" in shown:
        return re.sub(_breaks(mark, end), r"\1", shown)
    for put_in in (f"{mark}{end}{mark}", f"{mark}{end}", f"{end}{mark}", mark):
        shown = shown.replace(put_in, "")
        if mark not in shown:
            break
    return shown


def place_in(shown: str, mark: str, position: int) -> int:
    """Where in the shown text the letter at a position of the whole text stands."""
    if not mark or mark not in shown:
        return position
    for found in re.finditer(_breaks(mark), shown):
        if found.start() > position:
            break
        position += len(found[0]) - len(found[1] or "")
    return position


def _breaks(mark: str, end: str = "\n") -> str:
    return f"{mark}{end}({end}*){mark}|{mark}{end}|{end}{mark}|{mark}"
