"""Reads one key or one scalar at a place, leniently, and says what is wrong there."""

from codecs import utf_8_decode

from explorer.core.document.gaps import Gaps, skip_blanks
from explorer.core.document.grammar import (
    BAD_TEXT,
    LENIENT_TEXT,
    NEXT,
    ODD_WORD,
    PAIRED,
    SCALAR,
    SPACE,
    TORN_WORD,
    WINDOW,
)
from explorer.core.document.node import Kind

LONGEST_NUMBER = 1 << 20
_LONGEST_TORN = 64
_LEAP = 1 << 20
_FEW_BLANKS = 256
_FEW_QUOTES = 32
_SCALAR_KINDS = (Kind.STRING, Kind.NUMBER, Kind.BOOLEAN, Kind.NULL)


class UnreadableError(Exception):
    """The bytes at ``offset`` are no JSON, and it cannot be guessed how they go on."""

    def __init__(self, offset: int, message: str) -> None:
        super().__init__(message)
        self.offset = offset
        self.message = message


class Oddity:
    """Something at ``offset`` that JSON forbids, but that can be read all the same."""

    __slots__ = ("message", "offset")

    def __init__(self, offset: int, message: str) -> None:
        self.offset = offset
        self.message = message


def scalar(data: bytes, pos: int) -> tuple[int, Kind] | None:
    """End and kind of a correct string, number or word at ``pos``; None if it is long, odd or none."""
    limit = pos + WINDOW
    found = SCALAR.match(data, pos, limit)
    if found is None or (found.end() == limit and limit < len(data)):
        return None
    return found.end(), _SCALAR_KINDS[(found.lastindex or 1) - 1]


def odd_scalar(data: bytes, pos: int) -> tuple[int, Kind, Oddity | None]:
    """A number or word that the strict way refused. Raises UnreadableError. Strings are read by ``string_part``."""
    word = ODD_WORD.match(data, pos)
    if word:
        return word.end(), Kind.NUMBER, Oddity(pos, f"{word.group().decode()} is not JSON")
    found = SCALAR.match(data, pos, pos + LONGEST_NUMBER)
    if found is not None and found.end() < pos + LONGEST_NUMBER:
        return found.end(), _SCALAR_KINDS[(found.lastindex or 1) - 1], None
    if len(data) - pos < _LONGEST_TORN and TORN_WORD.match(data, pos):
        raise UnreadableError(len(data), "the text ends inside a value")
    if found is not None:
        raise UnreadableError(pos, f"a number of more than {LONGEST_NUMBER:,} digits")
    raise UnreadableError(pos, _what_stands(data, pos, "a value"))


def string_part(data: bytes, pos: int) -> tuple[int, bool]:
    """Read on inside a string, one window at most: where that came to, and whether the closing quote was passed.

    Raises UnreadableError at the end of the bytes.
    """
    quote = data.find(b'"', pos, pos + _LEAP)
    limit = quote if quote >= 0 else min(pos + _LEAP, len(data))
    if data.find(b"\\", pos, limit) < 0 and limit < len(data):
        return (quote + 1, True) if quote >= 0 else (limit, False)
    found = LENIENT_TEXT.match(data, pos, pos + WINDOW)
    end = found.end() if found else pos
    if end < len(data) and data[end] == 0x22:
        return end + 1, True
    if end >= len(data) - 1:
        raise UnreadableError(len(data), "the text ends inside a string")
    return end, False


def quoted_end(data: bytes, pos: int) -> tuple[int, bool]:
    """As ``string_part``, but quick, and it may give up at any quote: looks for quotes and what stands before them."""
    limit = pos + WINDOW
    for _ in range(_FEW_QUOTES):
        quote = data.find(b'"', pos, limit)
        if quote < 0:
            break
        before = quote
        while before > pos and data[before - 1] == 0x5C:
            before -= 1
        pos = quote + 1
        if (quote - before) % 2 == 0:
            return pos, True
    return pos, False


