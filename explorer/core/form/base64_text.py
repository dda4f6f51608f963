"""Texts that carry a file in Base64: which parameters ask for one, how large it may be, and whether a text is one."""

import base64
import binascii
import re
from functools import lru_cache

from explorer.core.catalog.html import plain_text
from explorer.core.models.action import Kind, Member

REQUEST_LIMIT = 10_000_000
"""Bytes of a POST body that TC3-HMAC-SHA256 takes (protocol: 10 MB); a file in it grows by a third."""

_WORD = re.compile(r"base[ -]?64", re.IGNORECASE)
# The document of an address tells how large its picture is once it is encoded; a type or a prompt only mentions it.
_OTHER_NAMES = re.compile(r"(?:Ur[li]s?|Type|Prompt|Method|Extension)(?:Back|Front|[A-Z])?\Z", re.IGNORECASE)
_OTHER_USE = re.compile(r"before (?:being )?base[ -]?64", re.IGNORECASE)
_SIZE = re.compile(
    r"(?:exceed(?:ing|s)?|larger than|greater than|more than|less than|up to"
    r"|max(?:imum|\.)?(?: data)?(?: size)?(?: is| of)?|within|limit(?:ed)?(?: is| to| of)?|size of)"
    r"\s*(\d+(?:\.\d+)?)\s*([KM])(?:i?B)?\b",
    re.IGNORECASE,
)
_UNITS = {"K": 1_000, "M": 1_000_000}
_ALPHABET = re.compile(r"[A-Za-z0-9+/\s]*={0,2}\s*\Z")
_PREFIX = re.compile(r"data:[^,]{0,200};base64,")
_LOOKED_AT = 4096


@lru_cache(maxsize=4096)
def asks_for_base64(member: Member) -> bool:
    """Whether the parameter takes a file's content in Base64: by its type, its name, or what its document says."""
    if member.kind is Kind.BINARY:
        return True
    if member.kind is not Kind.STRING or _OTHER_NAMES.search(member.name):
        return False
    if _WORD.search(member.name):
        return True
    text = plain_text(member.document)
    return bool(_WORD.search(text)) and not _OTHER_USE.search(text)


@lru_cache(maxsize=4096)
def size_limit(member: Member) -> int:
    """The largest size in bytes that the document names, 0 if it names none. It is prose: good enough for a remark."""
    sizes = [float(number) * _UNITS[unit.upper()] for number, unit in _SIZE.findall(plain_text(member.document))]
    return int(max(sizes, default=0))


def is_base64(text: str) -> bool:
    """Whether a text is Base64, with or without a ``data:`` prefix; of a very long one the ends are looked at."""
    found = _PREFIX.match(text)
    start = found.end() if found else 0
    if len(text) - start <= 2 * _LOOKED_AT:
        bare = "".join(text[start:].split())
        return len(bare) % 4 == 0 and bool(_ALPHABET.match(bare))
    return bool(_ALPHABET.match(text[start : start + _LOOKED_AT]) and _ALPHABET.match(text[-_LOOKED_AT:]))


def decoded(text: str) -> bytes:
    """The bytes that a Base64 text stands for. Raises ValueError for a text that is none."""
    found = _PREFIX.match(text)
    try:
        return base64.b64decode("".join(text[found.end() if found else 0 :].split()), validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from None
