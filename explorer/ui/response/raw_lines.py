"""What a text view shows of bytes, line by line, and the way back from a place in that to the bytes."""

import re
from array import array

from explorer.core.models.visible_text import HIDDEN
from explorer.ui.response.clipboard_text import letter_start

LINE = 1 << 11
"""Letters after which a line is broken: a text view is slow at endless ones."""
_WIDE_LINE = LINE // 4
_PIECE = 4 * LINE + 64
"""More than one broken line takes, whatever its letters."""
_MOST_LINES = 100
_ENDS = re.compile("\r\n|\n|\r")
_BYTES = "\udc80-\udcff"
_ODD = re.compile(f"{HIDDEN.pattern}|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0\ufdd1{_BYTES}]")
"""What is written out: marks that nobody sees, control characters, other ends of lines, and bytes that are no text."""


class RawLines:
    """The lines shown of a body, from a byte on. ``end`` is the byte up to which they are shown."""

    def __init__(self, body: bytes, start: int = 0) -> None:
        self.end = start
        self.is_broken = False
        self._body = body
        self._starts = array("Q")

    def more(self, goal: int) -> list[str]:
        """The next lines as they are shown, as many as take some tenths of a millisecond; those up to a byte at most.

        The last line may go on: ``take_back`` it before more than that goal is shown.
        """
        start, body = self.end, self._body
        stop = letter_start(body, min(goal, start + _PIECE))
        if body[stop - 1 : stop + 1] == b"\r\n":
            stop += 1
        text = body[start:stop].decode("utf-8", "surrogateescape")
        shown: list[str] = []
        done = 0
        for found in _ENDS.finditer(text):
            if found.start() - done > LINE:
                break
            self._take(text[done : found.start()], found.end() - found.start(), shown)
            done = found.end()
            if len(shown) >= _MOST_LINES or done >= LINE:
                return shown
        if len(text) - done > LINE:
            self._take(text[done : done + LINE], 0, shown, cut=True)
        elif stop >= goal:
            self._take(text[done:], 0, shown)
        return shown

    def take_back(self) -> bool:
        """Forget the last line, if there is one, so that it is shown anew."""
        if not self._starts:
            return False
        self.end = self._starts.pop()
        return True

    def place(self, line: int, units: int, *, behind: bool) -> int:
        """The byte at a place in a line, in units of UTF-16; in the middle of what is written out before or behind it.

        Raises IndexError for a line that is not shown.
        """
        begin = self._starts[line]
        after = self._starts[line + 1] if line + 1 < len(self._starts) else self.end
        text = _ENDS.sub("", self._body[begin:after].decode("utf-8", "surrogateescape"))
        return begin + _size(text[: _letters(text, units, behind=behind)])

    def _take(self, line: str, ending: int, shown: list[str], *, cut: bool = False) -> None:
        """Show a line, or as much of one that is ``cut`` as fits."""
        at = 0
        while True:
            part = _fitting(line[at : at + LINE])
            if cut or at + len(part) < len(line):
                part = part[: _gap(part)]
            text = written(part)
            self._starts.append(self.end)
            self.end += _size(part)
            shown.append(text)
            at += len(part)
            self.is_broken = self.is_broken or cut or at < len(line)
            if cut or at >= len(line):
                break
        self.end += ending


def _fitting(part: str) -> str:
    """As much of a line as can be shown as one."""
    if _size(part) * 2 > len(part) * 3:  # mostly letters that take long to draw
        part = part[:_WIDE_LINE]
    return part[: max(_letters(part, LINE, behind=False), 1)] if len(written(part)) > LINE else part


def _gap(part: str) -> int:
    """Where a line is broken: rather behind a comma or a blank than in a word, if there is one near its end."""
    place = max(part.rfind(","), part.rfind(" ")) + 1
    return place if place > len(part) * 3 // 4 else len(part)


def written(text: str) -> str:
    """A text, its bytes that are no UTF-8 as half surrogates, with all of it in sight."""
    return text if text.isascii() and text.isprintable() else _ODD.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code & 0xFF:02x}" if code < 0x80 or 0xDC80 <= code <= 0xDCFF else f"\\u{code:04x}"


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogateescape"))


def _letters(text: str, units: int, *, behind: bool) -> int:
    """How many letters stand before a place of the text as it is written."""
    done = 0
    for found in _ODD.finditer(text):
        plain = _units(text[done : found.start()])
        if units <= plain:
            break
        units, width = units - plain, len(_escape(found))
        if units < width:
            return found.end() if behind else found.start()
        units, done = units - width, found.end()
    if text.isascii():
        return min(done + units, len(text))
    rest = text[done:].encode("utf-16-le", "surrogatepass")[: 2 * units]
    return done + len(rest.decode("utf-16-le", "ignore"))


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
