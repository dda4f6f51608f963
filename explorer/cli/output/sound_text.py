"""JSON that any reader takes, of a part of a document in which something stands that JSON forbids."""

import re
from contextlib import suppress

import msgspec

from explorer.core.document.grammar import BAD_TEXT
from explorer.core.document.strings import decode_string
from explorer.core.models.json_value import dumps

_PART = re.compile(rb'"(?:[^"\\]++|\\.)*+"|-?Infinity|NaN', re.DOTALL)
_is_json = msgspec.json.Decoder(msgspec.Raw).decode


def sound_text(source: bytes) -> str:
    """The part as it came, but texts that are no JSON written anew, and words for numbers, such as NaN, as texts.

    A byte that is no UTF-8 becomes ``\\xNN``, as wherever it is shown.
    """
    with suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        _is_json(source)  # all but the encoding
        return source.decode("utf-8")
    return _PART.sub(_mended, source).decode("utf-8", "backslashreplace")


def _mended(part: "re.Match[bytes]") -> bytes:
    token = part[0]
    if token[0] != 0x22:
        return b'"' + token + b'"'
    if BAD_TEXT.search(token) is None:
        with suppress(UnicodeDecodeError):
            token.decode("utf-8")
            return token
    return dumps(decode_string(token, 0, len(token))).encode("utf-8")
