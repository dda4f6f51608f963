"""A pasted text as one would read it: without a terminal's colours and invisible letters, with its entities undone."""

import re
from bisect import bisect_right
from dataclasses import replace

from explorer.core.models.finding import Finding

PIECE = 1 << 15
"""Characters that are looked at in one call, so that none runs long."""

_COUNTED_AT_ONCE = 1 << 20
_ENTITIES = {
    "quot": '"',
    "#34": '"',
    "apos": "'",
    "#39": "'",
    "#x27": "'",
    "lt": "<",
    "gt": ">",
    "amp": "&",
    "nbsp": " ",
}
# A letter or a sign that has no name of its own: &#45; and &#x2d;.
_BY_NUMBER = r"#0{0,4}(?:3[2-9]|[4-9][0-9]|1[01][0-9]|12[0-6])|#x0{0,3}[2-7][0-9a-e]"
_PERCENTS = {
    "22": '"',
    "27": "'",
    "3D": "=",
    "26": "&",
    "7B": "{",
    "7D": "}",
    "3A": ":",
    "2C": ",",
    "20": " ",
    "0A": "\n",
}
# It begins with a set of characters, which a search finds fast; what is behind it tells them apart. A terminal's
# colours come as they are, with their escape shown as ^[, or without it. Markdown keeps a full stop from a list's.
_MARK = re.compile(
    "[\x1b^\u241b\\[&%\\\\\u00ad\u200b-\u200f\u2060\ufeff]"
    r"(?:(?<=\x1b)(?:\[[0-9;:?]{0,40}[ -/]{0,4}[@-~]|\][^\x07\x1b]{0,300}(?:\x07|\x1b\\))"
    r"|(?<=[\^\u241b])\[[0-9]{1,3}(?:;[0-9]{1,3}){0,5}m|(?<=\[)[0-9]{1,3}(?:;[0-9]{1,3}){0,5}m"
    rf"|(?<=&)(?P<entity>(?i:{'|'.join(_ENTITIES)}|{_BY_NUMBER}));|(?<=%)(?P<percent>(?i:{'|'.join(_PERCENTS)}))"
    r"|(?<=[A-Za-z]\\)(?=\.[A-Z])|(?<=[\u00ad\u200b-\u200f\u2060\ufeff]))"
)
_WIDE = re.compile("[\uff01-\uff5e]")
_NARROW = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code - 0xFEE0).isalnum()} | {
    0xFF0E: ".", 0xFF0D: "-", 0xFF3F: "_"}  # fmt: skip


class PlainPaste:
    """``text`` is what is read; ``moved_back`` gives the place in what was pasted."""

    def __init__(self, pasted: str) -> None:
        self._places: list[tuple[int, int]] = []
        kept: list[str] = []
        self._length = self._missing = 0
        for start, end in pieces(pasted):
            self._take(pasted[start:end], kept)
        self.text = "".join(kept)

    def _take(self, piece: str, kept: list[str]) -> None:
        if not piece.isascii() and _WIDE.search(piece):
            piece = piece.translate(_NARROW)
        last = 0
        for mark in _MARK.finditer(piece):
            kept.append(piece[last : mark.start()])
            self._length += mark.start() - last
            written = _written(mark)
            if written:
                kept.append(written)
                self._length += len(written)
            self._missing += mark.end() - mark.start() - len(written)
            self._places.append((self._length, self._missing))
            last = mark.end()
        kept.append(piece[last:])
        self._length += len(piece) - last

    @property
    def is_changed(self) -> bool:
        """Whether anything was undone."""
        return bool(self._places)

    def moved_back(self, finding: Finding) -> Finding:
        """The finding at its place in what was pasted."""
        if not self._places:
            return finding
        return replace(finding, start=self._back(finding.start), end=self._back(finding.end - 1) + 1)

    def _back(self, place: int) -> int:
        number = bisect_right(self._places, place, key=lambda each: each[0])
        return place + (self._places[number - 1][1] if number else 0)


def _written(mark: "re.Match[str]") -> str:
    entity, percent = mark["entity"], mark["percent"]
    if entity and entity.lower() not in _ENTITIES:
        return chr(int(f"0{entity[1:]}" if entity[1] in "xX" else entity[1:], 16 if entity[1] in "xX" else 10))
    return _ENTITIES[entity.lower()] if entity else _PERCENTS[percent.upper()] if percent else ""


def pieces(text: str) -> list[tuple[int, int]]:
    """Places to cut the text, so that no search runs long in one call: between lines, or where it must be, words."""
    places, start = [], 0
    while start < len(text):
        end = start + PIECE
        if end < len(text):
            end = text.rfind("\n\n", start + 1, end) + 2
            for mark in ("\n", " ", ","):
                if end > start + 1:
                    break
                end = text.rfind(mark, start + 1, start + PIECE) + 1
            end = end if end > start + 1 else start + PIECE
        places.append((start, end))
        start = end
    return places


class Lines:
    """Line numbers, from 1, of places that mostly come in their order."""

    def __init__(self, text: str) -> None:
        self._text, self._place, self._line = text, 0, 1

    def at(self, place: int) -> int:
        """The line that a place is in."""
        if place < self._place:
            self._place, self._line = 0, 1
        # Counted in steps, since one count through megabytes would hold up the window.
        while self._place < place:
            end = min(place, self._place + _COUNTED_AT_ONCE)
            self._line += self._text.count("\n", self._place, end)
            self._place = end
        return self._line
