"""String tokens as text: exact where that is possible, and visibly escaped where it is not."""

import json
import re
from collections.abc import Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]

from explorer.core.document.grammar import SURROGATE

_HALF = rb"u[dD][89abAB][0-9a-fA-F]{2}(?:\\(?:u[0-9a-fA-F]{0,3})?)?"
_TORN = re.compile(rb"(?:\\++(?:" + _HALF + rb"|u[0-9a-fA-F]{0,3})?|[\xc2-\xf4][\x80-\xbf]{0,3})\Z")
_TAIL, _BACKSLASH = 12, b"\\"
_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))')
_SIMPLE = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}

_BIT = re.compile(
    rb"(?:[^\"\\]{1,256}+|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.){1,64}+",
    re.DOTALL,
)
"""Some of the inside of a string, no escape and no pair of them cut."""


def text_pieces(data: bytes, start: int, end: int) -> Iterator[str]:
    """The text of a long string token bit by bit; together what ``decode_string`` gives at once."""
    pos = start + 1
    while (found := _BIT.match(data, pos, end - 1)) is not None:
        stop = found.end()
        torn = _TORN.search(data[max(pos, stop - 4) : stop]) if stop < end - 1 and data[stop - 1] >= 0x80 else None
        whole = stop - len(torn.group()) if torn else stop
        stop = whole if whole > pos else stop
        yield decode_string(data, pos - 1, stop + 1)
        pos = stop
    if pos < end - 1:
        yield decode_string(data, pos - 1, end)


def decode_string(data: bytes, start: int, end: int, limit: int = 0) -> str:
    """The text of the string token ``start:end``; with ``limit`` only about its first ``limit`` bytes.

    Bytes that are no UTF-8 come out as ``\\xff``, lone surrogates as ``\\ud800``: the text can always be shown.
    """
    if limit and end - start - 2 > limit:
        body = data[start + 1 : start + 1 + limit]
        torn = _TORN.search(body, max(len(body) - _TAIL, 0))
        body = body[: torn.start()].rstrip(_BACKSLASH if torn.group().startswith(_BACKSLASH) else b"") if torn else body
    else:
        body = data[start + 1 : end - 1]
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        text = SURROGATE.sub(_byte_as_escape, body.decode("utf-8", "surrogateescape"))
    if "\\" not in text:
        return text
    return SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", _unescape(text))


def _byte_as_escape(found: re.Match[str]) -> str:
    return f"\\\\x{ord(found.group()) - 0xDC00:02x}"


def _unescape(text: str) -> str:
    try:
        return str(scanstring(text + '"', 0, False)[0])
    except json.JSONDecodeError:
        loose = _ESCAPE.sub(_one_escape, text)
        return loose.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _one_escape(found: re.Match[str]) -> str:
    return chr(int(found.group(1), 16)) if found.group(1) else _SIMPLE[found.group(2)]