def oddity_of_text(data: bytes, start: int, end: int) -> Oddity | None:
    """The first thing inside the string token ``start:end`` that JSON forbids."""
    found = BAD_TEXT.search(data, start + 1, end - 1)
    if found is None:
        return _lone_surrogate(data, start, end) if data.find(b"\\u", start, end) >= 0 else None
    if data[found.start()] == 0x5C:
        return Oddity(found.start(), "an escape that JSON does not know")
    return Oddity(found.start(), f"a raw control character (0x{data[found.start()]:02x}) in a string")


def _lone_surrogate(data: bytes, start: int, end: int) -> Oddity | None:
    found = PAIRED.match(data, start + 1, end - 1)
    place = found.end() if found else start + 1
    return Oddity(place, "half of a surrogate pair") if place < end - 1 else None


def after_value(data: bytes, pos: int, is_array: bool, gaps: Gaps | None = None) -> tuple[bool, int]:
    """Whether the container goes on after a value, and where. Raises UnreadableError."""
    found = NEXT.match(data, pos, pos + WINDOW)
    if found is None or found.end() == pos + WINDOW:
        return _after_value_far(data, skip_space(data, pos, gaps), is_array, gaps)
    wanted = "]" if is_array else "}"
    mark = data[found.start(1)]
    if mark == 0x2C:
        return True, found.end()
    if mark != ord(wanted):
        raise UnreadableError(found.start(1), f'"{wanted}" was expected, not "{chr(mark)}"')
    return False, found.start(1) + 1


def _after_value_far(data: bytes, pos: int, is_array: bool, gaps: Gaps | None) -> tuple[bool, int]:
    """``after_value`` where many blanks stand, or where something else than it expects."""
    wanted = "]" if is_array else "}"
    if data.startswith(b",", pos):
        return True, skip_space(data, pos + 1, gaps)
    if data.startswith(wanted.encode(), pos):
        return False, pos + 1
    if data.startswith((b"]", b"}"), pos):
        raise UnreadableError(pos, f'"{wanted}" was expected, not "{chr(data[pos])}"')
    raise UnreadableError(pos, _what_stands(data, pos, f'"," or "{wanted}"'))


def key_place(data: bytes, pos: int, gaps: Gaps | None = None) -> int:
    """Where a key's opening quote is, or UnreadableError."""
    start = skip_space(data, pos, gaps)
    if start < len(data) and data[start] == 0x22:
        return start
    raise UnreadableError(start, _what_stands(data, start, "a key in quotes"))


def colon(data: bytes, pos: int, gaps: Gaps | None = None) -> int:
    """Where the value after a key starts. Raises UnreadableError."""
    pos = skip_space(data, pos, gaps)
    if pos >= len(data) or data[pos] != 0x3A:
        raise UnreadableError(pos, _what_stands(data, pos, '":" after the key'))
    return skip_space(data, pos + 1, gaps)


def skip_space(data: bytes, pos: int, gaps: Gaps | None = None) -> int:
    """The offset of the next byte that is no blank; ``gaps`` spares passing a long run again."""
    found = SPACE.match(data, pos, pos + _FEW_BLANKS)
    end = found.end() if found else pos
    if end < pos + _FEW_BLANKS:
        return end
    return gaps.past(end) if gaps is not None else skip_blanks(data, end, len(data))


def _what_stands(data: bytes, pos: int, wanted: str) -> str:
    if pos >= len(data):
        return f"the text ends where {wanted} was expected"
    # The piece may end in the middle of a letter, which is then left out.
    shown = utf_8_decode(data[pos : pos + 12], "backslashreplace", pos + 12 >= len(data))[0].split("\n")[0]
    printable = "".join(letter if letter.isprintable() else "·" for letter in shown)
    quoted = repr(printable).replace("\\\\", "\\")
    return f"{wanted} was expected, not {quoted}"
