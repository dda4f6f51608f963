"""Where a value ends, found by a JSON parser in C that looks at one small window of the bytes.

``msgspec`` says where text follows a whole value. That place is the value's end: no copy is made, nothing is
decoded, and some hundred megabytes a second are passed over and checked.
"""

import msgspec

from explorer.core.document.grammar import BRACKET, WINDOW

_decode_one = msgspec.json.Decoder(msgspec.Raw).decode
_decode_list = msgspec.json.Decoder(list[msgspec.Raw]).decode
_TRAILING = "JSON is malformed: trailing characters (byte "
TOO_BIG = -1
TOO_DEEP = -2
_BLANK = b" \t\n\r"


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


def lenient_end(data: bytes, start: int, limit: int) -> int:
    """The offset after a container whose brackets are known to match but whose inside a strict parser refuses."""
    depth = 0
    for found in BRACKET.finditer(data, start, limit):
        first = data[found.start()]
        if first == 0x22:
            continue
        depth += 1 if first in b"[{" else -1
        if not depth:
            return found.end()
    return -1
