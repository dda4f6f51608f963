"""Where a value ends, found by a JSON parser in C that looks at one small window of the bytes.

``msgspec`` says where text follows a whole value. That place is the value's end: no copy is made, nothing is
decoded, and some hundred megabytes a second are passed over and checked.
"""

import msgspec

from explorer.core.document.grammar import BRACKET, BUCKET, WINDOW
from explorer.core.document.reader import skip_space

_decode_one = msgspec.json.Decoder(msgspec.Raw).decode
_decode_list = msgspec.json.Decoder(list[msgspec.Raw]).decode
_TRAILING = "JSON is malformed: trailing characters (byte "
TOO_BIG = -1
TOO_DEEP = -2
LONG = 8192
"""Bytes of a value whose end is kept once it is known."""

_BLANK = b" \t\n\r"
_NO_PLAIN = (b'"', b"{", b"[")


def _trailing_place(error: msgspec.DecodeError) -> int:
    text = str(error)
    return int(text[len(_TRAILING) : -1]) if text.startswith(_TRAILING) else -1


def _calibrate() -> int:
    try:
        _decode_one(b"[]]")
    except msgspec.DecodeError as error:
        return _trailing_place(error) - 2
    return 0


_SHIFT = _calibrate()


def container_end(data: bytes, view: memoryview, start: int, window: int = WINDOW) -> int:
    """The offset after the object or array that begins at ``start``.

    TOO_BIG (for the window, or faulty) or TOO_DEEP (for the parser) where that cannot be said.
    """
    try:
        raw = _decode_one(view[start : start + window])
    except msgspec.DecodeError as error:
        place = _trailing_place(error)
        if place < 0:
            return TOO_BIG
        end = start + place - _SHIFT
        while data[end - 1] in _BLANK:
            end -= 1
        return end
    except RecursionError:
        return TOO_DEEP
    return start + len(raw)


def list_lengths(view: memoryview, start: int, end: int) -> list[int] | None:
    """The lengths of the values between two offsets, if they are a comma-separated list of whole values; else None."""
    try:
        return list(map(len, _decode_list(b"".join((b"[", view[start:end], b"]")))))
    except (msgspec.DecodeError, RecursionError):
        return None


def hundredths(data: bytes, view: memoryview, start: int, end: int, first: int) -> tuple[int, list[int]] | None:
    """How many numbers and words stand between two offsets, commas between, and where each hundredth starts.

    ``first`` is the number of the first one whose start is wanted. None if anything else stands there, or a long one.
    """
    if any(data.find(mark, start, end) >= 0 for mark in _NO_PLAIN):
        return None
    try:
        _decode_one(b"".join((b"[", view[start:end], b"]")))
    except msgspec.DecodeError:
        return None
    parts = data[start:end].split(b",")
    if max(map(len, parts)) > LONG:
        return None
    marks, place = [], start + sum(map(len, parts[:first])) + first
    for number in range(first, len(parts), BUCKET):
        marks.append(skip_space(data, place))
        place += sum(map(len, parts[number : number + BUCKET])) + BUCKET
    return len(parts), marks


def lenient_end(data: bytes, start: int, limit: int, deepest: int = 1 << 30) -> int:
    """The offset after a container whose brackets are known to match but whose inside a strict parser refuses.

    -1 if it does not end before ``limit``, or has more than ``deepest`` levels.
    """
    depth = 0
    for found in BRACKET.finditer(data, start, limit):
        first = data[found.start()]
        if first == 0x22:
            continue
        depth += 1 if first in b"[{" else -1
        if not depth:
            return found.end()
        if depth > deepest:
            return -1
    return -1
